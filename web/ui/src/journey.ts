// A question for a way and its answer: the ways between the places, with their
// tracks.

import type { Alternative, Distance, LegFeature, LineShare } from "./answers";
import * as client from "./client";
import { languages, nameIn, type MessageKey } from "./language";

export interface Way {
  distance: Distance;
  /** Undefined until the way has been chosen once. */
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

/** Asks for the ways between places, and for the tracks of the chosen one. Fails as the service refuses. */
export async function ask(places: client.Places, chosen: number, signal: AbortSignal): Promise<Journey> {
  const [distance, legs] = await Promise.all([client.distance(places, signal), client.route(places, signal)]);
  await nameBorders(distance);
  const ways: Way[] = [
    { distance, legs: legs.features, label: "" },
    ...distance.alternatives.map((other) => ({ distance: asDistance(distance, other), legs: undefined, label: other.label })),
  ];
  return take({ places, ways, chosen: 0 }, chosen, signal);
}

/** Chooses a way; one that has not been seen brings the tracks of all. */
export async function take(journey: Journey, way: number, signal: AbortSignal): Promise<Journey> {
  const chosen = Math.max(0, Math.min(way, journey.ways.length - 1));
  if (journey.ways[chosen]!.legs) return { ...journey, chosen };
  const { features } = await client.routes(journey.places, signal);
  const ways = journey.ways.map((known, i): Way => {
    const legs = features.filter(({ properties }) => properties.alternative === i);
    return i === 0 ? known : { ...known, legs, distance: { ...known.distance, by_line: legs.map(shareOf) } };
  });
  return { ...journey, ways, chosen };
}

// An alternative says what differs; the places and the edition are those of the best.
function asDistance(best: Distance, other: Alternative): Distance {
  return { ...best, ...other, by_membership: [], by_line: [], alternatives: [], cite: undefined };
}

function shareOf({ properties: p }: LegFeature): LineShare {
  return {
    line: p.line, name: p.line_name, country: p.country, gauge_mm: p.gauge_mm, from_km: p.from_km, to_km: p.to_km,
    km: p.end_km - p.start_km, quality: p.quality, official: p.official,
  };
}

/** Gives each border the names of its two stations, which the dataset has in more languages. */
async function nameBorders(best: Distance): Promise<void> {
  const all = [best, ...best.alternatives];
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

/** Why a question has no answer, as the panel words it. */
export function reasonOf(error: unknown): { title: MessageKey; detail: string; retry: boolean } {
  const status = error instanceof client.Refusal ? error.status : 0;
  const title = status === 422 ? "noRoute" : status === 404 ? "unknownPlace" : status === 400 ? "badQuestion" : "offline";
  return { title, detail: status >= 400 && status < 500 ? (error as Error).message : "", retry: title === "offline" };
}
