// Writes names on one picture: each beside its point, clear of everything
// written before, off the tracks and inside the view where that is possible.

import type * as L from "leaflet";
import type { Cover } from "./cover";
import { Occupancy, type Box } from "./occupancy";
import type { Palette } from "./palette";

export interface Label {
  text: string;
  font: string;
  /** The name in another script, written beside the first in a lighter colour. */
  other?: { text: string; font: string } | undefined;
  /** In the lighter colour. */
  muted?: boolean;
}

const height = 16; // px of a name
const between = 6; // px between the two scripts
const hidden = 2; // what it costs to leave the view; a name wholly on tracks costs 1
const step = 0.03; // what each place costs against the one before it: a corner may seem to be a neighbour's name

export class Lettering {
  readonly #taken = new Occupancy();

  /** Names keep within `clear` and out of `hidden`, if they can; `widths` remembers measures from picture to picture. */
  constructor(
    readonly ink: CanvasRenderingContext2D, readonly palette: Palette,
    private readonly tracks: Cover, private readonly clear: L.Bounds, private readonly hidden: L.Bounds,
    private readonly widths: Map<string, number>,
  ) {
    ink.lineJoin = "round";
    ink.textBaseline = "middle";
  }

  /** Takes the place of a disc; false if something lies there. */
  claim(x: number, y: number, radius: number): boolean {
    return this.claimBox({ x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius });
  }

  claimBox(box: Box): boolean {
    if (!this.#taken.isFree(box)) return false;
    this.#taken.take(box);
    return true;
  }

  isFree(x: number, y: number, radius: number): boolean {
    return this.#taken.isFree({ x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius });
  }

  /** Writes a name in the best of eight places `away` pixels from the point; false if none is free and it is not forced. */
  name(x: number, y: number, away: number, { text, font, other, muted }: Label, forced = false): boolean {
    const own = this.width(text, font);
    const width = other ? own + between + this.width(other.text, other.font) : own;
    const places = placesAround(x, y, away, width);
    const place = this.best(places) ?? (forced ? places[0] : undefined);
    if (!place) return false;
    this.#taken.take({ ...place, x: place.x - 3, width: place.width + 6 });
    this.#write(text, font, muted ? this.palette.muted : this.palette.ink, place.x, place.y + height / 2);
    if (other) this.#write(other.text, other.font, this.palette.muted, place.x + own + between, place.y + height / 2);
    return true;
  }

  /** The free place that tracks cross least and the view shows; a later place must be better by `step`. */
  best(places: readonly Box[]): Box | undefined {
    let best: Box | undefined;
    let least = Infinity;
    places.forEach((box, i) => {
      if (!this.#taken.isFree(box)) return;
      const covered = this.tracks.share(box.x, box.y + 2, box.width, box.height - 4);
      const cost = covered + (this.#shows(box) ? 0 : hidden) + i * step;
      if (cost < least) [best, least] = [box, cost];
    });
    return best;
  }

  #shows({ x, y, width }: Box): boolean {
    const { min, max } = this.clear;
    const covered = x + width > this.hidden.min!.x && y < this.hidden.max!.y;
    return x >= min!.x && y >= min!.y && x + width <= max!.x && y + height <= max!.y && !covered;
  }

  #write(text: string, font: string, colour: string, x: number, y: number): void {
    const { ink } = this;
    ink.font = font;
    ink.strokeStyle = this.palette.halo;
    ink.lineWidth = 3.5;
    ink.strokeText(text, x, y);
    ink.fillStyle = colour;
    ink.fillText(text, x, y);
  }

  /** Pixels that a text takes. */
  width(text: string, font: string, letterSpacing = "0px"): number {
    const key = `${font}|${letterSpacing}|${text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      this.ink.font = font;
      this.ink.letterSpacing = letterSpacing;
      this.widths.set(key, (width = this.ink.measureText(text).width));
      this.ink.letterSpacing = "0px";
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
