// A route as one line with a distance along it: from a km to its place, and
// from a place on the map to the nearest km.

import type { Position } from "geojson";
import type { LegFeature } from "./answers";
import { unitX, unitY } from "./map/mercator";

interface Piece {
  leg: LegFeature;
  /** Share of the leg, 0 to 1, at each of its vertices. */
  shares: number[];
}

export interface Spot {
  /** Since the start of the route. */
  km: number;
  at: Position;
  leg: LegFeature;
}

export class RouteLine {
  readonly #pieces: Piece[];

  constructor(legs: readonly LegFeature[]) {
    this.#pieces = legs.map((leg) => ({ leg, shares: shares(leg.geometry.coordinates) }));
  }

  /** The place at a km, that of the nearer end outside the route. */
  at(km: number): Spot | undefined {
    const piece = this.#pieces.find(({ leg }) => leg.properties.end_km >= km) ?? this.#pieces.at(-1);
    if (!piece) return undefined;
    const { leg, shares } = piece;
    const { start_km, end_km } = leg.properties;
    const share = end_km > start_km ? Math.max(0, Math.min(1, (km - start_km) / (end_km - start_km))) : 0;
    const i = Math.max(1, shares.findIndex((s) => s >= share));
    const [a, b] = [leg.geometry.coordinates[i - 1]!, leg.geometry.coordinates[i] ?? leg.geometry.coordinates[i - 1]!];
    const part = shares[i]! > shares[i - 1]! ? (share - shares[i - 1]!) / (shares[i]! - shares[i - 1]!) : 0;
    return { km: start_km + share * (end_km - start_km), leg, at: [a[0]! + (b[0]! - a[0]!) * part, a[1]! + (b[1]! - a[1]!) * part] };
  }

  /** The nearest place on the route within `reach` degrees of longitude on the Mercator map. */
  near([lon, lat]: Position, reach: number): Spot | undefined {
    const [x, y] = [unitX(lon!), unitY(lat!)];
    let best: Spot | undefined;
    let least = reach / 360;
    for (const { leg, shares } of this.#pieces) {
      const line = leg.geometry.coordinates;
      for (let i = 1; i < line.length; i++) {
        const [ax, ay, bx, by] = [unitX(line[i - 1]![0]!), unitY(line[i - 1]![1]!), unitX(line[i]![0]!), unitY(line[i]![1]!)];
        const [dx, dy] = [bx - ax, by - ay];
        const length = dx * dx + dy * dy;
        const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
        const away = Math.hypot(x - ax - t * dx, y - ay - t * dy);
        if (away >= least) continue;
        least = away;
        const { start_km, end_km } = leg.properties;
        const share = shares[i - 1]! + (shares[i]! - shares[i - 1]!) * t;
        const at = [line[i - 1]![0]! + (line[i]![0]! - line[i - 1]![0]!) * t, line[i - 1]![1]! + (line[i]![1]! - line[i - 1]![1]!) * t];
        best = { km: start_km + share * (end_km - start_km), at, leg };
      }
    }
    return best;
  }
}

// Planar in degrees, longitude shrunk: good for sharing out a leg of some kilometres.
function shares(line: readonly Position[]): number[] {
  const sums = [0];
  for (let i = 1; i < line.length; i++) {
    const [[ax, ay], [bx, by]] = [line[i - 1] as [number, number], line[i] as [number, number]];
    sums.push(sums[i - 1]! + Math.hypot((bx - ax) * Math.cos((ay * Math.PI) / 180), by - ay));
  }
  const whole = sums.at(-1)! || 1;
  return sums.map((sum) => sum / whole);
}
