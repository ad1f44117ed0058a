// The countries' names, in letters that grow with the country.

import type { Speech } from "../language";
import type { Lettering } from "./lettering";

export interface CountrySpot {
  /** Pixels. */
  x: number;
  y: number;
  /** ISO 3166-1 alpha-2. */
  code: string;
  /** Pixels that the country's largest part is about wide. */
  extent: number;
}

const steps = [0, -14, 14, -28, 28, -44, 44, -60, 60]; // px up and down from the middle of the country
const least = 34; // px: a smaller country gets no name

/** Writes the names that find room, in the order given; those the language has no word for stay out. */
export function nameCountries(spots: Iterable<CountrySpot>, lettering: Lettering, speech: Speech): void {
  const { ink, palette } = lettering;
  const cased = speech.lang === "en" || speech.lang === "ru";
  ink.textAlign = "center";
  ink.fillStyle = palette.country;
  for (const { x, y, code, extent } of spots) {
    const name = speech.countryName(code);
    if (!name || extent < least) continue;
    const text = cased ? name.toLocaleUpperCase(speech.lang) : name;
    const size = Math.max(10, Math.min(17, extent / 14));
    ink.font = `500 ${size}px ${palette.font}`;
    ink.letterSpacing = cased ? `${(size / 7).toFixed(1)}px` : "1px";
    const width = ink.measureText(text).width;
    if (width > extent * 1.5) continue;
    const place = lettering.best(steps.map((step) =>
      ({ x: x - width / 2 - 4, y: y - size / 2 - 2 + step, width: width + 8, height: size + 4 })));
    if (!place || !lettering.claimBox(place)) continue;
    ink.fillText(text, x, place.y + size / 2 + 2);
  }
  ink.letterSpacing = "0px";
  ink.textAlign = "left";
}
