/** What an item of the outbox is: its body, what it names, its states. No DOM, no database. */

export const SCHEMA = 1;
/** Not yet safe on the server: these wait for signal, and block a careless sign-out. */
export const UNSENT = ["unsent", "held"];
/** Safe on the server, but somebody must look. */
export const ATTENTION = ["conflict", "quarantined", "refused"];
/** Settled on the server: stored, or settled or given up there. */
export const DONE = ["stored", "merged", "settled", "dropped"];
/** What the device shows as if it were in the snapshot already, until it is. */
export const APPLIED = ["stored", "merged"];
/** Given up on this device before it left. */
export const BINNED = "binned";
/** The server takes no larger push; a text of this size is no visit. */
export const LARGEST = 1_500_000;

const OWN = new Set(["title", "after"]);

/** A moment with the zone of this device: 2026-11-26T09:30:00+08:00. */
export function momentOf(date) {
  const pad = (number) => String(number).padStart(2, "0");
  const zone = -date.getTimezoneOffset();
  const day = [date.getFullYear(), pad(date.getMonth() + 1), pad(date.getDate())].join("-");
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(pad).join(":");
  const away = Math.abs(zone);
  return `${day}T${time}${zone < 0 ? "-" : "+"}${pad(Math.floor(away / 60))}:${pad(away % 60)}`;
}

/** Every client id a body names: later operations on one of them come after it. */
export function namesIn(body) {
  const opened = [...(body.actions ?? []), ...(body.promises ?? [])].map(({ id }) => id);
  return [...new Set([body.id, body.visit, body.settles, ...opened].filter(Boolean))];
}

/** The body of a new item. `fields`: id, account, base, wanted and the extras of its kind. */
export function bodyOf(kind, fields, { after, at }) {
  const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => !OWN.has(name)));
  const { id, account = null, base = null, wanted = {}, ...extras } = rest;
  return { schema: SCHEMA, kind, id, account, after, at, base, wanted, ...extras };
}

/** What correcting an item that may already have left becomes: an edit on top of it. */
export function editOf(body, fields) {
  const wanted = { ...body.wanted, ...fields.wanted };
  return { ...body, ...fields, wanted, base: { ...body.base, ...body.wanted } };
}

/** A plain view of an opened item. */
export function shown(row, inside) {
  const body = JSON.parse(inside.body);
  return {
    op: row.op,
    state: row.state,
    tries: row.tries,
    kind: body.kind,
    id: body.id,
    account: body.account,
    at: body.at,
    title: inside.title ?? "",
    wanted: body.wanted,
    base: body.base,
    body,
    reason: inside.receipt?.reason || row.reason || "",
    why: inside.receipt?.why ?? "",
    errors: inside.receipt?.errors ?? {},
    todo: inside.receipt?.todo ?? "",
    fields: inside.receipt?.fields ?? [],
    conflicts: inside.receipt?.conflicts ?? {},
    visit_id: inside.receipt?.visit_id ?? null,
    seq: inside.receipt?.seq ?? null,
    settled_at: row.settled_at ?? null,
  };
}
