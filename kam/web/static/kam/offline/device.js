/** What pages do with this device: its person, its keeper, its installing. Loaded when a page has settled. */
import { ask, askToPersist, registerWorker } from "../logic/asking.js";
import { Keeper } from "../logic/keeper.js";
import { changePerson, keepsCopy, leave, setKeepsCopy } from "../logic/person.js";
import { peopleHere } from "../logic/shelves.js";
import { openStore } from "../logic/store.js";

export { askToPersist, keepsCopy, setKeepsCopy };

const keepers = new Map();

/** Somebody signed in: the forms of the person before are sealed away. */
export async function arrive(person) {
  await changePerson(localStorage, person, await peopleHere());
}

/** The keeper of a person; one a page. The worker comes with it. */
export function keeperOf(person) {
  if (!keepers.has(person.key)) keepers.set(person.key, made(person));
  return keepers.get(person.key);
}

async function made(person) {
  const store = await openStore(person.key);
  await begin(store);
  registerWorker(person.language).catch((error) => console.warn("service worker", error));
  return new Keeper(store, { ask, locks: navigator.locks });
}

/**
 * A key that a PIN opened in a tab that is gone is closed again; from now on whoever taps
 * or types keeps it open.
 */
async function begin(store) {
  const name = `kam-open:${store.userKey}`;
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  if (!sessionStorage.getItem(name) && !held.some((lock) => lock.name === name)) await store.lock();
  sessionStorage.setItem(name, "1");
  navigator.locks?.request(name, { mode: "shared" }, () => new Promise(() => {}));
  for (const event of ["pointerdown", "keydown"]) addEventListener(event, () => store.gone || store.touch().catch((error) => console.warn("store", error)), { passive: true });
}

/** Items of other people that wait on this device: nobody else sees or sends them. */
export async function waitingOfOthers(person) {
  let sum = 0;
  for (const key of await peopleHere()) {
    if (key === person.key || key.includes(".")) continue;
    const store = await openStore(key);
    sum += (await store.pending()).unsent;
    await store.close();
  }
  return sum;
}

/** A shared computer: remove the copy and keep none from now on; false while something waits. */
export async function keepNothing(person) {
  const store = await openStore(person.key);
  if ((await store.pending()).unsent > 0) return false;
  await leave(localStorage, person, { drafts: false });
  setKeepsCopy(localStorage, false);
  return true;
}
