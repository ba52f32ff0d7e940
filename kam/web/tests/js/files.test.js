import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { NoRoom, PIECE } from "../../static/kam/logic/files.js";
import { hashOfBytes } from "../../static/kam/logic/sealing.js";
import { Sender } from "../../static/kam/logic/sender.js";
import { openStore } from "../../static/kam/logic/store.js";
import { standOf } from "../../static/kam/logic/uploading.js";
import { FakeServer } from "./server.js";

let people = 0;

/** The door of a file in memory: keeps what it acknowledged, and may cut the line after some bytes. */
class FileDoor {
  constructor(server) {
    Object.assign(this, { server, bytes: new Map(), cuts: [], puts: 0 });
  }

  ask = async (path, how = {}) => {
    const id = path.split("/visits/files/")[1];
    if (!id) return this.server.ask(path, how);
    const told = this.server.bodies.find((body) => body.id === id);
    if (!told) return { status: 404, text: "{}" };
    const held = this.bytes.get(id) ?? new Uint8Array();
    if (how.method !== "PUT") return this.stand(id, told, held);
    this.puts += 1;
    const from = Number(how.headers["Upload-Offset"]);
    if (from !== held.length) return { status: 409, text: "{}", offset: held.length };
    const part = new Uint8Array(how.body);
    const cut = this.cuts.shift();
    const kept = cut === undefined ? part : part.slice(0, cut);
    this.bytes.set(id, Uint8Array.from([...held, ...kept]));
    if (cut !== undefined) throw new TypeError("network");
    return this.stand(id, told, this.bytes.get(id));
  };

  stand(id, told, held) {
    return { status: 200, text: JSON.stringify({ id, offset: held.length, state: held.length === told.size ? "complete" : "incomplete" }) };
  }
}

async function scene(t) {
  const store = await openStore(`files-${(people += 1)}`);
  t.after(() => store.close());
  const server = new FakeServer(store.userKey);
  const door = new FileDoor(server);
  return { store, server, door, sender: new Sender(store, { ask: door.ask }) };
}

const PHOTO = Uint8Array.from({ length: PIECE + 1000 }, (_, n) => n % 251);

test("F3: a photo cut anywhere goes on where the server stands, and arrives as it was", async (t) => {
  const { store, server, door, sender } = await scene(t);
  await store.add("visit.record", { id: "v1", account: 7, wanted: { fact: "有照片" } });
  const item = await store.files.attach("v1", { name: "门诊.jpg", type: "image/jpeg", bytes: PHOTO.buffer });
  assert.deepEqual([item.body.visit, item.body.size, item.body.after.length], ["v1", PHOTO.length, 1]);
  door.cuts = [700, 300_000];
  for (const state of ["later", "later", "done"]) assert.equal((await sender.drain()).state, state);
  const [held] = door.bytes.values();
  assert.equal(await hashOfBytes(held), item.body.sha256);
  assert.deepEqual([server.held.size, (await store.pending()).unsent], [2, 0]);
  assert.equal(await (await store.shelves()).count("pieces"), 0);
});

test("F3 control: a device that forgets the photo with its announcement would lose the rest", async (t) => {
  const { store, door, sender } = await scene(t);
  const { body } = await store.files.attach("v1", { name: "a.jpg", type: "image/jpeg", bytes: PHOTO.buffer });
  door.cuts = [700];
  await sender.drain();
  assert.equal((await store.pending()).unsent, 1);
  await store.files.forget(body.id);
  assert.equal((await sender.drain()).state, "done");
  assert.equal([...door.bytes.values()][0].length, 700);
});

test("a photo that the device cannot open any more is said so, and the others go on", async (t) => {
  const { store, door, sender } = await scene(t);
  const broken = await store.files.attach("v1", { name: "a.jpg", type: "image/jpeg", bytes: PHOTO.buffer });
  const whole = await store.files.attach("v1", { name: "b.jpg", type: "image/jpeg", bytes: PHOTO.buffer });
  await (await store.shelves()).delete("pieces", [broken.body.id, 1]);
  assert.equal((await sender.drain()).state, "done");
  const [first] = await store.items();
  assert.deepEqual([first.state, first.reason], ["refused", "broken"]);
  assert.equal(await hashOfBytes(door.bytes.get(whole.body.id)), whole.body.sha256);
});

test("F15: no room for the photo, the text is kept, nothing half is left", async (t) => {
  const { store } = await scene(t);
  await store.add("visit.record", { id: "v1", account: 7, wanted: { fact: "文字" } });
  const full = Object.assign(new Error("full"), { name: "QuotaExceededError" });
  const write = store.vault.write.bind(store.vault);
  let pieces = 0;
  store.vault.write = (stores, ...rest) => (stores[0] === "pieces" && (pieces += 1) > 1 ? Promise.reject(full) : write(stores, ...rest));
  await assert.rejects(store.files.attach("v1", { name: "a.jpg", type: "image/jpeg", bytes: PHOTO.buffer }), NoRoom);
  assert.deepEqual((await store.items()).map(({ kind }) => kind), ["visit.record"]);
  assert.equal(await (await store.shelves()).count("pieces"), 0);
});

test("F15 control: without clearing up, the pieces that did fit would stay", async (t) => {
  const { store } = await scene(t);
  const full = Object.assign(new Error("full"), { name: "QuotaExceededError" });
  const write = store.vault.write.bind(store.vault);
  let pieces = 0;
  store.vault.write = (stores, ...rest) => (stores[0] === "pieces" && (pieces += 1) > 1 ? Promise.reject(full) : write(stores, ...rest));
  store.files.forget = async () => {};
  await assert.rejects(store.files.attach("v1", { name: "a.jpg", type: "image/jpeg", bytes: PHOTO.buffer }), NoRoom);
  assert.equal(await (await store.shelves()).count("pieces"), 1);
});

test("a file whose announcement is disputed waits with it and holds nobody up", async (t) => {
  const { store, server, door, sender } = await scene(t);
  const { op } = await store.files.attach("v1", { name: "a.jpg", type: "image/jpeg", bytes: PHOTO.buffer });
  server.verdict = () => "quarantined";
  assert.equal((await sender.drain()).state, "done");
  assert.deepEqual([door.puts, (await store.pending()).unsent, (await store.pending()).attention], [0, 0, 1]);
  await store.outbox.mark(op, (row) => ({ ...row, state: "stored" }));
  assert.equal((await sender.drain()).state, "done");
  assert.equal(await (await store.shelves()).count("pieces"), 0);
});

test("only the server's own word ends a file", () => {
  const door = (status, text, offset) => standOf({ status, text, offset }, "f");
  assert.deepEqual(door(200, "<html>"), { later: true });
  assert.deepEqual(door(204, ""), { later: true });
  assert.deepEqual(door(200, '{"id":"g","offset":1,"state":"complete"}'), { later: true });
  assert.deepEqual(door(200, '{"id":"f","offset":1,"state":"complete"}'), { offset: 1, state: "complete" });
  assert.deepEqual(door(409, "", 700), { offset: 700, state: "incomplete" });
  assert.deepEqual(door(422, "{}"), { stop: true });
});

test("photos lie sealed, and survive a new key", async (t) => {
  const { store } = await scene(t);
  const item = await store.files.attach("v1", { name: "a.jpg", type: "image/jpeg", bytes: PHOTO.buffer });
  await store.setPin("246810");
  const [row] = await store.files.kept();
  const piece = new Uint8Array(await store.files.piece(row.id, PIECE));
  assert.deepEqual([...piece], [...PHOTO.slice(PIECE)]);
  assert.equal(row.op, item.op);
});
