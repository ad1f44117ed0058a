import assert from "node:assert/strict";
import { test } from "node:test";
import { formatState, parseState } from "./state";

test("a state survives its address", () => {
  const state = {
    from: "cn-kunming", via: ["la-boten", "102.61,17.9"], to: "100.5167,13.739", way: 2, at: "la-vientiane",
    corridor: "china-laos", show: "quality" as const, base: "osm", lang: "lo" as const,
    view: { zoom: 4.25, lat: 45.1234, lon: 90.5 },
  };
  assert.deepEqual(parseState(formatState(state), []), state);
});

test("an address carries only what is set", () => {
  assert.equal(formatState(parseState("", ["en"])), "#lang=en");
  assert.equal(formatState(parseState("#from=Hua%20Lamphong&lang=th", [])), "#from=Hua%20Lamphong&lang=th");
});

test("the language is the address's, then the browser's, then English", () => {
  assert.equal(parseState("#lang=ru", ["th"]).lang, "ru");
  assert.equal(parseState("#lang=xx", ["fr-FR", "zh-CN"]).lang, "zh");
  assert.equal(parseState("", ["fr"]).lang, "en");
});

for (const map of ["", "4", "4/45", "4/95/10", "x/1/1", "4/NaN/1"]) {
  test(`a view of ${JSON.stringify(map)} is none`, () => {
    assert.equal(parseState(`#map=${map}`, []).view, undefined);
  });
}
