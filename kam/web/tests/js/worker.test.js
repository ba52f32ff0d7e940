import assert from "node:assert/strict";
import { test } from "node:test";

const ORIGIN = "https://kam.example";
const MOST = 20;
const listeners = {};
const told = new Map([["/leaving", new Response("yes")]]);
const shell = () => new Response("shell");
const asked = [];
let network = async () => new Response("");

Object.assign(globalThis, {
  self: {
    kam: { build: "b", assets: {}, shells: { en: "/offline/en" } },
    location: new URL(ORIGIN),
    navigator: { language: "en" },
    addEventListener: (name, listen) => (listeners[name] = listen),
  },
  caches: {
    open: async (name) => ({
      match: async (path) => (name === "kam-told" ? told.get(path)?.clone() : shell()),
      delete: async (path) => told.delete(path),
    }),
  },
  fetch: async (request) => {
    asked.push(typeof request === "string" ? request : request.url);
    if (asked.length > MOST) throw new Error("asked without end");
    return network(request);
  },
});
await import("../../static/kam/worker.js");

function answered(request) {
  return new Promise((done) => listeners.fetch({ request, preloadResponse: undefined, respondWith: done }));
}

test("a server that does not end the session is asked once, and shows nothing of it", async () => {
  network = async (request) => (request === "/sync/hello" ? Response.json({ csrf: "x" }) : new Response("", { status: 503 }));
  const answer = await answered({ method: "GET", mode: "navigate", url: `${ORIGIN}/today` });
  assert.equal(await (await answer).text(), "shell");
  assert.deepEqual(asked, ["/sync/hello", "/sign-out"]);
  assert.ok(told.has("/leaving"));
});

test("a form that was not sent leads back to its own page and nowhere else", async () => {
  network = async () => {
    throw new TypeError("no signal");
  };
  for (const referrer of [`${ORIGIN}//elsewhere.example/x`, "https://elsewhere.example/x", ""]) {
    const answer = await answered({ method: "POST", mode: "navigate", url: `${ORIGIN}/visits/new`, referrer });
    const way = new URL((await answer).headers.get("Location"), ORIGIN);
    assert.equal(way.origin, ORIGIN, referrer);
    assert.equal(way.hash, "#unsent");
  }
});
