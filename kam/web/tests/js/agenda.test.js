import assert from "node:assert/strict";
import { test } from "node:test";
import { statesOf, todayOf } from "../../static/kam/logic/agenda.js";
import { overlay } from "../../static/kam/logic/overlay.js";
import { accountRoom, accountsOf, personRoom, preparationOf, recordOf, visitBy } from "../../static/kam/logic/rooms.js";
import { copyOf, FRESH, item, LATER, NEXT, NOTE, told } from "./copy.js";

test("today shows the visits in order, what the next one rests on, and how long until it", () => {
  const day = todayOf(told(copyOf()));
  const [card] = day.visits;
  assert.equal(day.visits.length, 1);
  assert.deepEqual([card.row_class, card.time, card.time_note, card.is_next, card.title, card.href], ["is-next", "14:00", "left 5:00", true, "沈若澜", "/visits/41"]);
  assert.deepEqual([card.last.quote, card.carried, card.promises.length], ["按步骤来", "carried 2026-03-10", 1]);
  assert.deepEqual(day.late.map(({ text, due }) => [text, due]), [["盖章报告", "late 2"]]);
  assert.deepEqual(day.dues.map(({ text, due }) => [text, due]), [["联系工程师", "today"]]);
  assert.deepEqual(day.ahead.map(({ when }) => when), ["2026-03-19 16:30"]);
});

test("a visit of hours ago is over, of now is running, and of yesterday waits for its record", () => {
  const over = todayOf(told(copyOf(), { minutes: 15 * 60 })).visits[0];
  assert.deepEqual([over.is_over, over.time_note, over.last], [true, "over", null]);
  assert.equal(todayOf(told(copyOf(), { minutes: 14 * 60 + 10 })).visits[0].time_note, "running");
  const next = todayOf(told(copyOf(), { day: "2026-03-19" }));
  assert.deepEqual(next.notes.map(({ title, record_href, ago }) => [title, record_href, ago]), [["沈若澜", "/visits/41/record", "yesterday"]]);
});

test("only the first open visit is the next one", () => {
  const visits = [{ state: "submitted" }, { state: "planned", start_time: "08:00" }, { state: "planned", start_time: "11:00" }, { state: "planned", start_time: null }];
  assert.deepEqual(statesOf(visits, 600), ["done", "past", "next", "later"]);
});

test("colleagues' visits and dues are not of my day, and what I recorded is done", () => {
  const copy = copyOf();
  copy.visits[0].owner_id = 9;
  copy.promises[0].owner_id = 9;
  assert.deepEqual([todayOf(told(copy)).visits.length, todayOf(told(copy)).late.length], [0, 0]);
  const done = overlay(copyOf(), [item("visit.record", { id: NEXT, submit: true, wanted: { outcome: "advance" } })]);
  const [card] = todayOf(told(done)).visits;
  assert.deepEqual([card.row_class, card.outcome, card.unsent], ["is-done", "推进", "unsent"]);
});

test("the room of an account, its people and its search", () => {
  const room = accountRoom(told(copyOf()), "7");
  assert.deepEqual([room.name, room.every, room.coming.length, room.people.length, room.notes.length, room.ours.length, room.theirs.length, room.actions.length], ["东湖医院", "every 14", 2, 2, 1, 1, 0, 1]);
  assert.equal(accountRoom(told(copyOf()), "8"), null);
  assert.equal(accountsOf(told(copyOf()), "武汉")[0].note, "last_seen ago 8 · 武汉");
  assert.deepEqual(accountsOf(told(copyOf()), "长沙"), []);
  assert.deepEqual([personRoom(told(copyOf()), "21").phone_href, personRoom(told(copyOf()), "99")], ["tel:1390000", null]);
});

test("the preparation says what the page says, and a visit planned here says what it has", () => {
  const page = preparationOf(told(copyOf()), visitBy(copyOf(), "41"));
  assert.deepEqual([page.head.when, page.notes.length, page.dues.length, page.late, page.questions.length, page.ready_count, page.may_review], ["2026-03-18 · 14:00 · today", 1, 2, 1, 1, "1 / 1", true]);
  const made = overlay(copyOf(), [item("visit.plan", { wanted: { day: "2026-03-20", people: [22] } })]);
  const fresh = preparationOf(told(made), visitBy(made, FRESH));
  assert.deepEqual([fresh.has_brief, fresh.people.map(({ name }) => name), fresh.head.record_href], [false, ["秦朗"], `#/visits/${FRESH}/record`]);
});

test("a record shows what it brought and may be corrected until it has left", () => {
  const copy = overlay(copyOf(), [item("visit.record", { id: NEXT, submit: true, wanted: { fact: "新" }, promises: [{ id: "p", text: "给", due_on: "2026-03-25", ours: true }] })]);
  const page = recordOf(told(copy), visitBy(copy, "41"));
  assert.deepEqual([page.quote, page.lines.map(({ text }) => text), page.may_correct], ["新", ["给"], true]);
  assert.equal(recordOf(told(copyOf()), visitBy(copyOf(), NOTE)).may_correct, false);
  assert.equal(visitBy(copyOf(), LATER).pk, 42);
});
