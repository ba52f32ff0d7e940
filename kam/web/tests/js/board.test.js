import assert from "node:assert/strict";
import test from "node:test";
import { neighbour, said } from "../../static/kam/logic/board.js";

test("at either end a card stays", () => {
  assert.equal(neighbour(0, 7, "ArrowLeft"), 0);
  assert.equal(neighbour(6, 7, "ArrowRight"), 6);
  assert.equal(neighbour(2, 7, "ArrowRight"), 3);
  assert.equal(neighbour(2, 7, "ArrowLeft"), 1);
});

test("a sentence gets its names, and keeps a place nobody filled", () => {
  assert.equal(said("{card} → {column}", { card: "甲", column: "乙" }), "甲 → 乙");
  assert.equal(said("{card} {x}", { card: "甲" }), "甲 {x}");
  assert.equal(said(undefined, {}), "");
});
