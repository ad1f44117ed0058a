import assert from "node:assert/strict";
import { test } from "node:test";
import { geodesic } from "./geodesic";

// Reference values by Karney's algorithm (GeographicLib).
const cases: [string, [number, number], [number, number], number][] = [
  ["a degree of the equator", [0, 0], [1, 0], 111_319.491],
  ["a degree of the meridian at 45°", [10, 45], [10, 46], 111_141.548],
  ["over the antimeridian", [179.5, 10], [-179.5, 10], 109_639.323],
  ["no way at all", [102.7, 25], [102.7, 25], 0],
];

for (const [name, a, b, metres] of cases) {
  test(name, () => {
    assert.ok(Math.abs(geodesic(a, b) - metres) < 0.01, String(geodesic(a, b)));
    assert.ok(Math.abs(geodesic(b, a) - metres) < 0.01);
  });
}
