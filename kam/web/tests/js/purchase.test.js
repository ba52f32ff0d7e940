import assert from "node:assert/strict";
import test from "node:test";
import { purchase } from "../../static/kam/logic/purchase.js";

const at = (relationship, advantage, interest, weight = 0.6) => purchase({ relationship, advantage, interest, weight });

test("relationship multiplies the bracket", () => {
  const found = at(0.5, 0.8, 0.5);
  assert.equal(found.bracket.toFixed(2), "0.68");
  assert.equal(found.result.toFixed(2), "0.34");
});

test("the weakest is what lifts the result most", () => {
  assert.equal(at(0.2, 0.9, 0.9).weakest, "relationship");
  assert.equal(at(1, 0.2, 0.9).weakest, "advantage");
  assert.equal(at(1, 0.9, 0.1).weakest, "interest");
  assert.equal(at(0, 0, 0).weakest, "relationship");
});
