import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Sender } from "../../static/kam/logic/sender.js";
import { batchOf, halves, matched, meaningOf, pauseAfter } from "../../static/kam/logic/sending.js";
import { openStore } from "../../static/kam/logic/store.js";
import { FakeLocks, FakeServer } from "./server.js";

let people = 0;

async function scene(t, count, { now = Date.now } = {}) {
  const store = await openStore(`sender-${(people += 1)}`, { now });
  t.after(() => store.close());
  for (let n = 0; n < count; n += 1) await store.add("visit.plan", { id: `v${n}`, account: 7, wanted: { objective: `目标 ${n}` } });
  const server = new FakeServer(store.userKey);
  const sender = new Sender(store, { ask: server.ask, locks: new FakeLocks(), now });
  return { store, server, sender };
}

const states = async (store) => (await store.items()).map(({ state }) => state);
const cut = () => {
  throw new TypeError("network");
};

test("everything goes out in batches of 50, once, in order", async (t) => {
  const { store, server, sender } = await scene(t, 120);
  assert.deepEqual(await sender.drain().then(({ state, sent }) => [state, sent]), ["done", 120]);
  assert.deepEqual([server.pushes, server.most, server.held.size], [3, 50, 120]);
  assert.deepEqual(server.bodies.map(({ id }) => id), Array.from({ length: 120 }, (_, n) => `v${n}`));
  assert.deepEqual(await store.pending(), { unsent: 0, waiting: 0, attention: 0, done: 120 });
});

/** F2: an answer that is not a receipt of our server for exactly this body takes nothing away. */
const IMPOSTORS = {
  "a captive portal": () => ({ status: 200, text: "<html><h1>Wi-Fi</h1></html>" }),
  "no content": () => ({ status: 204, text: "" }),
  "an empty answer": () => ({ status: 200, text: "" }),
  "a truncated answer": ({ text }) => ({ status: 200, text: text.slice(0, text.length / 2) }),
  "JSON of another service": () => ({ status: 200, text: '{"ok":true}' }),
  "receipts for somebody else": ({ text }) => ({ status: 200, text: text.replace(/"user":"[^"]*"/, '"user":"other"') }),
  "wrong hashes": ({ text }) => ({ status: 200, text: text.replace(/"hash":"./g, '"hash":"x') }),
  "other operations": ({ text }) => ({ status: 200, text: text.replace(/"op":"./g, '"op":"x') }),
  "unknown states": ({ text }) => ({ status: 200, text: text.replace(/"stored"/g, '"fine"') }),
  "a gateway error": () => ({ status: 502, text: "<h1>Bad gateway</h1>" }),
  "a cut line": cut,
};
for (const [what, fault] of Object.entries(IMPOSTORS))
  test(`F1, F2: ${what} takes nothing away, and sending again makes nothing twice`, async (t) => {
    const { store, server, sender } = await scene(t, 3);
    server.faults = [fault];
    assert.equal((await sender.drain()).state, "later");
    assert.deepEqual(await states(store), ["unsent", "unsent", "unsent"]);
    assert.equal((await sender.drain()).state, "done");
    assert.deepEqual(await states(store), ["stored", "stored", "stored"]);
    assert.equal(server.held.size, 3);
  });

test("F2 control: a device that trusts any 200 would throw an item away", async (t) => {
  const { store, server } = await scene(t, 1);
  const trusting = ({ status }) => (status === 200 ? "stored" : "unsent");
  assert.equal(trusting(IMPOSTORS["a captive portal"]()), "stored");
  assert.equal(meaningOf(IMPOSTORS["a captive portal"](), store.userKey).kind, "later");
  assert.equal(server.held.size, 0);
});

test("F1: an answer cut at any byte keeps or settles each item, never half of it", async (t) => {
  const { store, server, sender } = await scene(t, 2);
  const whole = await server.push({ user: store.userKey, items: await store.queue.batch() });
  for (let at = 0; at < whole.text.length; at += 1) assert.equal(meaningOf({ status: 200, text: whole.text.slice(0, at) }, store.userKey).kind, "later");
  await sender.drain();
  assert.equal(server.held.size, 2);
});

test("F1 control: a device that names an item anew for each try doubles it", async (t) => {
  const { store, server } = await scene(t, 1);
  const [item] = await store.queue.batch();
  for (const op of ["first", "second"]) await server.push({ user: store.userKey, items: [{ ...item, op }] });
  assert.equal(server.held.size, 2);
});

test("F5: one poison item never blocks the others, and is kept for another time", async (t) => {
  let now = Date.now();
  const { store, server, sender } = await scene(t, 60, { now: () => now });
  const poisonous = (await store.items())[17].op;
  server.poison = ({ op }) => op === poisonous;
  assert.deepEqual(await sender.drain().then(({ state, sent }) => [state, sent]), ["done", 59]);
  const held = (await store.items()).filter(({ state }) => state === "held");
  assert.deepEqual(held.map(({ op, reason, wanted }) => [op, reason, wanted.objective]), [[poisonous, "status-500", "目标 17"]]);
  assert.equal((await store.pending()).unsent, 1);
  server.poison = () => false;
  await sender.drain();
  assert.equal(server.held.size, 59);
  now += 31 * 60 * 1000;
  await sender.drain();
  assert.equal(server.held.size, 60);
});

test("F5 control: without dividing, the batch of the poison item stays behind", async (t) => {
  const { store, server, sender } = await scene(t, 60);
  const poisonous = (await store.items())[17].op;
  server.poison = ({ op }) => op === poisonous;
  sender.divided = async () => "later";
  await sender.drain();
  assert.equal(server.held.size, 0);
});

test("F5: items without a receipt among others are held, not lost and not asked for ever", async (t) => {
  const { store, server, sender } = await scene(t, 3);
  server.faults = [({ text }) => ({ status: 200, text: JSON.stringify({ ...JSON.parse(text), receipts: JSON.parse(text).receipts.slice(1) }) })];
  assert.equal((await sender.drain()).state, "done");
  assert.deepEqual(await states(store), ["held", "stored", "stored"]);
  await store.queue.release();
  await sender.drain();
  assert.deepEqual([server.held.size, await states(store)], [3, ["stored", "stored", "stored"]]);
});

test("F8, F10: signed out pauses and keeps; F11: somebody else's session sends nothing", async (t) => {
  const { store, server, sender } = await scene(t, 2);
  server.session = null;
  assert.equal((await sender.drain()).state, "signed-out");
  server.session = "somebody-else";
  assert.equal((await sender.drain()).state, "other-user");
  assert.deepEqual([server.pushes, await states(store)], [0, ["unsent", "unsent"]]);
  server.session = store.userKey;
  server.faults = [() => ({ status: 401, text: "{}" })];
  assert.equal((await sender.drain()).state, "signed-out");
  assert.deepEqual(await states(store), ["unsent", "unsent"]);
  assert.equal((await sender.drain()).state, "done");
});

test("F11 control: without the greeting, the next person's session would be asked to take them", async (t) => {
  const { server, sender } = await scene(t, 2);
  server.session = "somebody-else";
  sender.greet = async () => "ok";
  assert.equal((await sender.drain()).state, "other-user");
  assert.deepEqual([server.pushes, server.held.size], [1, 0]);
});

test("an expired mark against forged posts is renewed once", async (t) => {
  const { server, sender } = await scene(t, 1);
  server.faults = [() => ({ status: 403, text: "" })];
  assert.equal((await sender.drain()).state, "done");
  server.faults = Array(4).fill(() => ({ status: 403, text: "" }));
});

test("F16: two tabs at once, one sends", async (t) => {
  const { store, server, sender } = await scene(t, 80);
  const other = new Sender(store, { ask: server.ask, locks: sender.locks });
  const ends = await Promise.all([sender.drain(), other.drain()]);
  assert.deepEqual(ends.map(({ state }) => state).sort(), ["done", "elsewhere"]);
  assert.equal([...server.held.values()].every(({ times }) => times === 1), true);
});

test("F16 control: without the lock both tabs send the same", async (t) => {
  const { store, server } = await scene(t, 80);
  await Promise.all([new Sender(store, { ask: server.ask }).drain(), new Sender(store, { ask: server.ask }).drain()]);
  assert.equal(server.held.size, 80);
  assert.equal([...server.held.values()].some(({ times }) => times > 1), true);
});

test("what is disputed is kept with what the server said, and asked for again", async (t) => {
  let now = Date.now();
  const { store, server, sender } = await scene(t, 2, { now: () => now });
  const [first] = await store.items();
  server.verdict = (op) => (op === first.op ? "conflict" : "stored");
  await sender.drain();
  assert.deepEqual(await store.pending(), { unsent: 0, waiting: 0, attention: 1, done: 1 });
  server.verdict = () => "merged";
  await sender.drain();
  assert.equal((await states(store))[0], "conflict");
  now += 11 * 60 * 1000;
  await sender.drain();
  assert.equal((await states(store))[0], "merged");
});

test("a receipt counts only with its id and the hash of the exact body", () => {
  const sent = [{ op: "a", hash: "1" }, { op: "b", hash: "2" }];
  const receipts = [{ op: "a", hash: "1", state: "stored" }, { op: "b", hash: "1", state: "stored" }, null, { op: "c", hash: "2", state: "stored" }];
  assert.deepEqual([...matched(sent, receipts).keys()], ["a"]);
  assert.equal(meaningOf({ status: 422, text: "" }, "u").kind, "batch");
});

test("batches, halves and pauses keep their bounds", () => {
  const rows = Array.from({ length: 80 }, () => ({ size: 100_000 }));
  assert.equal(batchOf(rows).length, 15);
  assert.equal(batchOf([{ size: 9e9 }, { size: 1 }]).length, 1);
  assert.equal(batchOf(rows.map(() => ({ size: 1 }))).length, 50);
  assert.deepEqual(halves([1, 2, 3]), [[1, 2], [3]]);
  for (let failures = 0; failures < 40; failures += 1) {
    const pause = pauseAfter(failures);
    assert.ok(pause >= 3_750 && pause <= 375_000);
  }
  assert.equal(pauseAfter(1, { retryAfter: 900 }), 900_000);
});

test("a PIN that closed the store pauses sending", async (t) => {
  let now = Date.now();
  const { store, server, sender } = await scene(t, 1, { now: () => now });
  await store.setPin("246810");
  now += 6 * 60 * 1000;
  assert.equal((await sender.drain()).state, "locked");
  await store.unlock("246810");
  assert.equal((await sender.drain()).state, "done");
  assert.equal(server.held.size, 1);
});
