import assert from "node:assert/strict";
import { test } from "node:test";
import type { LineShare } from "./answers";
import { chainageAt, stretchFrom } from "./stretch";

const stretch = (line: string, from_km: number, to_km: number): LineShare => ({
  line, name: line, names: {}, country: "CN", gauge_mm: 1435, from_km, to_km, km: Math.abs(to_km - from_km), measured_km: 0, quality: "osm", official: true,
});
const way = [stretch("up", 20, 50), stretch("down", 300, 290)];

test("a km of the way lies at a km of the line on which it goes on", () => {
  for (const [km, line, chainage] of [[0, "up", 20], [12.5, "up", 32.5], [30, "down", 300], [34, "down", 296], [40, undefined, 290]] as const) {
    assert.equal(stretchFrom(way, km)?.stretch.line, line);
    assert.equal(chainageAt(way, km), chainage);
  }
  assert.equal(chainageAt([], 3), undefined);
});
