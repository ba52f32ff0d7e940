/** The key of one person's store: made once, kept unreadable, locked by a PIN if wished. */
import { abort, exchanged } from "./rekeying.js";
import { newKey, open, openBytes, seal, sealBytes, unwrapKey, wrapKey } from "./sealing.js";

const IDLE = 5 * 60 * 1000;
const STEP = 15 * 1000;

/** A PIN keeps the store closed. */
export class Locked extends Error {}

/** Another tab changed the key between sealing and writing; the writer tries again. */
export class KeyChanged extends Error {}

export class Vault {
  constructor(shelves, now = Date.now) {
    this.shelves = shelves;
    this.now = now;
  }

  /** The key in use: {id, key}. Made when the store is new. */
  async current() {
    const db = await this.shelves();
    const row = (await db.get("keys", "seal")) ?? (await this.make(db));
    if (row.key) return { id: row.id, key: row.key };
    const opened = await db.get("keys", "opened");
    if (!opened || opened.id !== row.id || opened.until < this.now()) {
      if (opened) await db.delete("keys", "opened");
      throw new Locked();
    }
    return opened;
  }

  /** Somebody is here: what a PIN opened stays open a while longer. Work in the background is nobody. */
  async touch() {
    const tx = (await this.shelves()).transaction("keys", "readwrite");
    const opened = await tx.store.get("opened");
    const until = this.now() + IDLE;
    if (opened && opened.until >= this.now() && until - opened.until > STEP) tx.store.put({ ...opened, until }, "opened");
    await tx.done;
  }

  async make(db) {
    const fresh = { id: crypto.randomUUID(), key: await newKey() };
    const tx = db.transaction("keys", "readwrite", { durability: "strict" });
    const first = await tx.store.get("seal");
    if (!first) await tx.store.put(fresh, "seal");
    await tx.done;
    return first ?? fresh;
  }

  async seal(value, place) {
    const { id, key } = await this.current();
    return { by: id, ...(await seal(key, value, place)) };
  }

  async sealBytes(bytes, place) {
    const { id, key } = await this.current();
    return { by: id, ...(await sealBytes(key, bytes, place)) };
  }

  async open(sealed, place) {
    return open((await this.current()).key, sealed, place);
  }

  async openBytes(sealed, place) {
    return openBytes((await this.current()).key, sealed, place);
  }

  /** Write what `make` sealed, in one transaction, unless the key changed meanwhile: then once more. */
  async write(stores, make, put) {
    for (let turn = 0; ; turn += 1) {
      const made = await make();
      const db = await this.shelves();
      const tx = db.transaction(["keys", ...stores], "readwrite", { durability: "strict" });
      const ended = tx.done.catch((error) => error);
      try {
        if ((await tx.objectStore("keys").get("seal"))?.id !== made.by) throw new KeyChanged();
        const result = await put(tx, made);
        await tx.done;
        return result;
      } catch (error) {
        abort(tx);
        await ended;
        if (!(error instanceof KeyChanged) || turn > 3) throw error;
      }
    }
  }

  /** Is there a PIN, and is the store closed by it? */
  async lockState() {
    const db = await this.shelves();
    if ((await db.get("keys", "seal"))?.wrapped === undefined) return "none";
    return this.current().then(
      () => "open",
      () => "locked",
    );
  }

  /** Open with a PIN; false when it is wrong. */
  async unlock(pin) {
    const db = await this.shelves();
    const row = await db.get("keys", "seal");
    if (!row?.wrapped) return true;
    const key = await unwrapKey(row, pin);
    if (key) await db.put("keys", { id: row.id, key, until: this.now() + IDLE }, "opened");
    return key !== null;
  }

  async lock() {
    await (await this.shelves()).delete("keys", "opened");
  }

  /** Give the store a new key, wrapped by a PIN, or plain when `pin` is empty. All or nothing. */
  async setPin(pin) {
    const id = crypto.randomUUID();
    const made = await newKey(Boolean(pin));
    const row = pin ? { id, ...(await wrapKey(made, pin)) } : { id, key: made };
    const opened = pin ? { id, key: await unwrapKey(row, pin), until: this.now() + IDLE } : null;
    const db = await this.shelves();
    while (!(await exchanged(db, (await this.current()).key, made, { row, opened })));
  }
}
