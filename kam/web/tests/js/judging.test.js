import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenProduct, factsOf, gateRows, judgementOf, missingInJudgement, typedOf } from "../../static/kam/logic/judging.js";
import { stageOf } from "../../static/kam/logic/ladder.js";
import { copyOf, told } from "./copy.js";

const LADDER = { agreed: 90, recommends: 180, share: 50, stages: [], none: "", gates: [{ gate: "knows", ask: "说得出吗？", label: "认识", high: 1 }, { gate: "share", ask: "占多少？", label: "比例", high: 100 }] };
const HELD = { knows: [1, "2026-03-08"], share: [30, "2026-03-19"] };
const TYPED = { knows: ["1"], needs: [""], share: ["30"], evidence: [" 试了两例 "], source: ["told"], confidence: ["high"], day: ["2026-03-18"] };

test("a product that was asked for wins, else the one most is held about, else the first", () => {
  const products = [{ id: 4 }, { id: 5 }];
  const person = { gates: { 5: HELD } };
  assert.equal(chosenProduct(person, products, "4").id, 4);
  assert.equal(chosenProduct(person, products, "77").id, 5);
  assert.equal(chosenProduct({}, products, null).id, 4);
  assert.equal(chosenProduct({}, [], null), null);
});

test("the live stage knows what is held and how old it is, never younger than today", () => {
  const facts = factsOf(LADDER, HELD, "2026-03-18");
  assert.deepEqual([facts.seen, facts.today, "gates" in facts], [{ knows: [1, 10], share: [30, 0] }, "2026-03-18", false]);
  assert.deepEqual(stageOf(facts.seen, facts), { stage: 2, ask: "needs" });
});

test("each question says what is held of it", () => {
  const page = told({ ...copyOf(), ladder: LADDER });
  const [knows, share] = gateRows(page, { share: HELD.share });
  assert.deepEqual([knows.is_yes_no, knows.hint, share.is_share, share.hint], [true, "never_judged", true, "judged 比例 30% 2026-03-19"]);
});

test("only what was answered is wanted; evidence and a day that was are needed", () => {
  const wanted = judgementOf(TYPED, { stakeholder_id: 21, product_id: 5 });
  assert.deepEqual(wanted, { stakeholder_id: 21, product_id: 5, evidence: "试了两例", source: "told", confidence: "high", day: "2026-03-18", values: { knows: 1, share: 30 } });
  assert.equal(missingInJudgement(wanted, "2026-03-18"), "");
  assert.equal(missingInJudgement({ ...wanted, day: "2026-03-19" }, "2026-03-18"), "day");
  assert.equal(missingInJudgement({ ...wanted, evidence: "" }, "2026-03-18"), "evidence");
  assert.equal(missingInJudgement({ ...wanted, values: {} }, "2026-03-18"), "values");
  assert.deepEqual(judgementOf(typedOf(wanted), { stakeholder_id: 21, product_id: 5 }), wanted);
  assert.deepEqual(judgementOf({ ...TYPED, influence: ["4"] }, { stakeholder_id: 21 }, ["influence"]).values, { influence: 4 });
});
