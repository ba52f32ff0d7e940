/** Photos and files on a device: sealed in pieces, sent after the item that announces them. */
import { APPLIED } from "./items.js";
import { hashOfBytes, Unreadable } from "./sealing.js";

export const PIECE = 512 * 1024;
const TAKEN = [...APPLIED, "settled"];

/** The device has no room for the file; what was typed is kept all the same. */
export class NoRoom extends Error {
  name = "NoRoom";
}

export class Files {
  constructor(outbox) {
    this.outbox = outbox;
    this.vault = outbox.vault;
  }

  /** Keep a file of a visit and announce it. `file`: {name, type, bytes: ArrayBuffer}. */
  async attach(visit, { name, type, bytes }, { account = null } = {}) {
    const id = crypto.randomUUID();
    const told = { name, type, size: bytes.byteLength, sha256: await hashOfBytes(bytes) };
    try {
      await this.keep(id, bytes, told);
      const item = await this.outbox.add("file.attach", { id, visit, account, ...told, title: name });
      await this.change(id, (row) => ({ ...row, op: item.op }));
      return item;
    } catch (error) {
      await this.forget(id);
      throw isFull(error) ? new NoRoom(name) : error;
    }
  }

  async keep(id, bytes, told) {
    for (let at = 0; at * PIECE < bytes.byteLength; at += 1) {
      const make = async () => {
        const sealed = await this.vault.sealBytes(bytes.slice(at * PIECE, (at + 1) * PIECE), `pieces/${id}/${at}`);
        return { by: sealed.by, sealed };
      };
      await this.vault.write(["pieces"], make, (tx, { sealed }) => tx.objectStore("pieces").put({ sealed }, [id, at]));
    }
    const make = async () => {
      const sealed = await this.vault.seal(told, `files/${id}`);
      return { by: sealed.by, sealed };
    };
    const row = { id, op: "", size: told.size, sent: 0, state: "kept" };
    await this.vault.write(["files"], make, (tx, { sealed }) => tx.objectStore("files").put({ ...row, sealed }));
  }

  async change(id, how) {
    const tx = (await this.vault.shelves()).transaction("files", "readwrite", { durability: "strict" });
    const row = await tx.store.get(id);
    if (row) await tx.store.put(how(row));
    await tx.done;
    this.outbox.told();
  }

  /** Files whose announcement the server has taken; a disputed one waits with it, visible there. */
  async ready() {
    const rows = await this.kept();
    const items = await Promise.all(rows.map(({ op }) => this.outbox.row(op)));
    return rows.filter((_, at) => !items[at] || TAKEN.includes(items[at].state));
  }

  async kept() {
    return (await (await this.vault.shelves()).getAll("files")).filter(({ state }) => state === "kept");
  }

  /** From an offset on: at most one piece. */
  async piece(id, offset) {
    const at = Math.floor(offset / PIECE);
    const row = await (await this.vault.shelves()).get("pieces", [id, at]);
    if (!row) throw new Unreadable(`pieces/${id}/${at}`);
    return (await this.vault.openBytes(row.sealed, `pieces/${id}/${at}`)).slice(offset - at * PIECE);
  }

  /** All of it is on the server: free the room. */
  async forget(id) {
    const tx = (await this.vault.shelves()).transaction(["files", "pieces"], "readwrite");
    await tx.objectStore("files").delete(id);
    await tx.objectStore("pieces").delete(IDBKeyRange.bound([id, 0], [id, Infinity]));
    await tx.done;
    this.outbox.told();
  }
}

function isFull(error) {
  return error.name === "QuotaExceededError" || error.cause?.name === "QuotaExceededError";
}
