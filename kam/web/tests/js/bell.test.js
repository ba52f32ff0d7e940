import assert from "node:assert/strict";
import { test } from "node:test";
import { isFresh, shown } from "../../static/kam/logic/bell.js";

test("a number is asked for once a minute, and again when the clock went back", () => {
  const kept = { at: 100_000 };
  assert.deepEqual([100_000, 159_999, 160_000, 99_999].map((now) => isFresh(kept, now)), [true, true, false, false]);
  assert.equal(isFresh(null, 0), false);
});

test("a bell writes no more than two digits", () => {
  assert.deepEqual([1, 99, 100].map(shown), ["1", "99", "99+"]);
});
