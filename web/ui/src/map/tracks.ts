// The railway: corridor band, lines coloured by gauge, and the asked route.

import type { Position } from "geojson";
import type { CorridorFeature, LegFeature, Quality, SegmentFeature } from "../answers";
import { CanvasLayer } from "./canvas";
import { Cover } from "./cover";
import { distanceTo, shape, shows, trace, walk, type Frame, type Shape } from "./mercator";
import { gaugeColour, type Palette } from "./palette";
import type * as L from "leaflet";

interface Stroke {
  gaugeMm: number;
  guess: boolean;
  shapes: Shape[];
}

export class Tracks extends CanvasLayer {
  #network: Stroke[] = [];
  #route: Stroke[] = [];
  #band: Shape[] = [];
  #cover = new Cover(0, 0);

  constructor(pane: string, private palette: Palette) {
    super(pane);
  }

  /** Draws at once, so that `cover` is true when this returns. */
  showNetwork(segments: readonly SegmentFeature[]): void {
    this.#network = strokes(segments);
    this.redraw();
  }

  showRoute(legs: readonly LegFeature[]): void {
    this.#route = strokes(legs);
    this.refresh();
  }

  showCorridor(corridor: CorridorFeature | undefined): void {
    this.#band = corridor ? parts(corridor).map(shape) : [];
    this.refresh();
  }

  recolour(palette: Palette): void {
    this.palette = palette;
    this.refresh();
  }

  /** Where the tracks run on the canvas as last drawn. */
  get cover(): Cover {
    return this.#cover;
  }

  /** True when a track passes within `reach` pixels of a point of the map's container. */
  near(containerPoint: L.Point, reach: number): boolean {
    const { x, y } = this.toCanvas(containerPoint);
    const spot = { ...this.frame, originX: this.frame.originX + x, originY: this.frame.originY + y, width: 0, height: 0 };
    return this.#network.some(({ shapes }) =>
      shapes.some((s) => shows(s, spot, reach) && distanceTo(s, this.frame, x, y) <= reach),
    );
  }

  protected draw(ink: CanvasRenderingContext2D, frame: Frame, zoom: number): void {
    const { palette } = this;
    const width = zoom < 4.5 ? 1.6 : zoom < 6.5 ? 2.2 : zoom < 9 ? 2.8 : 3.4;
    ink.lineJoin = "round";
    ink.lineCap = "round";
    if (this.#band.length > 0) {
      stroke(ink, frame, this.#band, palette.band, width + 8);
    }
    this.#cover = coverOf(this.#network, frame);
    const faded = this.#route.length > 0;
    ink.globalAlpha = faded ? 0.4 : 1;
    for (const { gaugeMm, guess, shapes } of this.#network) {
      if (zoom >= 5 && !faded) stroke(ink, frame, shapes, palette.halo, width + 2);
      this.#dash(ink, guess, width);
      stroke(ink, frame, shapes, gaugeColour(palette, gaugeMm), width);
      ink.setLineDash([]);
    }
    ink.globalAlpha = 1;
    for (const { shapes } of this.#route) stroke(ink, frame, shapes, palette.ink, width + 5);
    for (const { shapes } of this.#route) stroke(ink, frame, shapes, palette.halo, width + 3.4);
    for (const { gaugeMm, guess, shapes } of this.#route) {
      this.#dash(ink, guess, width + 1.2);
      stroke(ink, frame, shapes, gaugeColour(palette, gaugeMm), width + 1.2);
      ink.setLineDash([]);
    }
  }

  #dash(ink: CanvasRenderingContext2D, guess: boolean, width: number): void {
    if (guess) ink.setLineDash([width * 1.3, width * 2.1]);
  }
}

function stroke(ink: CanvasRenderingContext2D, frame: Frame, shapes: Shape[], colour: string, width: number): void {
  ink.beginPath();
  for (const s of shapes) if (shows(s, frame, width)) trace(ink, s, frame);
  ink.strokeStyle = colour;
  ink.lineWidth = width;
  ink.stroke();
}

function coverOf(strokes: readonly Stroke[], frame: Frame): Cover {
  const cover = new Cover(frame.width, frame.height);
  for (const { shapes } of strokes) {
    for (const s of shapes) {
      if (!shows(s, frame)) continue;
      walk(s, frame, (ax, ay, bx, by) => cover.run(ax, ay, bx, by));
    }
  }
  return cover;
}

type Stretch = { geometry: { coordinates: Position[] }; properties: { gauge_mm: number; quality: Quality } };

/** One stroke for each gauge and each kind of dash; guesses last, so that their gaps show what lies below. */
function strokes(stretches: readonly Stretch[]): Stroke[] {
  const byKind = new Map<string, Stroke>();
  for (const { geometry, properties } of stretches) {
    const guess = properties.quality === "chord";
    const key = `${guess ? 1 : 0} ${properties.gauge_mm}`;
    const kind = byKind.get(key) ?? { gaugeMm: properties.gauge_mm, guess, shapes: [] };
    byKind.set(key, kind);
    kind.shapes.push(shape(geometry.coordinates));
  }
  return [...byKind.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind);
}

function parts({ geometry }: CorridorFeature): Position[][] {
  return geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
}
