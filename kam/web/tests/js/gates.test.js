import assert from "node:assert/strict";
import test from "node:test";
import { chosenBy } from "../../static/kam/logic/gates.js";

const values = [2, 3, 4, 5];

test("no answer, or a first no, leaves the lowest value", () => {
  assert.equal(chosenBy(1, values, new Map()), 1);
  assert.equal(chosenBy(1, values, new Map([[2, false], [3, true]])), 1);
});

test("the first no ends the row, whatever comes after it", () => {
  assert.equal(chosenBy(1, values, new Map([[2, true], [3, false], [4, true]])), 2);
  assert.equal(chosenBy(1, values, new Map(values.map((v) => [v, true]))), 5);
});
