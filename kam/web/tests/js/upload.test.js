import assert from "node:assert/strict";
import { test } from "node:test";

import { PAUSES, Refused, hex, nextOffset, sendParts } from "../../static/kam/logic/upload.js";

const FILE = new Blob([new Uint8Array(10).map((_, place) => place)]);

/** A server that keeps what fits, loses some answers and is away now and then. */
function server(faults = []) {
  const kept = [];
  const put = async (offset, blob) => {
    const fault = faults.shift();
    if (fault === "away") throw new TypeError("no signal");
    if (offset !== kept.length) return { ok: false, status: 409, offset: kept.length };
    kept.push(...new Uint8Array(await blob.arrayBuffer()));
    if (fault === "lost") throw new TypeError("answer lost");
    return { ok: true, status: 200, offset: kept.length };
  };
  return { kept, put };
}

function ways(put, told = []) {
  return { part: 3, put, pause: async () => {}, progress: (offset) => told.push(offset) };
}

test("parts follow each other to the end", async () => {
  const { kept, put } = server();
  const told = [];
  assert.equal(await sendParts(FILE, 0, ways(put, told)), 10);
  assert.deepEqual(kept, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.deepEqual(told, [3, 6, 9, 10]);
});

test("a lost answer or a broken signal doubles nothing and loses nothing", async () => {
  const { kept, put } = server([undefined, "lost", "away", "lost", "away"]);
  assert.equal(await sendParts(FILE, 0, ways(put)), 10);
  assert.deepEqual(kept, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("what is refused is not tried again, what stays away is given up", async () => {
  let tries = 0;
  const refuse = async () => ((tries += 1), { ok: false, status: 422, why: "no" });
  await assert.rejects(sendParts(FILE, 0, ways(refuse)), Refused);
  assert.equal(tries, 1);
  const away = async () => ((tries += 1), { ok: false, status: 503 });
  await assert.rejects(sendParts(FILE, 0, ways(away)), /signal/);
  assert.equal(tries, 2 + PAUSES.length);
});

test("an answer says where to go on", () => {
  assert.equal(nextOffset({ ok: false, status: 409, offset: 4 }), 4);
  assert.equal(nextOffset({ ok: false, status: 503 }), undefined);
  assert.equal(hex(new Uint8Array([0, 255]).buffer), "00ff");
});
