import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { shareFound, wordsOf } from "../../static/kam/logic/insight.js";

const CASES = JSON.parse(readFileSync(new URL("insight.json", import.meta.url), "utf8"));
const COPIED = 0.6;

for (const { fact, insight, copied } of CASES) {
  test(`${copied ? "repeats" : "says more than"} the fact: ${insight}`, () => {
    assert.equal(shareFound(insight, fact) >= COPIED, copied);
  });
}

test("each CJK character is a word, other letters stand together", () => {
  assert.deepEqual(wordsOf("DVT术后 55例，ＯＫ_1"), ["dvt", "术", "后", "55", "例", "ok_1"]);
});
