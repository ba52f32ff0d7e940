/** Gives everything a store holds a new key, all or nothing. */
import { openBytes, sealBytes } from "./sealing.js";

const SEALED = ["snapshot", "items", "drafts", "files", "pieces"];

/** The place a row is sealed for. */
function placeIn(store, key, row) {
  return `${store}/${store === "items" ? row.op : [].concat(key).join("/")}`;
}

async function resealed(db, old, made, by) {
  const again = [];
  for (const store of SEALED) {
    const [rows, keys] = [await db.getAll(store), await db.getAllKeys(store)];
    for (const [at, was] of rows.entries()) {
      const place = placeIn(store, keys[at], was);
      const sealed = { by, ...(await sealBytes(made, await openBytes(old, was.sealed, place), place)) };
      again.push({ store, key: keys[at], was, sealed });
    }
  }
  return again;
}

/** Put the new rows and the new key in; false when another tab wrote meanwhile: nothing was changed. */
export async function exchanged(db, old, made, { row, opened }) {
  const again = await resealed(db, old, made, row.id);
  const tx = db.transaction(["keys", ...SEALED], "readwrite", { durability: "strict" });
  const ended = tx.done.then(
    () => true,
    () => false,
  );
  if (!(await allSame(tx, again))) {
    abort(tx);
    await ended;
    return false;
  }
  for (const { store, key, was, sealed } of again) await put(tx.objectStore(store), { ...was, sealed }, key);
  await tx.objectStore("keys").put(row, "seal");
  if (opened) await tx.objectStore("keys").put(opened, "opened");
  else await tx.objectStore("keys").delete("opened");
  return ended;
}

async function allSame(tx, again) {
  const counts = await Promise.all(SEALED.map((store) => tx.objectStore(store).count()));
  if (counts.reduce((sum, one) => sum + one, 0) !== again.length) return false;
  const here = await Promise.all(again.map(({ store, key }) => tx.objectStore(store).get(key)));
  return here.every((now, at) => now && print(now) === print(again[at].was));
}

/** What changes with any writing to a row: its state, and the fresh number of its sealing. */
function print({ sealed, ...rest }) {
  return JSON.stringify([rest, [...sealed.iv]]);
}

function put(store, row, key) {
  return store.keyPath ? store.put(row) : store.put(row, key);
}

/** End a transaction without a trace. */
export function abort(tx) {
  try {
    tx.abort();
  } catch {
    // It has ended already.
  }
}
