/** Fetches the copy of one's own work, and keeps it only when it is whole and one's own. */
import { SCHEMA } from "./items.js";

/** Refresh the copy; returns "fresh", "same", "signed-out", "other-user" or "later". */
export async function refreshCopy(store, { ask, now = Date.now }) {
  const asked = now();
  const mark = await store.snapshotMark();
  const headers = mark?.etag ? { "If-None-Match": mark.etag } : {};
  const answer = await ask("/sync/snapshot", { method: "GET", headers });
  if (answer.status === 304) return store.confirmSnapshot(asked).then(() => "same");
  if (answer.status === 401) return "signed-out";
  const snapshot = answer.status === 200 ? parsed(answer.text) : null;
  if (snapshot?.schema !== SCHEMA || !snapshot.user?.key) return "later";
  if (snapshot.user.key !== store.userKey) return "other-user";
  await store.keepSnapshot(snapshot, { etag: answer.etag ?? "", asked_at: asked });
  return "fresh";
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Is the copy old enough to ask again? */
export function isDue(mark, { now, pause }) {
  return !mark?.asked_at || now - mark.asked_at > pause || mark.asked_at > now;
}
