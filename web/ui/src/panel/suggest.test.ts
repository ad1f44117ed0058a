import assert from "node:assert/strict";
import { test } from "node:test";
import { spotsIn } from "./suggest";

for (const [text, spots] of [
  ["102.68,25.04", [[102.68, 25.04], [25.04, 102.68]]], // either order, as far as both are positions
  ["25.04, 102.68", [[25.04, 102.68], [102.68, 25.04]]],
  ["102.68 25.04", [[102.68, 25.04], [25.04, 102.68]]],
  ["60;60", [[60, 60]]], ["170, 40", [[170, 40]]], ["Kunming", []], ["K 3/4", []], ["300, 20", []], ["25.04", []],
] as const) {
  test(`"${text}" may mean ${spots.length} positions`, () => {
    assert.deepEqual(spotsIn(text), spots.filter(([, lat]) => Math.abs(lat) <= 90));
  });
}
