// What readers come for, at phone and desktop size, each in two languages.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { choose, clickAt, drawn, fragment, missing, phone, press, sizes, useBrowser } from "./browser.mjs";

const kunming = "cn-kunming";
const bangkok = "th-krung-thep-aphiwat";
const words = {
  en: { kunming: "Kunming", border: "China → Laos", members: "members" },
  zh: { kunming: "昆明", border: "中国 → 老挝", members: "成员国" },
};

describe("jobs", { skip: missing }, () => {
  const shared = useBrowser();
  const position = async (id) => (await (await fetch(`${shared.service.base}collections/stations/items/${id}`)).json()).geometry.coordinates;

  for (const size of sizes) {
    for (const [lang, word] of Object.entries(words)) {
      const of = (job) => `${job} (${size.name}, ${lang})`;

      test(of("finds stations by name and code, and asks for the distance"), async () => {
        const { page, picture, close } = await shared.open(size, `#lang=${lang}`);
        assert.ok(await page.locator(".corridor").count() >= 2);
        assert.match(await page.textContent(".leaflet-control-attribution"), /OpenStreetMap.*Natural Earth/);
        await page.fill("#from", "昆明");
        await page.waitForSelector("#from-list [role=option]");
        await picture(`suggestions-${lang}`);
        await page.click("#from-list [role=option]");
        assert.equal(await page.inputValue("#from"), word.kunming);
        assert.equal(fragment(page).get("from"), kunming);
        await choose(page, "to", "Krung Thep");
        const km = Number(await page.getAttribute(".distance", "data-km"));
        assert.ok(km > 1500 && km < 1800, `Kunming - Bangkok is ${km} km`);
        assert.match(await page.textContent(".stop.break-of-gauge"), /1435 → 1000/);
        assert.ok((await page.textContent(".itinerary")).includes(word.border));
        assert.ok((await page.textContent(".memberships")).includes(word.members));
        await page.locator(".lines summary").click();
        assert.ok(await page.locator(".lines tbody tr").count() >= 3);
        await picture(`distance-${lang}`);
        await close();
      });

      test(of("puts a place on the way, and moves it"), async () => {
        const { page, close } = await shared.open(size, `#from=${kunming}&to=${bangkok}&lang=${lang}`);
        if (size.hasTouch) await page.click(".handle");
        await page.click(".places .add");
        await choose(page, "via-1", "Luang Prabang");
        await page.waitForSelector(".stop.via");
        assert.deepEqual(fragment(page).getAll("via"), ["la-luang-prabang"]);
        const [second, first] = [1, 0].map((i) => page.locator(".place .grip").nth(i));
        const [from, to] = [await second.boundingBox(), await first.boundingBox()];
        await page.mouse.move(from.x + 10, from.y + 20);
        await page.mouse.down();
        await page.mouse.move(to.x + 10, to.y + 20, { steps: 5 });
        await page.mouse.up();
        await page.waitForFunction(() => location.hash.includes("from=la-luang-prabang"));
        assert.deepEqual(fragment(page).getAll("via"), [kunming]);
        await first.press("ArrowDown");
        await page.waitForFunction((id) => location.hash.includes(`from=${id}`), kunming);
        await page.locator(".place .drop").nth(1).click();
        await page.waitForFunction(() => !location.hash.includes("via="));
        await close();
      });

      test(of("compares ways, and shows a km on strip and map"), async () => {
        const { page, picture, close } = await shared.open(size, `#from=cn-chengdu&to=ru-moscow-yaroslavsky&lang=${lang}`);
        if (size.hasTouch) await page.locator(".handle").press("ArrowUp");
        assert.ok(await page.locator(".way").count() >= 2);
        const shortest = Number(await page.getAttribute(".distance", "data-km"));
        await page.locator(".way input").nth(1).check();
        await page.waitForFunction((km) => Number(document.querySelector(".distance")?.dataset.km) !== km, shortest);
        assert.equal(fragment(page).get("way"), "1");
        assert.ok(Number(await page.getAttribute(".distance", "data-km")) > shortest);
        const slider = page.locator(".strip [role=slider]");
        await slider.scrollIntoViewIfNeeded();
        await slider.press("PageDown");
        assert.match(await page.textContent(".strip .reading"), / · /);
        assert.equal(await page.locator(".pin").count(), 1);
        await picture(`ways-${lang}`);
        await close();
      });

      test(of("tells of a track at a click, and of a station"), async () => {
        const station = await position("la-vientiane");
        const lift = size.hasTouch ? 0.25 : 0;
        const { page, picture, close } = await shared.open(size, `#map=9/${station[1] - lift}/${station[0]}&lang=${lang}`);
        await clickAt(page, size, station);
        await page.waitForSelector(".popup h2");
        assert.equal(fragment(page).get("at"), "la-vientiane");
        assert.equal(fragment(page).get("from"), null);
        await press(page, page.locator(".popup .primary").first(), () => fragment(page).get("from"));
        assert.equal(fragment(page).get("from"), "la-vientiane");
        await page.goto(`${shared.service.base}#map=9/${25.04 - lift}/102.7&at=102.68,25.04&lang=${lang}`);
        await page.waitForSelector(".popup.track");
        assert.match(await page.textContent(".popup.track h2"), /\d+\+\d{3}/);
        assert.equal(await page.locator(".popup .along").count(), 2);
        await picture(`track-${lang}`);
        await press(page, page.locator(".popup .primary").last(), () => fragment(page).get("to"));
        await page.waitForFunction(() => /to=102\.\d+,25\.\d+/.test(location.hash));
        await close();
      });

      test(of("colours the tracks by what they are"), async () => {
        const { page, picture, close } = await shared.open(size, `#lang=${lang}`);
        if (size.hasTouch) await page.click(".legend button");
        for (const [show, most] of [["electrification", 5], ["quality", 4], ["BRICS", 3]]) {
          await page.selectOption(".legend select", show);
          assert.equal(fragment(page).get("show"), show);
          assert.ok(await page.locator(".legend li").count() >= most);
        }
        await picture(`membership-${lang}`);
        await page.goBack();
        assert.equal(await page.inputValue(".legend select"), "quality");
        await close();
      });

      test(of("shows a corridor, and leads to its page"), async () => {
        const { page, picture, close } = await shared.open(size, `#lang=${lang}`);
        if (size.hasTouch) await page.click(".handle");
        await page.locator(".corridor button").first().click();
        await page.waitForSelector(".corridor.open .figures");
        const id = fragment(page).get("corridor");
        await page.waitForTimeout(300);
        await picture(`corridor-${lang}`);
        await page.click(".corridor .more");
        await page.waitForURL(`**/corridors/${id}?lang=${lang}`);
        assert.equal(await page.getAttribute("html", "lang"), lang);
        assert.ok(await page.locator("tbody tr").count() > 50);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page is wider than the window");
        await picture(`corridor-page-${lang}`);
        await close();
      });
    }
  }

  test("the phone's sheet follows a finger and settles", async () => {
    const { page, close } = await shared.open(phone);
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
    await close();
  });

  test("back leads back, and the address holds everything", async () => {
    const { page, close } = await shared.open(sizes[0], `#from=${kunming}&show=quality`);
    await choose(page, "to", "Krung Thep");
    await page.waitForSelector(".distance");
    await page.goBack();
    await page.waitForSelector(".corridors");
    assert.equal(await page.inputValue("#to"), "");
    assert.equal(await page.inputValue("#from"), "Kunming");
    await page.reload();
    await drawn(page);
    await page.waitForFunction(() => document.querySelector("#from").value === "Kunming");
    assert.equal(await page.inputValue(".legend select"), "quality");
    await close();
  });

  test("measures over ground, and tells coordinates", async () => {
    const { page, picture, close } = await shared.open(sizes[0], "#map=5/40/100");
    await page.click(".tool.measure");
    await page.mouse.click(700, 300);
    await page.mouse.click(1000, 500);
    assert.match(await page.textContent(".measure-label"), /^[\d,.]+ km$/);
    await picture("measure");
    await page.keyboard.press("Escape");
    await page.locator(".tool.measure[aria-pressed=true]").count();
    await page.mouse.click(800, 600, { button: "right" });
    assert.match(await page.textContent(".coordinates code"), /^\d+\.\d{5}, \d+\.\d{5}$/);
    await close();
  });

  test("finds a place by coordinates, and goes there", async () => {
    const { page, close } = await shared.open(sizes[0], "#lang=en");
    for (const text of ["25.03284, 102.67645", "102.67645,25.03284"]) {
      await page.fill("#from", text);
      await page.waitForSelector("#from-list [role=option] .name:has-text('km ')");
    }
    await page.press("#from", "Enter");
    await page.waitForFunction(() => /map=(8|9|1\d)[./]/.test(location.hash));
    assert.match(fragment(page).get("from"), /^102\.67\d+,25\.03\d+$/);
    await choose(page, "to", "Mohan");
    await page.waitForSelector(".distance");
    assert.match(await page.textContent(".stop.from .name"), /^km \d+\.\d$/);
    await page.locator(".result .figure button").last().click();
    assert.deepEqual([await page.inputValue("#from"), await page.inputValue("#to")], ["", ""]);
    await close();
  });

  test("points by keyboard at what lies in the middle of the map", async () => {
    const [lon, lat] = await position("la-vientiane");
    const { page, close } = await shared.open(phone, `#map=9/${lat - 0.25}/${lon}`);
    await page.focus("#map");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".popup h2");
    await close();
  });

  test("a way to where it begins is none", async () => {
    const { page, close } = await shared.open(sizes[0], `#from=${kunming}&to=${kunming}&lang=en`);
    assert.equal(await page.textContent(".refused h2"), "From and To are the same place.");
    await close();
  });

  test("prints the whole way", async () => {
    const { page, picture, close } = await shared.open(sizes[0], "#from=cn-chengdu&to=ru-moscow-yaroslavsky&lang=en");
    await page.emulateMedia({ media: "print" });
    await page.waitForTimeout(500);
    await picture("print");
    const [map, strip, drawing] = await page.evaluate(() => ["#map", ".strip", ".strip svg"].map((part) => document.querySelector(part).getBoundingClientRect().width));
    assert.ok(map > 600 && map < 720 && drawing <= strip, `${map} ${strip} ${drawing}`);
    await close();
  });

  test("says why there is no answer", async () => {
    const { page, picture } = await shared.open(sizes[0], `#from=${kunming}&to=nowhere-at-all`);
    assert.equal(await page.textContent(".refused h2"), "Place not found");
    assert.match(await page.textContent(".refused p"), /nowhere-at-all/);
    await picture("refused");
    await page.context().close();
  });
});
