import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { momentOf, namesIn } from "../../static/kam/logic/items.js";
import { Left, TooBig } from "../../static/kam/logic/outbox.js";
import { TooNew, upgradeItem } from "../../static/kam/logic/records.js";
import { hashOf, newKey, open, seal, Unreadable } from "../../static/kam/logic/sealing.js";
import { nameOf, peopleHere } from "../../static/kam/logic/shelves.js";
import { Gone, openStore } from "../../static/kam/logic/store.js";
import { Locked } from "../../static/kam/logic/vault.js";

const SECRET = "主任说预算要等到九月";
let people = 0;

async function fresh(t, options) {
  const store = await openStore(`person-${(people += 1)}`, options);
  t.after(() => store.close());
  return store;
}

function planOf(id, objective) {
  return { id, account: 7, base: null, wanted: { day: "2026-11-27", objective }, title: "市一院" };
}

async function raw(store) {
  const db = await store.shelves();
  const rows = await Promise.all(["items", "snapshot", "drafts"].map((name) => db.getAll(name)));
  return rows.flat();
}

test("an item comes back as it was given, in order", async (t) => {
  const store = await fresh(t);
  await store.add("visit.plan", planOf("v1", SECRET));
  await store.add("visit.record", { id: "v1", account: 7, wanted: { fact: "十二例" }, submit: true, actions: [{ id: "a1", text: "寄资料" }] });
  const [plan, record] = await store.items();
  assert.equal(plan.wanted.objective, SECRET);
  assert.deepEqual([plan.kind, plan.state, plan.account, plan.title], ["visit.plan", "unsent", 7, "市一院"]);
  assert.deepEqual(record.body.after, [plan.op]);
  assert.equal(record.body.submit, true);
  assert.equal("title" in plan.body, false);
});

test("what opens inside a record is named, so a later close of it comes after", async (t) => {
  const store = await fresh(t);
  const record = await store.add("visit.record", { id: "v1", account: 7, wanted: {}, actions: [{ id: "a1", text: "寄资料" }] });
  const close = await store.add("action.close", { id: "a1", account: 7, wanted: { state: "done" } });
  assert.deepEqual(close.body.after, [record.op]);
  assert.deepEqual(namesIn({ id: "f", visit: "v", promises: [{ id: "p" }] }), ["f", "v", "p"]);
});

test("nothing personal lies open in the database", async (t) => {
  const store = await fresh(t);
  await store.add("visit.plan", planOf("v1", SECRET));
  await store.keepSnapshot({ made_at: "2026-11-26T00:00:00Z", people: [SECRET] });
  await store.keepDraft("visit-record:v1", { fact: SECRET });
  for (const row of await raw(store)) {
    const open = JSON.stringify(row, (name, value) => (value instanceof ArrayBuffer ? Buffer.from(value).toString("utf8") : value));
    assert.equal(open.includes("主任"), false);
    assert.equal(open.includes("市一院"), false);
  }
  assert.equal((await store.snapshot()).people[0], SECRET);
  assert.equal((await store.draft("visit-record:v1")).fact, SECRET);
});

test("control: the same look finds a text that is not sealed", async (t) => {
  const store = await fresh(t);
  await store.keepFact("open", SECRET);
  const rows = await (await store.shelves()).getAll("facts");
  assert.equal(JSON.stringify(rows).includes("主任"), true);
});

test("the key cannot be read, and a row cannot stand in for another", async (t) => {
  const store = await fresh(t);
  await store.add("visit.plan", planOf("v1", SECRET));
  const { key } = await (await store.shelves()).get("keys", "seal");
  await assert.rejects(crypto.subtle.exportKey("raw", key));
  const sealed = await seal(key, SECRET, "items/a");
  assert.equal(await open(key, sealed, "items/a"), SECRET);
  await assert.rejects(open(key, sealed, "items/b"), Unreadable);
  await assert.rejects(open(await newKey(), sealed, "items/a"), Unreadable);
});

test("a second person sees nothing of the first, and forgetting leaves the other alone", async (t) => {
  const [one, two] = [await fresh(t), await fresh(t)];
  await one.add("visit.plan", planOf("v1", SECRET));
  assert.deepEqual(await two.items(), []);
  await two.add("visit.plan", planOf("v2", "另一位"));
  await two.forget();
  assert.equal((await peopleHere()).includes(two.userKey), false);
  assert.equal((await one.items()).length, 1);
});

test("after somebody left, nothing that comes late brings the store back", async (t) => {
  const store = await fresh(t);
  await store.add("visit.plan", planOf("v1", "x"));
  const late = store.pending().catch((error) => error);
  await store.forget();
  await late;
  await assert.rejects(store.pending(), Gone);
  assert.equal((await peopleHere()).includes(store.userKey), false);
});

test("many actions at the same moment keep every item", async (t) => {
  const store = await fresh(t);
  const adds = Array.from({ length: 40 }, (_, n) => store.add("visit.plan", planOf(`v${n}`, String(n))));
  await Promise.all(adds);
  assert.equal(new Set((await store.items()).map(({ id }) => id)).size, 40);
  assert.equal((await store.pending()).unsent, 40);
});

test("F13 control: a list that is read and written whole loses what was added between", async (t) => {
  const store = await fresh(t);
  const careless = async (n) => store.keepFact("list", [...((await store.fact("list")) ?? []), n]);
  await Promise.all(Array.from({ length: 40 }, (_, n) => careless(n)));
  assert.ok((await store.fact("list")).length < 40);
});

test("an item that never left is replaced, one that may have left gets an edit on top", async (t) => {
  const store = await fresh(t);
  const first = await store.add("visit.plan", planOf("v1", "旧"));
  const second = await store.revise(first.op, { wanted: { objective: "新" } });
  assert.equal(first.op, second.op);
  assert.deepEqual((await store.items()).map(({ wanted }) => wanted), [{ day: "2026-11-27", objective: "新" }]);
  assert.deepEqual(second.body.after, []);
  await store.outbox.mark(second.op, (row) => ({ ...row, tries: 1 }));
  const third = await store.revise(second.op, { wanted: { objective: "更新" } });
  assert.deepEqual(third.body.after, [second.op]);
  assert.equal(third.base.objective, "新");
  assert.equal((await store.items()).length, 2);
});

test("giving up can be undone, and what came after it need not wait", async (t) => {
  const store = await fresh(t);
  const { op } = await store.add("visit.plan", planOf("v1", "x"));
  await store.add("visit.record", { id: "v1", account: 7, wanted: { fact: "y" } });
  await store.drop(op);
  assert.deepEqual((await store.items()).map(({ kind, body }) => [kind, body.after]), [["visit.record", []]]);
  assert.equal((await store.pending()).unsent, 1);
  await store.undrop(op);
  assert.equal((await store.pending()).unsent, 2);
  await store.queue.tried([{ op }]);
  await assert.rejects(store.drop(op), Left);
});

test("a text that no server takes is refused before it is kept", async (t) => {
  const store = await fresh(t);
  await assert.rejects(store.add("visit.record", { wanted: { fact: "字".repeat(600_000) } }), TooBig);
  assert.deepEqual(await store.items(), []);
});

test("with a PIN everything stays readable behind it and closed without it", async (t) => {
  let now = 1_000_000;
  const store = await fresh(t, { now: () => now });
  await store.add("visit.plan", planOf("v1", SECRET));
  await store.keepDraft("d", { fact: SECRET });
  await store.setPin("246810");
  assert.equal((await store.items())[0].wanted.objective, SECRET);
  now += 6 * 60 * 1000;
  assert.equal(await store.lockState(), "locked");
  await assert.rejects(store.items(), Locked);
  await assert.rejects(store.add("visit.plan", planOf("v2", "x")), Locked);
  assert.equal((await store.pending()).unsent, 1);
  assert.equal(await store.unlock("000000"), false);
  assert.equal(await store.unlock("246810"), true);
  assert.equal((await store.draft("d")).fact, SECRET);
  const row = await (await store.shelves()).get("keys", "seal");
  assert.equal(row.key, undefined);
  await store.setPin("");
  assert.equal(await store.lockState(), "none");
});

test("only somebody who is there keeps open what a PIN opened, never work in the background", async (t) => {
  let now = 1_000_000;
  const store = await fresh(t, { now: () => now });
  await store.setPin("246810");
  const minutes = async (count) => {
    now += count * 60 * 1000;
    return store.lockState();
  };
  assert.equal(await minutes(3), "open");
  await store.items();
  assert.equal(await minutes(3), "locked");
  assert.equal(await (await store.shelves()).get("keys", "opened"), undefined);
  assert.equal(await store.unlock("246810"), true);
  assert.equal(await minutes(3), "open");
  await store.touch();
  assert.equal(await minutes(3), "open");
  assert.equal(await minutes(3), "locked");
  await store.touch();
  assert.equal(await store.lockState(), "locked");
});

test("an item kept while the key changes is never lost", async (t) => {
  const store = await fresh(t);
  await store.add("visit.plan", planOf("v0", SECRET));
  const adds = Array.from({ length: 10 }, (_, n) => store.add("visit.plan", planOf(`w${n}`, SECRET)));
  await Promise.all([store.setPin("246810"), ...adds]);
  const items = await store.items();
  assert.equal(items.length, 11);
  assert.equal(items.every(({ state }) => state === "unsent"), true);
});

test("a changed row is shown as unreadable, the others stay", async (t) => {
  const store = await fresh(t);
  const one = await store.add("visit.plan", planOf("v1", "a"));
  await store.add("visit.plan", planOf("v2", "b"));
  await store.outbox.mark(one.op, (row) => ({ ...row, sealed: { ...row.sealed, iv: new Uint8Array(12) } }));
  assert.deepEqual((await store.items()).map(({ state }) => state), ["unreadable", "unsent"]);
});

test("a newer database opens in an older tab, a newer record waits for a newer script", async (t) => {
  const { openDB } = await import("idb");
  const key = `person-${(people += 1)}`;
  const store = await openStore(key);
  await store.add("visit.plan", planOf("v1", "x"));
  await store.close();
  const newer = await openDB(nameOf(key), 9, { upgrade: (db) => db.createObjectStore("later") });
  newer.close();
  const old = await openStore(key);
  t.after(() => old.close());
  assert.equal((await old.items()).length, 1);
  await old.outbox.mark((await old.items())[0].op, (row) => ({ ...row, v: 9 }));
  assert.equal((await old.items())[0].reason, "TooNew");
  assert.throws(() => upgradeItem(9, {}), TooNew);
});

test("a snapshot takes over what was stored before it was asked for", async (t) => {
  let now = 1000;
  const store = await fresh(t, { now: () => now });
  const { op } = await store.add("visit.plan", planOf("v1", "x"));
  await store.outbox.mark(op, (row) => ({ ...row, state: "stored", settled_at: now }));
  await store.keepSnapshot({ made_at: "a" }, { asked_at: 900, etag: '"1"' });
  assert.equal((await store.items()).length, 1);
  now = 3000;
  await store.keepSnapshot({ made_at: "b" }, { asked_at: 2000, etag: '"2"' });
  assert.equal((await store.items()).length, 0);
  assert.deepEqual(await store.snapshotMark(), { made_at: "b", asked_at: 2000, etag: '"2"' });
});

test("every change is told, and a moment carries its zone", async (t) => {
  const store = await fresh(t);
  let told = 0;
  const end = store.onchange(() => (told += 1));
  await store.add("visit.plan", planOf("v1", "x"));
  end();
  await store.add("visit.plan", planOf("v2", "x"));
  assert.equal(told, 1);
  assert.match(momentOf(new Date(0)), /^1970-01-01T0\d:00:00[+-]\d\d:\d\d$|^1969/);
  assert.equal(await hashOf("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
