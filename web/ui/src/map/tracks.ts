// The railway: corridor band, tracks in the colours of a theme, the asked route.

import type { Position } from "geojson";
import type * as L from "leaflet";
import type { CorridorFeature, LegFeature } from "../answers";
import { CanvasLayer } from "./canvas";
import { Cover } from "./cover";
import { distanceTo, shape, shows, trace, walk, type Frame, type Shape } from "./mercator";
import { gaugeColour, type Palette } from "./palette";
import type { Theme } from "./theme";
import type { Tile, Track } from "./tile";

type Move = (position: Position) => Position;

interface Stroke {
  colour: string;
  guess: boolean;
  shapes: Shape[];
}

export class Tracks extends CanvasLayer {
  #tiles: readonly Tile[] = [];
  #grouped = new WeakMap<Tile, Map<string, Track[]>>();
  #route: Stroke[] = [];
  #legs: readonly LegFeature[] = [];
  #move: Move = (position) => position;
  #band: Shape[] = [];
  #cover = new Cover(0, 0);

  constructor(pane: string, private palette: Palette, private theme: Theme, private readonly tilesFor: (frame: Frame) => readonly Tile[]) {
    super(pane);
  }

  /** `move` says where the map shows a position. */
  showRoute(legs: readonly LegFeature[], move = this.#move): void {
    this.#legs = legs;
    this.#move = move;
    this.#route = routeStrokes(legs, this.palette, move);
    this.refresh();
  }

  showCorridor(corridor: CorridorFeature | undefined, move: Move): void {
    this.#band = corridor ? parts(corridor).map((part) => shape(part.map(move))) : [];
    this.refresh();
  }

  dress(palette: Palette, theme: Theme): void {
    this.palette = palette;
    if (theme !== this.theme) this.#grouped = new WeakMap();
    this.theme = theme;
    this.showRoute(this.#legs);
  }

  /** Where the tracks run on the canvas as last drawn. */
  get cover(): Cover {
    return this.#cover;
  }

  /** True when a track passes within `reach` pixels of a point of the map's container. */
  near(containerPoint: L.Point, reach: number): boolean {
    const { x, y } = this.toCanvas(containerPoint);
    const spot = { ...this.frame, originX: this.frame.originX + x, originY: this.frame.originY + y, width: 0, height: 0 };
    return this.#tiles.some(({ tracks }) => tracks.some(({ shapes }) =>
      shapes.some((s) => shows(s, spot, reach) && distanceTo(s, this.frame, x, y) <= reach)));
  }

  protected draw(ink: CanvasRenderingContext2D, frame: Frame, zoom: number): void {
    const { palette } = this;
    this.#tiles = this.tilesFor(frame);
    const width = zoom < 4.5 ? 1.6 : zoom < 6.5 ? 2.2 : zoom < 9 ? 2.8 : 3.4;
    ink.lineJoin = "round";
    ink.lineCap = "round";
    if (this.#band.length > 0) stroke(ink, frame, this.#band, palette.band, width + 8);
    const network = this.#network();
    this.#cover = coverOf(network, frame);
    const faded = this.#route.length > 0;
    ink.globalAlpha = faded ? 0.4 : 1;
    for (const { colour, guess, shapes } of network) {
      if (zoom >= 5 && !faded) stroke(ink, frame, shapes, palette.halo, width + 2);
      dash(ink, guess, width);
      stroke(ink, frame, shapes, colour, width);
      ink.setLineDash([]);
    }
    ink.globalAlpha = 1;
    for (const { shapes } of this.#route) stroke(ink, frame, shapes, palette.ink, width + 5);
    for (const { shapes } of this.#route) stroke(ink, frame, shapes, palette.halo, width + 3.4);
    for (const { colour, guess, shapes } of this.#route) {
      dash(ink, guess, width + 1.2);
      stroke(ink, frame, shapes, colour, width + 1.2);
      ink.setLineDash([]);
    }
  }

  /** One stroke for each class of the theme; guesses last, so that their gaps show what lies below. */
  #network(): Stroke[] {
    const all = this.theme.classes.flatMap((c) => [false, true].map((guess): Stroke & { key: string } =>
      ({ key: `${c.id} ${guess}`, colour: this.palette[c.colour], guess, shapes: [] })));
    for (const tile of this.#tiles) {
      const groups = this.#group(tile);
      for (const { key, shapes } of all) {
        for (const track of groups.get(key) ?? []) shapes.push(...track.shapes);
      }
    }
    return all.filter(({ shapes }) => shapes.length > 0).sort((a, b) => Number(a.guess) - Number(b.guess));
  }

  #group(tile: Tile): Map<string, Track[]> {
    let groups = this.#grouped.get(tile);
    if (!groups) {
      groups = grouped(tile.tracks, ({ kind }) => `${this.theme.classOf(kind).id} ${kind.quality === "chord"}`);
      this.#grouped.set(tile, groups);
    }
    return groups;
  }
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

function dash(ink: CanvasRenderingContext2D, guess: boolean, width: number): void {
  if (guess) ink.setLineDash([width * 1.3, width * 2.1]);
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

/** A route keeps the colours of its gauges under every theme. */
function routeStrokes(legs: readonly LegFeature[], palette: Palette, move: Move): Stroke[] {
  const groups = grouped(legs, ({ properties: { gauge_mm, quality } }) => `${quality === "chord" ? 1 : 0} ${gauge_mm}`);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => ({
    colour: gaugeColour(palette, group[0]!.properties.gauge_mm),
    guess: group[0]!.properties.quality === "chord",
    shapes: group.map(({ geometry }) => shape(geometry.coordinates.map(move))),
  }));
}

function parts({ geometry }: CorridorFeature): Position[][] {
  return geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
}
