// Asks the service. Every address is relative, so that the page works below
// any path and never leaves its host.

import type {
  Collection, CorridorFeature, Distance, Hit, LegFeature, Match, Problem, SegmentFeature, StationFeature,
} from "./answers";

/** The service said no; `problem` is its reason. */
export class Refusal extends Error {
  constructor(readonly status: number, readonly problem: Problem) {
    super(problem.detail ?? problem.title ?? `status ${status}`);
  }
}

const all = "limit=10000";

export const stations = () => ask<Collection<StationFeature>>(`collections/stations/items?${all}`);
export const segments = () => ask<Collection<SegmentFeature>>(`collections/segments/items?${all}`);
export const corridors = () => ask<Collection<CorridorFeature>>(`collections/corridors/items?${all}`);

export const distance = (from: string, to: string, signal: AbortSignal) =>
  ask<Distance>(`distance?${new URLSearchParams({ from, to })}`, signal);

export const route = (from: string, to: string, signal: AbortSignal) =>
  ask<Collection<LegFeature>>(`route?${new URLSearchParams({ from, to })}`, signal);

export const search = (q: string, limit: number, signal: AbortSignal) =>
  ask<Collection<Hit>>(`search?${new URLSearchParams({ q, limit: String(limit) })}`, signal);

export const locate = (lon: number, lat: number) =>
  ask<{ matches: Match[] }>(`locate?${new URLSearchParams({ lon: lon.toFixed(6), lat: lat.toFixed(6) })}`);

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
