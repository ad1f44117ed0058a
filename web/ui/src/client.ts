// Asks the service. Every address is relative, so that the page works below
// any path and never leaves its host.

import type {
  Collection, CorridorFeature, Distance, Ends, Hit, LegFeature, Match, Overview, Problem, StationFeature,
} from "./answers";

/** The service said no; `problem` is its reason. */
export class Refusal extends Error {
  constructor(readonly status: number, readonly problem: Problem) {
    super(problem.detail ?? problem.title ?? `status ${status}`);
  }
}

/** The places of a journey, in order. */
export interface Places {
  from: string;
  via: readonly string[];
  to: string;
}

export const overview = () => ask<Overview>("overview");

export const station = (id: string) => ask<StationFeature>(`collections/stations/items/${encodeURIComponent(id)}`);

export const stationsNamed = (ids: readonly string[]) =>
  ask<Collection<StationFeature>>(`collections/stations/items?${new URLSearchParams({
    limit: String(ids.length), properties: "id,name,name_zh,name_ru,name_lo,name_th", filter: `id IN (${ids.map((id) => `'${id}'`).join(",")})`,
  })}`);

export const corridor = (id: string) => ask<CorridorFeature>(`collections/corridors/items/${encodeURIComponent(id)}?properties=id,name`);

/** The shortest way and, between two places, what others there are; or another of them by its number. */
export const distance = (places: Places, way: number, signal: AbortSignal) =>
  ask<Distance>(`distance?${query(places, way > 0 ? only(way) : places.via.length === 0 ? { alternatives: "3" } : {})}`, signal);

/** The legs of one way. */
export const route = (places: Places, way: number, signal: AbortSignal) => ask<Collection<LegFeature>>(routeAddress(places, way), signal);

/** Where one way is, in one of the formats that the service writes. */
export const routeAddress = (places: Places, way: number, format = "geojson") => `route?${query(places, { ...only(way), f: format })}`;

const only = (way: number): Record<string, string> => (way > 0 ? { alternative: String(way) } : {});

export const search = (q: string, limit: number, signal: AbortSignal) =>
  ask<Collection<Hit>>(`search?${new URLSearchParams({ q, limit: String(limit) })}`, signal);

export const locate = (lon: number, lat: number) =>
  ask<{ matches: Match[] }>(`locate?${new URLSearchParams({ lon: lon.toFixed(6), lat: lat.toFixed(6) })}`);

export const ends = (line: string, km: number) => ask<Ends>(`lines/${encodeURIComponent(line)}/ends?km=${km}`);

function query({ from, via, to }: Places, more: Record<string, string> = {}): string {
  return String(new URLSearchParams([["from", from], ...via.map((place) => ["via", place]), ["to", to], ...Object.entries(more)]));
}

async function ask<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(path, { headers: { Accept: "application/json" }, ...(signal && { signal }) });
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as Problem;
    throw new Refusal(response.status, problem);
  }
  return (await response.json()) as T;
}

/** True when the question was withdrawn because a newer one replaced it. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
