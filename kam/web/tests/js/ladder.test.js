import assert from "node:assert/strict";
import { test } from "node:test";

import { GATES, stageOf } from "../../static/kam/logic/ladder.js";

const FACTS = { share: 50, agreed: 90, recommends: 180 };
const yes = (n, age = 0) => Object.fromEntries(GATES.slice(0, n).map((gate) => [gate, [gate === "share" ? 60 : 1, age]]));

test("nothing known is no stage, and asks the first gate", () => {
  assert.deepEqual(stageOf({}, FACTS), { stage: 0, ask: "knows" });
});

test("each further yes is one step", () => {
  assert.deepEqual(GATES.map((_, n) => stageOf(yes(n + 1), FACTS).stage), [2, 3, 4, 5, 6, 7]);
});

test("the first no decides, whatever follows", () => {
  assert.deepEqual(stageOf({ ...yes(6), needs: [0, 0] }, FACTS), { stage: 2, ask: "" });
});

test("old agreement is putting off, unless it was used", () => {
  assert.equal(stageOf(yes(3, 91), FACTS).stage, 3);
  assert.equal(stageOf(yes(4, 91), FACTS).stage, 5);
  assert.equal(stageOf(yes(6, 181), FACTS).stage, 6);
});
