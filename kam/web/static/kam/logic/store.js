/**
 * What one person keeps on this device, sealed: snapshot, outbox, drafts.
 *
 *   const store = await openStore(userKey);
 *   await store.add("visit.plan", { id, account, base, wanted, title });
 *   await store.items(); await store.snapshot(); store.onchange(draw);
 *
 * Every write returns when it is on the disk. Nothing here speaks to the server.
 */
import { DONE, UNSENT } from "./items.js";
import { Outbox } from "./outbox.js";
import { overlaid } from "./overlay.js";
import { connection, removeShelves } from "./shelves.js";
import { Vault } from "./vault.js";

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
    this.listeners = new Set();
    this.channel = new BroadcastChannel(`kam-store:${userKey}`);
    this.channel.onmessage = () => this.listeners.forEach((listen) => listen());
    this.channel.unref?.();
    for (const name of ["add", "revise", "drop", "undrop", "items", "pending"]) this[name] = (...all) => this.outbox[name](...all);
    for (const name of ["lockState", "unlock", "lock"]) this[name] = (...all) => this.vault[name](...all);
  }

  async ready() {
    await this.shelves();
    return this;
  }

  shelves() {
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

  async keep(store, name, value, beside = {}) {
    const make = async () => {
      const sealed = await this.vault.seal(value, `${store}/${name}`);
      return { by: sealed.by, sealed };
    };
    await this.vault.write([store], make, (tx, { sealed }) => tx.objectStore(store).put({ ...beside, sealed }, name));
  }

  async kept(store, name) {
    const row = await (await this.shelves()).get(store, name);
    return row ? this.vault.open(row.sealed, `${store}/${name}`) : null;
  }

  /** The last snapshot, or null. */
  snapshot() {
    return this.kept("snapshot", "current");
  }

  /** Keep a snapshot; what was stored before it was asked for is now in it. `beside`: {etag, asked_at}. */
  async keepSnapshot(snapshot, beside = {}) {
    await this.keep("snapshot", "current", snapshot, { made_at: snapshot.made_at, ...beside });
    await this.outbox.tidy(beside.asked_at ?? 0);
    this.tell();
  }

  /** {made_at, etag, asked_at} of the snapshot, readable without a key. */
  async snapshotMark() {
    const { sealed, ...mark } = (await (await this.shelves()).get("snapshot", "current")) ?? {};
    return sealed ? mark : null;
  }

  /** The snapshot with own items that it does not know yet. */
  async overlay(snapshot) {
    const since = (await this.snapshotMark())?.asked_at ?? 0;
    const isNew = ({ state, settled_at }) => AWAITED.includes(state) || (DONE.includes(state) && settled_at >= since);
    return overlaid(snapshot, (await this.items()).filter(isNew));
  }

  /** Keep what is being typed; `name` says which form. */
  keepDraft(name, typed) {
    return this.keep("drafts", name, typed, { at: this.now() });
  }

  draft(name) {
    return this.kept("drafts", name);
  }

  async dropDraft(name) {
    await (await this.shelves()).delete("drafts", name);
  }

  async drafts() {
    return (await this.shelves()).getAllKeys("drafts");
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

  async setPin(pin) {
    await this.vault.changeKey(pin);
    this.tell();
  }

  async close() {
    await this.connection.close();
    this.channel.close();
    open.delete(this.userKey);
  }

  /** Remove everything this device holds of the person, the key included. */
  async forget() {
    this.tell();
    await this.close();
    await removeShelves(this.userKey);
  }
}
