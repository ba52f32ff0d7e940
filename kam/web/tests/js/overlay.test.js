import assert from "node:assert/strict";
import { test } from "node:test";
import { overlay } from "../../static/kam/logic/overlay.js";
import { ACTION, copyOf, FRESH, item, NEXT, NOTE, PROMISE } from "./copy.js";

const over = (...items) => overlay(copyOf(), items);
const visit = (copy, id) => copy.visits.find((row) => row.id === id);

test("without items it is the snapshot itself, and with items the snapshot stays as it was", () => {
  const copy = copyOf();
  assert.equal(overlay(copy, []), copy);
  overlay(copy, [item("visit.plan", { id: NEXT, wanted: { objective: "别的" } }), item("action.close", { id: ACTION, wanted: { state: "done" } })]);
  assert.deepEqual(copy, copyOf());
});

test("a plan changes the visit it names, or makes one that has no number yet", () => {
  const changed = visit(over(item("visit.plan", { id: NEXT, wanted: { start_time: "15:00", people: [21, 22] } })), NEXT);
  assert.deepEqual([changed.start_time, changed.title, changed.objective, changed.unsent], ["15:00", "沈若澜、秦朗", "责任写清楚", "unsent"]);
  const made = visit(over(item("visit.plan", { wanted: { day: "2026-03-20", people: [22] } })), FRESH);
  assert.deepEqual([made.pk, made.state, made.owner_id, made.title, made.account], [null, "planned", 3, "秦朗", 7]);
});

test("a submitted record stands as done today, as the newest note, and with what it brought", () => {
  const wanted = { people: [21], fact: "再看一周", insight: "要停得下来", outcome: "advance", next_objective: "看结果", next_day: "2026-04-01" };
  const brought = { actions: [{ id: "a", text: "寄报告", due_on: "2026-03-20" }], promises: [{ id: "p", text: "给样本量", due_on: "2026-03-25", ours: false, stakeholder_id: 21 }] };
  const copy = over(item("visit.record", { id: NEXT, wanted, submit: true, ...brought }));
  assert.equal(visit(copy, NEXT).state, "submitted");
  assert.deepEqual([copy.notes[0].id, copy.notes[0].fact], [NEXT, "再看一周"]);
  assert.deepEqual(copy.actions.at(-1), { pk: null, account: 7, resource: "", stakeholder_id: null, state: "open", owner_id: 3, owner: "陈一诺", person: "", level: "kam1", id: "a", text: "寄报告", due_on: "2026-03-20", visit: NEXT, unsent: "unsent" });
  assert.deepEqual([copy.promises.at(-1).side, copy.promises.at(-1).person], ["theirs", "沈若澜"]);
});

test("a draft is still open, and a later item of the same visit lies on top", () => {
  const copy = over(item("visit.record", { id: NEXT, wanted: { fact: "一" }, submit: false }), item("visit.record", { id: NEXT, wanted: { fact: "二" }, submit: true }));
  assert.deepEqual([visit(copy, NEXT).state, visit(copy, NEXT).fact, copy.notes.length], ["submitted", "二", 2]);
  assert.equal(visit(over(item("visit.record", { id: NEXT, wanted: { fact: "一" }, submit: false })), NEXT).state, "draft");
});

test("what was heard without signal stands in the plan of questions, beside what the server knows", () => {
  const copy = copyOf();
  copy.visits[0].brief.probes = [{ id: 4, text: "谁定？", asked: false, answer: "" }, { id: 5, text: "何时？", asked: false, answer: "" }];
  const { probes } = visit(overlay(copy, [item("visit.record", { id: NEXT, submit: false, heard: [{ probe: 4, answer: "院长" }] })]), NEXT).brief;
  assert.deepEqual([probes[0].answer, probes[0].asked, probes[0].stored, probes[1].asked], ["院长", true, { asked: false, answer: "" }, false]);
  assert.equal(copy.visits[0].brief.probes[0].asked, false);
});

test("a record that somebody submitted meanwhile is added to, never replaced", () => {
  const copy = over(item("visit.record", { id: NOTE, wanted: { fact: "我听到的", insight: "怕担责" }, submit: true }));
  assert.equal(copy.notes[0].fact, "按步骤来");
  assert.deepEqual(copy.notes[0].amendments.map(({ text }) => text), ["我听到的"]);
});

test("closing, reopening and editing change what is owed", () => {
  const copy = over(item("action.close", { id: ACTION, wanted: { state: "dropped" } }), item("promise.edit", { id: PROMISE, wanted: { due_on: "2026-03-30" } }));
  assert.equal(copy.actions[0].state, "dropped");
  assert.deepEqual([copy.promises[0].state, copy.promises[0].due_on], ["open", "2026-03-30"]);
  assert.equal(over(item("action.close", { id: ACTION, wanted: { state: "done" } }), item("action.reopen", { id: ACTION })).actions[0].state, "open");
});

test("a change of whom it is for, or who does it, is seen by name", () => {
  const copy = { ...copyOf(), colleagues: [{ id: 9, name: "孙小满" }] };
  const told = overlay(copy, [item("action.edit", { id: ACTION, wanted: { owner_id: 9, resource: "半天" } }), item("promise.edit", { id: PROMISE, wanted: { stakeholder_id: 22 } })]);
  assert.deepEqual([told.actions[0].owner, told.actions[0].resource, told.promises[0].person], ["孙小满", "半天", "秦朗"]);
  assert.equal(overlay(copy, [item("action.open", { id: "a", wanted: { text: "做", owner_id: 9 } })]).actions.at(-1).owner, "孙小满");
  assert.equal(overlay(copy, [item("promise.edit", { id: PROMISE, wanted: { stakeholder_id: null } })]).promises[0].person, "");
});

test("gates answered without signal are held at once, unless newer ones are", () => {
  const copy = copyOf();
  copy.people[0].gates = { 5: { knows: [0, "2026-03-10"], needs: [1, "2026-03-20"] } };
  const wanted = { stakeholder_id: 21, product_id: 5, evidence: "试了两例", day: "2026-03-18", values: { knows: 1, needs: 0, used: 1 } };
  const [person] = overlay(copy, [item("judgement.add", { wanted })]).people;
  assert.deepEqual(person.gates[5], { knows: [1, "2026-03-18"], needs: [1, "2026-03-20"], used: [1, "2026-03-18"] });
  assert.deepEqual([person.seen[0].note, copy.people[0].gates[5].knows[0]], ["试了两例", 0]);
  const influence = { stakeholder_id: 21, evidence: "拍板", day: "2026-03-18", values: { influence: 5 } };
  assert.equal(overlay(copyOf(), [item("judgement.add", { wanted: influence })]).people[0].seen.length, 1);
});

test("new actions and promises, reviews, calling off, additions and observations are seen at once", () => {
  const copy = over(
    item("action.open", { id: "a", wanted: { text: "做", due_on: "2026-03-20", level: "kam2" } }),
    item("promise.open", { id: "p", wanted: { text: "给", due_on: "2026-03-21", ours: true, stakeholder_id: null } }),
    item("visit.review", { id: NEXT }),
    item("visit.amend", { id: NOTE, text: "补一句" }),
    item("observation.add", { id: "o", wanted: { stakeholder_id: 21, note: "先问数据", quadrant: "a", day: "2026-03-18" } }),
  );
  assert.deepEqual([copy.actions.at(-1).level, copy.promises.at(-1).side], ["kam2", "ours"]);
  assert.equal(visit(copy, NEXT).reviewed_at, "2026-03-18T15:00:00+08:00");
  assert.equal(copy.notes[0].amendments[0].text, "补一句");
  assert.equal(copy.people[0].seen[0].note, "先问数据");
  assert.equal(visit(over(item("visit.cancel", { id: NEXT, wanted: { cancel_reason: "改期" } })), NEXT).state, "cancelled");
});

test("what is stored already is shown without the mark, and unknown kinds do no harm", () => {
  const copy = over(item("visit.plan", { id: NEXT, wanted: { objective: "新" }, state: "stored" }), item("nothing.known"), item("file.attach"));
  assert.deepEqual([visit(copy, NEXT).objective, visit(copy, NEXT).unsent], ["新", undefined]);
});
