// A question for a way and its answer: the ways between the places, with their
// tracks.

import type { Alternative, Distance, LegFeature } from "./answers";
import * as client from "./client";
import { languages, nameIn, tables, type Language, type MessageKey } from "./language";
import { chainageAt } from "./stretch";

export interface Way {
  /** Without lines and memberships until the way has been chosen once. */
  distance: Distance;
  /** Undefined until then. */
  legs: LegFeature[] | undefined;
  /** What tells it from the shortest, in English; empty for that. */
  label: string;
}

export interface Journey {
  places: client.Places;
  /** The shortest first; never empty. */
  ways: Way[];
  chosen: number;
}

/** From and to are one place. */
class SamePlace extends Error {}

/** Asks for the ways between places, and for the tracks of the chosen one. Fails as the service refuses. */
export async function ask(places: client.Places, chosen: number, signal: AbortSignal): Promise<Journey> {
  if (places.from === places.to && places.via.length === 0) throw new SamePlace();
  const [distance, legs] = await Promise.all([client.distance(places, 0, signal), client.route(places, 0, signal)]);
  await nameBorders([distance, ...distance.alternatives]);
  nameSpots(distance);
  const ways: Way[] = [
    { distance, legs: legs.features, label: "" },
    ...distance.alternatives.map((other) => ({ distance: asDistance(distance, other), legs: undefined, label: other.label })),
  ];
  return take({ places, ways, chosen: 0 }, chosen, signal);
}

/** Chooses a way, and asks for all of it where it has not been chosen before. */
export async function take(journey: Journey, way: number, signal: AbortSignal): Promise<Journey> {
  const { places } = journey;
  const chosen = Math.max(0, Math.min(way, journey.ways.length - 1));
  const known = journey.ways[chosen]!;
  if (known.legs) return { ...journey, chosen };
  const [distance, legs] = await Promise.all([client.distance(places, chosen, signal), client.route(places, chosen, signal)]);
  await nameBorders([distance]);
  nameSpots(distance);
  return { places, chosen, ways: journey.ways.with(chosen, { ...known, distance, legs: legs.features }) };
}

// An alternative says what differs; what it leaves out is not shown before it is chosen.
function asDistance(best: Distance, other: Alternative): Distance {
  return { ...best, ...other, by_membership: [], by_line: [], alternatives: [] };
}

/** Gives each border the names of its two stations, which the dataset has in more languages. */
async function nameBorders(all: readonly (Distance | Alternative)[]): Promise<void> {
  const ids = [...new Set(all.flatMap(({ border_crossings }) => border_crossings.flatMap(({ stations }) => stations)))];
  if (ids.length === 0) return;
  const answer = await client.stationsNamed(ids).catch(() => undefined); // the borders keep their Latin names
  const stations = new Map((answer?.features ?? []).map(({ properties }) => [properties.id, properties]));
  for (const { border_crossings, itinerary } of all) {
    for (const border of border_crossings) {
      const ends = border.stations.map((id) => stations.get(id));
      const stop = itinerary.find(({ id }) => id === border.id);
      if (!stop || !ends.every((end) => end !== undefined)) continue;
      const join = (lang: string) => ends.map((end) => nameIn(end, lang) ?? end.name).join(" – ");
      stop.name = join("en");
      stop.names = Object.fromEntries(Object.keys(languages).map((lang) => [lang, join(lang)]));
    }
  }
}

/** Calls places between stations by their chainage; the line is said beside them. */
function nameSpots({ from, to, itinerary, by_line }: Distance): void {
  const last = itinerary.at(-1)?.at_km ?? 0;
  for (const [place, at] of [[from, 0], [to, last], ...itinerary.map((stop) => [stop, stop.at_km] as const)] as const) {
    const km = place.id === null ? chainageAt(by_line, at) : undefined;
    if (km === undefined) continue;
    const call = (lang: Language) => tables[lang].kmAt.replace("{n}", km.toFixed(1));
    place.name = call("en");
    place.names = Object.fromEntries((Object.keys(languages) as Language[]).map((lang) => [lang, call(lang)]));
  }
}

/** Why a question has no answer, as the panel words it. */
export function reasonOf(error: unknown): { title: MessageKey; detail: string; retry: boolean } {
  if (error instanceof SamePlace) return { title: "samePlace", detail: "", retry: false };
  const status = error instanceof client.Refusal ? error.status : 0;
  const title = status === 422 ? "noRoute" : status === 404 ? "unknownPlace" : status === 400 ? "badQuestion" : "offline";
  return { title, detail: status >= 400 && status < 500 ? (error as Error).message : "", retry: title === "offline" };
}
