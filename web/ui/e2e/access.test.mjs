// Everyone can use it: by keyboard, by screen reader, in five languages, on any
// width, in the dark.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import { choose, desktop, fragment, missing, overflowing, phone, useBrowser } from "./browser.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const journey = "#from=cn-kunming&to=th-krung-thep-aphiwat";
const words = { en: "On the way", zh: "沿途", ru: "По пути", lo: "ລະຫວ່າງທາງ", th: "ระหว่างทาง" };
const narrow = { name: "narrow", width: 320, height: 640, hasTouch: true };
const wide = { name: "4k", width: 3840, height: 2160 };

describe("access", { skip: missing }, () => {
  const shared = useBrowser();

  for (const [lang, word] of Object.entries(words)) {
    test(`speaks ${lang}, and its text fits`, async () => {
      for (const size of [desktop, phone, narrow, wide]) {
        const { page, picture, close } = await shared.open(size, `${journey}&lang=${lang}`);
        assert.equal(await page.getAttribute("html", "lang"), lang);
        assert.equal(await page.textContent(".itinerary h3"), word);
        assert.deepEqual(await page.evaluate(overflowing), [], size.name);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${size.name}: wider than the window`);
        await picture(`language-${lang}`);
        await close();
      }
    });
  }

  for (const [lang, letters] of [["lo", "ລາວ"], ["th", "ไทย"], ["zh", "铁路"]]) {
    test(`has letters for ${lang}, whatever the system has`, async () => {
      for (const path of ["", `corridors/china-laos-railway?lang=${lang}`]) {
        const { page, close } = await shared.open(phone, path ? "" : `#lang=${lang}`, { path });
        await page.waitForFunction(lookUnlike, letters);
        await close();
      }
    });
  }

  for (const [what, size, hash, path] of [
    ["the first view", desktop, "", ""], ["an answer", desktop, journey, ""], ["an answer in the dark", { ...phone, colorScheme: "dark" }, `${journey}&lang=lo`, ""],
    ["a track", desktop, "#map=9/25.04/102.7&at=102.68,25.04&lang=th", ""], ["a corridor's page", phone, "", "corridors/china-laos-railway?lang=ru"],
    ["the list of corridors", { ...desktop, colorScheme: "dark" }, "", "corridors?lang=zh"],
  ]) {
    test(`axe finds nothing serious on ${what}`, async () => {
      const { page, close } = await shared.open({ ...size, bypassCSP: true }, hash, { path });
      if (path) assert.equal(await page.locator("h1").count(), 1);
      await page.addScriptTag({ path: axe });
      const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      assert.deepEqual(serious.map(({ id, nodes }) => [id, ...nodes.slice(0, 4).map((node) => `${node.html.slice(0, 120)} ${node.any[0]?.message ?? ""}`)]), []);
      await close();
    });
  }

  test("the browser's language is the first choice, and can be switched", async () => {
    const { page, close } = await shared.open(desktop, "", { locale: "th-TH" });
    assert.equal(await page.getAttribute("html", "lang"), "th");
    await page.selectOption(".brand select", "ru");
    assert.equal(await page.textContent(".corridors h2"), "Коридоры");
    assert.equal(fragment(page).get("lang"), "ru");
    await close();
  });

  test("works by keyboard alone", async () => {
    const { page, close } = await shared.open(desktop);
    await page.focus("#from");
    await page.keyboard.type("vientiane");
    await page.waitForSelector("#from[aria-expanded=true]");
    const first = await page.getAttribute("#from", "aria-activedescendant");
    await page.keyboard.press("ArrowDown");
    assert.notEqual(await page.getAttribute("#from", "aria-activedescendant"), first);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    assert.equal(await page.getAttribute("#from", "aria-expanded"), "false");
    await choose(page, "to", "KMM");
    await page.waitForSelector(".distance");
    assert.deepEqual([fragment(page).get("from"), fragment(page).get("to")], ["la-vientiane", "cn-kunming"]);
    await page.focus(".swap");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.hash.includes("from=cn-kunming"));
    await page.focus(".strip [role=slider]");
    await page.keyboard.press("End");
    assert.match(await page.getAttribute(".strip [role=slider]", "aria-valuetext"), /km/);
    await close();
  });
});

/** In the page: its font draws no two letters alike, as it does those that it lacks. */
function lookUnlike(letters) {
  const pictures = [...letters].map((letter) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 40 });
    const ink = canvas.getContext("2d");
    ink.font = `24px ${getComputedStyle(document.body).fontFamily}`;
    ink.fillText(letter, 4, 30);
    return canvas.toDataURL();
  });
  return new Set(pictures).size === pictures.length;
}
