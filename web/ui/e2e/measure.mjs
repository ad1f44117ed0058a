// Measures how soon the first view is drawn on a cold cache, and how smooth the
// map is while it is dragged: main-thread work per frame from a trace. Not a
// test: figures depend on the machine.
//
//   node e2e/measure.mjs [BASE_URL]

import { chromium } from "playwright-core";
import { startService } from "./service.mjs";

process.env.BASE_URL ??= process.argv[2] ?? "";
const service = await startService();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu"] });
for (const [width, height] of [[1440, 900], [390, 844]]) {
  const times = [];
  for (let i = 0; i < 9; i++) {
    const context = await browser.newContext({ viewport: { width, height }, serviceWorkers: "block" });
    const page = await context.newPage();
    await page.goto(service.base);
    await page.waitForFunction(() => document.documentElement.dataset.drawn === "true" && document.querySelector(".corridor"));
    times.push(await page.evaluate(() => performance.getEntriesByName("drawn")[0].startTime));
    await context.close();
  }
  times.sort((a, b) => a - b);
  console.log(`first view at ${width}x${height}: median ${times[4].toFixed(0)} ms, ${times[0].toFixed(0)} to ${times.at(-1).toFixed(0)} ms`);
}
for (const zoom of [3, 5, 7, 9, 12]) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${service.base}#map=${zoom}/34.3/108.9`);
  await page.waitForFunction(() => document.documentElement.dataset.drawn);
  await page.waitForTimeout(800);
  const cdp = await page.context().newCDPSession(page);
  const tasks = [];
  cdp.on("Tracing.dataCollected", ({ value }) => tasks.push(...value.filter(({ name, ph }) => name === "RunTask" && ph === "X")));
  await cdp.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["toplevel", "disabled-by-default-devtools.timeline", "devtools.timeline"] } });
  const frames = page.evaluate(() => new Promise((done) => {
    const times = [];
    const tick = (now) => {
      times.push(now);
      if (times.length < 120) requestAnimationFrame(tick);
      else done(times);
    };
    requestAnimationFrame(tick);
  }));
  await page.mouse.move(900, 500);
  await page.mouse.down();
  for (let i = 0; i < 100; i++) await page.mouse.move(900 + 350 * Math.sin(i / 12), 500 + 120 * Math.sin(i / 7));
  await page.mouse.up();
  const times = await frames;
  const ended = new Promise((done) => cdp.once("Tracing.tracingComplete", done));
  await cdp.send("Tracing.end");
  await ended;
  const gaps = times.slice(1).map((t, i) => t - times[i]).sort((a, b) => a - b);
  const long = tasks.map(({ dur }) => dur / 1000).sort((a, b) => b - a);
  const rate = 1000 / (gaps.reduce((a, b) => a + b, 0) / gaps.length);
  console.log(`zoom ${zoom}: ${rate.toFixed(0)} frames/s, median ${gaps[gaps.length >> 1].toFixed(1)} ms, 95 % ${gaps[Math.floor(gaps.length * 0.95)].toFixed(1)} ms; longest tasks ${long.slice(0, 3).map((t) => t.toFixed(0)).join(", ")} ms`);
  await page.close();
}
await browser.close();
service.stop();
