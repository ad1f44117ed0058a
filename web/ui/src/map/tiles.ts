// The tiles that a view needs: fetched once, kept while there is room, and
// until they are there replaced by what is known from other zooms.

import type { Box } from "../answers";
import { unitX, unitY, type Frame } from "./mercator";
import { none, type Shift } from "./shift";
import { decodeTile, emptyTile, type Tile } from "./tile";

const side = 512; // px that a tile is drawn at, at the least
const deepest = 14; // the zoom of the service's last tiles
const cut = 7; // the zoom from which tiles have segments, and kilometre posts
const room = 300; // tiles kept
const rim = 1e-4; // of the world's width (4 km): what a shift may move, and a mark reach, beyond the bounds
const climb = 4; // zooms to look upwards for a stand-in

/** Zoom and place of a tile. */
type Key = `${number}/${number}/${number}`;

export class TileStore {
  readonly #tiles = new Map<Key, Tile>();
  readonly #asked = new Map<Key, AbortController>();
  #failed = false;
  #quiet = false; // told that nothing is on its way
  #shift: Shift = none;
  #bounds: Box | undefined;

  /** `arrived` is told of each tile, `settled` when none is on its way any more. */
  constructor(private readonly arrived: () => void, private readonly settled: (complete: boolean) => void) {}

  /** The tiles to draw a frame from. Those that are missing are asked for, and others no longer waited for. */
  cover(frame: Frame): Tile[] {
    const wanted = addresses(frame, this.#bounds);
    const keys = new Set(wanted.map(([z, x, y]) => key(z, x, y)));
    for (const [asked, controller] of this.#asked) {
      if (!keys.has(asked)) controller.abort();
    }
    const drawn = new Map<Key, Tile>();
    for (const [z, x, y] of wanted) {
      const own = key(z, x, y);
      const tile = this.#tiles.get(own);
      if (tile) {
        this.#tiles.delete(own); // and to the end of the queue
        this.#tiles.set(own, tile);
        drawn.set(own, tile);
        continue;
      }
      this.#ask(own, z, x, y);
      for (const [stand, substitute] of this.#standIns(z, x, y)) drawn.set(stand, substitute);
    }
    if (this.#asked.size === 0 && !this.#quiet) queueMicrotask(() => this.#settle()); // nothing to ask for here
    this.#forget();
    return [...drawn.values()];
  }

  /** Shifts all positions from now on. */
  set shift(shift: Shift) {
    if (shift === this.#shift) return;
    this.#shift = shift;
    this.#tiles.clear();
  }

  /** Beyond this box in degrees no tile holds anything. */
  set bounds(bounds: Box) {
    this.#bounds = bounds;
  }

  #standIns(z: number, x: number, y: number): [Key, Tile][] {
    const below = [0, 1, 2, 3].flatMap((i): [Key, Tile][] => {
      const child = key(z + 1, 2 * x + (i & 1), 2 * y + (i >> 1));
      const tile = this.#tiles.get(child);
      return tile ? [[child, tile]] : [];
    });
    if (below.length === 4) return below;
    for (let up = 1; up <= climb && up <= z; up++) {
      const parent = key(z - up, x >> up, y >> up);
      const tile = this.#tiles.get(parent);
      if (tile) return [[parent, tile]];
    }
    return below;
  }

  async #ask(own: Key, z: number, x: number, y: number): Promise<void> {
    if (this.#asked.has(own)) return;
    const controller = new AbortController();
    this.#asked.set(own, controller);
    try {
      const response = await fetch(`tiles/${own}.mvt?collections=${z < cut ? "lines,stations" : "segments,stations,kmposts"}`, { signal: controller.signal });
      const data = response.status === 200 ? await response.arrayBuffer() : undefined;
      if (!response.ok && response.status !== 404) throw new Error(`tile ${own}: ${response.status}`);
      this.#tiles.set(own, data?.byteLength ? decodeTile(data, z, x, y, this.#shift) : emptyTile);
      this.arrived();
    } catch {
      this.#failed ||= !controller.signal.aborted;
    } finally {
      this.#asked.delete(own);
      if (this.#asked.size === 0) this.#settle();
    }
  }

  #settle(): void {
    this.#quiet = true;
    this.settled(!this.#failed);
    this.#failed = false;
  }

  #forget(): void {
    for (const oldest of this.#tiles.keys()) {
      if (this.#tiles.size <= room) return;
      this.#tiles.delete(oldest);
    }
  }
}

function key(z: number, x: number, y: number): Key {
  return `${z}/${x}/${y}`;
}

/** The tiles of a box in degrees that a frame shows, those in its middle first. */
export function addresses({ scale, originX, originY, width, height }: Frame, bounds: Box = [-180, -90, 180, 90]): [number, number, number][] {
  const z = Math.max(0, Math.min(deepest, Math.floor(Math.log2(scale / side) + 0.25)));
  const size = scale / 2 ** z;
  const clamp = (i: number) => Math.max(0, Math.min(2 ** z - 1, Math.floor(i)));
  const [west, south, east, north] = bounds;
  const tile = (unit: number) => Math.floor(unit * 2 ** z);
  const [left, right] = [Math.max(clamp(originX / size), tile(unitX(west) - rim)), Math.min(clamp((originX + width) / size), tile(unitX(east) + rim))];
  const [top, bottom] = [Math.max(clamp(originY / size), tile(unitY(north) - rim)), Math.min(clamp((originY + height) / size), tile(unitY(south) + rim))];
  const all: [number, number, number][] = [];
  for (let x = left; x <= right; x++) for (let y = top; y <= bottom; y++) all.push([z, x, y]);
  const away = ([, x, y]: [number, number, number]) =>
    Math.hypot((x + 0.5) * size - originX - width / 2, (y + 0.5) * size - originY - height / 2);
  return all.sort((a, b) => away(a) - away(b));
}
