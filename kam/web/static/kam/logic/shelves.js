/**
 * The database of one person on this device, through idb.
 *
 * keys    "seal" the key, or what a PIN wraps · items the outbox · snapshot, drafts
 * files, pieces  photos in sealed pieces · facts small things that are nobody's secret
 *
 * Steps only add: a tab with an older script keeps working on a newer database.
 */
import { deleteDB, openDB } from "idb";

export const NEWEST = 1;

const STEPS = [
  (db) => {
    for (const name of ["keys", "facts", "snapshot", "drafts"]) db.createObjectStore(name);
    const items = db.createObjectStore("items", { keyPath: "place", autoIncrement: true });
    items.createIndex("op", "op", { unique: true });
    items.createIndex("state", "state");
    items.createIndex("about", "about", { multiEntry: true });
    db.createObjectStore("files", { keyPath: "id" });
    db.createObjectStore("pieces");
  },
];

/** The name of a person's database. */
export function nameOf(userKey) {
  return `kam-${userKey}`;
}

/** Open a person's database and bring it up to date; when it is already newer, take it as it is. */
export async function openShelves(userKey, { onclosed, steps = STEPS, newest = NEWEST } = {}) {
  const name = nameOf(userKey);
  let db;
  const ways = {
    upgrade(opened, from, to, tx) {
      tx.done.catch(() => {});
      for (const step of steps.slice(from, to)) step(opened);
    },
    blocking: () => db?.close(),
    terminated: () => onclosed?.(),
  };
  try {
    db = await openDB(name, newest, ways);
  } catch (error) {
    if (error.name !== "VersionError") throw error;
    db = await openDB(name, undefined, { blocking: ways.blocking, terminated: ways.terminated });
  }
  db.addEventListener("close", () => onclosed?.());
  return db;
}

/** One connection, opened again when the browser or a newer tab closed it. */
export function connection(userKey) {
  let opening;
  const onclosed = () => (opening = undefined);
  const reach = async () => {
    const db = await (opening ??= openShelves(userKey, { onclosed }));
    try {
      db.transaction("facts");
      return db;
    } catch {
      opening = undefined;
      return reach();
    }
  };
  return { reach, close: async () => (await opening)?.close() };
}

/** Remove everything this device holds of a person. */
export function removeShelves(userKey) {
  return deleteDB(nameOf(userKey));
}

/** The keys of all persons this device holds something of. */
export async function peopleHere() {
  const all = (await indexedDB.databases?.()) ?? [];
  return all.map(({ name }) => name).filter((name) => name?.startsWith("kam-")).map((name) => name.slice("kam-".length));
}
