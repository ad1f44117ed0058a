// What the base map names: countries, in letters that grow with them, and
// cities where no station stands for them.

import type { Speech } from "../language";
import type { Lettering } from "./lettering";
import { latOf, type Frame } from "./mercator";
import type { CityMark, CountryMark, LandTile } from "./tile";

/** In units of the world's width. */
interface Spot {
  x: number;
  y: number;
}

const farthest = { country: 8, city: 9.5 }; // zooms beyond which the names say nothing new
// From the middle of the country, in parts of its extent: no farther than it likely reaches.
const steps = [[0, 0], [0, -0.06], [0, 0.06], [0, -0.12], [0, 0.12], [-0.12, 0], [0.12, 0], [-0.12, -0.1], [0.12, -0.1], [-0.12, 0.1], [0.12, 0.1], [0, -0.18], [0, 0.18]] as const;
const least = 34; // px: a smaller country gets no name
const near = 40 / 40_075; // of the world's width at the equator: a station this close (40 km) stands for its city

export class Geography {
  readonly #countries: CountryMark[];
  readonly #cities: CityMark[];

  constructor({ countries, cities }: LandTile) {
    this.#countries = countries.toSorted((a, b) => b.size - a.size);
    this.#cities = cities.toSorted((a, b) => a.rank - b.rank);
  }

  /** Writes the names of cities that find room; near a station its own name stands for the city's. */
  nameCities(lettering: Lettering, frame: Frame, zoom: number, stations: readonly Spot[], speech: Speech): void {
    const { ink, palette } = lettering;
    for (const city of this.#cities) {
      if (zoom < (city.rank === 1 ? 3 : 4.6) || zoom > farthest.city) return;
      const [x, y] = [city.x * frame.scale - frame.originX, city.y * frame.scale - frame.originY];
      if (x < 0 || y < 0 || x > frame.width || y > frame.height || !lettering.isFree(x, y, 3)) continue;
      const reach = near / Math.cos((latOf(city.y) * Math.PI) / 180);
      if (stations.some((station) => Math.hypot(station.x - city.x, station.y - city.y) < reach)) continue;
      if (!lettering.name(x, y, 6, { text: speech.name(city), font: `400 11px ${palette.font}`, muted: true })) continue;
      lettering.claim(x, y, 3);
      ink.fillStyle = palette.muted;
      ink.beginPath();
      ink.arc(x, y, 2, 0, 2 * Math.PI);
      ink.fill();
    }
  }

  /** Writes the names of some countries that find room; those the language has no word for stay out. */
  nameCountries(lettering: Lettering, frame: Frame, zoom: number, speech: Speech, which: (code: string) => boolean): void {
    if (zoom > farthest.country) return;
    const { ink, palette } = lettering;
    const cased = speech.lang === "en" || speech.lang === "ru";
    ink.textAlign = "center";
    ink.fillStyle = palette.country;
    for (const country of this.#countries) {
      const [x, y] = [country.x * frame.scale - frame.originX, country.y * frame.scale - frame.originY];
      const extent = Math.sqrt(country.size) * (frame.scale / 360); // px that the largest part is about wide
      const name = speech.countryName(country.code);
      if (!which(country.code) || !name || extent < least || x < 0 || y < 0 || x > frame.width || y > frame.height) continue;
      const text = cased ? name.toLocaleUpperCase(speech.lang) : name;
      const size = Math.max(10, Math.min(17, extent / 14));
      const font = `500 ${size.toFixed(1)}px ${palette.font}`;
      const spacing = cased ? `${(size / 7).toFixed(1)}px` : "1px";
      const width = lettering.width(text, font, spacing);
      if (width > extent * 1.5) continue;
      const place = lettering.best(steps.map(([dx, dy]) =>
        ({ x: x - width / 2 - 4 + dx * extent, y: y - size / 2 - 2 + dy * extent, width: width + 8, height: size + 4 })));
      if (!place || !lettering.claimBox(place)) continue;
      ink.font = font;
      ink.letterSpacing = spacing;
      ink.fillText(text, place.x + width / 2 + 4, place.y + size / 2 + 2);
    }
    ink.letterSpacing = "0px";
    ink.textAlign = "left";
  }
}
