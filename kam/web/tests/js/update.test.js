import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { upgradeItem } from "../../static/kam/logic/records.js";
import { openShelves } from "../../static/kam/logic/shelves.js";
import { openStore } from "../../static/kam/logic/store.js";

let people = 0;

async function filled() {
  const key = `update-${(people += 1)}`;
  const store = await openStore(key);
  for (const n of [1, 2, 3]) await store.add("visit.plan", { id: `v${n}`, account: 7, wanted: { objective: `目标 ${n}` } });
  await store.close();
  return key;
}

const count = async (key) => (await (await openStore(key)).items()).length;
const later = (step) => ({ steps: [() => {}, () => {}, step], newest: 3 });

test("F12: what a build two versions ago wrote is lifted step by step", () => {
  const steps = { 1: ({ goal, ...rest }) => ({ ...rest, objective: goal }), 2: (inside) => ({ ...inside, asked: inside.asked ?? "" }) };
  assert.deepEqual(upgradeItem(1, { goal: "定日期" }, { steps, newest: 3 }), { objective: "定日期", asked: "" });
  assert.deepEqual(upgradeItem(2, { objective: "定日期" }, { steps, newest: 3 }), { objective: "定日期", asked: "" });
});

test("F12: a later build adds to the database, and everything that waits is there", async () => {
  const key = await filled();
  const newer = await openShelves(key, later((db) => db.createObjectStore("later")));
  assert.deepEqual([newer.version, await newer.count("items")], [3, 3]);
  newer.close();
  assert.equal(await count(key), 3);
});

test("F12: an upgrade that is aborted midway leaves the queue as it was", async () => {
  const key = await filled();
  const broken = later((db) => {
    db.deleteObjectStore("items");
    throw new Error("killed");
  });
  await assert.rejects(openShelves(key, broken));
  assert.equal(await count(key), 3);
});

test("F12 control: an upgrade that empties a shelf would lose the queue", async () => {
  const key = await filled();
  const careless = await openShelves(key, later((db) => db.deleteObjectStore("items")));
  assert.equal([...careless.objectStoreNames].includes("items"), false);
  careless.close();
});
