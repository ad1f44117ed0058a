// Land, water and borders from Natural Earth.

import { CanvasLayer } from "./canvas";
import { LandTiles } from "./land";
import { shows, trace, type Frame } from "./mercator";
import type { Palette } from "./palette";
import type { LandTile } from "./tile";

export class BaseMap extends CanvasLayer {
  readonly #tiles = new LandTiles(() => this.refresh());

  constructor(pane: string, private palette: Palette) {
    super(pane);
  }

  /** Fetches the map of the world; undefined where it cannot be had now. */
  load(): Promise<LandTile | undefined> {
    return this.#tiles.world();
  }

  recolour(palette: Palette): void {
    this.palette = palette;
    this.refresh();
  }

  protected draw(ink: CanvasRenderingContext2D, frame: Frame, zoom: number): void {
    ink.fillStyle = this.palette.water;
    ink.fillRect(0, 0, frame.width, frame.height);
    ink.lineJoin = "round";
    const tiles = this.#tiles.cover(frame, zoom);
    // The world anew beyond its edge.
    for (let turn = Math.floor(frame.originX / frame.scale); turn * frame.scale < frame.originX + frame.width; turn++) {
      this.#drawWorld(ink, tiles, { ...frame, originX: frame.originX - turn * frame.scale }, zoom);
    }
  }

  #drawWorld(ink: CanvasRenderingContext2D, tiles: readonly LandTile[], frame: Frame, zoom: number): void {
    const { palette } = this;
    fill("land", palette.land);
    fill("lakes", palette.water);
    stroke("rivers", palette.river, zoom < 5 ? 0.7 : 1.2);
    ink.setLineDash(zoom < 4 ? [] : [6, 3]);
    stroke("borders", palette.border, zoom < 5 ? 1 : 1.4);
    ink.setLineDash([]);

    function outline(kind: "land" | "lakes" | "rivers" | "borders"): void {
      ink.beginPath();
      for (const tile of tiles) for (const s of tile[kind]) if (shows(s, frame)) trace(ink, s, frame);
    }

    // Holes (a lake in its island's country) turn the other way and so stay empty under the nonzero rule.
    function fill(kind: "land" | "lakes", colour: string): void {
      outline(kind);
      ink.fillStyle = colour;
      ink.fill();
    }

    function stroke(kind: "rivers" | "borders", colour: string, width: number): void {
      outline(kind);
      ink.strokeStyle = colour;
      ink.lineWidth = width;
      ink.stroke();
    }
  }
}
