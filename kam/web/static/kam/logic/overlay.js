/** Own items that have not come back in a snapshot yet, shown as if they had. No DOM in here. */
import { judged, marked, observed } from "./noted.js";

const BLANK = {
  pk: null, state: "planned", revision: 0, day: "", start_time: null, minutes: null, people: [],
  colleagues: [], bring: "", brought: "", objective: "", planned_ask: "", fallback_ask: "", noted_reason: "", noted_why: "", fact: "", insight: "", insight_kind: "", outcome: "",
  next_objective: "", next_day: null, carried_on: null, reviewed_at: null, seconds: 0, brief: null,
};
const CLOSED = { action: "done", promise: "kept" };

/** The snapshot with the items applied, oldest first; neither is changed. */
export function overlay(snapshot, items) {
  if (items.length === 0) return snapshot;
  const copy = { ...snapshot };
  for (const name of ["visits", "notes", "actions", "promises", "people"]) copy[name] = (snapshot[name] ?? []).map((row) => ({ ...row }));
  for (const item of items) APPLY[item.kind]?.(copy, item);
  return copy;
}

function found(rows, item) {
  return rows.find((row) => row.id === item.id);
}

function visitOf(copy, item) {
  const known = found(copy.visits, item);
  if (known) return marked(known, item);
  const fresh = { ...BLANK, id: item.id, account: item.account, owner_id: copy.user.id, owner: copy.user.name, day: copy.today };
  copy.visits.push(fresh);
  return marked(fresh, item);
}

/** What a visit is called: the people of it that are known. */
export function titleOf(copy, people) {
  const names = new Map(copy.people.map((person) => [person.id, person.name]));
  return (people ?? []).map((id) => names.get(id)).filter(Boolean).join(copy.words.between?.[0]?.[1] ?? ", ");
}

function nameOf(copy, id) {
  return id === copy.user.id ? copy.user.name : ((copy.colleagues ?? []).find((one) => one.id === id)?.name ?? "");
}

function plan(copy, item) {
  const visit = visitOf(copy, item);
  Object.assign(visit, item.wanted);
  if (item.wanted.people) visit.title = titleOf(copy, visit.people);
  return visit;
}

function record(copy, item) {
  const { body } = item;
  const note = copy.notes.find((row) => row.id === item.id);
  if (note && !found(copy.visits, item)) return amended(note, item);
  const visit = plan(copy, item);
  visit.state = body.submit ? "submitted" : "draft";
  visit.seconds = body.seconds ?? visit.seconds;
  if (body.heard?.length) visit.brief = heardOf(visit.brief, body.heard);
  for (const row of body.actions ?? []) copy.actions.push(opened(copy, item, { level: "kam1", ...row }));
  for (const row of body.promises ?? []) copy.promises.push(opened(copy, item, sided(row)));
  if (body.submit && !note) copy.notes.unshift(marked({ ...visit, brief: null }, item));
}

/** A brief whose probes say what was asked; `stored` is what the server knows of them. */
function heardOf(brief, heard) {
  const answers = new Map(heard.map(({ probe, answer }) => [probe, answer]));
  const told = (probe) => ({ ...probe, stored: probe.stored ?? { asked: probe.asked, answer: probe.answer }, asked: true, answer: answers.get(probe.id) });
  return { ...brief, probes: (brief?.probes ?? []).map((probe) => (answers.has(probe.id) ? told(probe) : probe)) };
}

/** A record of a visit that somebody submitted meanwhile becomes an addition to it. */
function amended(note, item) {
  const text = [item.wanted.fact, item.wanted.insight].filter((part) => part && part !== note.fact && part !== note.insight).join("\n");
  if (text) note.amendments = [...(note.amendments ?? []), { at: item.at, text }];
  marked(note, item);
}

function sided({ ours, ...row }) {
  return { side: ours === false ? "theirs" : "ours", ...row };
}

function opened(copy, item, row) {
  const person = row.stakeholder_id ? titleOf(copy, [row.stakeholder_id]) : "";
  const told = { pk: null, account: item.account, resource: "", stakeholder_id: null, state: "open", owner_id: copy.user.id, owner: nameOf(copy, row.owner_id ?? copy.user.id), person };
  return marked({ ...told, ...row, visit: item.id === row.id ? null : item.id }, item);
}

function open(kind) {
  return (copy, item) => {
    const row = { id: item.id, ...item.wanted };
    copy[kind].push(opened(copy, item, kind === "promises" ? sided(row) : row));
  };
}

function change(kind, state) {
  return (copy, item) => {
    const row = found(copy[kind], item);
    if (!row) return;
    Object.assign(marked(row, item), item.wanted, state ? { state: item.wanted.state ?? state } : {});
    if (item.wanted.owner_id) row.owner = nameOf(copy, item.wanted.owner_id);
    if ("stakeholder_id" in item.wanted) row.person = titleOf(copy, [item.wanted.stakeholder_id]);
  };
}

function inVisit(set) {
  return (copy, item) => {
    const visit = found(copy.visits, item);
    if (visit) set(marked(visit, item), item);
  };
}

function amend(copy, item) {
  for (const rows of [copy.notes, copy.visits]) {
    const row = found(rows, item);
    if (row) marked(row, item).amendments = [...(row.amendments ?? []), { at: item.at, text: item.body.text ?? "" }];
  }
}

const APPLY = {
  "visit.plan": plan,
  "visit.record": record,
  "visit.review": inVisit((visit, item) => (visit.reviewed_at = item.at)),
  "visit.cancel": inVisit((visit) => (visit.state = "cancelled")),
  "visit.amend": amend,
  "action.open": open("actions"),
  "action.edit": change("actions"),
  "action.close": change("actions", CLOSED.action),
  "action.reopen": change("actions", "open"),
  "promise.open": open("promises"),
  "promise.edit": change("promises"),
  "promise.close": change("promises", CLOSED.promise),
  "promise.reopen": change("promises", "open"),
  "observation.add": observed,
  "judgement.add": judged,
};
