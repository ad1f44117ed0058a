// Words, numbers and names in the reader's language.

import type { FlatNamed, Named, Names } from "./answers";
import { en, type Messages } from "./messages/en";
import { laoCountries } from "./messages/countries.lo";
import { lo } from "./messages/lo";
import { ru } from "./messages/ru";
import { th } from "./messages/th";
import { zh } from "./messages/zh";

export const languages = { en: "English", zh: "中文", ru: "Русский", lo: "ລາວ", th: "ไทย" } as const;
export type Language = keyof typeof languages;
export type MessageKey = keyof Messages;

export const tables: Record<Language, Messages> = { en, zh, ru, lo, th };

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(languages, tag);
}

/** The first of the browser's languages that the page speaks, else English. */
export function preferredLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const base = tag.toLowerCase().split("-")[0] ?? "";
    if (isLanguage(base)) return base;
  }
  return "en";
}

// The language in which a country's stations carry their signs.
const local: Record<string, Language> = {
  CN: "zh", RU: "ru", BY: "ru", KZ: "ru", KG: "ru", MN: "ru", LA: "lo", TH: "th",
};

// Making one costs milliseconds, so each is made when it is first needed, and kept.
function formats(lang: Language) {
  // English where the browser does not know the language (Lao), whatever the system's own is.
  const tag = [lang === "zh" ? "zh-CN" : lang, "en"];
  return {
    number: kept((digits: number) => new Intl.NumberFormat(tag, { minimumFractionDigits: Math.min(digits, 1), maximumFractionDigits: digits })),
    percent: kept(() => new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 0 })),
    regions: kept(() => new Intl.DisplayNames(tag, { type: "region", style: "short" })),
  };
}

function kept<K extends number | void, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

export class Speech {
  readonly #formats: ReturnType<typeof formats>;

  constructor(readonly lang: Language) {
    this.#formats = formats(lang);
  }

  /** The message, with {name} replaced by the value of that name, and {name:one|other} by the value and the word for so many. */
  say(key: MessageKey, values: Record<string, string | number> = {}): string {
    return tables[this.lang][key].replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (_, name: string, one?: string, other?: string) => {
      const value = values[name] ?? "";
      return one === undefined ? String(value) : `${value} ${value === 1 ? one : other}`;
    });
  }

  number(value: number, digits: 0 | 1 | 2 | 3 = 0): string {
    return this.#formats.number(digits).format(value);
  }

  km(value: number, digits: 0 | 1 | 2 | 3 = 0): string {
    return this.say("km", { n: this.number(value, digits) });
  }

  mm(value: number): string {
    return this.say("mm", { n: String(value) });
  }

  percent(share: number): string {
    // Nearly all is not all.
    return this.#formats.percent().format(share < 1 ? Math.min(share, 0.99) : 1);
  }

  /** The country's name; its ISO code where there is none. */
  country(code: string): string {
    return this.countryName(code) ?? code;
  }

  /** The country's name in the reader's own language, if the page knows it. */
  countryName(code: string): string | undefined {
    if (this.lang === "lo") return laoCountries[code];
    try {
      return this.#formats.regions().of(code);
    } catch {
      return undefined; // not a region code
    }
  }

  /** The name in the reader's language, else the English or Latin one. */
  name(named: Named | FlatNamed): string {
    return nameIn(named, this.lang) ?? named.name;
  }

  /** The name on the station's own signs, else the Latin one; undefined when that is the name already shown. */
  otherName(named: Named | FlatNamed, country: string): string | undefined {
    const shown = this.name(named);
    const sign = nameIn(named, local[country] ?? "en") ?? named.name;
    if (sign !== shown) return sign;
    return named.name === shown ? undefined : named.name;
  }
}

/** The name in one language, wherever the answer carries it. */
export function nameIn(named: Named | FlatNamed, lang: string): string | undefined {
  if (lang === "en") return named.name;
  const nested = (named as Named).names as Names | null | undefined;
  const value = nested ? nested[lang] : (named as unknown as Record<string, unknown>)[`name_${lang}`];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The country of a stable id such as "cn-kunming". */
export function countryOf(id: string): string {
  return /^[a-z]{2}-/.test(id) ? id.slice(0, 2).toUpperCase() : "";
}
