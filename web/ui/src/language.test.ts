import assert from "node:assert/strict";
import { test } from "node:test";
import { countryOf, languages, Speech, tables, type Language } from "./language";

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)[:}]/g)].map(([, name]) => name).sort();

for (const lang of Object.keys(languages) as Language[]) {
  test(`${lang} has every message, with its placeholders`, () => {
    assert.deepEqual(Object.keys(tables[lang]).sort(), Object.keys(tables.en).sort());
    for (const [key, text] of Object.entries(tables[lang])) {
      assert.notEqual(text.trim(), "", key);
      assert.deepEqual(placeholders(text), placeholders(tables.en[key as keyof typeof tables.en]), key);
    }
  });

  test(`${lang} names the countries of the railway`, () => {
    const speech = new Speech(lang);
    const names = ["RU", "CN", "LA", "TH"].map((code) => speech.country(code));
    assert.equal(new Set(names).size, 4);
    assert.ok(names.every((name) => name.length > 1 && !/^[A-Z]{2}$/.test(name)));
  });
}

const kunming = { name: "Kunming", names: { zh: "昆明", ru: "Куньмин" } };

test("a name comes in the reader's language, with the sign's own beside it", () => {
  assert.deepEqual([new Speech("en").name(kunming), new Speech("en").otherName(kunming, "CN")], ["Kunming", "昆明"]);
  assert.deepEqual([new Speech("ru").name(kunming), new Speech("ru").otherName(kunming, "CN")], ["Куньмин", "昆明"]);
  assert.deepEqual([new Speech("zh").name(kunming), new Speech("zh").otherName(kunming, "CN")], ["昆明", "Kunming"]);
  assert.deepEqual([new Speech("th").name(kunming), new Speech("th").otherName(kunming, "CN")], ["Kunming", "昆明"]);
  assert.equal(new Speech("en").otherName({ name: "Omsk" }, "RU"), undefined);
});

test("flat properties name a station as well", () => {
  assert.equal(new Speech("lo").name({ name: "Vientiane", name_lo: "ວຽງຈັນ", name_th: null }), "ວຽງຈັນ");
  assert.equal(new Speech("th").name({ name: "Vientiane", name_lo: "ວຽງຈັນ", name_th: null }), "Vientiane");
});

test("one is not many", () => {
  assert.equal(new Speech("en").say("bordersAndBreaks", { borders: 1, breaks: 2 }), "1 border, 2 gauge breaks");
  assert.equal(new Speech("ru").say("bordersAndBreaks", { borders: 1, breaks: 2 }), "границ: 1, смен колеи: 2");
});

test("nearly all is not all", () => {
  assert.equal(new Speech("en").percent(0.9999), "99%");
  assert.equal(new Speech("en").percent(1), "100%");
});

test("an id tells its country", () => {
  assert.equal(countryOf("cn-kunming"), "CN");
  assert.equal(countryOf("100.5,13.7"), "");
});
