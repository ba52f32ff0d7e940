/** What a push holds, what its answer means, when to try again. No DOM, no network in here. */
import { ATTENTION, DONE, LARGEST, SCHEMA } from "./items.js";

export const MOST = 50;
const KNOWN = new Set([...DONE, "waiting", ...ATTENTION]);
const [FIRST_PAUSE, LONGEST_PAUSE] = [5_000, 300_000];
export const HELD_FOR = 30 * 60 * 1000;

/** The first rows that fit into one push; always at least one. */
export function batchOf(rows, most = MOST, largest = LARGEST) {
  const batch = [];
  let size = 0;
  for (const row of rows) {
    size += row.size;
    if (batch.length === most || (batch.length > 0 && size > largest)) break;
    batch.push(row);
  }
  return batch;
}

/** The text of a push; `left` items stay behind on this device. */
export function pushOf({ user, device, now, left, items }) {
  return JSON.stringify({ schema: SCHEMA, user, device, now, left, items: items.map(({ op, body }) => ({ op, body })) });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * What an answer means. `kind`: receipts · signed-out · other-user · token (ask for a new one)
 * · batch (something in it is not taken: divide it) · later (nothing is known, all stay).
 * Only a JSON answer that names the person and lists receipts is an answer of our server.
 */
export function meaningOf({ status, text, retryAfter = 0 }, user) {
  const told = parsed(text);
  if (status === 200 && told?.user === user && Array.isArray(told.receipts)) return { kind: "receipts", receipts: told.receipts };
  if (status === 401) return { kind: "signed-out" };
  if (status === 409 && told?.code === "other-user") return { kind: "other-user" };
  if (status === 403) return { kind: "token" };
  if ([400, 413, 422, 500].includes(status)) return { kind: "batch", status };
  return { kind: "later", retryAfter };
}

/** The receipts that belong to what was sent: the same id and the SHA-256 of the exact body. */
export function matched(sent, receipts) {
  const given = new Map(receipts.filter((one) => one && KNOWN.has(one.state)).map((one) => [one.op, one]));
  const pairs = sent.map(({ op, hash }) => [op, given.get(op)]);
  return new Map(pairs.filter(([op, receipt], at) => receipt && receipt.hash === sent[at].hash && op));
}

/** Two halves of a batch that was not taken; the smallest culprit is found in a few turns. */
export function halves(batch) {
  const middle = Math.ceil(batch.length / 2);
  return [batch.slice(0, middle), batch.slice(middle)];
}

/** How long to wait before the next try: longer each time, and not all devices at once. */
export function pauseAfter(failures, { random = Math.random(), retryAfter = 0 } = {}) {
  const grown = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.max(0, failures - 1));
  return Math.max(retryAfter * 1000, Math.round(grown * (0.75 + random / 2)));
}
