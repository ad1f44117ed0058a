// Where the names and figures of a strip map find room.

export interface Named<T> {
  item: T;
  /** Pixels from the left. */
  x: number;
  text: string;
  /** The less, the sooner it gets its place. */
  rank: number;
}

export interface Placed<T> extends Named<T> {
  y: number;
  /** The text ends at x instead of beginning there. */
  end: boolean;
}

const row = 15; // px between two rows of names
const top = 30; // px: the first row's baseline
const gap = 8; // px between two names

/** Gives each name the lowest free row above the rail, at `bottom` px; those without room are left out. */
export function layoutNames<T>(names: readonly Named<T>[], width: number, bottom: number): Placed<T>[] {
  const rows = Array.from({ length: Math.floor((bottom - top) / row) + 1 }, (): [number, number][] => []);
  const placed: Placed<T>[] = [];
  const leads: number[] = [];
  for (const name of [...names].sort((a, b) => a.rank - b.rank || a.x - b.x)) {
    const long = textWidth(name.text);
    const end = name.x + long > width - 4;
    const [left, right] = end ? [name.x - long, name.x] : [name.x, name.x + long];
    const free = rows.findIndex((taken) => taken.every(([l, r]) => right + gap < l || left - gap > r) &&
      leads.every((lead) => lead < left - 3 || lead > right + 3 || Math.abs(lead - name.x) < 1));
    if (free < 0 || left < 0) continue;
    rows[free]!.push([left, right]);
    leads.push(name.x);
    placed.push({ ...name, x: end ? name.x + 3 : name.x - 3, y: bottom - free * row, end });
  }
  return placed;
}

/** Pixels that a name takes at 12 px; letters of East Asia are twice as wide. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u.test(letter) ? 12.4 : /\p{M}/u.test(letter) ? 0 : 6.9;
  return width;
}

/** The km to write below a rail of `width` px: a round step, no more than one figure in 80 px. */
export function ticks(whole: number, width: number): number[] {
  const most = Math.max(2, Math.floor(width / 80));
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find((s) => whole / s <= most) ?? 10_000;
  return Array.from({ length: Math.floor(whole / step) + 1 }, (_, i) => i * step);
}
