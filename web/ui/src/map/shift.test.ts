import assert from "node:assert/strict";
import { test } from "node:test";
import { gcj02, none, unshift } from "./shift";

test("GCJ-02 moves Beijing by its known offset, and Moscow not at all", () => {
  const [lon, lat] = gcj02(116.3913, 39.9075); // Tiananmen
  assert.ok(Math.abs(lon - 116.39754) < 2e-5 && Math.abs(lat - 39.9089) < 2e-5, `${lon}, ${lat}`);
  assert.deepEqual(gcj02(37.6, 55.9), [37.6, 55.9]);
});

test("a shift can be undone", () => {
  for (const [lon, lat] of [[102.7, 25.04], [87.6, 43.8], [126.6, 45.8]] as const) {
    const [x, y] = unshift(gcj02, ...gcj02(lon, lat));
    assert.ok(Math.abs(x - lon) < 1e-7 && Math.abs(y - lat) < 1e-7);
  }
  assert.deepEqual(unshift(none, 1, 2), [1, 2]);
});
