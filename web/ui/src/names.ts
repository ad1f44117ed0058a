// The names of places chosen by a link or on the map, for as long as no answer
// brings them.

import type { Hit, Match, Named, StationFeature } from "./answers";
import * as client from "./client";
import type { Speech } from "./language";

/** What a spot on a track is called: its chainage and line. */
export function spotName(match: Match, speech: Speech): string {
  return `${match.chainage} · ${speech.name(match.line)}`;
}

export class PlaceNames {
  readonly #stations = new Map<string, StationFeature>();
  readonly #spots = new Map<string, Match>();

  /** Takes a name along that a search has brought already for a place. */
  know(place: string, found: Hit | Match): void {
    if ("chainage" in found) this.#spots.set(place, found);
    else if ("country" in found.properties) this.#stations.set(place, found as StationFeature);
  }

  /** The stations known among places. */
  stations(places: readonly string[]): StationFeature[] {
    return places.flatMap((place) => this.#stations.get(place) ?? []);
  }

  /** Where a known place is, lon/lat in degrees. */
  position(place: string): [lon: number, lat: number] | undefined {
    const spot = this.#spots.get(place);
    return spot ? [spot.lon, spot.lat] : (this.#stations.get(place)?.geometry.coordinates as [number, number] | undefined);
  }

  /** What a place is called: as known, as an answer has it, or itself. */
  of(place: string, answered: Named | undefined, speech: Speech): string {
    if (place === "") return "";
    const station = this.#stations.get(place);
    if (station) return speech.name(station.properties);
    const spot = this.#spots.get(place);
    if (spot) return spotName(spot, speech);
    return answered ? speech.name(answered) : place.replace(",", ", ");
  }

  /** Asks for places not yet known, of stations only where no answer names them; true when there are new ones. */
  async learn(places: readonly string[], answered: boolean): Promise<boolean> {
    const news = await Promise.all(places.map((place) => this.#learn(place, answered).catch(() => false)));
    return news.some(Boolean);
  }

  async #learn(place: string, answered: boolean): Promise<boolean> {
    if (isStation(place)) {
      if (answered || this.#stations.has(place)) return false;
      this.#stations.set(place, await client.station(place));
      return true;
    }
    const [lon, lat] = place.split(",").map(Number);
    if (lon === undefined || lat === undefined || Number.isNaN(lon + lat) || this.#spots.has(place)) return false;
    const [match] = (await client.locate(lon, lat)).matches;
    if (match) this.#spots.set(place, match);
    return match !== undefined;
  }
}

function isStation(place: string): boolean {
  return /^[a-z]{2}-/.test(place);
}
