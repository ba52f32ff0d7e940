/** Signing out of a device: what would be lost, and what must go. Loaded when somebody signs out. */
import { ask, saveFile } from "../logic/asking.js";
import { fileOf, formDrafts, leave, personHere } from "../logic/person.js";
import { openStore } from "../logic/store.js";
import { keeperOf } from "./device.js";

const TOKEN = "csrfmiddlewaretoken";

/** What is only on this device: {unsent, drafts}. */
export async function whatWaits() {
  const person = personHere(localStorage);
  if (!person) return { unsent: 0, drafts: 0 };
  const store = await openStore(person.key);
  const [{ unsent }, kept] = [await store.pending(), await store.drafts()];
  return { unsent, drafts: formDrafts(localStorage, person.id).length + kept.length };
}

/** Send what can be sent; what still waits then. */
export async function send() {
  const keeper = await keeperOf(personHere(localStorage));
  await keeper.run({ force: true });
  return whatWaits();
}

/** Save what is only here as a file, readable by its owner and by an administrator's import. */
export async function save() {
  const person = personHere(localStorage);
  const file = await fileOf(await openStore(person.key), person, formDrafts(localStorage, person.id));
  saveFile(`kam-${file.now.slice(0, 10)}.json`, JSON.stringify(file, null, 1));
}

/** Take everything of the person off this device. */
export async function clear() {
  const person = personHere(localStorage);
  if (person) await leave(localStorage, person);
  document.cookie = "kam-kept=0; path=/; max-age=0";
}

/** Put the mark against forged posts into the form; asks for one where the page has none. */
export async function token(form) {
  if (!navigator.onLine) return null;
  const { status, text } = await ask("/sync/hello");
  if (status === 401) return "";
  const field = form.elements[TOKEN] ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: TOKEN }));
  field.value = status === 200 ? JSON.parse(text).csrf : field.value;
  return field.value || null;
}

/** Without signal: the worker ends the session before the next page, whoever opens it. */
export async function leaveLater() {
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ leaving: true });
  location.assign("/");
}
