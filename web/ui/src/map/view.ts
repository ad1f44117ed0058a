// The map: its layers in order, its controls, and what a click on it means.

import * as L from "leaflet";
import type { Position } from "geojson";
import type { Box, CorridorFeature, Country, Distance, LegFeature, OnlineMap, StationFeature, Waypoint } from "../answers";
import { vary } from "../dom";
import type { Speech } from "../language";
import { marked } from "../panel/itinerary";
import type { View } from "../state";
import { BaseMap } from "./basemap";
import { Controls } from "./controls";
import { Geography } from "./geography";
import { onSchemeChange, readPalette } from "./palette";
import { Pin } from "./pin";
import { gcj02, none, unshift, type Shift } from "./shift";
import { Stations } from "./stations";
import { theme, type Theme, type ThemeName } from "./theme";
import type { StationMark, Tile } from "./tile";
import { TileStore } from "./tiles";
import { Tracks } from "./tracks";

export interface MapEvents {
  moved: (view: View) => void;
  stationClicked: (station: StationMark) => void;
  trackClicked: (at: L.LatLng) => void;
  /** The pointer is at a position, or has left the map. */
  pointed: (at: L.LatLng | undefined, metresPerPixel: number) => void;
  popupClosed: () => void;
  /** All that a view needs is drawn; false where something could not be fetched. */
  drawn: (complete: boolean) => void;
}

/** Pixels of the map that lie under the panel and the page's other furniture. */
export interface Cover {
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** What lies in the upper right corner. */
  corner: { width: number; height: number };
}

const reach = { mouse: 10, touch: 22, keyboard: 60 }; // px around where a reader points

export class MapView {
  readonly #map: L.Map;
  readonly #base: BaseMap;
  #geography: Geography | undefined;
  readonly #tracks: Tracks;
  readonly #stations: Stations;
  readonly #controls: Controls;
  readonly #pin: Pin;
  #tiles: readonly Tile[] = [];
  #theme: Theme = theme("gauge", []);
  #popup: L.Popup | undefined;
  readonly #tileStore: TileStore;
  #online: L.TileLayer | undefined;
  #shift: Shift = none;

  constructor(element: HTMLElement, private speech: Speech, private readonly cover: () => Cover, private readonly events: MapEvents) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#map = L.map(element, {
      zoomControl: false, attributionControl: false, minZoom: 1.75, maxZoom: 15, zoomSnap: 0.25, zoomDelta: 1,
      wheelPxPerZoomLevel: 90, maxBounds: [[-85.05, -200], [85.05, 230]], maxBoundsViscosity: 0.8,
      zoomAnimation: !calm, fadeAnimation: !calm,
    });
    this.#map.setView([42, 88], 3.5);
    for (const [name, z] of [["online", "205"], ["base", "210"], ["tracks", "410"], ["stations", "420"], ["pin", "640"]] as const) {
      const pane = this.#map.createPane(name);
      pane.style.zIndex = z;
      pane.style.pointerEvents = "none";
    }
    const palette = readPalette();
    const tiles = (this.#tileStore = new TileStore(() => this.#tracks.refresh(), (complete) => {
      this.#tracks.refresh();
      this.#stations.addTo(this.#map); // not before there is something to name
      this.#stations.refresh();
      requestAnimationFrame(() => events.drawn(complete));
    }));
    this.#base = new BaseMap("base", palette).addTo(this.#map);
    this.#tracks = new Tracks("tracks", palette, this.#theme, (frame) => (this.#tiles = tiles.cover(frame)));
    this.#stations = new Stations("stations", palette, speech, {
      tiles: () => {
        this.#tracks.settle();
        return this.#tiles;
      },
      tracks: () => this.#tracks.cover, panel: cover,
    });
    this.#pin = new Pin(this.#map);
    this.#controls = new Controls(this.#map, speech);
    onSchemeChange(() => this.#dress());
    this.#listen();
    this.render(speech);
  }

  render(speech: Speech): void {
    this.speech = speech;
    this.#map.getContainer().setAttribute("aria-label", speech.say("map"));
    this.#stations.dress(readPalette(), speech, this.#theme.name === "gauge");
    this.#controls.render(speech);
  }

  /** Begins to fetch and draw the network, in the view that the map has then; it lies within bounds, where they are known. */
  showNetwork(bounds?: Box): void {
    if (bounds) this.#tileStore.bounds = bounds;
    this.#tracks.addTo(this.#map);
    this.#tracks.settle();
  }

  async loadBase(): Promise<void> {
    const world = await this.#base.load();
    this.#geography = world && new Geography(world);
    this.#stations.showGeography(this.#online ? undefined : this.#geography);
  }

  /** Colours the tracks by a theme, which it answers. */
  paint(name: ThemeName, countries: readonly Country[]): Theme {
    this.#theme = theme(name, countries);
    this.#stations.home = new Set(countries.map(({ id }) => id));
    this.#dress();
    return this.#theme;
  }

  /** Lays an online map below the tracks, or the page's own again. Answers whether positions have moved by that. */
  showOnline(online: OnlineMap | undefined): boolean {
    this.#online?.remove();
    this.#online = online && L.tileLayer(online.url, {
      pane: "online", maxZoom: 15, maxNativeZoom: online.max_zoom, attribution: online.attribution, referrerPolicy: "strict-origin",
    }).addTo(this.#map);
    this.#controls.credit(online?.attribution);
    if (online) this.#base.remove();
    else this.#base.addTo(this.#map);
    this.#stations.showGeography(online ? undefined : this.#geography);
    const before = this.#shift;
    this.#shift = online?.shift === "gcj02" ? gcj02 : none;
    this.#tileStore.shift = this.#shift;
    this.#tracks.refresh();
    return before !== this.#shift;
  }

  #moved([lon, lat]: Position): [number, number] {
    return this.#shift(lon!, lat!);
  }

  showCorridor(corridor: CorridorFeature | undefined): void {
    this.#tracks.showCorridor(corridor, (p) => this.#moved(p));
  }

  showRoute(distance: Distance | undefined, legs: readonly LegFeature[]): void {
    this.#tracks.showRoute(legs, (p) => this.#moved(p));
    this.#stations.showMarks((distance?.itinerary ?? []).map((stop) => ({ stop, at: this.#moved([stop.lon, stop.lat]), gauges: marked(stop, distance!) })));
  }

  /** Places of a journey that is not yet asked. */
  showPlaces(stations: readonly StationFeature[]): void {
    this.#stations.showMarks(stations.map(({ geometry, properties }) => {
      const [lon, lat] = geometry.coordinates as [number, number];
      const { id, name } = properties;
      const names = Object.fromEntries((["zh", "ru", "lo", "th"] as const).flatMap((lang) => {
        const value = properties[`name_${lang}`];
        return value ? [[lang, value]] : [];
      }));
      const stop: Waypoint = { id, name, names, kind: "from", at_km: 0, lon, lat };
      return { stop, at: this.#moved([lon, lat]), gauges: [0, 0] };
    }));
  }

  /** Points at a position, or at nothing. */
  point(at: Position | undefined): void {
    this.#pin.show(at && this.#moved(at));
  }

  /** Moves so that all positions show beside the panel. */
  fit(positions: readonly Position[], animate = true): void {
    if (positions.length === 0) return;
    const bounds = L.latLngBounds(positions.map(([lon, lat]) => [lat!, lon!] as [number, number]));
    this.#map.fitBounds(bounds, { ...this.#padding(bounds), maxZoom: 11, animate });
  }

  fitBox([west, south, east, north]: Box, animate = true): void {
    this.fit([[west, south], [east, north]], animate);
  }

  /** Shows a place nearby without leaving the present zoom far behind. */
  visit(lon: number, lat: number): void {
    const { left, bottom } = this.cover();
    const zoom = Math.max(this.#map.getZoom(), 8);
    const shifted = this.#map.project([lat, lon], zoom).subtract([left / 2, -bottom / 2]);
    this.#map.setView(this.#map.unproject(shifted, zoom), zoom);
  }

  /** Takes the size that the page gives the map now; `then` may choose another view for it. */
  resize(then: () => void): void {
    this.#map.invalidateSize({ animate: false });
    then();
    for (const layer of [this.#base, this.#tracks, this.#stations]) layer.settle(); // paper does not wait for a frame
  }

  setView({ lat, lon, zoom }: View): void {
    this.#map.setView([lat, lon], zoom, { animate: false });
  }

  /** True when a view is the present one, as far as an address tells. */
  shows({ lat, lon, zoom }: View): boolean {
    const now = this.view;
    return Math.abs(zoom - now.zoom) <= 0.02 && Math.abs(lat - now.lat) <= 0.001 && Math.abs(lon - now.lon) <= 0.001;
  }

  get view(): View {
    const { lat, lng: lon } = this.#map.getCenter();
    return { zoom: this.#map.getZoom(), lat, lon };
  }

  openPopup(lon: number, lat: number, content: HTMLElement): void {
    const { left, bottom, corner } = this.cover();
    const top = left > 0 ? 0 : corner.height; // a phone is too narrow to stand beside it
    this.closePopup();
    this.#popup = L.popup({
      minWidth: 232, maxWidth: 300, offset: [0, -4], className: "station-popup",
      autoPanPaddingTopLeft: [left + 12, top + 12], autoPanPaddingBottomRight: [12, bottom + 12],
    }).setLatLng(this.#moved([lon, lat]).toReversed() as [number, number]).setContent(content).openOn(this.#map);
    const popup = this.#popup.on("remove", () => {
      if (this.#popup !== popup) return; // another took its place
      this.#popup = undefined;
      this.events.popupClosed();
    });
    const close = popup.getElement()?.querySelector(".leaflet-popup-close-button");
    close?.setAttribute("aria-label", this.speech.say("closePopup"));
    popup.getElement()?.setAttribute("role", "dialog");
    popup.getElement()?.setAttribute("aria-label", content.querySelector("h2")?.textContent ?? "");
  }

  closePopup(): void {
    const popup = this.#popup;
    this.#popup = undefined;
    popup?.remove();
  }

  #unmoved({ lng, lat }: L.LatLng): L.LatLng {
    const [lon, back] = unshift(this.#shift, lng, lat);
    return L.latLng(back, lon);
  }

  // Below what lies in the corner or left of it, whichever leaves more room.
  #padding(bounds: L.LatLngBounds): L.FitBoundsOptions {
    const { left, top, right, bottom, corner } = this.cover();
    const { x, y } = this.#map.getSize();
    const edge = Math.min(x, y) < 600 ? 24 : 40;
    const ways = [[Math.max(top, corner.height), right], [top, Math.max(right, corner.width)]].map(([above, beside]) => ({
      paddingTopLeft: L.point(left + edge, above! + edge), paddingBottomRight: L.point(beside! + edge, bottom + edge),
    }));
    const zoom = (way: (typeof ways)[number]) => this.#map.getBoundsZoom(bounds, false, way.paddingTopLeft.add(way.paddingBottomRight));
    return ways.reduce((a, b) => (zoom(b) > zoom(a) ? b : a));
  }

  #dress(): void {
    const palette = readPalette();
    this.#base.recolour(palette);
    this.#tracks.dress(palette, this.#theme);
    this.#stations.dress(palette, this.speech, this.#theme.name === "gauge");
  }

  #listen(): void {
    const { events } = this;
    this.#map.on("moveend", () => events.moved(this.view));
    this.#map.on("click", ({ containerPoint, originalEvent }) => {
      if (this.#controls.measuring) return;
      const fingers = (originalEvent as PointerEvent).pointerType === "touch";
      this.#choose(containerPoint, fingers ? reach.touch : reach.mouse);
    });
    this.#map.on("mousemove", ({ containerPoint, latlng }) => {
      const hot = this.#stations.at(containerPoint, reach.mouse) || this.#tracks.near(containerPoint, 5);
      this.#map.getContainer().classList.toggle("hot", Boolean(hot));
      events.pointed(this.#unmoved(latlng), 40_075_016 * Math.cos((latlng.lat * Math.PI) / 180) / (256 * 2 ** this.#map.getZoom()));
    });
    this.#map.on("mouseout", () => events.pointed(undefined, 1));
    const container = this.#map.getContainer();
    container.addEventListener("focus", () => {
      const { x, y } = this.#aim();
      vary(container, { "--aim-x": `${x}px`, "--aim-y": `${y}px` });
    });
    container.addEventListener("keydown", ({ key, target }) => {
      if (key === "Enter" && target === container && !this.#controls.measuring) this.#choose(this.#aim(), reach.keyboard);
    });
  }

  /** The middle of what shows of the map, where the keyboard points. */
  #aim(): L.Point {
    const { left, top, right, bottom } = this.cover();
    const { x, y } = this.#map.getSize();
    return L.point((left + x - right) / 2, (top + y - bottom) / 2);
  }

  /** The station nearest to a point of the container within some pixels is chosen, or the track. */
  #choose(at: L.Point, distance: number): void {
    const station = this.#stations.at(at, distance);
    if (station) this.events.stationClicked(station);
    else if (this.#tracks.near(at, distance)) this.events.trackClicked(this.#unmoved(this.#map.containerPointToLatLng(at)));
  }
}
