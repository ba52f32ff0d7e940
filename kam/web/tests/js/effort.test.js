import assert from "node:assert/strict";
import { test } from "node:test";

import { LONGEST_PAUSE, seconds, worked } from "../../static/kam/logic/effort.js";

test("the first input begins the count and adds nothing", () => {
  assert.equal(worked(5000, undefined, 100), 5000);
});

test("time between inputs counts, a long pause only its first half minute", () => {
  assert.equal(worked(0, 1000, 4000), 3000);
  assert.equal(worked(0, 1000, 1000 + 10 * LONGEST_PAUSE), LONGEST_PAUSE);
});

test("a clock that runs back counts nothing", () => {
  assert.equal(worked(700, 5000, 4000), 700);
});

test("anything worked is at least a second", () => {
  assert.equal(seconds(0), 0);
  assert.equal(seconds(200), 1);
  assert.equal(seconds(61_400), 61);
});
