import assert from "node:assert/strict";
import { test } from "node:test";
import type { LineShare } from "../src/answers";
import { gaugesAt } from "../src/panel/itinerary";
import { merge } from "../src/panel/result";

const stretch = (change: Partial<LineShare>): LineShare => ({
  line: "cn-yumo", name: "Yumo", country: "CN", gauge_mm: 1435, from_km: 0, to_km: 100, km: 100, quality: "osm", official: true, ...change,
});

test("the gauge at a km is that of the track ahead, and of the track behind", () => {
  const byLine = [stretch({}), stretch({ line: "th-ne", gauge_mm: 1000, km: 50 })];
  assert.deepEqual(gaugesAt(byLine, 0), [1435, 1435]);
  assert.deepEqual(gaugesAt(byLine, 99.9), [1435, 1435]);
  assert.deepEqual(gaugesAt(byLine, 100), [1435, 1000]);
  assert.deepEqual(gaugesAt(byLine, 150), [1000, 1000]);
  assert.deepEqual(gaugesAt([], 0), [0, 0]);
});

test("stretches that follow on one line are one row, official only where both are", () => {
  const rows = merge([
    stretch({}), stretch({ from_km: 100, to_km: 130, km: 30, official: false }),
    stretch({ from_km: 130, to_km: 140, km: 10, quality: "chord" }), stretch({ line: "cn-other" }),
  ]);
  assert.deepEqual(rows.map(({ line, km, quality, official }) => [line, km, quality, official]), [
    ["cn-yumo", 130, "osm", false], ["cn-yumo", 10, "chord", true], ["cn-other", 100, "osm", true],
  ]);
});

test("merging leaves the answer as it was", () => {
  const answer = [stretch({}), stretch({ from_km: 100, to_km: 130, km: 30 })];
  merge(answer);
  assert.equal(answer[0]!.km, 100);
});
