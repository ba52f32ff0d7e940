/** What a draft is: the named fields of one form, without secrets and files. No DOM in here. */

const PREFIX = "kam-draft:";
const NEVER = new Set(["csrfmiddlewaretoken"]);
const KEPT_HIDDEN = new Set(["revision", "idempotency_key"]);
const OLDEST = 30 * 24 * 3600 * 1000;

/** The place of a draft in storage. */
export function placeOf(key) {
  return PREFIX + key;
}

/** May this field be kept? `field`: {name, type}. Passwords, files and form keys never. */
export function mayKeep({ name, type }) {
  if (!name || NEVER.has(name)) return false;
  if (["password", "file", "submit", "button", "reset", "image"].includes(type)) return false;
  return type !== "hidden" || KEPT_HIDDEN.has(name);
}

/** Collect [{name, type, value, checked}] into {name: [values]}; an unchecked group is an empty list. */
export function collect(fields) {
  const values = {};
  for (const field of fields) {
    if (!mayKeep(field)) continue;
    const list = (values[field.name] ??= []);
    const isChoice = field.type === "checkbox" || field.type === "radio";
    if (!isChoice || field.checked) list.push(...[].concat(field.value));
  }
  return values;
}

/** Names whose values differ between two collections (hidden marks do not count as text). */
export function differences(before, after) {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter(
    (name) => !KEPT_HIDDEN.has(name) && JSON.stringify(before[name] ?? []) !== JSON.stringify(after[name] ?? []),
  );
}

/** Write a draft; a full or forbidden storage is not an error for the person typing. */
export function keep(storage, key, values, now = Date.now()) {
  try {
    storage.setItem(placeOf(key), JSON.stringify({ at: now, values }));
    return true;
  } catch {
    return false;
  }
}

/** Read a draft, or null when there is none, it is broken, or it is older than 30 days. */
export function recall(storage, key, now = Date.now()) {
  try {
    const found = JSON.parse(storage.getItem(placeOf(key)) ?? "null");
    if (!found || typeof found.values !== "object" || now - found.at > OLDEST) return null;
    return found.values;
  } catch {
    return null;
  }
}

/** Forget a draft. */
export function forget(storage, key) {
  try {
    storage.removeItem(placeOf(key));
  } catch {
    // Storage that cannot be written holds nothing either.
  }
}
