import assert from "node:assert/strict";
import { test } from "node:test";

import { numbered, placed, swapped } from "../../static/kam/logic/order.js";

test("rows stand by their number, what is none stands last", () => {
  const rows = [["a", "30"], ["b", ""], ["c", "10"], ["d", "x"], ["e", "10"]];
  assert.deepEqual(
    placed(rows, (row) => row[1]).map((row) => row[0]),
    ["c", "e", "a", "b", "d"],
  );
});

test("a row moves by one place and not beyond the ends", () => {
  assert.deepEqual(swapped(["a", "b", "c"], "c", -1), ["a", "c", "b"]);
  assert.deepEqual(swapped(["a", "b", "c"], "a", -1), ["a", "b", "c"]);
  assert.deepEqual(swapped(["a", "b", "c"], "c", 1), ["a", "b", "c"]);
  assert.deepEqual(swapped(["a", "b"], "z", 1), ["a", "b"]);
});

test("numbers leave room between rows", () => {
  assert.deepEqual(numbered(["b", "a"]), [["b", 10], ["a", 20]]);
});
