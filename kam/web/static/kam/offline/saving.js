/** Saving: every change becomes an item of the outbox; an unsent one of the same thing is corrected instead. */
import { UNSENT } from "../logic/items.js";
import { Left } from "../logic/outbox.js";

const JOINED = ["actions", "promises", "quotes"];
/** Said as a whole each time: what is not in it was not meant. */
const WHOLE = ["heard"];

/** The unsent item of a kind about a thing, or null. */
export async function unsentOf(store, kinds, id) {
  const items = await store.items();
  return items.findLast((item) => item.id === id && kinds.includes(item.kind) && UNSENT.includes(item.state)) ?? null;
}

function joined(body, fields) {
  const all = { ...fields };
  for (const name of JOINED) if (name in fields || name in body) all[name] = [...(body[name] ?? []), ...(fields[name] ?? [])];
  return all;
}

/** A list that holds nothing says nothing. */
function told(fields) {
  const isEmpty = ([name, value]) => [...JOINED, ...WHOLE].includes(name) && value?.length === 0;
  return Object.fromEntries(Object.entries(fields).filter((field) => !isEmpty(field)));
}

/** Correct the unsent item of the same kind and thing, or add a new one. */
export async function save(store, kind, typed) {
  const fields = told(typed);
  const earlier = fields.settles ? null : await unsentOf(store, [kind], fields.id);
  if (!earlier) return store.add(kind, fields);
  const { base: _, ...changes } = fields;
  for (const name of WHOLE) if (name in typed) changes[name] = fields[name];
  try {
    return await store.revise(earlier.op, joined(earlier.body, changes));
  } catch (error) {
    if (!(error instanceof Left)) throw error;
    return store.add(kind, fields);
  }
}

/** The item that a correction stands for, or null. */
export async function settledItem(store, op) {
  return op ? ((await store.items()).find((item) => item.op === op) ?? null) : null;
}

/** Change an action or a promise; one that never left is opened as it should be. */
export async function saveOwed(store, kind, fields) {
  const opened = `${kind.split(".")[0]}.open`;
  const opening = fields.settles ? null : await unsentOf(store, [opened], fields.id);
  return save(store, opening ? opened : kind, fields);
}

/** Open it again; a closing that never left is given up instead. */
export async function reopen(store, row, kind, title) {
  const closing = await unsentOf(store, [`${kind}.close`], row.id);
  const given = closing && (await store.drop(closing.op).then(() => true, () => false));
  if (!given) await store.add(`${kind}.reopen`, { id: row.id, account: row.account, base: { state: row.state }, wanted: {}, title });
}

/** Close an action or a promise; one that was never sent is still opened, then closed. */
export function close(store, row, kind, state, title) {
  return store.add(`${kind}.close`, { id: row.id, account: row.account, base: { state: row.state }, wanted: { state }, title });
}
