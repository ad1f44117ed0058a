// Drives the page in Debian's Chromium at phone and desktop size. Pictures of
// each step go to SCREENSHOTS, or a folder below the system's temporary one.

import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { chromium } from "playwright-core";
import { startService } from "./service.mjs";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const pictures = process.env.SCREENSHOTS ?? join(tmpdir(), "corridor-screenshots");
const missing = !existsSync(executablePath) && `no Chromium at ${executablePath}`;
if (missing && process.env.CORRIDOR_REQUIRE_ALL === "1") throw new Error(missing);

const sizes = [
  { name: "desktop", width: 1440, height: 900 },
  { name: "phone", width: 390, height: 844, hasTouch: true },
];

const kunming = "cn-kunming";
const bangkok = "th-krung-thep-aphiwat";

describe("the map page", { skip: missing }, () => {
  let service;
  let browser;

  before(async () => {
    mkdirSync(pictures, { recursive: true });
    service = await startService();
    browser = await chromium.launch({
      executablePath,
      args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
  });

  after(async () => {
    await browser?.close();
    service?.stop();
  });

  /** Opens the page; `faults` collects errors and requests to other hosts. */
  async function open({ name, width, height, ...options }, hash = "", locale = "en-GB") {
    const context = await browser.newContext({ viewport: { width, height }, locale, reducedMotion: "reduce", ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const faults = [];
    page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
    page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
    page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== "data:" && origin !== new URL(service.base).origin) faults.push(`request: ${request.url()}`);
    });
    await page.goto(service.base + hash);
    await page.waitForSelector(".corridor, .distance, .refused");
    const picture = (step) => page.screenshot({ path: join(pictures, `${name}-${step}.png`) });
    const close = async () => {
      await context.close();
      assert.deepEqual(faults, []);
    };
    return { page, picture, close };
  }

  const fragment = (page) => new URLSearchParams(new URL(page.url()).hash.slice(1));

  async function choose(page, field, text) {
    await page.fill(`#${field}`, text);
    await page.waitForSelector(`#${field}-list [role=option]`);
    await page.press(`#${field}`, "Enter");
  }

  async function position(id) {
    const response = await fetch(`${service.base}collections/stations/items/${id}`);
    return (await response.json()).geometry.coordinates;
  }

  for (const size of sizes) {
    describe(size.name, () => {
      test("loads the network, its corridors and the credits", async () => {
        const { page, picture, close } = await open(size);
        assert.ok(await page.locator(".corridor").count() >= 2);
        assert.match(await page.textContent(".corridor .length"), /^[\d,]+ km$/);
        assert.match(await page.textContent(".leaflet-control-attribution"), /© OpenStreetMap contributors.*Natural Earth/);
        assert.match(await page.textContent(".scale"), /^[\d,]+ km$/);
        await page.waitForFunction(painted, undefined, { timeout: 10_000 });
        await picture("network");
        await close();
      });

      test("finds a station by 昆明 and asks Kunming - Bangkok", async () => {
        const { page, picture, close } = await open(size);
        await page.fill("#from", "昆明");
        await page.waitForSelector("#from-list [role=option]");
        assert.match(await page.textContent("#from-list [role=option]"), /Kunming\s*昆明/);
        await picture("suggestions");
        await page.click("#from-list [role=option]");
        assert.equal(await page.inputValue("#from"), "Kunming");
        assert.equal(fragment(page).get("from"), kunming);

        await choose(page, "to", "Krung Thep");
        const km = Number(await page.getAttribute(".distance", "data-km"));
        assert.ok(km > 1500 && km < 1800, `Kunming - Bangkok is ${km} km`);
        const breaks = page.locator(".stop.break-of-gauge");
        assert.equal(await breaks.count(), 1);
        assert.match(await breaks.textContent(), /1435 → 1000 mm/);
        assert.equal(await page.locator(".stop.border").count(), 2);
        assert.match(await page.locator(".stop.border").first().textContent(), /China → Laos/);
        await picture("distance");
        await page.locator(".lines summary").click();
        assert.ok(await page.locator(".lines tbody tr").count() >= 3);
        await picture("lines");
        await close();
      });

      test("two clicks on stations give a distance", async () => {
        const [from, to] = [await position("la-luang-prabang"), await position("la-vientiane")]; // the popup opens northwards
        const view = { zoom: 7, lat: (from[1] + to[1]) / 2 - (size.hasTouch ? 0.9 : 0), lon: (from[0] + to[0]) / 2 };
        const { page, picture, close } = await open(size, `#map=${view.zoom}/${view.lat}/${view.lon}`);
        await page.waitForFunction(painted);
        await clickAt(page, size, view, from);
        await page.waitForSelector(".popup h2");
        assert.equal(await page.textContent(".popup h2"), "Luang Prabang");
        await page.waitForTimeout(400); // the popup may have moved the map
        await picture("popup");
        const [, lat, lon] = fragment(page).get("map").split("/").map(Number);
        await clickAt(page, size, { ...view, lat, lon }, to);
        await page.waitForSelector(".distance");
        assert.deepEqual([fragment(page).get("from"), fragment(page).get("to")], ["la-luang-prabang", "la-vientiane"]);
        await close();
      });

      test("shows a corridor whole", async () => {
        const { page, picture, close } = await open(size);
        if (size.hasTouch) await page.click(".handle");
        await page.locator(".corridor button", { hasText: "China-Laos" }).click();
        await page.waitForSelector(".corridor.open .figures");
        assert.ok(fragment(page).get("corridor"));
        await page.waitForFunction(() => location.hash.includes("map="));
        await page.waitForTimeout(300);
        await picture("corridor");
        await close();
      });
    });
  }

  const [desktop, phone] = sizes;

  test("the phone's sheet follows a finger and settles", async () => {
    const { page, close } = await open(phone);
    const height = () => page.$eval(".panel", (panel) => Math.round(panel.getBoundingClientRect().height));
    const peek = await height();
    for (const [part, y, expected] of [[".handle", 300, "half"], [".brand h1", 20, "full"], [".handle", 840, "peek"]]) {
      const box = await page.locator(part).boundingBox();
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(200, y, { steps: 12 });
      await page.mouse.move(200, y, { steps: 2 });
      await page.mouse.up();
      assert.equal(await page.getAttribute(".panel", "data-height"), expected);
    }
    assert.equal(await height(), peek);
    await page.click(".handle");
    assert.equal(await page.getAttribute(".panel", "data-height"), "half");
    await close();
  });

  const words = { en: "On the way", zh: "沿途", ru: "По пути", lo: "ລະຫວ່າງທາງ", th: "ระหว่างทาง" };
  for (const [lang, word] of Object.entries(words)) {
    test(`speaks ${lang}, and its text fits`, async () => {
      for (const size of [desktop, phone, { name: "narrow", width: 320, height: 640 }]) {
        const { page, picture, close } = await open(size, `#from=${kunming}&to=${bangkok}&lang=${lang}`);
        await page.waitForSelector(".distance");
        assert.equal(await page.getAttribute("html", "lang"), lang);
        assert.equal(await page.textContent(".itinerary h3"), word);
        assert.deepEqual(await page.evaluate(overflowing), [], size.name);
        await picture(`language-${lang}`);
        await close();
      }
    });
  }

  test("the browser's language is the first choice, and can be switched", async () => {
    const { page, close } = await open(desktop, "", "th-TH");
    assert.equal(await page.getAttribute("html", "lang"), "th");
    await page.selectOption(".brand select", "ru");
    assert.equal(await page.textContent(".corridors h2"), "Коридоры");
    assert.equal(fragment(page).get("lang"), "ru");
    await close();
  });

  test("works by keyboard alone", async () => {
    const { page, close } = await open(desktop);
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
    assert.deepEqual([fragment(page).get("from"), fragment(page).get("to")], ["la-vientiane", kunming]);
    await page.click(".swap");
    await page.waitForFunction((id) => location.hash.includes(`from=${id}`), kunming);
    await close();
  });

  test("back leads back", async () => {
    const { page, close } = await open(desktop, `#from=${kunming}`);
    await choose(page, "to", "Krung Thep");
    await page.waitForSelector(".distance");
    await page.goBack();
    await page.waitForSelector(".corridors");
    assert.equal(await page.inputValue("#to"), "");
    assert.equal(await page.inputValue("#from"), "Kunming");
    await close();
  });

  test("says why there is no answer", async () => {
    const { page, picture } = await open(desktop, `#from=${kunming}&to=nowhere-at-all`);
    assert.equal(await page.textContent(".refused h2"), "Place not found");
    assert.match(await page.textContent(".refused p"), /nowhere-at-all/);
    await picture("refused");
    await page.context().close();
  });

  test("is dark where the reader's system is", async () => {
    const { page, picture, close } = await open({ ...desktop, colorScheme: "dark" }, `#from=${kunming}&to=${bangkok}`);
    await page.waitForSelector(".distance");
    await page.waitForFunction(painted);
    await picture("dark");
    await close();
  });
});

/** In the page: true when the three canvases have been drawn on. */
function painted() {
  const drawn = (canvas) => {
    const { width, height } = canvas;
    const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
    const seen = new Set();
    for (let i = 0; i < data.length; i += 4 * 97) seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
    return seen.size > 3;
  };
  const canvases = [...document.querySelectorAll("#map canvas")];
  return canvases.length === 3 && canvases.every(drawn);
}

/** In the page: texts cut off or wider than what holds them. */
function overflowing() {
  const faults = [];
  for (const node of document.querySelectorAll(".panel *, .legend *")) {
    if (node.clientWidth === 0 || node.closest(".unseen, .lines:not([open])")) continue;
    if (node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== "inline" && node.tagName !== "INPUT") {
      faults.push(`${node.tagName}.${node.className}: ${node.textContent.slice(0, 40)}`);
    }
  }
  return faults;
}

/** Clicks a lon/lat position of the map, by Web Mercator (EPSG:3857, 256 px at zoom 0). */
function clickAt(page, { width, height }, { zoom, lat, lon }, at) {
  const world = 256 * 2 ** zoom;
  const x = (degrees) => (degrees / 360 + 0.5) * world;
  const y = (degrees) => {
    const sin = Math.sin((degrees * Math.PI) / 180);
    return (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * world;
  };
  return page.mouse.click(width / 2 + x(at[0]) - x(lon), height / 2 + y(at[1]) - y(lat));
}
