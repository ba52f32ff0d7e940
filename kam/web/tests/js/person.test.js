import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { changePerson, fileOf, formDrafts, keepsCopy, leave, personHere, rememberPerson, sealAway, setKeepsCopy } from "../../static/kam/logic/person.js";
import { peopleHere } from "../../static/kam/logic/shelves.js";
import { isAtRisk, isLost, notedIn, noteOf, signalOf } from "../../static/kam/logic/signal.js";
import { openStore } from "../../static/kam/logic/store.js";
import { Shelf } from "./shelf.js";

let people = 0;
const somebody = () => ({ key: `person-here-${(people += 1)}`, id: 100 + people, name: "陈一诺", language: "zh-hans" });

function typed(shelf, person, text) {
  shelf.setItem(`kam-draft:${person.id}:visit-record:7`, JSON.stringify({ at: 1, values: { fact: [text] } }));
}

test("F11: the next person finds no open text, and the writer finds it again", async () => {
  const [shelf, one, two] = [new Shelf(), somebody(), somebody()];
  await changePerson(shelf, one, await peopleHere());
  typed(shelf, one, "只给我看");
  await changePerson(shelf, two, await peopleHere());
  assert.deepEqual([personHere(shelf).key, formDrafts(shelf, one.id)], [two.key, []]);
  await changePerson(shelf, one, await peopleHere());
  assert.match(formDrafts(shelf, one.id)[0][1], /只给我看/);
  assert.equal((await peopleHere()).includes(`${one.key}.forms`), false);
});

test("F11 control: a device that only remembers who came last would leave the text open", async () => {
  const [shelf, one, two] = [new Shelf(), somebody(), somebody()];
  typed(shelf, one, "只给我看");
  rememberPerson(shelf, two);
  assert.equal(formDrafts(shelf, one.id).length, 1);
  await sealAway(shelf, one);
  assert.equal(formDrafts(shelf, one.id).length, 0);
});

test("F10: the file of a person holds everything unsent word for word, and leaving takes all of it away", async () => {
  const [shelf, one] = [new Shelf(), somebody()];
  rememberPerson(shelf, one);
  typed(shelf, one, "没保存");
  const store = await openStore(one.key);
  const item = await store.add("visit.record", { id: "v1", account: 7, wanted: { fact: "她说可以" } });
  const file = await fileOf(store, one, formDrafts(shelf, one.id));
  assert.deepEqual(file.items.map(({ op }) => op), [item.op]);
  assert.deepEqual(JSON.parse(file.items[0].body), item.body);
  assert.deepEqual([file.user, file.drafts[0].form], [one.key, `${one.id}:visit-record:7`]);
  await leave(shelf, one);
  assert.deepEqual([personHere(shelf), formDrafts(shelf, one.id), (await peopleHere()).includes(one.key)], [null, [], false]);
});

test("F10 control: leaving without asking would lose what waits", async () => {
  const [shelf, one] = [new Shelf(), somebody()];
  await (await openStore(one.key)).add("visit.record", { id: "v1", account: 7, wanted: { fact: "她说可以" } });
  await leave(shelf, one);
  assert.deepEqual(await (await openStore(one.key)).items(), []);
});

test("a shared computer keeps no copy until it is told to", () => {
  const shelf = new Shelf();
  assert.equal(keepsCopy(shelf), true);
  setKeepsCopy(shelf, false);
  assert.equal(keepsCopy(shelf), false);
  setKeepsCopy(shelf, true);
  assert.equal(keepsCopy(shelf), true);
});

test("F14: a cleared storage is told, and the danger beforehand", () => {
  assert.equal(notedIn("a=1; kam-kept=3; b=2"), 3);
  assert.match(noteOf(3, true), /^kam-kept=3; .*secure$/);
  assert.match(noteOf(0, false), /max-age=0/);
  assert.equal(isLost({ noted: 3, kept: false }), true);
  assert.equal(isLost({ noted: 3, kept: true }), false);
  assert.equal(isLost({ noted: 0, kept: false }), false);
  assert.equal(isAtRisk({ persisted: false, pending: { unsent: 1 } }), true);
  assert.equal(isAtRisk({ persisted: true, pending: { unsent: 1 } }), false);
});

test("F14 control: without the note, an empty store looks like one where nothing waits", () => {
  const pending = { unsent: 0, attention: 0 };
  assert.equal(signalOf({ online: true, pending, lost: isLost({ noted: 0, kept: false }) }), "fine");
  assert.equal(signalOf({ online: true, pending, lost: isLost({ noted: 3, kept: false }) }), "lost");
});

test("the corner says the one thing a person must know", () => {
  const pending = { unsent: 2, attention: 0 };
  assert.equal(signalOf({ online: true, pending }), "waiting");
  assert.equal(signalOf({ online: false, pending }), "offline");
  assert.equal(signalOf({ online: true, outcome: "later", pending }), "offline");
  assert.equal(signalOf({ online: true, outcome: "signed-out", pending }), "signed-out");
  assert.equal(signalOf({ online: false, pending: { unsent: 2, attention: 1 } }), "attention");
  assert.equal(signalOf({ online: true, lock: "locked", pending }), "locked");
  assert.equal(signalOf({ insecure: true }), "insecure");
  assert.equal(signalOf({ online: true }), "starting");
});
