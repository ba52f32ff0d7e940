/**
 * Sends the outbox, one tab at a time, and keeps every item until its own receipt has come.
 *
 *   const sender = new Sender(store, { ask, locks });
 *   const end = await sender.drain();   // {state: "done" | "later" | "signed-out" | …, sent}
 *
 * `ask(path, {method, body, headers})` → {status, text, retryAfter}; it throws without signal.
 */
import { momentOf } from "./items.js";
import { halves, matched, meaningOf, pauseAfter, pushOf } from "./sending.js";
import { upload } from "./uploading.js";
import { Locked } from "./vault.js";

const ASK_AGAIN = 10 * 60 * 1000;

export class Sender {
  constructor(store, { ask, locks, now = Date.now, told = () => {} }) {
    Object.assign(this, { store, ask, locks, now, told });
    this.failures = 0;
  }

  /** Send all there is. Another tab that sends already is left to it. */
  async drain() {
    if (!this.locks) return this.alone();
    const name = `kam-sending:${this.store.userKey}`;
    const way = { ifAvailable: true };
    return this.locks.request(name, way, (lock) => (lock ? this.alone() : { state: "elsewhere", sent: 0 }));
  }

  async alone() {
    this.sent = 0;
    const state = await this.all().catch((error) => this.stopped(error));
    this.failures = state === "later" ? this.failures + 1 : 0;
    if (state === "done") await this.store.keepFact("sent_at", this.now());
    return { state, sent: this.sent, pause: pauseAfter(this.failures, { retryAfter: this.retryAfter }) };
  }

  stopped(error) {
    if (error instanceof Locked) return "locked";
    if (error instanceof TypeError || ["AbortError", "TimeoutError"].includes(error.name)) return "later";
    throw error;
  }

  async all() {
    const greeted = await this.greet();
    if (greeted !== "ok") return greeted;
    this.device = await this.store.device();
    for (;;) {
      const batch = await this.store.queue.batch();
      if (batch.length === 0) break;
      const state = await this.push(batch);
      if (state !== "ok") return state;
    }
    const files = await this.sendFiles();
    return files === "done" ? this.askAgain() : files;
  }

  /** The bytes of photos, after the items that announce them. */
  async sendFiles() {
    for (const file of await this.store.files.ready()) {
      const end = await upload(this.store.files, file, this);
      if (end === "broken") await this.store.queue.refuse(file.op, "broken");
      if (["absent", "broken"].includes(end)) continue;
      if (end === "stopped") await this.store.queue.refuse(file.op, "file");
      else if (end !== "sent") return end;
      await this.store.files.forget(file.id);
    }
    return "done";
  }

  /** Who is signed in, and the mark against forged posts; nothing goes out for anybody else. */
  async greet() {
    const { status, text } = await this.ask("/sync/hello", { method: "GET" });
    if (status === 401) return "signed-out";
    let hello = null;
    try {
      hello = JSON.parse(text);
    } catch {
      return "later";
    }
    if (status !== 200 || !hello?.user?.key || !hello.csrf) return "later";
    if (hello.user.key !== this.store.userKey) return "other-user";
    this.csrf = hello.csrf;
    return "ok";
  }

  async push(batch, turn = 0) {
    await this.store.queue.tried(batch);
    const meaning = meaningOf(await this.ask("/sync/push", await this.request(batch)), this.store.userKey);
    if (meaning.kind === "receipts") return this.taken(batch, meaning.receipts);
    if (meaning.kind === "token" && turn === 0) {
      const greeted = await this.greet();
      return greeted === "ok" ? this.push(batch, 1) : greeted;
    }
    if (meaning.kind === "batch") return this.divided(batch, meaning.status);
    this.retryAfter = meaning.retryAfter;
    return meaning.kind === "token" ? "later" : meaning.kind;
  }

  async request(items) {
    const { unsent } = await this.store.pending();
    const told = { user: this.store.userKey, device: this.device, now: momentOf(new Date(this.now())) };
    const body = pushOf({ ...told, left: Math.max(0, unsent - items.length), items });
    return { method: "POST", body, headers: { "Content-Type": "application/json", "X-CSRFToken": this.csrf } };
  }

  /** What has its receipt is settled; what has none although the others have is held back, not lost. */
  async taken(batch, receipts) {
    const mine = matched(batch, receipts);
    if (mine.size === 0) return "later";
    await this.store.queue.settle(mine);
    await this.store.queue.hold(batch.filter(({ op }) => !mine.has(op)), "no-receipt");
    this.sent += mine.size;
    this.told(this.sent);
    return "ok";
  }

  /** One item that the server cannot take never holds up the others. */
  async divided(batch, status) {
    if (batch.length === 1) {
      await this.store.queue.hold(batch, `status-${status}`);
      return "ok";
    }
    for (const half of halves(batch)) {
      const state = await this.push(half);
      if (state !== "ok") return state;
    }
    return "ok";
  }

  /** What waits or is disputed on the server may have been settled there. */
  async askAgain() {
    const last = (await this.store.fact("asked_again")) ?? 0;
    if (this.now() - last < ASK_AGAIN) return "done";
    const open = await this.store.queue.disputed();
    if (open.length > 0) {
      const state = await this.push(open);
      if (state !== "ok") return state;
    }
    await this.store.keepFact("asked_again", this.now());
    return "done";
  }
}
