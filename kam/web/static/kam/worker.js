/**
 * The service worker: what a device needs to show the application without signal.
 *
 * The server puts `self.kam = {build, assets: {path: sha256}, shells: {language: path}}`
 * before this script. A build is taken whole and checked, or not at all: until then the
 * earlier one serves on. Pages always come from the network while there is one.
 */
import { cacheName, isAway, isFixed, isShellOf, isShown, outdated, shellLanguage, wayOf } from "./logic/caching.js";
import { hashOfBytes } from "./logic/sealing.js";

const { build, assets, shells } = self.kam;
const PATIENCE = 4000;
const TOLD = "kam-told";

async function fetched(path) {
  const answer = await fetch(path, { cache: "no-cache", credentials: "omit", redirect: "error" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

async function keepAsset(cache, path, wanted) {
  const answer = await fetched(path);
  if ((await hashOfBytes(await answer.clone().arrayBuffer())) !== wanted) throw new Error(`${path}: not of this build`);
  await cache.put(path, answer);
}

async function keepShell(cache, path) {
  const answer = await fetched(path);
  if (!isShellOf(await answer.clone().text(), build)) throw new Error(`${path}: not of this build`);
  await cache.put(path, answer);
}

async function install() {
  const cache = await caches.open(cacheName(build));
  try {
    await Promise.all(Object.entries(assets).map(([path, wanted]) => keepAsset(cache, path, wanted)));
    await Promise.all(Object.values(shells).map((path) => keepShell(cache, path)));
  } catch (error) {
    await caches.delete(cacheName(build));
    throw error;
  }
  await self.skipWaiting();
}

async function activate() {
  const old = outdated(await caches.keys(), build).map((name) => caches.delete(name));
  await Promise.all([self.clients.claim(), self.registration.navigationPreload?.enable(), ...old]);
}

async function shell() {
  const told = await (await caches.open(TOLD)).match("/language");
  const language = shellLanguage(await told?.text(), self.navigator.language, Object.keys(shells));
  const cache = await caches.open(cacheName(build));
  return cache.match(shells[language]);
}

function after(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds, null));
}

/** Somebody signed out without signal: "here" (nobody did), "ended" now, or "not yet". */
async function finishLeaving() {
  const told = await caches.open(TOLD);
  if (!(await told.match("/leaving"))) return "here";
  const hello = await fetch("/sync/hello", { redirect: "error" }).catch(() => null);
  if (hello?.status === 200) {
    const { csrf } = await hello.json();
    const ended = await fetch("/sign-out", { method: "POST", headers: { "X-CSRFToken": csrf } }).catch(() => null);
    if (!ended?.ok) return "not yet";
  } else if (hello?.status !== 401) return "not yet";
  await told.delete("/leaving");
  return "ended";
}

/** Until a session is ended nothing of it is shown; what was fetched ahead belongs to it. */
async function page(event) {
  const left = await finishLeaving();
  if (left === "not yet") return (await shell()) ?? Response.error();
  const ahead = left === "here" ? event.preloadResponse : null;
  const network = (async () => (await ahead) ?? fetch(event.request))().catch(() => null);
  const { pathname } = new URL(event.request.url);
  const patient = isShown(pathname);
  const answer = await (patient ? Promise.race([network, after(PATIENCE)]) : network);
  if (answer && !(patient && isAway(answer.status))) return answer;
  return (await shell()) ?? answer ?? (await network) ?? Response.error();
}

/** A form that could not be sent: back to its page, which says so; what was typed is in its draft. */
async function post(event) {
  try {
    return await fetch(event.request);
  } catch {
    const here = new URL(event.request.url);
    const from = event.request.referrer ? new URL(event.request.referrer) : here;
    const way = from.origin === here.origin ? from : here;
    way.hash = "unsent";
    return Response.redirect(way.href, 303);
  }
}

async function asset(request) {
  if (isFixed(request.url)) return (await kept(request)) ?? fetch(request);
  const network = fetch(request).catch(() => null);
  return (await Promise.race([network, after(PATIENCE / 2)])) ?? (await kept(request)) ?? (await network) ?? Response.error();
}

/** What the build that a page belongs to holds; a chunk carries its content in its name. */
async function kept(request) {
  const wanted = new URL(request.url).searchParams.get("v");
  const own = await caches.match(request, { cacheName: cacheName(wanted ?? build), ignoreSearch: true });
  return own ?? (wanted ? undefined : caches.match(request));
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const way = wayOf(event.request, self.location.origin);
  if (way === "page") event.respondWith(page(event));
  else if (way === "post") event.respondWith(post(event));
  else if (way === "asset") event.respondWith(asset(event.request));
});
self.addEventListener("message", (event) => {
  const { language, leaving, serve } = event.data ?? {};
  const tell = async (path, text) => (await caches.open(TOLD)).put(path, new Response(text));
  if (shells[language]) event.waitUntil(tell("/language", language));
  if (leaving) event.waitUntil(tell("/leaving", "yes"));
  if (serve) event.waitUntil(self.skipWaiting());
});
