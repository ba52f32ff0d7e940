import assert from "node:assert/strict";
import { test } from "node:test";
import { lineOf, settlementOf, sorted, waysOf } from "../../static/kam/logic/waiting.js";

const ID = "11111111-1111-4111-8111-111111111111";
const item = (changes) => ({
  op: "o", kind: "visit.record", id: ID, account: 7, at: "2026-11-26T09:30:00+08:00", state: "unsent", tries: 0, title: "市一院",
  reason: "", why: "", todo: "", errors: {}, fields: [], conflicts: {}, body: { submit: true }, ...changes,
});
const told = { textOf: (_, value) => String(value), when: (at) => at.slice(11, 16) };

test("what can be done depends on where an item is", () => {
  assert.deepEqual(waysOf(item({})), { correct: `#/visits/${ID}/record`, drop: true, choose: false, online: false });
  assert.equal(waysOf(item({ tries: 1 })).drop, false);
  assert.equal(waysOf(item({ state: "held", tries: 3 })).drop, true);
  assert.equal(waysOf(item({ state: "quarantined" })).correct, `#/visits/${ID}/record?settles=o`);
  assert.equal(waysOf(item({ kind: "action.edit" })).correct, `#/actions/${ID}`);
  assert.equal(waysOf(item({ kind: "promise.open", state: "quarantined" })).correct, `#/promises/${ID}?settles=o`);
  assert.equal(waysOf(item({ kind: "action.close", state: "quarantined" })).correct, "");
  const seen = { kind: "observation.add", wanted: { stakeholder_id: 21 } };
  assert.equal(waysOf(item({ ...seen, state: "quarantined" })).correct, "#/people/21/thinking?settles=o");
  assert.deepEqual([waysOf(item(seen)).correct, waysOf(item(seen)).drop], ["", true]);
  const gates = { kind: "judgement.add", state: "quarantined", wanted: { stakeholder_id: 21, product_id: 5, values: { knows: 1 } } };
  assert.equal(waysOf(item(gates)).correct, "#/people/21/adoption?product=5&settles=o");
  assert.equal(waysOf(item({ ...gates, wanted: { stakeholder_id: 21, values: { influence: 4 } } })).correct, "#/people/21/judge/influence?settles=o");
  assert.deepEqual(waysOf(item({ state: "stored" })), { correct: "", drop: false, choose: false, online: false });
});

test("F6: a conflict is settled field by field, on top of what stands there now", () => {
  const conflicts = { day: { before: "a", mine: "b", theirs: "c" }, objective: { before: "d", mine: "e", theirs: "f" } };
  const settled = settlementOf(item({ state: "conflict", conflicts }), { day: "mine", objective: "theirs" });
  assert.deepEqual(settled.base, { day: "c", objective: "f" });
  assert.deepEqual(settled.wanted, { day: "b", objective: "f" });
  assert.deepEqual([settled.settles, settled.submit, settled.id], ["o", true, ID]);
});

test("a line says in words what the server said, and what needs a person comes first", () => {
  const line = lineOf(item({ state: "quarantined", why: "日期不对", errors: { day: ["太早"] }, todo: "改日期" }), told);
  assert.deepEqual([line.why, line.todo, line.tone, line.when], ["日期不对 太早", "改日期", "bad", "09:30"]);
  assert.deepEqual(line.kind, { visit_record: true });
  assert.deepEqual(sorted([item({}), item({ state: "stored" }), item({ state: "conflict" })]).map(({ state }) => state), ["conflict", "unsent", "stored"]);
});
