import assert from "node:assert/strict";
import { test } from "node:test";
import { filledWords, states } from "../../static/kam/logic/steps.js";

const parts = (...filled) => filled.map((one, place) => ({ name: `p${place}`, filled: one }));

test("the first unfilled step comes now, filled ones are done, later ones wait", () => {
  assert.deepEqual(states(parts(true, false, true, false)).map((p) => p.state), ["done", "now", "done", "todo"]);
});

test("with everything filled no step comes now", () => {
  assert.deepEqual(states(parts(true, true)).map((p) => p.state), ["done", "done"]);
});

test("the save bar counts", () => {
  assert.equal(filledWords(parts(true, false, true, true, true)), "4 / 5");
});
