// The stretches of a way, one after another, by the km since its start.

import type { LineShare } from "./answers";

export const near = 0.0005; // km: half of the last decimal served

/** The stretch on which a way goes on from a km, and the km at which it begins; undefined at the end. */
export function stretchFrom(byLine: readonly LineShare[], km: number): { stretch: LineShare; begins: number } | undefined {
  let end = 0;
  for (const stretch of byLine) {
    const begins = end;
    end += stretch.km;
    if (end > km + near) return { stretch, begins };
  }
  return undefined;
}

/** Kilometre on its line of the track at a km of the way; undefined where no lines are known. */
export function chainageAt(byLine: readonly LineShare[], km: number): number | undefined {
  const here = stretchFrom(byLine, km);
  if (!here) return byLine.at(-1)?.to_km;
  const { stretch: { from_km, to_km }, begins } = here;
  return from_km + Math.sign(to_km - from_km) * Math.max(0, km - begins);
}
