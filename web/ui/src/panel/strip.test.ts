import assert from "node:assert/strict";
import { test } from "node:test";
import type { LegFeature } from "../answers";
import { layoutNames, textWidth, ticks } from "./striplayout";
import { RouteLine } from "../route";

test("names take the lowest free row, the weightier first", () => {
  const placed = layoutNames([
    { item: 1, x: 100, text: "Junction", rank: 6 }, { item: 2, x: 110, text: "Border", rank: 3 }, { item: 3, x: 400, text: "Far", rank: 6 },
  ], 800, 80);
  assert.deepEqual(placed.map(({ item, y }) => [item, y]), [[2, 80], [3, 80]]); // the first would cross the border's lead
});

test("a name at the right end runs to the left", () => {
  const [last] = layoutNames([{ item: 0, x: 790, text: "Krung Thep", rank: 0 }], 800, 80);
  assert.equal(last?.end, true);
});

test("no two names of a row touch, nor does one cross another's lead", () => {
  const names = Array.from({ length: 60 }, (_, i) => ({ item: i, x: (i * 7919) % 900, text: "x".repeat(3 + (i % 9)), rank: i % 4 }));
  const placed = layoutNames(names, 900, 80).map((name) => {
    const x = names[name.item]!.x;
    const width = textWidth(name.text);
    return { lead: x, left: name.end ? x - width : x, right: name.end ? x : x + width, y: name.y };
  });
  assert.ok(placed.length > 10);
  for (const a of placed) {
    for (const b of placed) {
      if (a !== b && a.y === b.y) assert.ok(a.right < b.left || b.right < a.left);
    }
  }
});

test("marks of Lao and Thai take no room, letters of East Asia twice", () => {
  assert.equal(textWidth("ກີ"), textWidth("ກ"));
  assert.ok(textWidth("昆明") > textWidth("ab") * 1.5);
});

test("ticks are round and not crowded", () => {
  assert.deepEqual(ticks(1657, 1000), [0, 200, 400, 600, 800, 1000, 1200, 1400, 1600]);
  for (const whole of [3, 40, 700, 13551]) assert.ok(ticks(whole, 560).length <= 8, String(whole));
});

const leg = (start_km: number, end_km: number, coordinates: [number, number][]) =>
  ({ type: "Feature", geometry: { type: "LineString", coordinates }, properties: { start_km, end_km } }) as unknown as LegFeature;
const line = new RouteLine([leg(0, 100, [[100, 0], [101, 0]]), leg(100, 300, [[101, 0], [101, 1], [101, 2]])]);

test("a km of the route has a place, and the place its km", () => {
  assert.deepEqual(line.at(50)?.at, [100.5, 0]);
  assert.deepEqual(line.at(200)?.at, [101, 1]);
  assert.deepEqual(line.at(-5)?.at, [100, 0]);
  assert.deepEqual(line.at(999)?.at, [101, 2]);
  for (const km of [0, 12.5, 99, 150, 299]) {
    const there = line.at(km)!;
    assert.ok(Math.abs(line.near(there.at, 0.1)!.km - km) < 0.05, String(km)); // a long edge is no straight line on the Mercator map
  }
  assert.equal(line.near([120, 40], 1), undefined);
  assert.equal(new RouteLine([]).at(3), undefined);
});
