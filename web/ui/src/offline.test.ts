import assert from "node:assert/strict";
import { test } from "node:test";
import { strategyOf } from "./worker/strategy";

const scope = "https://rail.example/map/";
for (const [path, strategy] of [
  ["", "page"], ["app-AAAA1111.js", "page"], ["tiles/3/4/5.mvt?collections=lines", "data"], ["distance?from=a&to=b", "data"],
  ["corridors/trans-siberian?lang=ru", "data"], ["land-0A1B2C3D/5-23-12.mvt", "page"], ["fonts/lao-AAAA1111.woff2", "page"], ["downloads/lines.gpkg", undefined], ["metrics", undefined], ["tiles.json", undefined],
] as const) {
  test(`the worker takes ${path || "the page"} as ${strategy}`, () => {
    assert.equal(strategyOf({ url: scope + path, method: "GET" }, scope), strategy);
  });
}

test("the worker leaves other hosts and writes alone", () => {
  assert.equal(strategyOf({ url: "https://elsewhere.example/distance", method: "GET" }, scope), undefined);
  assert.equal(strategyOf({ url: `${scope}match`, method: "POST" }, scope), undefined);
});
