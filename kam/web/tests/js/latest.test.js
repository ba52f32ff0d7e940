import assert from "node:assert/strict";
import { test } from "node:test";
import { latest, ring } from "../../static/kam/logic/latest.js";

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

test("only the last of several quick questions is asked", async () => {
  const asked = [];
  const ask = latest(async (text) => (asked.push(text), text), 10);
  ask("东");
  ask("东湖");
  assert.equal(await ask("东湖医院"), "东湖医院");
  assert.deepEqual(asked, ["东湖医院"]);
});

test("a slow answer to an older question is dropped", async () => {
  const ask = latest(async (text) => (await wait(text === "slow" ? 40 : 1), text), 1);
  const old = ask("slow");
  await wait(10);
  const fresh = ask("fast");
  assert.equal(await fresh, "fast");
  assert.equal(await old, undefined);
});

test("a failure of the newest question is told, of an older one not", async () => {
  const ask = latest(async (text) => {
    await wait(5);
    throw new Error(text);
  }, 1);
  const old = ask("old");
  await wait(3);
  await assert.rejects(ask("new"), /new/);
  assert.equal(await old, undefined);
});

test("a ring goes round and starts at its ends", () => {
  assert.equal(ring(-1, 1, 3), 0);
  assert.equal(ring(-1, -1, 3), 2);
  assert.equal(ring(2, 1, 3), 0);
  assert.equal(ring(0, -1, 3), 2);
  assert.equal(ring(0, 1, 0), -1);
});
