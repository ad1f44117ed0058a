// A map layer that draws on one canvas, a margin larger than the view. It
// draws anew when the map has moved, and while it is being dragged beyond the
// margin; during a zoom the drawn picture is scaled.

import * as L from "leaflet";
import type { Frame } from "./mercator";

const margin = 0.25; // of the view, on each side
const tile = 256; // px: the world's width at zoom 0 (Leaflet, EPSG:3857)

export abstract class CanvasLayer extends L.Layer {
  readonly #canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated");
  readonly #pane: string;
  #center = L.latLng(0, 0);
  #zoom = 0;
  #topLeft = L.point(0, 0);
  #pending = 0;
  protected frame: Frame = { scale: 1, originX: 0, originY: 0, width: 0, height: 0 };

  constructor(pane: string) {
    super();
    this.#pane = pane;
  }

  /** Draws the whole picture; coordinates are CSS pixels from the canvas's corner. */
  protected abstract draw(ink: CanvasRenderingContext2D, frame: Frame, zoom: number): void;

  override onAdd(map: L.Map): this {
    map.getPane(this.#pane)!.append(this.#canvas);
    this.refresh();
    return this;
  }

  override onRemove(): this {
    this.#canvas.remove();
    cancelAnimationFrame(this.#pending);
    this.#pending = 0;
    return this;
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    return {
      viewreset: () => this.refresh(),
      moveend: () => this.refresh(),
      resize: () => this.refresh(),
      move: () => this.#whileMoving(),
      zoom: () => this.#transform(this._map.getCenter(), this._map.getZoom()),
      zoomanim: (event) => {
        const { center, zoom } = event as L.ZoomAnimEvent;
        this.#transform(center, zoom);
      },
    };
  }

  /** Draws anew before the next frame, once however often it is asked. */
  refresh(): void {
    if (this._map && !this.#pending) this.#pending = requestAnimationFrame(() => this.settle());
  }

  /** Draws now what would be drawn before the next frame. */
  settle(): void {
    if (!this.#pending) return;
    cancelAnimationFrame(this.#pending);
    this.#pending = 0;
    this.#reset();
  }

  /** A point of the map's container, in the canvas's pixels. */
  protected toCanvas(containerPoint: L.Point): L.Point {
    return this._map.containerPointToLayerPoint(containerPoint).subtract(this.#topLeft);
  }

  /** The part of the canvas that shows when nothing has moved since it was drawn. */
  protected get shown(): L.Bounds {
    const corner = L.point(this.frame.width, this.frame.height).multiplyBy(margin / (1 + 2 * margin));
    return L.bounds(corner, corner.add(this._map.getSize()));
  }

  #reset(): void {
    const map = this._map;
    if (!map) return;
    const view = map.getSize();
    const size = view.multiplyBy(1 + 2 * margin).round();
    this.#topLeft = map.containerPointToLayerPoint(view.multiplyBy(-margin)).round();
    this.#center = map.getCenter();
    this.#zoom = map.getZoom();
    const origin = map.getPixelOrigin().add(this.#topLeft);
    this.frame = { scale: tile * 2 ** this.#zoom, originX: origin.x, originY: origin.y, width: size.x, height: size.y };

    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const canvas = this.#canvas;
    canvas.width = size.x * ratio;
    canvas.height = size.y * ratio;
    canvas.style.width = `${size.x}px`;
    canvas.style.height = `${size.y}px`;
    L.DomUtil.setTransform(canvas, this.#topLeft, 1);
    const ink = canvas.getContext("2d");
    if (!ink) return;
    ink.scale(ratio, ratio);
    this.draw(ink, this.frame, this.#zoom);
  }

  #whileMoving(): void {
    const map = this._map;
    if (map.getZoom() !== this.#zoom) return;
    const corner = map.containerPointToLayerPoint([0, 0]).subtract(this.#topLeft);
    const view = map.getSize();
    const inside = corner.x >= 0 && corner.y >= 0 &&
      corner.x + view.x <= this.frame.width && corner.y + view.y <= this.frame.height;
    if (!inside) this.refresh();
  }

  // The same arithmetic as Leaflet's own renderers (L.Renderer._updateTransform).
  #transform(center: L.LatLng, zoom: number): void {
    const map = this._map;
    const scale = map.getZoomScale(zoom, this.#zoom);
    const half = map.getSize().multiplyBy(0.5);
    const drawn = map.project(this.#center, zoom);
    const pane = L.DomUtil.getPosition(map.getPanes().mapPane) ?? L.point(0, 0);
    const origin = map.project(center, zoom).subtract(half).add(pane).round();
    const corner = map.getSize().multiplyBy(-(0.5 + margin) * scale).add(drawn).subtract(origin);
    L.DomUtil.setTransform(this.#canvas, corner, scale);
  }
}
