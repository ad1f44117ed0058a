// The finer base map around the railway: vector tiles of one zoom, fetched
// from this host where a closer look needs them, and kept.

import type { Frame, Shape } from "./mercator";
import { decodeShapes } from "./tile";

/** Where the build has put which tiles; folder/x-y.mvt. */
declare const LAND: { folder: string; z: number; west: number; east: number; north: number; south: number };

/** Rings of land and lakes; lines of borders and rivers. */
export interface Shapes {
  land: Shape[];
  borders: Shape[];
  lakes: Shape[];
  rivers: Shape[];
}

const closer = 6.5; // the zoom from which the coarse map shows its corners

export class FineLand {
  readonly #cells = new Map<string, Shapes | undefined>();

  /** `arrived` is told when all tiles asked for are there. */
  constructor(private readonly arrived: () => void) {}

  /** What a frame shows, tile by tile; undefined where the coarse map must do: from afar, away from the railway, or until all is there. */
  cover(frame: Frame, zoom: number): Shapes[] | undefined {
    const side = frame.scale / 2 ** LAND.z;
    const [west, east] = [Math.floor(frame.originX / side), Math.floor((frame.originX + frame.width) / side)];
    const [north, south] = [Math.floor(frame.originY / side), Math.floor((frame.originY + frame.height) / side)];
    if (zoom < closer || west < LAND.west || east > LAND.east || north < LAND.north || south > LAND.south) return undefined;
    const shown: Shapes[] = [];
    let complete = true;
    for (let x = west; x <= east; x++) {
      for (let y = north; y <= south; y++) {
        const cell = this.#cells.get(`${x}-${y}`);
        if (cell) shown.push(cell);
        else {
          complete = false;
          void this.#ask(x, y);
        }
      }
    }
    return complete ? shown : undefined;
  }

  async #ask(x: number, y: number): Promise<void> {
    const key = `${x}-${y}`;
    if (this.#cells.has(key)) return;
    this.#cells.set(key, undefined); // on its way
    try {
      const response = await fetch(`${LAND.folder}/${key}.mvt`);
      if (!response.ok) throw new Error(`${key}: ${response.status}`);
      const { land = [], borders = [], lakes = [], rivers = [] } = decodeShapes(await response.arrayBuffer(), LAND.z, x, y);
      this.#cells.set(key, { land, borders, lakes, rivers });
    } catch {
      this.#cells.delete(key); // asked again when the map moves
      return;
    }
    if ([...this.#cells.values()].every(Boolean)) this.arrived();
  }
}
