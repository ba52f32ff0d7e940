/** The snapshot and the drafts of one person, sealed under their names. */

export class Copies {
  constructor(vault, { tidy, tell, now }) {
    Object.assign(this, { vault, tidy, tell, now });
  }

  async keep(store, name, value, beside = {}) {
    const make = async () => {
      const sealed = await this.vault.seal(value, `${store}/${name}`);
      return { by: sealed.by, sealed };
    };
    await this.vault.write([store], make, (tx, { sealed }) => tx.objectStore(store).put({ ...beside, sealed }, name));
  }

  async kept(store, name) {
    const row = await (await this.vault.shelves()).get(store, name);
    return row ? this.vault.open(row.sealed, `${store}/${name}`) : null;
  }

  /** The last snapshot, or null. */
  snapshot() {
    return this.kept("snapshot", "current");
  }

  /** Keep a snapshot; what was stored before it was asked for is now in it. `beside`: {etag, asked_at}. */
  async keepSnapshot(snapshot, beside = {}) {
    await this.keep("snapshot", "current", snapshot, { made_at: snapshot.made_at, ...beside });
    await this.tidy(beside.asked_at ?? 0);
    this.tell();
  }

  /** The server said the snapshot still holds. */
  async confirmSnapshot(asked) {
    const tx = (await this.vault.shelves()).transaction("snapshot", "readwrite");
    const row = await tx.store.get("current");
    if (row) await tx.store.put({ ...row, asked_at: asked }, "current");
    await tx.done;
    await this.tidy(asked);
    this.tell();
  }

  /** {made_at, etag, asked_at} of the snapshot, readable without a key. */
  async snapshotMark() {
    const { sealed, ...mark } = (await (await this.vault.shelves()).get("snapshot", "current")) ?? {};
    return sealed ? mark : null;
  }

  /** Keep what is typed; `name` says which form. */
  keepDraft(name, typed) {
    return this.keep("drafts", name, typed, { at: this.now() });
  }

  draft(name) {
    return this.kept("drafts", name);
  }

  async dropDraft(name) {
    await (await this.vault.shelves()).delete("drafts", name);
  }

  async drafts() {
    return (await this.vault.shelves()).getAllKeys("drafts");
  }
}
