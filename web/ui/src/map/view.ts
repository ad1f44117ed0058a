// The map: its layers in order, its controls, and what a click on it means.

import * as L from "leaflet";
import type { Position } from "geojson";
import type { CorridorFeature, Distance, LegFeature, SegmentFeature, StationFeature } from "../answers";
import { el } from "../dom";
import type { Speech } from "../language";
import { marked } from "../panel/itinerary";
import type { View } from "../state";
import { BaseMap } from "./basemap";
import { onSchemeChange, readPalette } from "./palette";
import { ScaleBar } from "./scale";
import { Stations } from "./stations";
import { Tracks } from "./tracks";

export interface MapEvents {
  moved: (view: View) => void;
  stationClicked: (station: StationFeature) => void;
  trackClicked: (at: L.LatLng) => void;
}

/** Pixels of the map that lie under the panel and the page's other furniture. */
export interface Cover {
  left: number;
  top: number;
  bottom: number;
}

const reach = { mouse: 10, touch: 22 }; // px around a click

export class MapView {
  readonly #map: L.Map;
  readonly #base: BaseMap;
  readonly #tracks: Tracks;
  readonly #stations: Stations;
  readonly #scale: ScaleBar;
  readonly #zoom = L.control.zoom({ position: "bottomright" });
  readonly #credit = L.control.attribution({ position: "bottomright", prefix: false });
  #popup: L.Popup | undefined;

  constructor(element: HTMLElement, private speech: Speech, private readonly cover: () => Cover, events: MapEvents) {
    this.#map = L.map(element, {
      zoomControl: false, attributionControl: false, minZoom: 1.75, maxZoom: 15, zoomSnap: 0.25, zoomDelta: 1,
      wheelPxPerZoomLevel: 90, maxBounds: [[-85.05, -200], [85.05, 230]], maxBoundsViscosity: 0.8,
      zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    });
    this.#map.setView([42, 88], 3.5);
    for (const [name, z] of [["base", "210"], ["tracks", "410"], ["stations", "420"]] as const) {
      const pane = this.#map.createPane(name);
      pane.style.zIndex = z;
      pane.style.pointerEvents = "none";
    }
    const palette = readPalette();
    this.#base = new BaseMap("base", palette).addTo(this.#map);
    this.#tracks = new Tracks("tracks", palette).addTo(this.#map);
    this.#stations = new Stations("stations", palette, speech, { tracks: () => this.#tracks.cover, panel: cover }).addTo(this.#map);
    this.#scale = new ScaleBar(speech);
    this.#credit.addTo(this.#map);
    this.#scale.addTo(this.#map);
    this.#zoom.addTo(this.#map);
    onSchemeChange(() => this.#recolour());
    this.#listen(events);
    this.render(speech);
  }

  render(speech: Speech): void {
    this.speech = speech;
    this.#map.getContainer().setAttribute("aria-label", speech.say("map"));
    this.#stations.dress(readPalette(), speech);
    this.#scale.render(speech);
    for (const [part, message] of [["in", "zoomIn"], ["out", "zoomOut"]] as const) {
      const button = this.#zoom.getContainer()?.querySelector(`.leaflet-control-zoom-${part}`);
      button?.setAttribute("title", speech.say(message));
      button?.setAttribute("aria-label", speech.say(message));
    }
    const link = el("a", { href: "https://www.openstreetmap.org/copyright", rel: "noopener" }, speech.say("contributors"));
    this.#credit.getContainer()?.replaceChildren(link, " · ", speech.say("baseMap"));
    this.closePopup();
  }

  async loadBase(): Promise<void> {
    this.#stations.showCountries(await this.#base.load());
  }

  showNetwork(segments: readonly SegmentFeature[]): void {
    this.#tracks.showNetwork(segments);
    this.#stations.refresh(); // names keep off the tracks
  }

  showStations(stations: readonly StationFeature[]): void {
    this.#stations.showStations(stations);
  }

  showCorridor(corridor: CorridorFeature | undefined): void {
    this.#tracks.showCorridor(corridor);
  }

  showRoute(distance: Distance | undefined, legs: readonly LegFeature[]): void {
    this.#tracks.showRoute(legs);
    this.#stations.showMarks((distance?.itinerary ?? []).map((stop) => ({ stop, gauges: marked(stop, distance!) })));
  }

  /** One end of a route that is not yet asked. */
  showEnd(station: StationFeature | undefined, kind: "from" | "to"): void {
    if (!station) return this.#stations.showMarks([]);
    const [lon, lat] = station.geometry.coordinates as [number, number];
    const { id, name } = station.properties;
    const names = Object.fromEntries(["zh", "ru", "lo", "th"].flatMap((lang) => {
      const value = station.properties[`name_${lang}` as "name_zh"];
      return value ? [[lang, value]] : [];
    }));
    this.#stations.showMarks([{ stop: { id, name, names, kind, at_km: 0, lon, lat }, gauges: [0, 0] }]);
  }

  /** Moves so that all positions show beside the panel. */
  fit(positions: readonly Position[], animate = true): void {
    if (positions.length === 0) return;
    const bounds = L.latLngBounds(positions.map(([lon, lat]) => [lat!, lon!] as [number, number]));
    this.#map.fitBounds(bounds, { ...this.#padding(), maxZoom: 11, animate });
  }

  /** Shows a place nearby without leaving the present zoom far behind. */
  visit(lon: number, lat: number): void {
    const { left, bottom } = this.cover();
    const zoom = Math.max(this.#map.getZoom(), 8);
    const shifted = this.#map.project([lat, lon], zoom).subtract([left / 2, -bottom / 2]);
    this.#map.setView(this.#map.unproject(shifted, zoom), zoom);
  }

  setView({ lat, lon, zoom }: View): void {
    this.#map.setView([lat, lon], zoom, { animate: false });
  }

  get view(): View {
    const { lat, lng } = this.#map.getCenter();
    return { zoom: this.#map.getZoom(), lat, lon: lng };
  }

  openPopup(lon: number, lat: number, content: HTMLElement): void {
    const { left, top, bottom } = this.cover();
    this.closePopup();
    this.#popup = L.popup({
      minWidth: 232, maxWidth: 300, offset: [0, -4], className: "station-popup",
      autoPanPaddingTopLeft: [left + 12, top + 12], autoPanPaddingBottomRight: [12, bottom + 12],
    }).setLatLng([lat, lon]).setContent(content).openOn(this.#map);
    this.#popup.getElement()?.querySelector(".leaflet-popup-close-button")
      ?.setAttribute("aria-label", this.speech.say("closePopup"));
  }

  closePopup(): void {
    this.#popup?.remove();
    this.#popup = undefined;
  }

  #padding(): L.FitBoundsOptions {
    const { left, bottom } = this.cover();
    const [w, h] = [this.#map.getSize().x, this.#map.getSize().y];
    const edge = Math.min(w, h) < 600 ? 30 : 56;
    return { paddingTopLeft: [left + edge, edge], paddingBottomRight: [edge + (w > 900 ? 40 : 0), bottom + edge] };
  }

  #recolour(): void {
    const palette = readPalette();
    this.#base.recolour(palette);
    this.#tracks.recolour(palette);
    this.#stations.dress(palette, this.speech);
  }

  #listen(events: MapEvents): void {
    this.#map.on("moveend", () => events.moved(this.view));
    this.#map.on("click", ({ containerPoint, latlng, originalEvent }) => {
      const fingers = (originalEvent as PointerEvent).pointerType === "touch";
      const distance = fingers ? reach.touch : reach.mouse;
      const station = this.#stations.at(containerPoint, distance);
      if (station) events.stationClicked(station);
      else if (this.#tracks.near(containerPoint, distance)) events.trackClicked(latlng);
    });
    this.#map.on("mousemove", ({ containerPoint }) => {
      const hot = this.#stations.at(containerPoint, reach.mouse) || this.#tracks.near(containerPoint, 5);
      this.#map.getContainer().classList.toggle("hot", Boolean(hot));
    });
  }
}
