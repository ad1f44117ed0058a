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
const steps = [0, -14, 14, -28, 28, -44, 44, -60, 60]; // px up and down from the middle of the country
const least = 34; // px: a smaller country gets no name
const near = 40 / 40_075; // of the world's width at the equator: a station this close (40 km) stands for its city

export class Geography {
  readonly #countries: CountryMark[];
  readonly #cities: CityMark[];

  constructor({ countries, cities }: LandTile) {
    this.#countries = countries.toSorted((a, b) => b.size - a.size);
    this.#cities = cities.toSorted((a, b) => a.rank - b.rank);
  }

  /** Writes the names that find room between what is written already. */
  draw(lettering: Lettering, frame: Frame, zoom: number, stations: readonly Spot[], speech: Speech): void {
    if (zoom <= farthest.city) this.#nameCities(lettering, frame, zoom, stations, speech);
    if (zoom <= farthest.country) this.#nameCountries(lettering, frame, speech);
  }

  #nameCities(lettering: Lettering, frame: Frame, zoom: number, stations: readonly Spot[], speech: Speech): void {
    const { ink, palette } = lettering;
    for (const city of this.#cities) {
      if (zoom < (city.rank === 1 ? 3 : 4.6)) return;
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

  // Those the language has no word for stay out.
  #nameCountries(lettering: Lettering, frame: Frame, speech: Speech): void {
    const { ink, palette } = lettering;
    const cased = speech.lang === "en" || speech.lang === "ru";
    ink.textAlign = "center";
    ink.fillStyle = palette.country;
    for (const country of this.#countries) {
      const [x, y] = [country.x * frame.scale - frame.originX, country.y * frame.scale - frame.originY];
      const extent = Math.sqrt(country.size) * (frame.scale / 360); // px that the largest part is about wide
      const name = speech.countryName(country.code);
      if (!name || extent < least || x < 0 || y < 0 || x > frame.width || y > frame.height) continue;
      const text = cased ? name.toLocaleUpperCase(speech.lang) : name;
      const size = Math.max(10, Math.min(17, extent / 14));
      const font = `500 ${size.toFixed(1)}px ${palette.font}`;
      const spacing = cased ? `${(size / 7).toFixed(1)}px` : "1px";
      const width = lettering.width(text, font, spacing);
      if (width > extent * 1.5) continue;
      const place = lettering.best(steps.map((step) =>
        ({ x: x - width / 2 - 4, y: y - size / 2 - 2 + step, width: width + 8, height: size + 4 })));
      if (!place || !lettering.claimBox(place)) continue;
      ink.font = font;
      ink.letterSpacing = spacing;
      ink.fillText(text, x, place.y + size / 2 + 2);
    }
    ink.letterSpacing = "0px";
    ink.textAlign = "left";
  }
}
