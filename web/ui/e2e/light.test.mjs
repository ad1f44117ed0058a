// Light, still, and there without a network.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { desktop, missing, phone, useBrowser } from "./browser.mjs";

const most = 350_000; // bytes of the first view over the wire

describe("light", { skip: missing }, () => {
  const shared = useBrowser();

  for (const size of [desktop, phone]) {
    test(`the first view is small and does not move (${size.name})`, async () => {
      const { page, context, close } = await shared.open(size);
      const cdp = await context.newCDPSession(page);
      await cdp.send("Network.enable");
      await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
      let bytes = 0;
      cdp.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
      await page.reload();
      await page.waitForFunction(() => document.documentElement.dataset.drawn === "true" && document.querySelector(".corridor"));
      await page.waitForLoadState("networkidle");
      const shift = await page.evaluate(() => new Promise((done) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const { value } of list.getEntries()) sum += value;
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => done(sum), 100);
      }));
      assert.ok(bytes > 50_000 && bytes < most, `${bytes} bytes`);
      assert.equal(shift, 0);
      await close();
    });
  }

  test("the base map gains detail on the way in, and is there without a network", async () => {
    const { page, context, close } = await shared.open(desktop, "#map=5/13/100.5", { serviceWorkers: "allow" });
    const cells = () => page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => /\/land-\w+\/5-\d+-\d+\.mvt$/.test(name)).length);
    assert.equal(await cells(), 0);
    await page.waitForFunction(() => document.documentElement.dataset.kept === "true");
    await context.setOffline(true);
    await page.goto(`${shared.service.base}#map=8/13/100.5`);
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name, transferSize, decodedBodySize }) =>
      /\/land-\w+\/5-\d+-\d+\.mvt$/.test(name) && decodedBodySize > 0 && transferSize >= 0));
    assert.ok(await cells() >= 1);
    await context.setOffline(false);
    await close().catch((error) => assert.match(String(error), /ERR_INTERNET_DISCONNECTED|Failed to load/));
  });

  test("reloads without a network, with all that was seen", async () => {
    const { page, context, close } = await shared.open(desktop, "#from=cn-kunming&to=th-krung-thep-aphiwat", { serviceWorkers: "allow" });
    const km = await page.getAttribute(".distance", "data-km");
    await page.waitForFunction(() => document.documentElement.dataset.kept === "true");
    const kept = () => page.evaluate(async () => (await (await caches.open("data")).keys()).map(({ url }) => url));
    for (let tries = 0; tries < 50; tries++) { // waitForFunction does not wait for a promise
      const addresses = await kept();
      if (["/overview", "/distance?", "/route?", "/tiles/"].every((part) => addresses.some((url) => url.includes(part)))) break;
      await page.waitForTimeout(200);
    }
    await context.setOffline(true);
    await page.reload();
    await page.waitForSelector(".distance");
    assert.equal(await page.getAttribute(".distance", "data-km"), km);
    await page.waitForFunction(() => document.documentElement.dataset.drawn);
    const colours = await page.$eval("#map canvas:nth-of-type(1)", (canvas) => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set();
      for (let i = 0; i < data.length; i += 4 * 97) seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
      return seen.size;
    });
    assert.ok(colours > 2, "the base map is not there");
    await context.setOffline(false);
    await close().catch((error) => assert.match(String(error), /ERR_INTERNET_DISCONNECTED|Failed to load/));
  });

  test("can be installed", async () => {
    const answer = await fetch(`${shared.service.base}manifest.json`);
    const manifest = await answer.json();
    for (const { src } of manifest.icons) assert.equal((await fetch(shared.service.base + src)).status, 200, src);
    assert.ok(manifest.icons.some(({ sizes }) => sizes === "512x512"));
  });
});
