/** One key for one content: the same form sent again carries the same key, an edited one a new key. */

const PREFIX = "kam-once:";

/** A print of what a form would send, without the parts that differ on every page. */
export function printOf(entries) {
  const told = entries
    .filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "idempotency_key")
    .map(([name, value]) => [name, typeof value === "string" ? value : `${value.name}/${value.size}`]);
  return JSON.stringify(told.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0)));
}

/** The key for this content: the remembered one if the content is the same, else a new one. */
export function keyFor(storage, address, print, fresh) {
  const place = PREFIX + address;
  try {
    const kept = JSON.parse(storage.getItem(place) ?? "null");
    if (kept && kept.print === print) return kept.key;
  } catch {
    // A broken entry is replaced below.
  }
  const key = fresh();
  try {
    storage.setItem(place, JSON.stringify({ key, print }));
  } catch {
    // Without storage the key still protects this page.
  }
  return key;
}

/** Forget all pending keys: an answer has arrived. */
export function settle(storage) {
  const places = [];
  for (let i = 0; i < storage.length; i += 1) {
    const place = storage.key(i);
    if (place.startsWith(PREFIX)) places.push(place);
  }
  places.forEach((place) => storage.removeItem(place));
}

/** Did this page come as an answer (a navigation), or did the person return to it? */
export function isAnswer(navigationType) {
  return navigationType === "navigate";
}
