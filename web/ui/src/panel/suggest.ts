// What a search box offers for what is typed: stations and border crossings by
// name or code, or the track nearest to coordinates.

import type { CrossingProperties, Hit, Match, StationProperties } from "../answers";
import * as client from "../client";
import { countryOf, type Speech } from "../language";
import { spotName } from "../names";

export interface Suggestion {
  /** A station's or crossing's id, or "lon,lat". */
  id: string;
  name: string;
  /** The name on the station's signs. */
  other?: string | undefined;
  where: string;
  found: Hit | Match;
}

const most = 8;
const nearby = 50_000; // m: the service takes no place farther from a track

export async function suggest(question: string, speech: Speech, signal: AbortSignal): Promise<Suggestion[]> {
  const spots = spotsIn(question);
  if (spots.length === 0) return (await client.search(question, most, signal)).features.map((hit) => ofHit(hit, speech));
  const answers = await Promise.all(spots.map(([lon, lat]) => client.locate(lon, lat)));
  return answers.flatMap(({ matches }) => matches[0] ?? []).filter(({ offset_m }) => offset_m <= nearby)
    .sort((a, b) => a.offset_m - b.offset_m).map((match) => ofMatch(match, speech));
}

/** Positions lon/lat in degrees that a text may mean: "lon,lat" as the service reads it, "lat, lon" as web maps copy it. */
export function spotsIn(text: string): [lon: number, lat: number][] {
  const numbers = /^\s*([-+]?\d{1,3}(?:\.\d+)?)\s*(?:[,;]|\s)\s*([-+]?\d{1,3}(?:\.\d+)?)\s*$/.exec(text);
  if (!numbers) return [];
  const [a, b] = [Number(numbers[1]), Number(numbers[2])];
  const orders: [number, number][] = a === b ? [[a, b]] : [[a, b], [b, a]];
  return orders.filter(([lon, lat]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90);
}

function ofHit(hit: Hit, speech: Speech): Suggestion {
  const { properties } = hit;
  const country = "country" in properties ? properties.country : countryOf(properties.id);
  return { id: properties.id, name: speech.name(properties), other: speech.otherName(properties, country), where: where(properties, speech), found: hit };
}

function ofMatch(match: Match, speech: Speech): Suggestion {
  const near = match.nearest_station;
  return {
    id: `${match.lon.toFixed(5)},${match.lat.toFixed(5)}`, name: spotName(match, speech),
    where: near ? `${speech.say("nearest")}: ${speech.name(near)} · ${speech.km(near.km_away, 1)}` : "", found: match,
  };
}

function where(properties: StationProperties | CrossingProperties, speech: Speech): string {
  if (!("country" in properties)) return properties.countries.map((code) => speech.country(code)).join(" – ");
  const code = properties.code_telegraph ?? properties.code_esr ?? properties.code_srt ?? properties.code_uic;
  return [code, speech.country(properties.country)].filter(Boolean).join(" · ");
}
