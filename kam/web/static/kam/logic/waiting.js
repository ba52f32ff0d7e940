/** The outbox as a person reads it: what each item is, how it stands, what can be done. No DOM in here. */
import { addressOf } from "./route.js";

const MARKS = { unsent: "", held: "warn", waiting: "info", conflict: "warn", quarantined: "bad", refused: "bad", unreadable: "bad", merged: "good", stored: "good", settled: "", dropped: "" };
const OWED = ["action", "promise"];
const FORMS = { "visit.record": "record", "visit.plan": "edit" };

/** Where an item is corrected; `settles` when the server already holds it. */
export function correctionOf(item) {
  const address = formOf(item);
  if (!address || item.state !== "quarantined") return address;
  return `${address}${address.includes("?") ? "&" : "?"}settles=${item.op}`;
}

function formOf({ kind, id, state, wanted }) {
  const [noun, verb] = kind.split(".");
  if (FORMS[kind]) return addressOf({ pk: null, id }, FORMS[kind]);
  if (OWED.includes(noun) && ["open", "edit"].includes(verb)) return `#/${noun}s/${id}`;
  // What is only ever added is not changed while it waits: it is given up and written anew.
  if (state !== "quarantined" || verb !== "add") return "";
  const person = `#/people/${wanted.stakeholder_id}`;
  if (noun === "observation") return `${person}/thinking`;
  return wanted.product_id ? `${person}/adoption?product=${wanted.product_id}` : `${person}/judge/${Object.keys(wanted.values ?? {})[0]}`;
}

/** What may still be done with an item on this device. */
export function waysOf(item) {
  const fresh = item.state === "unsent" && item.tries === 0;
  return {
    correct: ["unsent", "held", "quarantined"].includes(item.state) ? correctionOf(item) : "",
    drop: fresh || item.state === "held",
    choose: item.state === "conflict" && Object.keys(item.conflicts).length > 0,
    online: ["conflict", "quarantined", "refused", "waiting"].includes(item.state),
  };
}

/** One field two people wrote: what stood there, mine, theirs; as texts. */
export function choicesOf(item, textOf) {
  return Object.entries(item.conflicts).map(([field, { before, mine, theirs }]) => ({
    field,
    name: `${item.op}-${field}`,
    label: { [field.replaceAll("-", "_")]: true },
    before: textOf(field, before),
    mine: textOf(field, mine),
    theirs: textOf(field, theirs),
  }));
}

/** The item that settles a conflict: for each field mine or theirs, on top of what stands there now. */
export function settlementOf(item, picked) {
  const fields = Object.entries(item.conflicts);
  const taken = fields.map(([field, { mine, theirs }]) => [field, picked[field] === "theirs" ? theirs : mine]);
  const settled = { id: item.id, account: item.account, settles: item.op, title: item.title };
  const extra = "submit" in item.body ? { submit: item.body.submit } : {};
  return { ...settled, ...extra, base: Object.fromEntries(fields.map(([field, { theirs }]) => [field, theirs])), wanted: Object.fromEntries(taken) };
}

/** A line of the list. `textOf(field, value)` writes a value, `when(at)` a moment. */
export function lineOf(item, { textOf, when }) {
  const ways = waysOf(item);
  const errors = Object.values(item.errors ?? {}).flat().join(" ");
  return {
    op: item.op,
    kind: { [item.kind.replace(".", "_")]: true },
    title: item.title,
    when: item.at ? when(item.at) : "",
    tone: MARKS[item.state] ?? "",
    is: { [item.state]: true, tried: item.state === "unsent" && item.tries > 0, file: item.reason === "file", broken: item.reason === "broken", other: !["file", "broken"].includes(item.reason), too_new: item.reason === "TooNew", too_large: item.reason === "status-413" },
    why: [item.why, errors].filter(Boolean).join(" "),
    todo: item.todo,
    joined: (item.fields ?? []).map((field) => ({ label: { [field]: true } })),
    ways,
    choices: ways.choose ? choicesOf(item, textOf) : [],
  };
}

const ORDER = ["conflict", "quarantined", "refused", "unreadable", "held", "unsent", "waiting", "merged", "stored", "settled", "dropped"];

/** What needs a person first, then what waits, then what is done; within that the oldest first. */
export function sorted(items) {
  return [...items].sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
}
