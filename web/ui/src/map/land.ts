// The tiles of the base map, fetched from this host and kept: the world in one,
// and around the railway those of one further zoom.

import type { Frame } from "./mercator";
import { decodeLand, type LandTile } from "./tile";

/** Where the build has put which tiles of the closer look: folder/z-x-y.mvt. */
declare const LAND: { folder: string; z: number; west: number; east: number; north: number; south: number };

const closer = 6; // the zoom from which the world's tile shows its corners

export class LandTiles {
  readonly #tiles = new Map<string, LandTile | undefined>(); // undefined: on its way

  /** `arrived` is told when all tiles asked for are there. */
  constructor(private readonly arrived: () => void) {}

  /** Fetches the world. */
  async world(): Promise<LandTile | undefined> {
    return this.#tiles.get("0-0-0") ?? this.#ask(0, 0, 0);
  }

  /** The tiles to draw a frame from: the world's from afar, away from the railway, and until all others are there. */
  cover(frame: Frame, zoom: number): LandTile[] {
    const world = this.#tiles.get("0-0-0");
    return (zoom >= closer && this.#closer(frame)) || (world ? [world] : []);
  }

  #closer(frame: Frame): LandTile[] | undefined {
    const side = frame.scale / 2 ** LAND.z;
    const [west, east] = [Math.floor(frame.originX / side), Math.floor((frame.originX + frame.width) / side)];
    const [north, south] = [Math.floor(frame.originY / side), Math.floor((frame.originY + frame.height) / side)];
    if (west < LAND.west || east > LAND.east || north < LAND.north || south > LAND.south) return undefined;
    const shown: LandTile[] = [];
    let complete = true;
    for (let x = west; x <= east; x++) {
      for (let y = north; y <= south; y++) {
        const key = `${LAND.z}-${x}-${y}`;
        const tile = this.#tiles.get(key);
        if (tile) shown.push(tile);
        else complete = false;
        if (!this.#tiles.has(key)) void this.#ask(LAND.z, x, y);
      }
    }
    return complete ? shown : undefined;
  }

  async #ask(z: number, x: number, y: number): Promise<LandTile | undefined> {
    const key = `${z}-${x}-${y}`;
    this.#tiles.set(key, undefined);
    const response = await fetch(`${LAND.folder}/${key}.mvt`).catch(() => undefined);
    const data = response?.ok ? await response.arrayBuffer().catch(() => undefined) : undefined;
    if (!data) return void this.#tiles.delete(key); // asked again when the map moves
    const tile = decodeLand(data, z, x, y);
    this.#tiles.set(key, tile);
    if ([...this.#tiles.values()].every(Boolean)) this.arrived();
    return tile;
  }
}
