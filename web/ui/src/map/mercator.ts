// Web Mercator in units of the world's width: x and y from 0 to 1, y down. A
// shape is projected once and only scaled and shifted to be drawn.

import type { Position } from "geojson";

export interface Shape {
  /** x0, y0, x1, y1, … */
  readonly xy: Float64Array;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** Where a canvas lies on the world: pixels = unit × scale − origin. */
export interface Frame {
  readonly scale: number;
  readonly originX: number;
  readonly originY: number;
  readonly width: number;
  readonly height: number;
}

/** Beyond this latitude (degrees) Web Mercator is cut off (EPSG:3857). */
const limit = 85.0511287798;

export function unitX(lon: number): number {
  return lon / 360 + 0.5;
}

export function unitY(lat: number): number {
  const sin = Math.sin((Math.max(-limit, Math.min(limit, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

export function shape(positions: readonly Position[]): Shape {
  const xy = new Float64Array(positions.length * 2);
  positions.forEach((position, i) => {
    xy[2 * i] = unitX(position[0] ?? 0);
    xy[2 * i + 1] = unitY(position[1] ?? 0);
  });
  return shapeOf(xy);
}

/** A shape of positions that are projected already. */
export function shapeOf(xy: Float64Array): Shape {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (let i = 0; i < xy.length; i += 2) {
    minX = Math.min(minX, xy[i]!);
    minY = Math.min(minY, xy[i + 1]!);
    maxX = Math.max(maxX, xy[i]!);
    maxY = Math.max(maxY, xy[i + 1]!);
  }
  return { xy, minX, minY, maxX, maxY };
}

export function lonOf(x: number): number {
  return (x - 0.5) * 360;
}

export function latOf(y: number): number {
  return (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;
}

/** True when the shape may show in the frame, with a margin in pixels. */
export function shows(s: Shape, f: Frame, margin = 0): boolean {
  return (
    s.maxX * f.scale - f.originX >= -margin && s.minX * f.scale - f.originX <= f.width + margin &&
    s.maxY * f.scale - f.originY >= -margin && s.minY * f.scale - f.originY <= f.height + margin
  );
}

/** Adds the shape to the path, leaving out vertices closer than `step` pixels to the one before. */
export function trace(path: CanvasPath, s: Shape, f: Frame, step = 0.8): void {
  const { xy } = s;
  let px = xy[0]! * f.scale - f.originX;
  let py = xy[1]! * f.scale - f.originY;
  path.moveTo(px, py);
  const last = xy.length - 2;
  for (let i = 2; i <= last; i += 2) {
    const x = xy[i]! * f.scale - f.originX;
    const y = xy[i + 1]! * f.scale - f.originY;
    if (i < last && Math.abs(x - px) < step && Math.abs(y - py) < step) continue;
    path.lineTo(x, y);
    px = x;
    py = y;
  }
}

/** Calls back for each straight piece of the shape, in pixels of the frame. */
export function walk(s: Shape, f: Frame, piece: (ax: number, ay: number, bx: number, by: number) => void): void {
  const { xy } = s;
  let ax = xy[0]! * f.scale - f.originX;
  let ay = xy[1]! * f.scale - f.originY;
  for (let i = 2; i < xy.length; i += 2) {
    const bx = xy[i]! * f.scale - f.originX;
    const by = xy[i + 1]! * f.scale - f.originY;
    piece(ax, ay, bx, by);
    ax = bx;
    ay = by;
  }
}

/** Distance in pixels from a point of the frame to the shape's line. */
export function distanceTo(s: Shape, f: Frame, x: number, y: number): number {
  let best = Infinity;
  walk(s, f, (ax, ay, bx, by) => {
    best = Math.min(best, toEdge(x, y, ax, ay, bx, by));
  });
  return best;
}

function toEdge(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
