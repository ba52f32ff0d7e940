/**
 * Keeps one person's device in step with the server: sends what waits, then refreshes the copy.
 *
 *   const keeper = new Keeper(store, { ask, locks });
 *   await keeper.run();              // when there is signal, on focus, now and then
 *   await keeper.state();            // {outcome, pending, lock, copied_at, sent_at}
 */
import { isDue, refreshCopy } from "./copying.js";
import { Sender } from "./sender.js";

const COPY_PAUSE = 5 * 60 * 1000;

export class Keeper {
  constructor(store, { ask, locks, now = Date.now, told = () => {} }) {
    Object.assign(this, { store, ask, now, told });
    this.sender = new Sender(store, { ask, locks, now, told });
    this.outcome = "";
    this.next = 0;
  }

  /** One round; a second call while it runs joins it. `force`: do not wait for the next turn. */
  run({ force = false, pause = COPY_PAUSE } = {}) {
    this.running ??= this.round({ force, pause }).finally(() => (this.running = null));
    return this.running;
  }

  async round({ force, pause }) {
    if (force) await this.store.queue.release();
    const { unsent, waiting, attention } = await this.store.pending();
    if (unsent + waiting + attention === 0) this.outcome = "done";
    else if (force || this.now() >= this.next) await this.send(force);
    const wants = force || isDue(await this.store.snapshotMark(), { now: this.now(), pause });
    if (wants && !["signed-out", "other-user", "locked"].includes(this.outcome)) await this.copy();
    this.told();
    return this.outcome;
  }

  async send(force) {
    if (force) await this.store.keepFact("asked_again", 0);
    const { state, pause } = await this.sender.drain();
    this.outcome = state;
    this.next = state === "later" ? this.now() + pause : 0;
  }

  async copy() {
    if ((await this.store.lockState()) === "locked") return;
    const told = await refreshCopy(this.store, this).catch((error) => this.sender.stopped(error));
    if (this.outcome !== "later") this.outcome = told;
  }

  /** What a person is told. */
  async state() {
    const mark = await this.store.snapshotMark();
    return {
      outcome: this.outcome,
      pending: await this.store.pending(),
      lock: await this.store.lockState(),
      copied_at: mark?.asked_at ?? null,
      sent_at: (await this.store.fact("sent_at")) ?? null,
    };
  }
}
