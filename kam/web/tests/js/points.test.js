import assert from "node:assert/strict";
import { test } from "node:test";
import { fileName, move, orderBy } from "../../static/kam/logic/points.js";

const POINTS = [
  { x: 30, y: 5 },
  { x: 10, y: 9 },
  { x: 20, y: 1 },
  { x: 20, y: 7 },
];

test("points are ordered by x, ties by y", () => {
  assert.deepEqual(orderBy(POINTS, "x"), [1, 2, 3, 0]);
  assert.deepEqual(orderBy(POINTS, "y"), [2, 0, 3, 1]);
});

test("arrows move along their axis and stop at the ends", () => {
  assert.equal(move(POINTS, 1, "ArrowRight"), 2);
  assert.equal(move(POINTS, 2, "ArrowRight"), 3);
  assert.equal(move(POINTS, 0, "ArrowRight"), 0);
  assert.equal(move(POINTS, 1, "ArrowLeft"), 1);
  assert.equal(move(POINTS, 2, "ArrowUp"), 0);
  assert.equal(move(POINTS, 2, "ArrowDown"), 2);
  assert.equal(move(POINTS, 3, "Home"), 1);
  assert.equal(move(POINTS, 3, "End"), 0);
});

test("every point is reached by pressing right from the first", () => {
  const seen = new Set();
  let place = move(POINTS, -1, "Home");
  for (let i = 0; i < POINTS.length; i += 1) {
    seen.add(place);
    place = move(POINTS, place, "ArrowRight");
  }
  assert.equal(seen.size, POINTS.length);
});

test("other keys and an empty chart go nowhere", () => {
  assert.equal(move(POINTS, 0, "a"), undefined);
  assert.equal(move([], -1, "ArrowRight"), undefined);
  assert.equal(move(POINTS, -1, "ArrowRight"), 1);
});

test("a file name loses what a disk refuses", () => {
  assert.equal(fileName("华东/2026 Q1: 销售", "png"), "华东-2026-Q1-销售.png");
  assert.equal(fileName("///", "png"), "chart.png");
  assert.equal(fileName("", "svg"), "chart.svg");
});
