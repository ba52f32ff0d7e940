import assert from "node:assert/strict";
import { test } from "node:test";
import { figuresAt, placeOf, stepped, toGrain } from "../../static/kam/logic/suppose.js";

const PAPER = { left: 50, right: 650, top: 20, bottom: 400, mostX: 6000, mostY: 300, grainX: 10, grainY: 1, stepX: 60, stepY: 3 };

test("a place and its figures lead to each other", () => {
  for (const figures of [{ x: 0, y: 0 }, { x: 6000, y: 300 }, { x: 1230, y: 77 }]) {
    assert.deepEqual(figuresAt(PAPER, ...placeOf(PAPER, figures)), figures);
  }
});

test("a point that leaves the paper stays at its edge", () => {
  assert.deepEqual(figuresAt(PAPER, -500, 9000), { x: 0, y: 0 });
  assert.deepEqual(figuresAt(PAPER, 9000, -500), { x: 6000, y: 300 });
  assert.deepEqual(placeOf(PAPER, { x: 1e9, y: 1e9 }), [650, 20]);
});

test("arrows move one step, Shift ten, and never below zero", () => {
  const figures = { x: 100, y: 5 };
  assert.deepEqual(stepped(PAPER, figures, "ArrowRight", false), { x: 160, y: 5 });
  assert.deepEqual(stepped(PAPER, figures, "ArrowUp", true), { x: 100, y: 35 });
  assert.deepEqual(stepped(PAPER, figures, "ArrowLeft", true), { x: 0, y: 5 });
  assert.deepEqual(stepped(PAPER, figures, "ArrowDown", true), { x: 100, y: 0 });
});

test("arrows may leave the paper: figures have no edge", () => {
  assert.deepEqual(stepped(PAPER, { x: 6000, y: 300 }, "ArrowRight", false), { x: 6060, y: 300 });
});

test("other keys move nothing", () => {
  assert.equal(stepped(PAPER, { x: 1, y: 1 }, "Enter", false), undefined);
});

test("small grains leave no dust", () => {
  assert.equal(toGrain(0.30000000000000004, 0.1), 0.3);
});
