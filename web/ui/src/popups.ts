// The popup of the place that the address names: a station, or a spot on a
// track.

import type { Ends, Match, StationFeature } from "./answers";
import * as client from "./client";
import type { Speech } from "./language";
import type { MapView } from "./map/view";
import { stationPopup, trackPopup } from "./panel/popup";
import type { Store } from "./state";

export class Popups {
  #opened = 0;

  constructor(private readonly store: Store, private readonly map: MapView) {}

  /** Opens the popup of a place; none for an empty one, or one that is not known. */
  async open(place: string, speech: Speech): Promise<void> {
    const turn = ++this.#opened;
    if (place === "") return this.map.closePopup();
    const content = await this.#content(place, speech).catch(() => undefined);
    if (turn !== this.#opened) return; // another was asked for meanwhile
    if (content) this.map.openPopup(...content);
    else this.map.closePopup();
  }

  async #content(place: string, speech: Speech): Promise<[number, number, HTMLElement] | undefined> {
    const [lon, lat] = place.split(",").map(Number);
    if (lon === undefined || lat === undefined || Number.isNaN(lon)) return this.#station(await client.station(place), speech);
    const match = (await client.locate(lon, lat)).matches[0];
    if (!match) return undefined;
    return this.#track(match, await client.ends(match.line.id, match.km).catch(() => undefined), speech);
  }

  async #station({ geometry, properties }: StationFeature, speech: Speech): Promise<[number, number, HTMLElement]> {
    const lines = await Promise.all((properties.line_km ?? []).map(async (entry) => {
      const at = entry.lastIndexOf(" ");
      const [line, km] = [entry.slice(0, at), Number(entry.slice(at + 1))];
      const known = await client.ends(line, km).catch(() => undefined); // its id will do
      return { name: known ? speech.name(known.line) : line, km };
    }));
    const [lon, lat] = geometry.coordinates as [number, number];
    return [lon, lat, stationPopup(properties, lines, speech, this.#actions(properties.id))];
  }

  #track(match: Match, ends: Ends | undefined, speech: Speech): [number, number, HTMLElement] {
    const place = `${match.lon.toFixed(5)},${match.lat.toFixed(5)}`;
    return [match.lon, match.lat, trackPopup(match, ends, speech, this.#actions(place))];
  }

  #actions(place: string) {
    const { from, via, to } = this.store.state;
    const spare = (other: string) => (other === place ? "" : other);
    return {
      from: from === place ? undefined : () => this.store.set({ from: place, to: spare(to), way: 0, at: "" }),
      via: from && to && from !== place && to !== place ? () => this.store.set({ via: [...via, place], way: 0, at: "" }) : undefined,
      to: to === place ? undefined : () => this.store.set({ to: place, from: spare(from), way: 0, at: "" }),
    };
  }
}
