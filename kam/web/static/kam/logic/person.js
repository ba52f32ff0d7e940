/** Who uses this device, and what the next one must not find. `storage` is localStorage. */
import { UNSENT } from "./items.js";
import { openStore } from "./store.js";

const PERSON = "kam-person";
const OFF = "kam-offline";
const DRAFT = "kam-draft:";

/** {key, id, language} of the person of this device, or null. */
export function personHere(storage) {
  try {
    return JSON.parse(storage.getItem(PERSON));
  } catch {
    return null;
  }
}

export function rememberPerson(storage, person) {
  storage.setItem(PERSON, JSON.stringify(person));
}

export function forgetPerson(storage) {
  storage.removeItem(PERSON);
}

/** May this device keep a copy? A shared computer says no. */
export function keepsCopy(storage) {
  return storage.getItem(OFF) !== "off";
}

export function setKeepsCopy(storage, yes) {
  if (yes) storage.removeItem(OFF);
  else storage.setItem(OFF, "off");
}

/** Drafts of online forms lie open while their writer is here: [[place, text]] of a person, or of all others. */
export function formDrafts(storage, id, { others = false } = {}) {
  const places = Array.from({ length: storage.length }, (_, at) => storage.key(at)).filter((place) => place?.startsWith(DRAFT));
  const own = `${DRAFT}${id}:`;
  return places.filter((place) => place.startsWith(own) !== others).map((place) => [place, storage.getItem(place)]);
}

/** Somebody else's drafts leave the open: sealed for their writer, who finds them again. */
export async function sealAway(storage, before) {
  const drafts = formDrafts(storage, before.id);
  if (drafts.length === 0) return;
  const store = await openStore(`${before.key}.forms`);
  for (const [place, text] of drafts) {
    await store.keepDraft(place, text);
    storage.removeItem(place);
  }
  await store.close();
}

/** The writer is back: what was sealed lies where the forms look for it, unless something newer does. */
export async function bringBack(storage, person, known) {
  if (!known.includes(`${person.key}.forms`)) return;
  const store = await openStore(`${person.key}.forms`);
  for (const place of await store.drafts()) {
    const text = await store.draft(place);
    if (storage.getItem(place) === null && text !== null) storage.setItem(place, text);
  }
  await store.forget();
}

/** Change from the person before to the one who signed in. */
export async function changePerson(storage, person, known) {
  const before = personHere(storage);
  if (before?.key && before.key !== person.key) await sealAway(storage, before);
  rememberPerson(storage, person);
  if (before?.key !== person.key) await bringBack(storage, person, known);
}

/** Remove everything of a person from this device; `drafts`: the forms of online pages too. */
export async function leave(storage, person, { drafts = true } = {}) {
  if (drafts) for (const [place] of formDrafts(storage, person.id)) storage.removeItem(place);
  forgetPerson(storage);
  for (const key of [`${person.key}.forms`, person.key]) await (await openStore(key)).forget();
}

/** The file of what was not sent: the same as a push, so an administrator can read it in. */
export async function fileOf(store, person, drafts) {
  const items = (await store.items()).filter(({ state }) => UNSENT.includes(state));
  const rows = await Promise.all(items.map(({ op }) => store.outbox.row(op)));
  const bodies = await Promise.all(rows.map((row) => store.outbox.opened(row)));
  return {
    schema: 1,
    user: person.key,
    name: person.name ?? "",
    device: await store.device(),
    now: new Date().toISOString(),
    items: items.map(({ op }, at) => ({ op, body: bodies[at].body })),
    drafts: drafts.map(([place, text]) => ({ form: place.slice(DRAFT.length), typed: text })),
  };
}
