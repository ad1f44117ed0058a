// One vector tile, decoded: tracks, stations and kilometre posts, their
// positions in units of the world's width.

import { VectorTile, type VectorTileFeature, type VectorTileLayer } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import type { FlatNamed, Quality } from "../answers";
import { latOf, lonOf, shapeOf, unitX, unitY, type Shape } from "./mercator";
import { none, type Shift } from "./shift";

/** What a stretch of track is, as far as a colour may tell it. */
export interface TrackKind {
  gauge_mm: number;
  country: string;
  quality: Quality;
  electrification?: string;
  status?: string;
}

export interface Track {
  kind: TrackKind;
  shapes: Shape[];
}

export interface StationMark extends FlatNamed {
  id: string;
  country: string;
  /** 0 (halt) to 5 (capital or main hub). */
  importance: number;
  gaugeMm: number;
  break_of_gauge?: boolean;
  /** How many lines meet here. */
  lines: number;
  x: number;
  y: number;
}

export interface Post {
  id: string;
  km: number;
  x: number;
  y: number;
}

export interface Tile {
  tracks: Track[];
  stations: StationMark[];
  posts: Post[];
}

export const emptyTile: Tile = { tracks: [], stations: [], posts: [] };

/** Decodes a Mapbox Vector Tile, its positions shifted; segments stand for lines where the tile has both. */
export function decodeTile(data: ArrayBuffer, z: number, x: number, y: number, shift: Shift): Tile {
  const { layers } = new VectorTile(new PbfReader(data));
  const read = <T>(layer: VectorTileLayer | undefined, make: (feature: VectorTileFeature, place: Placer) => T): T[] => {
    const place = placer(layer, z, x, y);
    return features(layer, make, shift === none ? place : (px, py) => shifted(shift, place(px, py)));
  };
  return {
    tracks: read(layers["segments"] ?? layers["lines"], track),
    stations: read(layers["stations"], station),
    posts: read(layers["kmposts"], post),
  };
}

/** Decodes the lines and rings of a Mapbox Vector Tile, layer by layer. */
export function decodeShapes(data: ArrayBuffer, z: number, x: number, y: number): Record<string, Shape[]> {
  const { layers } = new VectorTile(new PbfReader(data));
  return Object.fromEntries(Object.entries(layers).map(([name, layer]) => [name, features(layer, shapesOf, placer(layer, z, x, y)).flat()]));
}

function features<T>(layer: VectorTileLayer | undefined, make: (feature: VectorTileFeature, place: Placer) => T, place: Placer): T[] {
  return Array.from({ length: layer?.length ?? 0 }, (_, i) => make(layer!.feature(i), place));
}

function placer(layer: VectorTileLayer | undefined, z: number, x: number, y: number): Placer {
  const side = 1 / 2 ** z;
  const unit = side / (layer?.extent ?? 1);
  return (px, py) => [x * side + px * unit, y * side + py * unit];
}

function shifted(shift: Shift, [x, y]: [number, number]): [number, number] {
  const [lon, lat] = shift(lonOf(x), latOf(y));
  return [unitX(lon), unitY(lat)];
}

type Placer = (x: number, y: number) => [number, number];

function track(feature: VectorTileFeature, place: Placer): Track {
  return { kind: feature.properties as unknown as TrackKind, shapes: shapesOf(feature, place) };
}

function shapesOf(feature: VectorTileFeature, place: Placer): Shape[] {
  return feature.loadGeometry().map((part) => {
    const xy = new Float64Array(part.length * 2);
    part.forEach((point, i) => {
      [xy[2 * i], xy[2 * i + 1]] = place(point.x, point.y);
    });
    return shapeOf(xy);
  });
}

function station(feature: VectorTileFeature, place: Placer): StationMark {
  const { properties } = feature;
  return {
    ...(properties as unknown as StationMark),
    gaugeMm: list(properties["gauges_mm"])[0] as number ?? 0,
    lines: list(properties["lines"]).length,
    ...spot(feature, place),
  };
}

function post(feature: VectorTileFeature, place: Placer): Post {
  return { ...(feature.properties as unknown as Post), ...spot(feature, place) };
}

function spot(feature: VectorTileFeature, place: Placer): { x: number; y: number } {
  const point = feature.loadGeometry()[0]![0]!;
  const [x, y] = place(point.x, point.y);
  return { x, y };
}

// A vector tile holds lists as JSON text.
function list(value: unknown): unknown[] {
  if (typeof value === "number") return [value];
  if (typeof value !== "string" || !value.startsWith("[")) return [];
  return JSON.parse(value) as unknown[];
}
