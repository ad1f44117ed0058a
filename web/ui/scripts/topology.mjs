// Reads TopoJSON of installed packages, and thins its arcs.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** A JSON file of a package. */
export function read(name) {
  return JSON.parse(readFileSync(require.resolve(name), "utf8"));
}

/** A topology with fewer vertices, by a tolerance in degrees that an arc's points decide. */
export function thinned(topology, toleranceOf) {
  return { ...topology, arcs: topology.arcs.map((arc) => thin(arc, topology.transform, toleranceOf)) };
}

// Douglas-Peucker; a closed arc keeps the vertex farthest from its start.
function thin(arc, transform, toleranceOf) {
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
  return encode(arc, [...keep].sort((a, b) => a - b));
}

function decode(arc, { scale, translate }) {
  let x = 0;
  let y = 0;
  return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
}

/** The arc with the vertices of some numbers alone, each as a step from the one before. */
function encode(arc, kept) {
  let i = 0;
  return kept.map((last) => {
    const step = [0, 0];
    for (; i <= last; i++) [step[0], step[1]] = [step[0] + arc[i][0], step[1] + arc[i][1]];
    return step;
  });
}

function offset([x, y], [ax, ay], [bx, by]) {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
