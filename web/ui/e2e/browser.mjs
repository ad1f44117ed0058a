// One service and one browser for the tests of a file, and pages in them that
// watch for faults. Pictures go to SCREENSHOTS, or a folder below the system's
// temporary one.

import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { startService } from "./service.mjs";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const pictures = process.env.SCREENSHOTS ?? join(tmpdir(), "corridor-screenshots");

/** Why the tests cannot run here; false when they can. */
export const missing = !existsSync(executablePath) && `no Chromium at ${executablePath}`;
if (missing && process.env.CORRIDOR_REQUIRE_ALL === "1") throw new Error(missing);

export const desktop = { name: "desktop", width: 1440, height: 900 };
export const phone = { name: "phone", width: 390, height: 844, hasTouch: true };
export const sizes = [desktop, phone];

/** Starts service and browser around the tests of a suite; answers what they share. */
export function useBrowser() {
  const shared = { service: undefined, browser: undefined, open };

  before(async () => {
    mkdirSync(pictures, { recursive: true });
    shared.service = await startService();
    shared.browser = await chromium.launch({
      executablePath,
      args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
  });

  after(async () => {
    await shared.browser?.close();
    shared.service?.stop();
  });

  /** Opens the page and waits until its view is drawn; `close` fails for errors and requests to other hosts. */
  async function open({ name, width, height, ...options }, hash = "", { locale = "en-GB", serviceWorkers = "block", path = "" } = {}) {
    const { service, browser } = shared;
    const context = await browser.newContext({ viewport: { width, height }, locale, serviceWorkers, reducedMotion: "reduce", ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const faults = [];
    page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
    page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
    page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith("http") && origin !== new URL(service.base).origin) faults.push(`request: ${request.url()}`);
    });
    await page.goto(service.base + path + hash);
    if (!path) {
      await page.waitForSelector(".corridor, .distance, .refused");
      await drawn(page);
    }
    const picture = (step) => page.screenshot({ path: join(pictures, `${name}-${step}.png`) });
    const close = async () => {
      await context.close();
      assert.deepEqual(faults, []);
    };
    return { page, context, picture, close };
  }

  return shared;
}

/** Waits until the tiles of the view are on the map. */
export function drawn(page) {
  return page.waitForFunction(() => document.documentElement.dataset.drawn === "true");
}

export const fragment = (page) => new URLSearchParams(new URL(page.url()).hash.slice(1));

export async function choose(page, field, text) {
  await page.fill(`#${field}`, text);
  await page.waitForSelector(`#${field}-list [role=option]`);
  await page.press(`#${field}`, "Enter");
}

/** Presses what the map may still be moving: a press that is lost is repeated. */
export async function press(page, target, done) {
  for (let tries = 0; tries < 4 && !done(); tries++) {
    await target.click();
    await page.waitForTimeout(500);
  }
}

/** Clicks a lon/lat position of the map, by Web Mercator (EPSG:3857, 256 px at zoom 0). */
export function clickAt(page, { width, height }, at) {
  const [zoom, lat, lon] = fragment(page).get("map").split("/").map(Number);
  const world = 256 * 2 ** zoom;
  const x = (degrees) => (degrees / 360 + 0.5) * world;
  const y = (degrees) => {
    const sin = Math.sin((degrees * Math.PI) / 180);
    return (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * world;
  };
  return page.mouse.click(width / 2 + x(at[0]) - x(lon), height / 2 + y(at[1]) - y(lat));
}

/** In the page: texts cut off or wider than what holds them. */
export function overflowing() {
  const faults = [];
  for (const node of document.querySelectorAll(".panel *, .legend *, .popup *")) {
    if (node.clientWidth === 0 || node.closest(".unseen, .lines:not([open]), .cite:not([open]), .scroll, .ways, select")) continue;
    if (node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== "inline" && node.tagName !== "INPUT") {
      faults.push(`${node.tagName}.${node.className}: ${node.textContent.slice(0, 40)}`);
    }
  }
  return faults;
}
