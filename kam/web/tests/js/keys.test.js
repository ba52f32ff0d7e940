import assert from "node:assert/strict";
import { test } from "node:test";
import { caps, combination, isTyping, mayAct } from "../../static/kam/logic/keys.js";

const field = { tagName: "INPUT", type: "text" };
const box = { tagName: "INPUT", type: "checkbox" };

test("combinations are named; the Mac command key is ctrl", () => {
  assert.equal(combination({ key: "S", ctrlKey: true }), "ctrl+s");
  assert.equal(combination({ key: "k", metaKey: true }), "ctrl+k");
  assert.equal(combination({ key: "1", altKey: true }), "alt+1");
  assert.equal(combination({ key: "?", shiftKey: true }), "?");
});

test("letters do not act while typing, combinations do", () => {
  assert.equal(isTyping(field), true);
  assert.equal(isTyping({ tagName: "TEXTAREA" }), true);
  assert.equal(isTyping(box), false);
  assert.equal(mayAct({ key: "c", target: field }), false);
  assert.equal(mayAct({ key: "c", target: box }), true);
  assert.equal(mayAct({ key: "s", ctrlKey: true, target: field }), true);
});

test("nothing acts while an input method composes or after another took the key", () => {
  assert.equal(mayAct({ key: "c", target: box, isComposing: true }), false);
  assert.equal(mayAct({ key: "c", target: box, defaultPrevented: true }), false);
});

test("key caps read well", () => {
  assert.deepEqual(caps("ctrl+enter"), ["Ctrl", "Enter"]);
  assert.deepEqual(caps("c"), ["C"]);
});
