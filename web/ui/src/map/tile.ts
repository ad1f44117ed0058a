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
  gauges: number[];
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
  const read = <T>(layer: VectorTileLayer | undefined, make: Make<T>) => features(layer, make, { z, x, y, shift });
  return {
    tracks: read(layers["segments"] ?? layers["lines"], track),
    stations: read(layers["stations"], station),
    posts: read(layers["kmposts"], mark<Post>),
  };
}

/** A tile of the base map: rings of land and lakes, lines of borders and rivers, and what it names. */
export interface LandTile {
  land: Shape[];
  borders: Shape[];
  lakes: Shape[];
  rivers: Shape[];
  countries: CountryMark[];
  cities: CityMark[];
}

export interface CountryMark {
  x: number;
  y: number;
  /** ISO 3166-1 alpha-2. */
  code: string;
  /** Extent of the country's largest part, square degrees on the Mercator map. */
  size: number;
}

export interface CityMark extends FlatNamed {
  x: number;
  y: number;
  /** 1 or 2: which show sooner. */
  rank: number;
}

export function decodeLand(data: ArrayBuffer, z: number, x: number, y: number): LandTile {
  const { layers } = new VectorTile(new PbfReader(data));
  const read = <T>(name: string, make: Make<T>) => features(layers[name], make, { z, x, y, shift: none });
  return {
    land: read("land", shapesOf).flat(), borders: read("borders", shapesOf).flat(),
    lakes: read("lakes", shapesOf).flat(), rivers: read("rivers", shapesOf).flat(),
    countries: read("countries", mark<CountryMark>), cities: read("cities", mark<CityMark>),
  };
}

/** From a tile's own coordinates to units of the world's width. */
interface Placement {
  left: number;
  top: number;
  unit: number;
  shift: Shift;
}

type Make<T> = (feature: VectorTileFeature, placement: Placement) => T;

function features<T>(
  layer: VectorTileLayer | undefined, make: Make<T>, { z, x, y, shift }: { z: number; x: number; y: number; shift: Shift },
): T[] {
  const side = 1 / 2 ** z;
  const placement = { left: x * side, top: y * side, unit: side / (layer?.extent ?? 1), shift };
  return Array.from({ length: layer?.length ?? 0 }, (_, i) => make(layer!.feature(i), placement));
}

function track(feature: VectorTileFeature, placement: Placement): Track {
  return { kind: feature.properties as unknown as TrackKind, shapes: shapesOf(feature, placement) };
}

function shapesOf(feature: VectorTileFeature, { left, top, unit, shift }: Placement): Shape[] {
  return feature.loadGeometry().map((part) => {
    const xy = new Float64Array(part.length * 2);
    for (let i = 0; i < part.length; i++) {
      xy[2 * i] = left + part[i]!.x * unit;
      xy[2 * i + 1] = top + part[i]!.y * unit;
    }
    if (shift !== none) shiftAll(xy, shift);
    return shapeOf(xy);
  });
}

function shiftAll(xy: Float64Array, shift: Shift): void {
  for (let i = 0; i < xy.length; i += 2) {
    const [lon, lat] = shift(lonOf(xy[i]!), latOf(xy[i + 1]!));
    xy[i] = unitX(lon);
    xy[i + 1] = unitY(lat);
  }
}

function mark<T>(feature: VectorTileFeature, placement: Placement): T & { x: number; y: number } {
  return { ...(feature.properties as unknown as T), ...spot(feature, placement) };
}

function station(feature: VectorTileFeature, placement: Placement): StationMark {
  const { properties } = feature;
  return {
    ...mark<StationMark>(feature, placement),
    gauges: list(properties["gauges_mm"]) as number[],
    lines: list(properties["lines"]).length,
  };
}

function spot(feature: VectorTileFeature, placement: Placement): { x: number; y: number } {
  const [{ xy }] = shapesOf(feature, placement) as [Shape];
  return { x: xy[0]!, y: xy[1]! };
}

// A vector tile holds lists as JSON text.
function list(value: unknown): unknown[] {
  if (typeof value === "number") return [value];
  if (typeof value !== "string" || !value.startsWith("[")) return [];
  return JSON.parse(value) as unknown[];
}
