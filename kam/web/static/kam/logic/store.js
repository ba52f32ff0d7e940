/**
 * What one person keeps on this device, sealed: snapshot, outbox, drafts.
 *
 *   const store = await openStore(userKey);
 *   await store.add("visit.plan", { id, account, base, wanted, title });
 *   await store.items(); await store.snapshot(); store.onchange(draw);
 *
 * Every write returns when it is on the disk. Nothing here speaks to the server.
 */
import { Copies } from "./copies.js";
import { Files } from "./files.js";
import { APPLIED, UNSENT } from "./items.js";
import { Outbox } from "./outbox.js";
import { overlay } from "./overlay.js";
import { Queue } from "./queue.js";
import { connection, removeShelves } from "./shelves.js";
import { Vault } from "./vault.js";

/** What the parts offer through the store. */
const OFFERED = {
  outbox: ["add", "revise", "drop", "undrop", "items"],
  vault: ["lockState", "unlock", "lock", "touch", "setPin"],
  copies: ["snapshot", "keepSnapshot", "confirmSnapshot", "snapshotMark", "keepDraft", "draft", "dropDraft", "drafts"],
};

/** The person signed out; what comes late finds nothing. */
export class Gone extends Error {}

const AWAITED = [...UNSENT, "waiting"];
const open = new Map();

/** The store of a person; one a page. */
export function openStore(userKey, options = {}) {
  if (!open.has(userKey)) open.set(userKey, new Store(userKey, options));
  return open.get(userKey).ready();
}

class Store {
  constructor(userKey, { now = Date.now } = {}) {
    this.userKey = userKey;
    this.now = now;
    this.connection = connection(userKey);
    this.vault = new Vault(() => this.shelves(), now);
    this.outbox = new Outbox(this.vault, () => this.tell(), now);
    this.queue = new Queue(this.outbox);
    this.files = new Files(this.outbox);
    this.listeners = new Set();
    this.channel = new BroadcastChannel(`kam-store:${userKey}`);
    this.channel.onmessage = ({ data }) => (data === "gone" ? this.end() : this.listeners.forEach((listen) => listen()));
    this.channel.unref?.();
    const tidy = (since) => this.outbox.tidy(since);
    this.copies = new Copies(this.vault, { tidy, tell: () => this.tell(), now });
    for (const [part, names] of Object.entries(OFFERED))
      for (const name of names) this[name] = (...all) => this[part][name](...all);
  }

  async ready() {
    await this.shelves();
    return this;
  }

  async shelves() {
    if (this.gone) throw new Gone(this.userKey);
    return this.connection.reach();
  }

  /** Call `listen` after every change, in whatever tab; returns what ends that. */
  onchange(listen) {
    this.listeners.add(listen);
    return () => this.listeners.delete(listen);
  }

  tell() {
    this.channel.postMessage("changed");
    this.listeners.forEach((listen) => listen());
  }

  /** Counts, without a key: {unsent, waiting, attention, done}; a file waits until all of it is sent. */
  async pending() {
    const told = await this.outbox.pending();
    return { ...told, unsent: told.unsent + (await this.files.ready()).length };
  }

  /** The snapshot with own items that it does not know yet. */
  async overlay(snapshot) {
    const since = (await this.snapshotMark())?.asked_at ?? 0;
    const isNew = ({ state, settled_at }) => AWAITED.includes(state) || (APPLIED.includes(state) && settled_at >= since);
    return overlay(snapshot, (await this.items()).filter(isNew));
  }

  /** Small plain things: when it was last sent, the id of the device. */
  async fact(name) {
    return (await this.shelves()).get("facts", name);
  }

  async keepFact(name, value) {
    await (await this.shelves()).put("facts", value, name);
  }

  /** The id of this device for this person. */
  async device() {
    const tx = (await this.shelves()).transaction("facts", "readwrite");
    const id = (await tx.store.get("device")) ?? crypto.randomUUID();
    await tx.store.put(id, "device");
    await tx.done;
    return id;
  }

  async close() {
    await this.connection.close();
    this.channel.close();
    open.delete(this.userKey);
  }

  /** The person left this device, here or in another tab: nothing reads or writes any more. */
  end() {
    this.gone = true;
    this.listeners.clear();
    return this.close();
  }

  /** Remove everything this device holds of the person, the key included. */
  async forget() {
    this.channel.postMessage("gone");
    await this.end();
    await removeShelves(this.userKey);
  }
}
