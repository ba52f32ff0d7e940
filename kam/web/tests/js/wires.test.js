import assert from "node:assert/strict";
import test from "node:test";
import { nextCard, wirePath, zoomed } from "../../static/kam/logic/wires.js";

const box = (x, y) => ({ x, y, w: 100, h: 60 });

test("a line up to another band leaves at the top and ends at the bottom", () => {
  assert.equal(wirePath(box(0, 120), box(0, 0)), "M50 120V60");
  assert.equal(wirePath(box(0, 120), box(300, 0)), "M50 120V70H350V60");
});

test("a line down leaves at the bottom and ends at the top", () => {
  assert.equal(wirePath(box(0, 0), box(300, 120)), "M50 60V110H350V120");
});

test("over a band between, a line runs in the gutter beside its target", () => {
  assert.equal(wirePath(box(0, 400), box(300, 0)), "M50 400V390H291V70H350V60");
  assert.equal(wirePath(box(300, 400), box(0, 0)), "M350 400V390H109V70H50V60");
});

test("neighbours are joined straight, others of the band below", () => {
  assert.equal(wirePath(box(0, 0), box(120, 0)), "M100 30H120");
  assert.equal(wirePath(box(120, 0), box(0, 0)), "M120 30H100");
  assert.equal(wirePath(box(0, 0), box(400, 0)), "M50 60V70H450V60");
});

test("arrow keys walk along a band, and over empty bands", () => {
  const bands = [["a", "b"], [], ["c"]];
  assert.deepEqual(nextCard(bands, 0, 0, "ArrowRight"), [0, 1]);
  assert.equal(nextCard(bands, 0, 1, "ArrowRight"), null);
  assert.equal(nextCard(bands, 0, 0, "ArrowLeft"), null);
  assert.deepEqual(nextCard(bands, 0, 1, "ArrowDown"), [2, 0]);
  assert.deepEqual(nextCard(bands, 2, 0, "PageUp"), [0, 0]);
  assert.equal(nextCard(bands, 0, 0, "Enter"), null);
});

test("zoom stays between half and one and a half", () => {
  assert.equal(zoomed(1, 1), 1.1);
  assert.equal(zoomed(1.5, 1), 1.5);
  assert.equal(zoomed(0.5, -1), 0.5);
});
