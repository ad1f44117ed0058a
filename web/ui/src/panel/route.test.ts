import assert from "node:assert/strict";
import { test } from "node:test";
import type { Distance, LineShare } from "../answers";
import { gaugesAt } from "./itinerary";
import { rides } from "./result";
import { gates } from "./ways";

const stretch = (change: Partial<LineShare>): LineShare => ({
  line: "cn-yumo", name: "Yumo", names: {}, country: "CN", gauge_mm: 1435, from_km: 0, to_km: 100, km: 100, measured_km: 100,
  quality: "osm", official: true, ...change,
});

test("the gauge at a km is that of the track ahead, and of the track behind", () => {
  const byLine = [stretch({}), stretch({ line: "th-ne", gauge_mm: 1000, km: 50 })];
  assert.deepEqual(gaugesAt(byLine, 0), [1435, 1435]);
  assert.deepEqual(gaugesAt(byLine, 99.9), [1435, 1435]);
  assert.deepEqual(gaugesAt(byLine, 100), [1435, 1000]);
  assert.deepEqual(gaugesAt(byLine, 150), [1000, 1000]);
  assert.deepEqual(gaugesAt([], 0), [0, 0]);
});

test("a ride is one row however many qualities and sources it has", () => {
  const rows = rides([
    stretch({}), stretch({ from_km: 100, to_km: 130, km: 30, official: false }),
    stretch({ from_km: 130, to_km: 140, km: 10, quality: "chord" }),
    stretch({ line: "cn-other", from_km: 50, to_km: 20, km: 30 }), stretch({ from_km: 140, to_km: 150, km: 10 }),
  ]);
  assert.deepEqual(rows.map(({ line, from_km, to_km, km, unofficialKm }) => [line.line, from_km, to_km, km, unofficialKm]), [
    ["cn-yumo", 0, 140, 140, 30], ["cn-other", 50, 20, 30, 0], ["cn-yumo", 140, 150, 10, 0],
  ]);
  assert.deepEqual([...rows[0]!.qualities], [["osm", 130], ["chord", 10]]);
});

test("a way is known by the border where its gauge changes, as far as no other passes it", () => {
  const way = (...crossings: [id: string, station: string][]) => ({
    distance: {
      border_crossings: crossings.map(([id, station]) => ({ id, stations: [station, `${station}-beyond`] })),
      breaks_of_gauge: [{ station: "cn-erenhot" }, { station: "cn-manzhouli" }],
      itinerary: crossings.map(([id]) => ({ id })),
    } as unknown as Distance,
  });
  const ways = [way(["manzhouli", "cn-manzhouli"], ["brest", "by-brest"]), way(["naushki", "ru-naushki"], ["erenhot", "cn-erenhot"], ["brest", "by-brest"]), way(["brest", "by-brest"])];
  assert.deepEqual([0, 1, 2].map((i) => gates(ways, i).map(({ id }) => id)), [["manzhouli"], ["erenhot"], []]);
});
