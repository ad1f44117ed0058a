import assert from "node:assert/strict";
import { test } from "node:test";
import { leastRoundness, roundness } from "./posts";
import { latOf, lonOf, unitX, unitY } from "./mercator";
import { theme, themeNames } from "./theme";
import { addresses } from "./tiles";

const frame = (zoom: number, lon: number, lat: number, width = 1440, height = 900) => {
  const scale = 256 * 2 ** zoom;
  return { scale, originX: unitX(lon) * scale - width / 2, originY: unitY(lat) * scale - height / 2, width, height };
};

test("a view is covered by few tiles, its middle first", () => {
  for (let zoom = 1.75; zoom <= 15; zoom += 0.25) {
    const tiles = addresses(frame(zoom, 100, 35));
    assert.ok(tiles.length <= 20, `${tiles.length} at ${zoom}`);
    const [z, x, y] = tiles[0]!;
    assert.deepEqual([Math.floor(unitX(100) * 2 ** z), Math.floor(unitY(35) * 2 ** z)].map((v, i) => Math.abs(v - [x, y][i]!) <= 1), [true, true]);
  }
});

test("tiles stay within the world", () => {
  for (const [z, x, y] of addresses(frame(2, 179, 84, 4000, 3000))) {
    assert.ok(x >= 0 && y >= 0 && x < 2 ** z && y < 2 ** z);
  }
});

test("tiles beyond the network are not asked for", () => {
  const network: [number, number, number, number] = [6.8, 12.7, 131.1, 58.6];
  assert.deepEqual(addresses(frame(3.1, 80, 38, 2160, 1350), network).map(([z, x, y]) => `${z}/${x}/${y}`).sort(), ["2/2/1", "2/3/1"]);
  assert.deepEqual(addresses(frame(5, -60, -20), network), []);
});

test("positions survive the projection", () => {
  for (const [lon, lat] of [[102.7, 25.04], [-179.9, -60], [37.6, 55.8]] as const) {
    assert.ok(Math.abs(lonOf(unitX(lon)) - lon) < 1e-9);
    assert.ok(Math.abs(latOf(unitY(lat)) - lat) < 1e-9);
  }
});

test("rounder kilometre posts come sooner", () => {
  assert.deepEqual([1000, 300, 40, 15, 7].map(roundness), [4, 3, 2, 1, 0]);
  for (let zoom = 2; zoom < 15; zoom++) assert.ok(leastRoundness(zoom + 1) <= leastRoundness(zoom));
});

const countries = [{ id: "CN", names: {}, memberships: [{ body: "SCO", role: "member" }] }, { id: "DE", names: {}, memberships: [] }];

test("every theme has a class for every track", () => {
  const kinds = [
    { gauge_mm: 1520, country: "CN", quality: "chord" as const, electrification: "25 kV 50 Hz", status: "open" },
    { gauge_mm: 762, country: "XX", quality: "osm" as const },
  ];
  for (const name of themeNames) {
    const { classes, classOf } = theme(name, countries);
    for (const kind of kinds) assert.ok(classes.includes(classOf(kind)), name);
  }
  assert.equal(theme("SCO", countries).classOf(kinds[0]!).id, "member");
  assert.equal(theme("SCO", countries).classOf({ ...kinds[0]!, country: "DE" }).id, "none");
  assert.equal(theme("electrification", []).classOf(kinds[1]!).id, "unknown");
});
