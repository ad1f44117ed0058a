// Reads TopoJSON of installed packages, and works on its arcs.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** A JSON file of a package. */
export function read(name) {
  return JSON.parse(readFileSync(require.resolve(name), "utf8"));
}

function decode(arc, { scale, translate }) {
  let x = 0;
  let y = 0;
  return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
}

function encode(points, { scale, translate }) {
  let px = 0;
  let py = 0;
  const arc = [];
  for (const [lon, lat] of points) {
    const x = Math.round((lon - translate[0]) / scale[0]);
    const y = Math.round((lat - translate[1]) / scale[1]);
    if (arc.length > 0 && x === px && y === py) continue;
    arc.push([x - px, y - py]);
    px = x;
    py = y;
  }
  if (arc.length === 1) arc.push([0, 0]);
  return arc;
}

/** An arc of one topology with the steps of another. */
export function requantise(arc, from, to) {
  return encode(decode(arc, from), to);
}

/** Douglas-Peucker, by a tolerance in degrees that the arc's points decide; a closed arc keeps the vertex farthest from its start. */
export function thin(arc, transform, toleranceOf) {
  const points = decode(arc, transform);
  const tolerance = toleranceOf(points);
  const keep = new Set([0, points.length - 1]);
  const stack = [[0, points.length - 1]];
  while (stack.length > 0) {
    const [first, last] = stack.pop();
    let worst = tolerance;
    let split = -1;
    for (let i = first + 1; i < last; i++) {
      const distance = offset(points[i], points[first], points[last]);
      if (distance > worst) [worst, split] = [distance, i];
    }
    if (split < 0) continue;
    keep.add(split);
    stack.push([first, split], [split, last]);
  }
  return encode(points.filter((_, i) => keep.has(i)), transform);
}

function offset([x, y], [ax, ay], [bx, by]) {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
