// Stations, the marks of the asked route and the names of the base map:
// whatever carries a name, in one layer, so that no two overlap.

import * as L from "leaflet";
import type { Waypoint } from "../answers";
import type { Speech } from "../language";
import { CanvasLayer } from "./canvas";
import type { Cover as TrackCover } from "./cover";
import type { Geography } from "./geography";
import { Lettering, type Label } from "./lettering";
import { borderMark, breakMark, endMark, stationMark } from "./marks";
import { unitX, unitY, type Frame } from "./mercator";
import { gaugeColour, type Palette } from "./palette";
import { drawPosts, roundness } from "./posts";
import type { Post, StationMark, Tile } from "./tile";
import type { Cover } from "./view";

interface Spot {
  x: number;
  y: number;
}

/** A stop of the route with the gauges (mm) before and after it. */
export interface Mark {
  stop: Waypoint;
  /** Where the map shows it, lon/lat in degrees. */
  at: [number, number];
  gauges: [number, number];
}

/** What names keep off. */
export interface Surroundings {
  /** The tiles that the tracks were last drawn from. */
  tiles: () => readonly Tile[];
  tracks: () => TrackCover;
  /** Pixels that the page's furniture hides at the edges of the map, and in its upper right corner. */
  panel: () => Cover;
}

type Drawn = Spot & { station: StationMark };

/** The least importance that may have a name at a zoom, and that has a dot even without one. */
export function threshold(zoom: number): { name: number; dot: number } {
  const name = zoom < 4.6 ? 4 : zoom < 5.4 ? 3 : zoom < 6.8 ? 2 : zoom < 8.7 ? 1 : 0;
  const dot = zoom < 4.2 ? 4 : zoom < 6 ? 3 : zoom < 7.4 ? 2 : zoom < 9 ? 1 : 0;
  return { name, dot };
}

const unmarked: ReadonlySet<Waypoint["kind"]> = new Set(["junction", "reversal", "capital"]);
const gap = 4; // px between a dot and its name

export class Stations extends CanvasLayer {
  #stations: StationMark[] = [];
  #posts: Post[] = [];
  #tiles: readonly Tile[] = [];
  #geography: Geography | undefined;
  /** ISO codes of the countries that the network runs through: they are named before its lesser stations. */
  home: ReadonlySet<string> = new Set();
  #marks: (Spot & Mark)[] = [];
  #drawn: Drawn[] = [];
  #byGauge = true;
  readonly #widths = new Map<string, number>();

  constructor(pane: string, private palette: Palette, private speech: Speech, private readonly around: Surroundings) {
    super(pane);
    document.fonts.addEventListener("loadingdone", () => { // names were measured in another font
      this.#widths.clear();
      this.refresh();
    });
  }

  /** Names what the base map shows; nothing where that carries names itself. */
  showGeography(geography: Geography | undefined): void {
    this.#geography = geography;
    this.refresh();
  }

  /** Shows the stops of a route; where it only changes line or direction there is no mark. */
  showMarks(marks: readonly Mark[]): void {
    this.#marks = marks.filter(({ stop }) => !unmarked.has(stop.kind))
      .map((mark) => ({ ...mark, ...spot(mark.at) }))
      .sort((a, b) => rank(a) - rank(b));
    this.refresh();
  }

  /** `byGauge`: the dots take the colour of their gauge, as the tracks do. */
  dress(palette: Palette, speech: Speech, byGauge: boolean): void {
    this.#byGauge = byGauge;
    this.palette = palette;
    this.speech = speech;
    this.refresh();
  }

  /** The station drawn nearest to a point of the map's container, within `reach` pixels. */
  at(containerPoint: L.Point, reach: number): StationMark | undefined {
    const { x, y } = this.toCanvas(containerPoint);
    let best: StationMark | undefined;
    let least = reach;
    for (const drawn of this.#drawn) {
      const distance = Math.hypot(drawn.x - x, drawn.y - y);
      if (distance <= least) [best, least] = [drawn.station, distance];
    }
    return best;
  }

  protected draw(ink: CanvasRenderingContext2D, frame: Frame, zoom: number): void {
    this.#take(this.around.tiles());
    const { left, right, top, bottom, corner } = this.around.panel();
    const { min, max } = this.shown;
    const clear = L.bounds(min!.add([left, top]), max!.subtract([right, bottom]));
    const hidden = L.bounds(L.point(max!.x - corner.width, min!.y), L.point(max!.x, min!.y + corner.height));
    const lettering = new Lettering(ink, this.palette, this.around.tracks(), clear, hidden, this.#widths);
    this.#drawMarks(lettering, frame);
    this.#geography?.nameCountries(lettering, frame, zoom, this.speech, (code) => this.home.has(code));
    this.#drawStations(lettering, frame, zoom);
    drawPosts(lettering, this.#posts, frame, zoom);
    this.#geography?.nameCities(lettering, frame, zoom, this.#stations.filter(({ importance }) => importance >= 2), this.speech);
    this.#geography?.nameCountries(lettering, frame, zoom, this.speech, (code) => !this.home.has(code));
  }

  // A station in the margin of a tile is in its neighbour, too.
  #take(tiles: readonly Tile[]): void {
    if (tiles === this.#tiles) return;
    this.#tiles = tiles;
    const unique = <T extends { id: string }>(all: T[]) => [...new Map(all.map((one) => [one.id, one])).values()];
    this.#stations = unique(tiles.flatMap(({ stations }) => stations)).sort(byWeight);
    this.#posts = unique(tiles.flatMap(({ posts }) => posts)).sort((a, b) => roundness(b.km) - roundness(a.km) || (a.id < b.id ? -1 : 1));
  }

  // The weightier marks first, so that they and their names win over those between.
  #drawMarks(lettering: Lettering, frame: Frame): void {
    const { ink, palette } = lettering;
    const placed = this.#marks.map((mark) => ({ ...mark, ...pixel(mark, frame) }))
      .filter(({ x, y }) => within(x, y, frame) && lettering.claim(x, y, 8));
    for (const mark of placed) {
      const label = { text: this.speech.name(mark.stop), font: `600 13px ${palette.font}` };
      lettering.name(mark.x, mark.y, 11, label, rank(mark) === 0);
    }
    for (const { stop, gauges, x, y } of placed) {
      if (stop.kind === "border") borderMark(ink, palette, x, y);
      else if (stop.kind === "break of gauge") breakMark(ink, palette, x, y, gauges);
      else endMark(ink, palette, x, y);
    }
  }

  #drawStations(lettering: Lettering, frame: Frame, zoom: number): void {
    const { ink, palette } = lettering;
    const least = threshold(zoom);
    const marked = new Set(this.#marks.map(({ stop }) => stop.id));
    const dots: Drawn[] = [];
    this.#drawn = [];
    for (const tier of this.#tiers(frame, Math.min(least.dot, least.name))) {
      const free = tier.filter(({ station }) => !marked.has(station.id));
      const dotted = tier[0]!.station.importance >= least.dot;
      dots.push(...(dotted ? this.#dotted(lettering, free, zoom, least.name) : this.#named(lettering, free, zoom)));
      this.#drawn.push(...tier.filter(({ station }) => marked.has(station.id)));
    }
    this.#drawn.push(...dots);
    for (const { x, y, station } of dots.reverse()) {
      const [first = 0, second = first] = station.gauges;
      const radius = dotRadius(station, zoom);
      if (station.break_of_gauge) breakMark(ink, palette, x, y, [first, second], radius + 2);
      else stationMark(ink, palette, x, y, radius, this.#byGauge ? gaugeColour(palette, first) : palette.ink);
    }
  }

  // All dots before the names, so that no name hides an equal.
  #dotted(lettering: Lettering, tier: readonly Drawn[], zoom: number, leastNamed: number): Drawn[] {
    const placed = tier.filter(({ x, y, station }) => lettering.claim(x, y, dotRadius(station, zoom) + 1));
    for (const { x, y, station } of placed) {
      if (station.importance < leastNamed) continue;
      lettering.name(x, y, dotRadius(station, zoom) + gap, this.#label(station, zoom));
    }
    return placed;
  }

  // A dot only where its name finds room, too.
  #named(lettering: Lettering, tier: readonly Drawn[], zoom: number): Drawn[] {
    return tier.filter(({ x, y, station }) => {
      const radius = dotRadius(station, zoom);
      if (!lettering.isFree(x, y, radius + 1) || !lettering.name(x, y, radius + gap, this.#label(station, zoom))) return false;
      lettering.claim(x, y, radius + 1);
      return true;
    });
  }

  /** The stations in the frame, those of equal importance together, the most important first. */
  #tiers(frame: Frame, least: number): Drawn[][] {
    const tiers: Drawn[][] = [];
    let last = Infinity;
    for (const station of this.#stations) {
      const { importance } = station;
      if (importance < least) break;
      const { x, y } = pixel(station, frame);
      if (!within(x, y, frame)) continue;
      if (importance < last) tiers.push([]);
      last = importance;
      tiers.at(-1)!.push({ x, y, station });
    }
    return tiers;
  }

  // From a zoom on, the name on the station's own signs stands beside the reader's.
  #label(station: StationMark, zoom: number): Label {
    const { importance } = station;
    const size = importance >= 5 ? 13 : importance >= 3 ? 12 : 11;
    const font = (weight: number) => `${weight} ${size}px ${this.palette.font}`;
    const other = zoom >= (importance >= 3 ? 7.5 : 10) ? this.speech.otherName(station, station.country) : undefined;
    return {
      text: this.speech.name(station), font: font(importance >= 4 ? 600 : 400),
      other: other === undefined ? undefined : { text: other, font: font(400) },
    };
  }
}

// Among equals, a station where lines meet and one known in more languages comes first.
function byWeight(a: StationMark, b: StationMark): number {
  return b.importance - a.importance || b.lines - a.lines || known(b) - known(a) || (a.id < b.id ? -1 : 1);
}

function known({ name_zh, name_ru, name_lo, name_th }: StationMark): number {
  return [name_zh, name_ru, name_lo, name_th].filter(Boolean).length;
}

/** Ends, then breaks of gauge, then the rest. */
function rank({ stop }: Mark): number {
  return stop.kind === "from" || stop.kind === "to" ? 0 : stop.kind === "break of gauge" ? 1 : 2;
}

function dotRadius({ importance }: StationMark, zoom: number): number {
  return (importance >= 4 ? 4 : importance >= 2 ? 3.2 : 2.6) + (zoom >= 9 ? 0.8 : 0);
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
