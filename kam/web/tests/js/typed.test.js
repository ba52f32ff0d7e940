import assert from "node:assert/strict";
import { test } from "node:test";
import { carriedOf, fieldsOf, furtherOf, heardIn, missingIn, movedIn, seenOf, valuesOf } from "../../static/kam/logic/typed.js";
import { copyOf } from "./copy.js";

const TYPED = {
  day: ["2026-03-18"], start_time: [""], minutes: ["45"], people: ["22", "21"], objective: [" 目标 "], next_day: [""], outcome: [], opened: ["x"],
  "further-0-kind": ["action"], "further-0-text": ["寄报告"], "further-0-due_on": ["2026-03-20"], "further-0-person": [""],
  "further-1-kind": ["theirs"], "further-1-text": ["给样本量"], "further-1-due_on": [""], "further-1-person": ["21"],
  "further-2-kind": ["ours"], "further-2-text": ["  "], "further-2-due_on": [""], "further-2-person": [""], "probe-4-asked": ["on"],
};

test("fields become what the server reads: ids as numbers, nothing as null, texts trimmed", () => {
  assert.deepEqual(fieldsOf(TYPED), { day: "2026-03-18", start_time: null, minutes: 45, people: [21, 22], objective: "目标", next_day: null, outcome: "" });
});

test("what the person saw has the same names and the same order of people", () => {
  const [visit] = copyOf().visits;
  const wanted = { people: [21, 22], objective: "x", unknown: "y" };
  assert.deepEqual(seenOf({ ...visit, people: [22, 21] }, wanted), { people: [21, 22], objective: "责任写清楚" });
  assert.equal(seenOf(null, wanted), null);
});

test("rows with a text become actions and promises, due with the next visit unless they say when", () => {
  let made = 0;
  const { actions, promises } = furtherOf(TYPED, () => `id${(made += 1)}`);
  assert.deepEqual(actions, [{ id: "id1", text: "寄报告", due_on: "2026-03-20" }]);
  assert.deepEqual(promises, [{ id: "id2", text: "给样本量", due_on: "2026-03-25", ours: false, stakeholder_id: 21 }]);
  assert.equal(furtherOf({ ...TYPED, next_day: ["2026-04-01"] }, () => "x").promises[0].due_on, "2026-04-01");
});

test("the five things a record needs are named while they are missing", () => {
  const full = { people: [1], fact: "a", insight: "b", outcome: "advance", next_objective: "c" };
  assert.deepEqual(missingIn(full), []);
  assert.deepEqual(missingIn({ ...full, people: [], outcome: "" }), ["people", "outcome"]);
});

test("an insight becomes an action in one tap, or keeps its reason; words stay as they were typed", () => {
  const values = { ...TYPED, noted_reason: ["act"], next_objective: ["看结果"], "act-resource": ["半天"], "quotes-0-text": [" “停”<b> "], "quotes-0-person": ["21"], "quotes-1-text": [""] };
  const { actions, quotes } = furtherOf(values, () => "x");
  assert.deepEqual(actions[0], { id: "x", text: "看结果", due_on: "2026-03-25", resource: "半天" });
  assert.deepEqual(quotes, [{ id: "x", text: " “停”<b> ", stakeholder_id: 21 }]);
  assert.equal(fieldsOf(values).noted_reason, "");
  assert.deepEqual(Object.keys(fieldsOf(values)).filter((name) => /^(act|quotes)-/.test(name)), []);
  const full = { people: [1], fact: "a", insight: "b", noted_reason: "", outcome: "advance", next_objective: "c" };
  assert.deepEqual(missingIn(full), ["noted_reason"]);
  assert.deepEqual(missingIn(full, actions), []);
});

test("who came along are ids, what was used is lines, and a colleague may be given the action", () => {
  const values = { ...TYPED, colleagues: ["9", "4"], brought: ["样品", "一页纸"], noted_reason: ["act"], "act-text": ["寄报告"], "act-owner": ["9"] };
  const { colleagues, brought } = fieldsOf(values);
  assert.deepEqual([colleagues, brought], [[4, 9], "样品\n一页纸"]);
  assert.equal(furtherOf(values, () => "x").actions[0].owner_id, 9);
  const row = { colleagues: [9, 4], brought: " 样品 \n\n样品\n一页纸" };
  assert.deepEqual(valuesOf(row, ["colleagues", "brought"]), { colleagues: ["9", "4"], brought: ["样品", "一页纸"] });
  assert.deepEqual(seenOf(row, { colleagues: [] }), { colleagues: [4, 9] });
});

test("a step is told only where somebody said whether it moved, and comes back with a refused record", () => {
  const steps = [{ link: 7 }, { link: 8 }, { link: 9 }, { link: 0 }];
  const values = { "step-7": ["moved"], "step-8": ["stayed"], "step-9": [""], "step-0": ["moved"] };
  const told = movedIn(values, steps);
  assert.deepEqual(told, [{ link: 7, moved: true }, { link: 8, moved: false }]);
  assert.deepEqual(fieldsOf(values), {});
  assert.deepEqual(carriedOf({ body: { steps: told }, errors: {} }).rows, { "step-7": ["moved"], "step-8": ["stayed"] });
});

test("a question that was asked is noted once, with what else is known of it, and taken back while unsent", () => {
  const probes = [
    { id: 4, text: "谁定？", asked: false, answer: "", word: "", signal: "", confirmed: false },
    { id: 5, text: "卡在哪？", asked: true, answer: "停", word: "停", signal: "", confirmed: true },
    { id: 6, text: "何时？", asked: false, answer: "" },
  ];
  const heard = heardIn({ "probe-4-asked": ["on"], "probe-4-answer": [""], "probe-5-asked": ["on"], "probe-5-answer": ["停得下来"], "probe-6-asked": [], "probe-6-answer": [" 四月 "] }, probes);
  assert.deepEqual(heard, [{ probe: 4, answer: "" }, { probe: 5, answer: "停得下来", word: "停", confirmed: true }, { probe: 6, answer: "四月" }]);
  assert.deepEqual(heardIn({ "probe-5-asked": ["on"], "probe-5-answer": ["停"], "probe-4-asked": [] }, probes), []);
  const unsent = { ...probes[0], asked: true, answer: "院长", stored: { asked: false, answer: "" } };
  assert.deepEqual(heardIn({ "probe-4-asked": ["on"], "probe-4-answer": ["院长"] }, [unsent]), [{ probe: 4, answer: "院长" }]);
  assert.deepEqual(heardIn({ "probe-4-asked": [], "probe-4-answer": [""] }, [unsent]), []);
});

test("correcting a refused record keeps what it brought; what was faulty comes back into the rows", () => {
  const body = { actions: [{ id: "a", text: "寄报告", due_on: "2026-03-20", owner_id: 9 }], promises: [{ id: "p", text: "给样本量", due_on: "", ours: false, stakeholder_id: 21 }], quotes: [{ id: "q", text: "停", stakeholder_id: null }] };
  const { kept, rows } = carriedOf({ body, errors: { promises: ["请填写日期"] } });
  assert.deepEqual(kept, { actions: body.actions, quotes: body.quotes });
  assert.deepEqual(rows, { "further-0-kind": ["theirs"], "further-0-text": ["给样本量"], "further-0-due_on": [""], "further-0-person": ["21"] });
  const back = carriedOf({ body: { quotes: body.quotes, heard: [{ probe: 4, answer: "院长" }] }, errors: { quotes: ["太长"] } });
  assert.deepEqual(back, { kept: { actions: [], promises: [] }, rows: { "probe-4-asked": ["on"], "probe-4-answer": ["院长"], "quotes-0-text": ["停"], "quotes-0-person": [""] } });
});

test("a form gets back what a row holds", () => {
  const [visit] = copyOf().visits;
  assert.deepEqual(valuesOf(visit, ["people", "next_day", "minutes", "fact"]), { people: ["21"], next_day: [], minutes: ["60"], fact: [] });
});
