import assert from "node:assert/strict";
import { test } from "node:test";
import { collect, differences, forget, keep, mayKeep, placeOf, recall } from "../../static/kam/logic/drafts.js";
import { Shelf } from "./shelf.js";

test("passwords, files, form keys and unknown hidden fields are never kept", () => {
  assert.equal(mayKeep({ name: "password", type: "password" }), false);
  assert.equal(mayKeep({ name: "file", type: "file" }), false);
  assert.equal(mayKeep({ name: "csrfmiddlewaretoken", type: "hidden" }), false);
  assert.equal(mayKeep({ name: "secret", type: "hidden" }), false);
  assert.equal(mayKeep({ name: "", type: "text" }), false);
  assert.equal(mayKeep({ name: "revision", type: "hidden" }), true);
  assert.equal(mayKeep({ name: "fact", type: "textarea" }), true);
});

test("groups keep which choices are set, an empty group is an empty list", () => {
  const values = collect([
    { name: "kind", type: "checkbox", value: "need", checked: true },
    { name: "kind", type: "checkbox", value: "barrier", checked: true },
    { name: "outcome", type: "radio", value: "advance", checked: false },
    { name: "people", type: "select-multiple", value: ["1", "2"] },
    { name: "fact", type: "textarea", value: "12 例" },
  ]);
  assert.deepEqual(values, { kind: ["need", "barrier"], outcome: [], people: ["1", "2"], fact: ["12 例"] });
});

test("hidden marks are no difference, a cleared field is one", () => {
  assert.deepEqual(differences({ revision: ["1"], fact: ["a"] }, { revision: ["2"], fact: ["a"] }), []);
  assert.deepEqual(differences({ fact: ["a"] }, { fact: [""] }), ["fact"]);
});

test("two forms never mix", () => {
  const shelf = new Shelf();
  keep(shelf, "12:visit-record:7", { fact: ["seven"] });
  keep(shelf, "12:visit-record:8", { fact: ["eight"] });
  keep(shelf, "13:visit-record:7", { fact: ["other person"] });
  assert.deepEqual(recall(shelf, "12:visit-record:7"), { fact: ["seven"] });
  forget(shelf, "12:visit-record:7");
  assert.equal(recall(shelf, "12:visit-record:7"), null);
  assert.deepEqual(recall(shelf, "12:visit-record:8"), { fact: ["eight"] });
  assert.deepEqual(recall(shelf, "13:visit-record:7"), { fact: ["other person"] });
});

test("broken and old drafts are not restored, a full storage does not throw", () => {
  const shelf = new Shelf();
  shelf.setItem(placeOf("k"), "{broken");
  assert.equal(recall(shelf, "k"), null);
  keep(shelf, "k", { fact: ["x"] }, 0);
  assert.equal(recall(shelf, "k", 31 * 24 * 3600 * 1000), null);
  shelf.full = true;
  assert.equal(keep(shelf, "k", { fact: ["y"] }), false);
});
