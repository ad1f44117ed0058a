// The names of places chosen by a link or on the map, for as long as no answer
// brings them.

import type { Hit, Named, StationFeature } from "./answers";
import * as client from "./client";
import type { Speech } from "./language";

export class PlaceNames {
  readonly #known = new Map<string, StationFeature>();

  /** Takes a name along that a search has brought already. */
  know(hit: Hit): void {
    if ("country" in hit.properties) this.#known.set(hit.properties.id, hit as StationFeature);
  }

  /** The stations known among places. */
  stations(places: readonly string[]): StationFeature[] {
    return places.flatMap((place) => this.#known.get(place) ?? []);
  }

  /** What a place is called: as known, as an answer has it, or itself. */
  of(place: string, answered: Named | undefined, speech: Speech): string {
    const station = this.#known.get(place);
    if (station) return speech.name(station.properties);
    if (answered && isStation(place)) return speech.name(answered);
    return place.replace(",", ", ");
  }

  /** Asks for stations not yet known; true when there are new ones. */
  async learn(places: readonly string[]): Promise<boolean> {
    const unknown = places.filter((place) => isStation(place) && !this.#known.has(place));
    const found = await Promise.all(unknown.map((id) => client.station(id).catch(() => undefined)));
    for (const station of found) if (station) this.#known.set(station.properties.id, station);
    return found.some((station) => station !== undefined);
  }
}

function isStation(place: string): boolean {
  return /^[a-z]{2}-/.test(place);
}
