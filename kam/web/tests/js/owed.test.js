import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { closedOf } from "../../static/kam/logic/lines.js";
import { owedValues, owedWanted, ownersFor, peopleFor } from "../../static/kam/logic/owed.js";
import { openStore } from "../../static/kam/logic/store.js";
import { close, reopen, saveOwed } from "../../static/kam/offline/saving.js";
import { ACTION, copyOf, told } from "./copy.js";

const ROW = { id: ACTION, account: 7, text: "联系工程师", due_on: "2026-03-18", state: "open", owner_id: 9, owner: "许离", resource: "", level: "kam1" };
const SNAPSHOT = { user: { id: 3, name: "陈一诺" }, colleagues: [{ id: 4, name: "孙小满" }, { id: 5, name: "周敬之" }] };
let people = 0;

async function fresh(t) {
  const store = await openStore(`owed-${(people += 1)}`);
  t.after(() => store.close());
  return store;
}

test("a row fills the form, and the form says every field of it", () => {
  const values = owedValues(ROW);
  assert.deepEqual([values.owner, values.resource, values.person], [["9"], [""], [""]]);
  assert.deepEqual(owedWanted("action", { ...values, text: [" 再联系 "] }), { text: "再联系", due_on: "2026-03-18", owner_id: 9, resource: "", level: "kam1" });
  assert.deepEqual(owedWanted("promise", { text: ["给"], due_on: ["2026-03-20"], person: [""] }), { text: "给", due_on: "2026-03-20", stakeholder_id: null });
});

test("whoever has it stays to be chosen, even if they work there no more", () => {
  assert.deepEqual(ownersFor(SNAPSHOT, { workers: [3, 4] }, ROW).map(({ name }) => name), ["陈一诺", "许离", "孙小满"]);
  assert.deepEqual(ownersFor(SNAPSHOT, { workers: [4, 77] }).map(({ id }) => id), [3, 4]);
  const row = { stakeholder_id: 30, person: "走了的人" };
  assert.deepEqual(peopleFor(row, [{ id: 21, name: "沈若澜" }])[0], { id: 30, name: "走了的人" });
  assert.equal(peopleFor({ stakeholder_id: null }, []).length, 0);
});

test("what was closed lately stands apart, to be opened again", () => {
  const copy = copyOf();
  copy.actions.push({ ...copy.actions[0], id: "done", state: "done", due_on: "2026-03-01" }, { ...copy.actions[0], id: "else", account: 8, state: "done" });
  const [line, ...more] = closedOf(told(copy), 7);
  assert.deepEqual([line.id, line.is_closed, line.is_late, line.state, more.length], ["done", true, false, "已完成", 0]);
});

test("a change of what never left corrects it; of anything else it is an item on top", async (t) => {
  const store = await fresh(t);
  const made = await store.add("action.open", { account: 7, wanted: { text: "寄", due_on: "2026-03-20", level: "kam1" } });
  await saveOwed(store, "action.edit", { id: made.id, account: 7, base: null, wanted: { text: "寄两份", due_on: "2026-03-21", owner_id: 4 } });
  await saveOwed(store, "action.edit", { id: ACTION, account: 7, base: { text: "联系工程师", due_on: "2026-03-18" }, wanted: { text: "再联系", due_on: "2026-03-18" } });
  await saveOwed(store, "action.edit", { id: ACTION, account: 7, base: { text: "再联系", due_on: "2026-03-18" }, wanted: { text: "再联系", due_on: "2026-03-19" } });
  const [opening, edit, ...more] = await store.items();
  assert.deepEqual([opening.kind, opening.wanted], ["action.open", { text: "寄两份", due_on: "2026-03-21", level: "kam1", owner_id: 4 }]);
  assert.deepEqual([edit.kind, edit.base, edit.wanted], ["action.edit", { text: "联系工程师", due_on: "2026-03-18" }, { text: "再联系", due_on: "2026-03-19" }]);
  assert.equal(more.length, 0);
});

test("opening again gives up a closing that never left, and follows one that may have", async (t) => {
  const store = await fresh(t);
  await close(store, ROW, "action", "done", ROW.text);
  await reopen(store, { ...ROW, state: "done" }, "action", ROW.text);
  assert.deepEqual(await store.items(), []);
  const closing = await close(store, ROW, "action", "done", ROW.text);
  await store.queue.tried([await store.outbox.row(closing.op)]);
  await reopen(store, { ...ROW, state: "done" }, "action", ROW.text);
  const [, again] = await store.items();
  assert.deepEqual([again.kind, again.base, again.body.after], ["action.reopen", { state: "done" }, [closing.op]]);
});
