/** Sends the pieces of files: asks where the server stands, goes on from there, ends on its word. */

import { Unreadable } from "./sealing.js";

const MOST_TURNS = 400;

/** What an answer of the door of a file means: {offset, state} or {stop}, {absent}, {later}. */
export function standOf({ status, text, offset }, id) {
  if (status === 409) return Number.isInteger(offset) ? { offset, state: "incomplete" } : { later: true };
  if (status === 422 || status === 410) return { stop: true };
  if (status === 404) return { absent: true };
  let told = null;
  try {
    told = JSON.parse(text);
  } catch {
    return { later: true };
  }
  return status === 200 && told?.id === id && Number.isInteger(told.offset) ? { offset: told.offset, state: told.state } : { later: true };
}

/** A piece that this device cannot open any more: the others go on. */
function unreadable(error) {
  if (!(error instanceof Unreadable)) throw error;
  return null;
}

/** Send one file; "sent", "stopped", "broken", "absent", "later" or "signed-out". Pieces that arrived are never sent again. */
export async function upload(files, { id, size }, { ask, csrf }) {
  const path = `/visits/files/${id}`;
  let answer = await ask(path, { method: "GET" });
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    if (answer.status === 401) return "signed-out";
    const stand = standOf(answer, id);
    if (stand.later) return "later";
    if (stand.stop) return "stopped";
    if (stand.absent) return "absent";
    if (stand.state === "complete") return "sent";
    if (stand.offset >= size) return "later";
    await files.change(id, (row) => ({ ...row, sent: stand.offset }));
    const body = await files.piece(id, stand.offset).catch(unreadable);
    if (!body) return "broken";
    const headers = { "Upload-Offset": String(stand.offset), "X-CSRFToken": csrf, "Content-Type": "application/octet-stream" };
    answer = await ask(path, { method: "PUT", body, headers });
  }
  return "later";
}
