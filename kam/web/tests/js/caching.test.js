import assert from "node:assert/strict";
import { test } from "node:test";
import { cacheName, isAway, isFixed, isShellOf, isShown, outdated, shellLanguage, wayOf } from "../../static/kam/logic/caching.js";

const ORIGIN = "https://kam.example";
const ask = (path, method = "GET", mode = "navigate") => wayOf({ method, mode, url: ORIGIN + path }, ORIGIN);

test("pages and assets are answered, everything personal is left to the network", () => {
  assert.equal(ask("/visits/12"), "page");
  assert.equal(ask("/visits/12/record", "POST"), "post");
  assert.equal(ask("/static/kam/icons.svg", "GET", "cors"), "asset");
  for (const path of ["/sync/snapshot", "/sync/hello", "/api/v1/visits", "/visits/files/1"]) assert.equal(ask(path, "GET", "cors"), null);
  for (const path of ["/accounts/export", "/api/v1/docs", "/sync/push"]) assert.equal(ask(path), null);
  assert.equal(ask("/sync/push", "POST", "cors"), null);
  assert.equal(wayOf({ method: "GET", mode: "navigate", url: "https://elsewhere.example/" }, ORIGIN), null);
});

test("a slow network is not waited for where the shell can show the page", () => {
  for (const path of ["/today", "/accounts/7", "/visits/12/record", "/visits/new", "/people/3"]) assert.equal(isShown(path), true);
  for (const path of ["/frontier", "/accounts/7/map", "/imports"]) assert.equal(isShown(path), false);
  assert.deepEqual([502, 503, 504, 500, 404].map(isAway), [true, true, true, false, false]);
});

test("only an address that carries its content is taken from the cache first", () => {
  assert.equal(isFixed(`${ORIGIN}/static/kam/dist/chunk-NXW3GI75.js`), true);
  assert.equal(isFixed(`${ORIGIN}/static/kam/dist/offline.js?v=1`), true);
  assert.equal(isFixed(`${ORIGIN}/static/kam/dist/app.js`), false);
});

test("this build and the one before it stay, and no other cache is touched", () => {
  const names = ["kam-told", ...["a", "b", "c"].map(cacheName), "other"];
  assert.deepEqual(outdated(names, "c"), [cacheName("a")]);
  assert.deepEqual(outdated([cacheName("c")], "c"), []);
});

test("the page of a captive portal is no shell", () => {
  assert.equal(isShellOf('<meta name="kam-build" content="b1">', "b1"), true);
  assert.equal(isShellOf('<meta name="kam-build" content="b0">', "b1"), false);
  assert.equal(isShellOf("<h1>Wi-Fi</h1>", "b1"), false);
});

test("the shell speaks the person's language, else the browser's", () => {
  const known = ["zh-hans", "en"];
  assert.equal(shellLanguage("en", "zh-CN", known), "en");
  assert.equal(shellLanguage(undefined, "en-GB", known), "en");
  assert.equal(shellLanguage("fr", "de", known), "zh-hans");
});
