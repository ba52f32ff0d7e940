import assert from "node:assert/strict";
import { test } from "node:test";
import { isAnswer, keyFor, printOf, settle } from "../../static/kam/logic/once.js";
import { Shelf } from "./shelf.js";

function counter() {
  let n = 0;
  return () => `key-${(n += 1)}`;
}

test("the same content carries the same key, an edited one a new key", () => {
  const shelf = new Shelf();
  const fresh = counter();
  const first = printOf([["fact", "a"], ["csrfmiddlewaretoken", "x"]]);
  const again = printOf([["csrfmiddlewaretoken", "y"], ["fact", "a"], ["idempotency_key", "old"]]);
  const edited = printOf([["fact", "b"]]);
  assert.equal(keyFor(shelf, "/visits/new", first, fresh), "key-1");
  assert.equal(keyFor(shelf, "/visits/new", again, fresh), "key-1");
  assert.equal(keyFor(shelf, "/visits/new", edited, fresh), "key-2");
});

test("two forms have two keys; an answer settles them", () => {
  const shelf = new Shelf();
  const fresh = counter();
  assert.equal(keyFor(shelf, "/a", "p", fresh), "key-1");
  assert.equal(keyFor(shelf, "/b", "p", fresh), "key-2");
  shelf.setItem("theme", "dark");
  settle(shelf);
  assert.equal(shelf.length, 1);
  assert.equal(keyFor(shelf, "/a", "p", fresh), "key-3");
});

test("repeated names keep their order, files count by name and size", () => {
  assert.notEqual(printOf([["kind", "a"], ["kind", "b"]]), printOf([["kind", "b"], ["kind", "a"]]));
  assert.equal(printOf([["file", { name: "x.csv", size: 3 }]]), '[["file","x.csv/3"]]');
});

test("a storage that refuses or is broken still gives a key", () => {
  const shelf = new Shelf();
  shelf.setItem("kam-once:/a", "{broken");
  assert.equal(keyFor(shelf, "/a", "p", counter()), "key-1");
  shelf.full = true;
  assert.equal(keyFor(shelf, "/b", "p", counter()), "key-1");
});

test("coming back or reloading is not an answer", () => {
  assert.equal(isAnswer("navigate"), true);
  assert.equal(isAnswer("back_forward"), false);
  assert.equal(isAnswer("reload"), false);
});
