import assert from "node:assert/strict";
import { test } from "node:test";
import { Cover } from "./cover";
import { distanceTo, shape, shows, trace, unitX, unitY, type Frame } from "./mercator";
import { Occupancy } from "./occupancy";

const frame: Frame = { scale: 1024, originX: 512, originY: 256, width: 400, height: 300 };

test("Web Mercator puts the equator in the middle and cuts off at 85.0511°", () => {
  assert.equal(unitX(0), 0.5);
  assert.equal(unitX(180), 1);
  assert.ok(Math.abs(unitY(0) - 0.5) < 1e-15);
  assert.ok(Math.abs(unitY(85.0511287798)) < 1e-9);
  assert.equal(unitY(90), unitY(86));
});

test("a shape shows where it touches the frame", () => {
  const line = shape([[10, 40], [20, 50]]);
  assert.ok(shows(line, frame));
  assert.ok(!shows(line, { ...frame, originX: 5000 }));
  assert.ok(shows(line, { ...frame, originX: 512 + 80 }, 60));
});

test("tracing leaves out vertices too close to see, never the last", () => {
  const calls: string[] = [];
  const path = { moveTo: () => calls.push("move"), lineTo: () => calls.push("line") } as unknown as CanvasPath;
  trace(path, shape([[10, 40], [10.0001, 40], [10.0002, 40], [20, 50], [20.0001, 50]]), frame);
  assert.deepEqual(calls, ["move", "line", "line"]);
});

test("distance is to the nearest edge", () => {
  const line = shape([[0, 0], [90, 0]]); // 512 to 768 px on the world, so 0 to 256 in the frame, at y 256
  assert.ok(Math.abs(distanceTo(line, frame, 100, 246) - 10) < 1e-9);
  assert.ok(Math.abs(distanceTo(line, frame, 266, 256) - 10) < 1e-9);
});

test("taken places stay free of others", () => {
  const taken = new Occupancy();
  taken.take({ x: 10, y: 10, width: 200, height: 20 });
  assert.ok(!taken.isFree({ x: 150, y: 25, width: 10, height: 10 }));
  assert.ok(taken.isFree({ x: 150, y: 30, width: 10, height: 10 }));
  assert.ok(taken.isFree({ x: -40, y: -40, width: 30, height: 30 }));
});

test("a box knows how much of it tracks cross", () => {
  const cover = new Cover(400, 300);
  cover.run(0, 100, 400, 100);
  assert.equal(cover.share(50, 20, 80, 12), 0);
  assert.ok(cover.share(50, 94, 80, 12) > 0.3);
  assert.equal(cover.share(-90, -90, 40, 10), 0);
});
