// The page looks as it did: pictures at half size against those in goldens/,
// with a tolerance. UPDATE_GOLDENS=1 writes them anew; README_PICTURE=1 writes
// docs/map.jpg.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { root } from "../scripts/esbuild.mjs";
import { desktop, missing, phone, pictures, useBrowser } from "./browser.mjs";

const goldens = join(dirname(fileURLToPath(import.meta.url)), "goldens");
const tolerance = 0.04; // share of the pixels that may differ: data and fonts move a little
const journey = "from=cn-kunming&to=th-krung-thep-aphiwat";

const views = [
  ["network-en", desktop, "#lang=en"],
  ["network-zh-dark", { ...phone, colorScheme: "dark" }, "#lang=zh"],
  ["journey-ru", desktop, `#${journey}&lang=ru`],
  ["journey-lo", phone, `#${journey}&lang=lo`],
  ["quality-th-dark", { ...desktop, colorScheme: "dark" }, "#map=6/21/103&show=quality&lang=th"],
  ["corridor-zh", desktop, "", "corridors/china-laos-railway?lang=zh"],
];

describe("pictures", { skip: missing }, () => {
  const shared = useBrowser();

  for (const [name, size, hash, path] of views) {
    test(name, async () => {
      const { page, close } = await shared.open(size, hash, path && { path });
      await page.waitForTimeout(1500); // the last letters are there, and the last names laid out
      await page.waitForFunction(() => document.fonts.status === "loaded");
      const seen = half(PNG.sync.read(await page.screenshot()));
      await close();
      const golden = join(goldens, `${name}.png`);
      if (process.env.UPDATE_GOLDENS === "1") {
        mkdirSync(goldens, { recursive: true });
        writeFileSync(golden, PNG.sync.write(seen, { deflateLevel: 9 }));
      }
      assert.ok(existsSync(golden), `no ${golden}: run with UPDATE_GOLDENS=1`);
      const known = PNG.sync.read(readFileSync(golden));
      assert.deepEqual([seen.width, seen.height], [known.width, known.height]);
      const marked = new PNG({ width: seen.width, height: seen.height });
      const differing = pixelmatch(seen.data, known.data, marked.data, seen.width, seen.height, { threshold: 0.2 });
      const share = differing / (seen.width * seen.height);
      if (share > tolerance) writeFileSync(join(pictures, `${name}-differs.png`), PNG.sync.write(marked));
      assert.ok(share <= tolerance, `${(share * 100).toFixed(1)} % of the pixels differ; see ${pictures}/${name}-differs.png`);
    });
  }

  test("the picture of the README", { skip: process.env.README_PICTURE !== "1" && "asked for by README_PICTURE=1" }, async () => {
    const { page, close } = await shared.open({ name: "readme", width: 1280, height: 800 }, "#from=ru-moscow-yaroslavsky&to=th-krung-thep-aphiwat&lang=en");
    await page.waitForTimeout(600);
    await page.screenshot({ path: join(root, "docs/map.jpg"), type: "jpeg", quality: 72 });
    await close();
  });
});

/** A picture at half its size, in 32 steps of each colour so that it stays small. */
function half({ width, height, data }) {
  const small = new PNG({ width: width >> 1, height: height >> 1 });
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      for (let c = 0; c < 4; c++) {
        const at = (dx, dy) => data[((2 * y + dy) * width + 2 * x + dx) * 4 + c];
        const mean = (at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1)) / 4;
        small.data[(y * small.width + x) * 4 + c] = c === 3 ? 255 : Math.min(255, Math.round(mean / 8) * 8);
      }
    }
  }
  return small;
}
