/** The outbox of one person: items are added whole, sent in order, and leave only on a receipt. */
import { ATTENTION, BINNED, bodyOf, DONE, editOf, LARGEST, momentOf, namesIn, shown, UNSENT } from "./items.js";
import { upgradeItem, VERSION } from "./records.js";
import { sizeOf } from "./sealing.js";

const MOST_AFTER = 200;
const KEPT_DONE = 3 * 24 * 3600 * 1000;

/** An item that has left cannot be changed here any more. */
export class Left extends Error {}
/** More text than the server takes. */
export class TooBig extends Error {}

export class Outbox {
  constructor(vault, told, now = Date.now) {
    this.vault = vault;
    this.told = told;
    this.now = now;
  }

  /** Keep a new item; returns when it is safely on the disk. */
  async add(kind, fields) {
    const made = await this.made(kind, { id: crypto.randomUUID(), ...fields });
    const put = (tx, { sealed }) => tx.objectStore("items").add({ ...made.row, sealed });
    await this.vault.write(["items"], () => this.sealedOf(made), put);
    this.told();
    return shown(made.row, made.inside);
  }

  async made(kind, fields) {
    const after = [...new Set([...(fields.after ?? []), ...(await this.earlier(namesIn(fields)))])].slice(-MOST_AFTER);
    const body = bodyOf(kind, fields, { after, at: momentOf(new Date(this.now())) });
    return this.rowOf(crypto.randomUUID(), body, fields.title);
  }

  rowOf(op, body, title = "") {
    const inside = { body: JSON.stringify(body), title };
    const size = sizeOf(inside.body);
    if (size > LARGEST) throw new TooBig(body.kind);
    return { row: { op, v: VERSION, about: namesIn(body), state: "unsent", tries: 0, due: 0, size }, inside };
  }

  async sealedOf({ row, inside }) {
    const sealed = await this.vault.seal(inside, `items/${row.op}`);
    return { by: sealed.by, sealed };
  }

  /** Operations that have not left and name one of these ids. */
  async earlier(ids) {
    const db = await this.vault.shelves();
    const found = await Promise.all(ids.map((id) => db.getAllFromIndex("items", "about", id)));
    return found.flat().filter(({ state }) => UNSENT.includes(state)).map(({ op }) => op);
  }

  async row(op) {
    return (await this.vault.shelves()).getFromIndex("items", "op", op);
  }

  async opened(row) {
    return upgradeItem(row.v, await this.vault.open(row.sealed, `items/${row.op}`));
  }

  /** All items a person should see, oldest first. An unreadable one is shown as such, never left out. */
  async items() {
    await this.vault.current();
    const rows = (await (await this.vault.shelves()).getAll("items")).filter(({ state }) => state !== BINNED);
    return Promise.all(rows.map((row) => this.seen(row)));
  }

  async seen(row) {
    try {
      return shown(row, await this.opened(row));
    } catch (error) {
      return { op: row.op, state: "unreadable", kind: "", id: "", account: null, at: "", title: "", reason: error.constructor.name, conflicts: {}, fields: [], wanted: {}, base: null, body: null };
    }
  }

  /** Correct an item: replaced while it has never left, otherwise an edit on top of it. */
  async revise(op, fields) {
    const row = await this.row(op);
    if (!row || !UNSENT.includes(row.state)) throw new Left(op);
    const inside = await this.opened(row);
    const body = JSON.parse(inside.body);
    const title = fields.title ?? inside.title;
    if (row.tries > 0) return this.add(body.kind, { ...editOf(body, fields), title, after: [op] });
    const changed = { ...body, ...fields, kind: body.kind, after: body.after, wanted: { ...body.wanted, ...fields.wanted } };
    const made = this.rowOf(op, bodyOf(body.kind, changed, changed), title);
    await this.replace([made], (still) => still?.tries === 0);
    return shown(made.row, made.inside);
  }

  /** Put changed items in the place of what they were, unless one has left meanwhile. */
  async replace(all, may) {
    const make = async () => {
      const made = await Promise.all(all.map(async (one) => ({ ...one, ...(await this.sealedOf(one)) })));
      return { by: made[0].by, made };
    };
    await this.vault.write(["items"], make, async (tx, { made }) => {
      const index = tx.objectStore("items").index("op");
      for (const { row, sealed } of made) {
        const still = await index.get(row.op);
        if (!may(still)) throw new Left(row.op);
        await tx.objectStore("items").put({ ...still, about: row.about, size: row.size, sealed });
      }
    });
    this.told();
  }

  /** Give up an item that never left (or that the server would not take); later ones need not wait for it. */
  async drop(op) {
    const row = await this.row(op);
    if (!row || !(row.state === "held" || (row.state === "unsent" && row.tries === 0))) throw new Left(op);
    await this.mark(op, (still) => ({ ...still, state: BINNED, before: still.state, settled_at: this.now() }));
    const later = (await this.items()).filter((item) => item.state === "unsent" && item.tries === 0 && item.body.after.includes(op));
    const freed = later.map(({ op: own, body, title }) => this.rowOf(own, { ...body, after: body.after.filter((one) => one !== op) }, title));
    if (freed.length > 0) await this.replace(freed, (still) => still?.tries === 0);
  }

  /** Bring a given up item back, for three days. */
  undrop(op) {
    return this.mark(op, (row) => ({ ...row, state: row.before ?? "unsent" }));
  }

  async mark(op, change) {
    const tx = (await this.vault.shelves()).transaction("items", "readwrite", { durability: "strict" });
    const row = await tx.store.index("op").get(op);
    if (row) await tx.store.put(change(row));
    await tx.done;
    this.told();
  }

  /** Counts, without a key: {unsent, waiting, attention, done}. */
  async pending() {
    const index = (await this.vault.shelves()).transaction("items").store.index("state");
    const count = async (states) => (await Promise.all(states.map((state) => index.count(state)))).reduce((a, b) => a + b, 0);
    const [unsent, waiting, attention, done] = await Promise.all([UNSENT, ["waiting"], ATTENTION, DONE].map(count));
    return { unsent, waiting, attention, done };
  }

  /** Forget what is settled: what a snapshot already shows, and after three days the rest. */
  async tidy(newestSnapshot = 0) {
    const old = this.now() - KEPT_DONE;
    const tx = (await this.vault.shelves()).transaction("items", "readwrite");
    for (const state of [...DONE, BINNED]) {
      const limit = state === "stored" ? Math.max(old, newestSnapshot) : old;
      for (const row of await tx.store.index("state").getAll(state)) if (row.settled_at < limit) await tx.store.delete(row.place);
    }
    await tx.done;
  }
}
