/** A server as the contract says, in memory, with a bad line in front of it: `faults` change its answers. */
import { hashOf } from "../../static/kam/logic/sealing.js";

export class FakeServer {
  constructor(user) {
    Object.assign(this, { user, session: user, held: new Map(), pushes: 0, most: 0, faults: [], poison: () => false, verdict: () => "stored" });
  }

  /** What a device asks with; `faults` hold functions (answer) → answer, or throw: one a request. */
  ask = async (path, { body } = {}) => {
    const answer = path === "/sync/hello" ? this.hello() : await this.push(JSON.parse(body));
    const fault = path === "/sync/hello" ? null : this.faults.shift();
    return fault ? fault(answer) : answer;
  };

  hello() {
    if (!this.session) return { status: 401, text: "{}" };
    return { status: 200, text: JSON.stringify({ user: { key: this.session }, csrf: "c" }) };
  }

  async push({ user, items }) {
    this.pushes += 1;
    this.most = Math.max(this.most, items.length);
    if (!this.session) return { status: 401, text: "{}" };
    if (user !== this.session) return { status: 409, text: JSON.stringify({ code: "other-user" }) };
    if (items.some(this.poison)) return { status: 500, text: "<h1>500</h1>" };
    const receipts = [];
    for (const item of items) receipts.push(await this.receive(item));
    return { status: 200, text: JSON.stringify({ user, receipts }) };
  }

  async receive({ op, body }) {
    const hash = await hashOf(body);
    const known = this.held.get(op);
    if (known && known.hash !== hash) return { op, hash: known.hash, state: "refused", reason: "op-reused" };
    if (!known) this.held.set(op, { hash, body, times: 0 });
    this.held.get(op).times += 1;
    return { op, hash, state: this.verdict(op), seq: this.held.size };
  }

  /** The bodies that arrived. */
  get bodies() {
    return [...this.held.values()].map(({ body }) => JSON.parse(body));
  }
}

/** Locks as a browser has them, in memory. */
export class FakeLocks {
  taken = new Set();

  async request(name, { ifAvailable }, run) {
    if (ifAvailable && this.taken.has(name)) return run(null);
    this.taken.add(name);
    try {
      return await run({ name });
    } finally {
      this.taken.delete(name);
    }
  }
}
