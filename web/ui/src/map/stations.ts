// Stations, their names, the marks of the asked route and the countries'
// names: whatever carries a label, in one layer, so that no two overlap.

import * as L from "leaflet";
import type { Waypoint, StationFeature } from "../answers";
import type { Speech } from "../language";
import type { CountryLabel } from "./basemap";
import { CanvasLayer } from "./canvas";
import type { Cover } from "./cover";
import { unitX, unitY, type Frame } from "./mercator";
import { Occupancy, type Box } from "./occupancy";
import { gaugeColour, type Palette } from "./palette";

interface Spot {
  x: number;
  y: number;
}

interface Mark extends Spot {
  stop: Waypoint;
  /** Gauges before and after, mm. */
  gauges: [number, number];
}

interface Label {
  text: string;
  font: string;
  other?: string;
  otherFont?: string;
}

interface Drawn {
  x: number;
  y: number;
  station: StationFeature;
}

/** The least importance that gets a name, and a dot, at a zoom. */
export function threshold(zoom: number): { name: number; dot: number } {
  const name = zoom < 4.6 ? 4 : zoom < 5.5 ? 3 : zoom < 7 ? 2 : zoom < 9 ? 1 : 0;
  const dot = zoom < 4.2 ? 4 : zoom < 6 ? 3 : zoom < 7.5 ? 2 : zoom < 9 ? 1 : 0;
  return { name, dot };
}

/** What names keep off. */
export interface Surroundings {
  tracks: () => Cover;
  /** Pixels that the panel hides on the left and at the bottom of the map. */
  panel: () => { left: number; bottom: number };
}

const gap = 4; // px between a dot and its name
const height = 16; // px of a name
const between = 6; // px between a name and the name in the other script

export class Stations extends CanvasLayer {
  #stations: (Spot & { station: StationFeature })[] = [];
  #countries: (Spot & CountryLabel)[] = [];
  #clear = L.bounds([0, 0], [0, 0]); // where names are not hidden
  #marks: Mark[] = [];
  #drawn: Drawn[] = [];
  readonly #widths = new Map<string, number>();

  constructor(pane: string, private palette: Palette, private speech: Speech, private readonly view: Surroundings) {
    super(pane);
  }

  showStations(stations: readonly StationFeature[]): void {
    this.#stations = stations
      .map((station) => ({ station, ...spot(station.geometry.coordinates as [number, number]) }))
      .sort((a, b) => b.station.properties.importance - a.station.properties.importance ||
        (a.station.properties.id < b.station.properties.id ? -1 : 1));
    this.refresh();
  }

  showCountries(labels: readonly CountryLabel[]): void {
    this.#countries = labels.map((label) => ({ ...label, ...spot([label.lon, label.lat]) }))
      .sort((a, b) => b.size - a.size);
    this.refresh();
  }

  showMarks(marks: readonly { stop: Waypoint; gauges: [number, number] }[]): void {
    this.#marks = marks.map((mark) => ({ ...mark, ...spot([mark.stop.lon, mark.stop.lat]) }));
    this.refresh();
  }

  dress(palette: Palette, speech: Speech): void {
    this.palette = palette;
    this.speech = speech;
    this.refresh();
  }

  /** The station drawn nearest to a point of the map's container, within `reach` pixels. */
  at(containerPoint: L.Point, reach: number): StationFeature | undefined {
    const { x, y } = this.toCanvas(containerPoint);
    let best: StationFeature | undefined;
    let least = reach;
    for (const drawn of this.#drawn) {
      const distance = Math.hypot(drawn.x - x, drawn.y - y);
      if (distance <= least) [best, least] = [drawn.station, distance];
    }
    return best;
  }

  protected draw(ink: CanvasRenderingContext2D, frame: Frame, zoom: number): void {
    const taken = new Occupancy();
    const { left, bottom } = this.view.panel();
    const { min, max } = this.shown;
    this.#clear = L.bounds(min!.add([left, 0]), max!.subtract([0, bottom]));
    this.#drawn = [];
    ink.lineJoin = "round";
    ink.textBaseline = "middle";
    const marked = this.#drawMarks(ink, frame, taken);
    this.#drawStations(ink, frame, zoom, taken, marked);
    this.#drawCountries(ink, frame, zoom, taken);
  }

  // The ends first, so that their marks and names win over the stops between.
  #drawMarks(ink: CanvasRenderingContext2D, frame: Frame, taken: Occupancy): Set<string> {
    const rank = (kind: string) => (isEnd(kind) ? 0 : kind === "break of gauge" ? 1 : 2);
    const spots = this.#marks.filter(({ stop }) => stop.kind !== "junction")
      .sort((a, b) => rank(a.stop.kind) - rank(b.stop.kind))
      .map((mark) => ({ mark, ...pixel(mark, frame) }))
      .filter(({ x, y }) => within(x, y, frame) && claim(taken, x, y, 8));
    for (const { mark, x, y } of spots) {
      const label = { text: this.speech.name(mark.stop), font: `600 13px ${this.palette.font}` };
      this.#name(ink, x, y, 11, label, taken, isEnd(mark.stop.kind));
    }
    for (const { mark, x, y } of spots) this.#drawMark(ink, mark, x, y);
    return new Set(this.#marks.filter(({ stop }) => stop.kind !== "junction").map(({ stop }) => stop.id ?? ""));
  }

  #drawMark(ink: CanvasRenderingContext2D, { stop, gauges }: Mark, x: number, y: number): void {
    const { palette } = this;
    const [before, after] = gauges.map((gauge) => gaugeColour(palette, gauge)) as [string, string];
    if (stop.kind === "border") {
      ink.beginPath();
      ink.moveTo(x, y - 7);
      ink.lineTo(x + 7, y);
      ink.lineTo(x, y + 7);
      ink.lineTo(x - 7, y);
      ink.closePath();
      fillAndEdge(ink, palette.halo, palette.ink, 2);
      return;
    }
    const broken = stop.kind === "break of gauge";
    disc(ink, x, y, broken ? 8 : 7.5);
    fillAndEdge(ink, palette.halo, palette.ink, 2);
    if (!broken) {
      disc(ink, x, y, 3.6);
      ink.fillStyle = palette.ink;
      ink.fill();
      return;
    }
    for (const [colour, start] of [[before, Math.PI / 2], [after, -Math.PI / 2]] as const) {
      ink.beginPath();
      ink.arc(x, y, 5.2, start, start + Math.PI);
      ink.fillStyle = colour;
      ink.fill();
    }
  }

  #drawStations(
    ink: CanvasRenderingContext2D, frame: Frame, zoom: number, taken: Occupancy, marked: ReadonlySet<string>,
  ): void {
    const least = threshold(zoom);
    const lowest = Math.min(least.dot, least.name);
    const dots: Drawn[] = [];
    for (const tier of this.#tiers(frame, lowest)) {
      // All dots of a tier before its names, so that no name hides an equal.
      const placed = tier.filter(({ x, y, station: { properties } }) =>
        !marked.has(properties.id) && claim(taken, x, y, dotRadius(properties.importance, zoom) + 1));
      for (const { x, y, station } of placed) {
        const { importance } = station.properties;
        if (importance < least.name) continue;
        this.#name(ink, x, y, dotRadius(importance, zoom) + gap, this.#label(station, zoom), taken, false);
      }
      dots.push(...placed);
      this.#drawn.push(...placed, ...tier.filter(({ station }) => marked.has(station.properties.id)));
    }
    for (const { x, y, station: { properties } } of dots.reverse()) {
      disc(ink, x, y, dotRadius(properties.importance, zoom));
      const gauge = properties.gauges_mm?.[0] ?? 0;
      fillAndEdge(ink, this.palette.halo, properties.break_of_gauge ? this.palette.ink : gaugeColour(this.palette, gauge),
        properties.importance >= 3 ? 2 : 1.5);
    }
  }

  /** The stations in the frame by falling importance, none below the least. */
  #tiers(frame: Frame, least: number): Drawn[][] {
    const tiers: Drawn[][] = [];
    let last = Infinity;
    for (const s of this.#stations) {
      const { importance } = s.station.properties;
      if (importance < least) break;
      const { x, y } = pixel(s, frame);
      if (!within(x, y, frame)) continue;
      if (importance < last) tiers.push([]);
      last = importance;
      tiers.at(-1)!.push({ x, y, station: s.station });
    }
    return tiers;
  }

  // From a zoom on, the name on the station's own signs stands beside the reader's.
  #label({ properties }: StationFeature, zoom: number): Label {
    const { importance } = properties;
    const size = importance >= 5 ? 13 : importance >= 3 ? 12 : 11;
    const other = zoom >= (importance >= 3 ? 7.5 : 10) ? this.speech.otherName(properties, properties.country) : undefined;
    return {
      text: this.speech.name(properties), font: `${importance >= 4 ? 600 : 400} ${size}px ${this.palette.font}`,
      ...(other && { other, otherFont: `400 ${size}px ${this.palette.font}` }),
    };
  }

  #drawCountries(ink: CanvasRenderingContext2D, frame: Frame, zoom: number, taken: Occupancy): void {
    if (zoom > 8) return;
    const cased = this.speech.lang === "en" || this.speech.lang === "ru";
    ink.textAlign = "center";
    ink.fillStyle = this.palette.country;
    for (const label of this.#countries) {
      const extent = Math.sqrt(label.size) * (frame.scale / 360);
      if (extent < 34) break; // px: no room for a name
      const { x, y } = pixel(label, frame);
      const name = this.speech.countryName(label.code);
      if (!name || !within(x, y, frame)) continue;
      const text = cased ? name.toLocaleUpperCase(this.speech.lang) : name;
      const size = Math.max(10, Math.min(17, extent / 14));
      ink.font = `500 ${size}px ${this.palette.font}`;
      ink.letterSpacing = cased ? `${(size / 7).toFixed(1)}px` : "1px";
      const width = ink.measureText(text).width;
      const box = { x: x - width / 2 - 4, y: y - size / 2 - 2, width: width + 8, height: size + 4 };
      if (width > extent * 1.5 || !taken.isFree(box)) continue;
      taken.take(box);
      ink.fillText(text, x, y);
    }
    ink.letterSpacing = "0px";
    ink.textAlign = "left";
  }

  // The best of eight free places; a forced name stands to the right at worst.
  #name(ink: CanvasRenderingContext2D, x: number, y: number, away: number, label: Label, taken: Occupancy, forced: boolean): void {
    const own = this.#width(ink, label.text, label.font);
    const width = label.other && label.otherFont ? own + between + this.#width(ink, label.other, label.otherFont) : own;
    let place: Box | undefined;
    let least = Infinity;
    const places = placesAround(x, y, away, width);
    for (const box of places) {
      if (!taken.isFree(box)) continue;
      const cost = this.#cost(box);
      if (cost < least - 0.02) [place, least] = [box, cost];
    }
    place ??= forced ? places[0] : undefined;
    if (!place) return;
    taken.take({ ...place, x: place.x - 3, width: place.width + 6 });
    this.#write(ink, label.text, label.font, this.palette.ink, place.x, place.y + height / 2);
    if (label.other && label.otherFont) {
      this.#write(ink, label.other, label.otherFont, this.palette.muted, place.x + own + between, place.y + height / 2);
    }
  }

  // The share of a name that lies over tracks, and more where it would be hidden.
  #cost(box: Box): number {
    const shown = this.#clear.contains(L.bounds([box.x, box.y], [box.x + box.width, box.y + box.height]));
    return this.view.tracks().share(box.x, box.y + 2, box.width, box.height - 4) + (shown ? 0 : 2);
  }

  #write(ink: CanvasRenderingContext2D, text: string, font: string, colour: string, x: number, y: number): void {
    ink.font = font;
    ink.strokeStyle = this.palette.halo;
    ink.lineWidth = 3.5;
    ink.strokeText(text, x, y);
    ink.fillStyle = colour;
    ink.fillText(text, x, y);
  }

  #width(ink: CanvasRenderingContext2D, text: string, font: string): number {
    const key = `${font}|${text}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      ink.font = font;
      this.#widths.set(key, (width = ink.measureText(text).width));
    }
    return width;
  }
}

/** Right, left, above, below, then the corners. */
function placesAround(x: number, y: number, away: number, width: number): Box[] {
  const near = away * 0.7;
  return ([
    [x + away, y - height / 2], [x - away - width, y - height / 2],
    [x - width / 2, y - away - height], [x - width / 2, y + away],
    [x + near, y - near - height], [x + near, y + near], [x - near - width, y - near - height], [x - near - width, y + near],
  ] as const).map(([left, top]) => ({ x: left, y: top, width, height }));
}

/** Takes the place of a disc if nothing lies there. */
function claim(taken: Occupancy, x: number, y: number, radius: number): boolean {
  const box = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
  if (!taken.isFree(box)) return false;
  taken.take(box);
  return true;
}

function isEnd(kind: string): boolean {
  return kind === "from" || kind === "to";
}

function spot([lon, lat]: [number, number]): Spot {
  return { x: unitX(lon), y: unitY(lat) };
}

function pixel(s: Spot, f: Frame): Spot {
  return { x: s.x * f.scale - f.originX, y: s.y * f.scale - f.originY };
}

function within(x: number, y: number, f: Frame): boolean {
  return x >= 0 && y >= 0 && x <= f.width && y <= f.height;
}

function dotRadius(importance: number, zoom: number): number {
  return (importance >= 4 ? 4 : importance >= 2 ? 3.2 : 2.6) + (zoom >= 9 ? 0.8 : 0);
}

function disc(ink: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  ink.beginPath();
  ink.arc(x, y, radius, 0, 2 * Math.PI);
}

function fillAndEdge(ink: CanvasRenderingContext2D, fill: string, edge: string, width: number): void {
  ink.fillStyle = fill;
  ink.fill();
  ink.strokeStyle = edge;
  ink.lineWidth = width;
  ink.stroke();
}
