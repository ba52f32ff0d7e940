/**
 * Sending a file in parts: each part begins where the server says the last one ended, so
 * a signal that breaks off costs one part at most. No DOM; the ways to the server are given.
 */
export const PAUSES = [1000, 2000, 4000, 8000, 15_000, 30_000];

/** What the server will not take, whatever is tried; `message` says why. */
export class Refused extends Error {}

const CONFLICT = 409;
const TOO_MANY = 429;

/** Return the text of a SHA-256 in small letters. */
export function hex(buffer) {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Return where to go on after an answer, or undefined where it has to be tried again later. */
export function nextOffset(answer) {
  if (answer.ok || answer.status === CONFLICT) return answer.offset;
  if (answer.status >= 400 && answer.status < 500 && answer.status !== TOO_MANY) throw new Refused(answer.why ?? "");
  return undefined;
}

/**
 * Send what is left of a file. `put(offset, blob)` answers {ok, status, offset, why} or rejects
 * without signal; `pause(ms)` waits; `progress(offset)` is told. Ends with the size reached.
 */
export async function sendParts(file, start, { part, put, pause, progress }) {
  let offset = start;
  let failures = 0;
  while (offset < file.size) {
    const answer = await put(offset, file.slice(offset, offset + part)).catch(() => ({ ok: false, status: 0 }));
    const next = nextOffset(answer);
    if (next === undefined) {
      if (failures >= PAUSES.length) throw new Error("no signal");
      await pause(PAUSES[failures]);
      failures += 1;
      continue;
    }
    failures = 0;
    offset = next;
    progress(offset);
  }
  return offset;
}
