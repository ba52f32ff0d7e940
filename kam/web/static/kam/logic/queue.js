/** What sending does with the items of an outbox: take, mark, settle, hold back. */
import { UNSENT } from "./items.js";
import { hashOf } from "./sealing.js";
import { batchOf, HELD_FOR, MOST } from "./sending.js";

/** Disputed or waiting on the server: it may have been settled there since. */
const OPEN = ["waiting", "conflict", "quarantined"];

export class Queue {
  constructor(outbox) {
    this.outbox = outbox;
    this.vault = outbox.vault;
  }

  /** The next items to send, opened: [{op, body, hash, size}]. What is held back waits for its time. */
  async batch() {
    const db = await this.vault.shelves();
    const due = (await db.getAllFromIndex("items", "state", "held")).filter((row) => row.due <= this.outbox.now());
    const rows = [...due, ...(await db.getAllFromIndex("items", "state", "unsent", MOST))];
    return this.openedAll(batchOf(rows.sort((one, other) => one.place - other.place)));
  }

  /** Items that are safe on the server and not settled yet, longest unasked first. */
  async disputed() {
    const db = await this.vault.shelves();
    const rows = (await Promise.all(OPEN.map((state) => db.getAllFromIndex("items", "state", state)))).flat();
    return this.openedAll(batchOf(rows.sort((one, other) => one.settled_at - other.settled_at)));
  }

  /** What cannot be opened stays where it is, visible, and holds nobody up. */
  async openedAll(rows) {
    await this.vault.current();
    const opened = await Promise.all(
      rows.map(async (row) => {
        const inside = await this.outbox.opened(row).catch(() => null);
        return inside && { op: row.op, size: row.size, body: inside.body, hash: await hashOf(inside.body) };
      }),
    );
    const closed = rows.filter((_, at) => !opened[at]);
    if (closed.length > 0) await this.hold(closed, "unreadable");
    const readable = opened.filter(Boolean);
    return readable.length === 0 && closed.length > 0 ? this.batch() : readable;
  }

  /** Note that items are about to leave: from now on the server may have them. */
  tried(batch) {
    return this.change(batch, (row) => UNSENT.includes(row.state) && { ...row, tries: row.tries + 1 });
  }

  /** Hold items back for a while, so that the others go on. */
  hold(batch, reason) {
    const due = this.outbox.now() + HELD_FOR;
    return this.change(batch, (row) => UNSENT.includes(row.state) && { ...row, state: "held", due, reason });
  }

  /** Let what was held back go at once. */
  async release() {
    const rows = await (await this.vault.shelves()).getAllFromIndex("items", "state", "held");
    await this.change(rows, (row) => ({ ...row, state: "unsent", due: 0 }));
  }

  /** The server will never take it: a person must look. */
  refuse(op, reason) {
    return this.change([{ op }], (row) => ({ ...row, state: "refused", reason }));
  }

  async change(batch, how) {
    if (batch.length === 0) return;
    const tx = (await this.vault.shelves()).transaction("items", "readwrite", { durability: "strict" });
    const index = tx.store.index("op");
    for (const row of await Promise.all(batch.map(({ op }) => index.get(op)))) {
      const changed = row && how(row);
      if (changed) tx.store.put(changed);
    }
    await tx.done;
    this.outbox.told();
  }

  /** Write receipts to their items: Map op → receipt. */
  async settle(receipts) {
    if (receipts.size === 0) return;
    const at = this.outbox.now();
    const put = async (tx, { rows }) => {
      const store = tx.objectStore("items");
      const index = store.index("op");
      const here = await Promise.all(rows.map(({ op }) => index.get(op)));
      for (const [place, { op, sealed }] of rows.entries())
        if (here[place]) store.put({ ...here[place], state: receipts.get(op).state, settled_at: at, reason: "", sealed });
    };
    await this.vault.write(["items"], () => this.receipted(receipts), put);
    this.outbox.told();
  }

  /** The items with their receipts inside, sealed again: a receipt may tell what somebody else wrote. */
  async receipted(receipts) {
    const { id } = await this.vault.current();
    const rows = await Promise.all([...receipts].map(([op, receipt]) => this.withReceipt(op, receipt)));
    return { by: id, rows: rows.filter(Boolean) };
  }

  async withReceipt(op, receipt) {
    const row = await this.outbox.row(op);
    const inside = row && (await this.outbox.opened(row).catch(() => null));
    return inside && { op, sealed: await this.vault.seal({ ...inside, receipt }, `items/${op}`) };
  }
}
