/** An account, a person and a visit as the shell shows them. No DOM in here. */
import { headOf } from "./heads.js";
import { distanceWords, accountName, accountOf, closedOf, dueLine, duesOf, noteCard, notesOf, visitLine } from "./lines.js";
import { linesOf } from "./typed.js";

const OPEN = ["planned", "draft"];

/** A visit by its number on the server or its name on the device; records count too. */
export function visitBy(snapshot, id) {
  const is = (row) => row.id === id || (row.pk !== null && String(row.pk) === id);
  return snapshot.visits.find(is) ?? snapshot.notes.find(is) ?? null;
}

export function peopleOf(told, account) {
  return told.snapshot.people.filter((row) => row.account === account);
}

function personLine(row) {
  return {
    id: row.id, name: row.name, initial: row.name.slice(0, 1), href: `/people/${row.id}`,
    note: [row.title, row.layer, row.role].filter(Boolean).join(" · "),
    stage: row.stage?.words ?? "", product: row.stage?.product ?? "", wave: row.wave?.words ?? "",
  };
}

/** All accounts on the device, found by a few letters. */
export function accountsOf(told, words = "") {
  const wanted = words.trim().toLowerCase();
  const rows = told.snapshot.accounts.filter((row) => `${row.name} ${row.city}`.toLowerCase().includes(wanted));
  return rows.map((row) => ({
    name: row.name,
    href: `/accounts/${row.id}`,
    plan_href: `/visits/new?account=${row.id}`,
    start_href: `/visits/start?account=${row.id}`,
    note: [row.last_day ? told.say("last_seen", { when: distanceWords(told, row.last_day) }) : told.say("never_seen"), row.city].filter(Boolean).join(" · "),
  }));
}

/** The room of an account. */
export function accountRoom(told, id) {
  const account = accountOf(told, id);
  if (!account) return null;
  const dues = duesOf(told, account.id);
  const coming = told.snapshot.visits.filter((row) => row.account === account.id && OPEN.includes(row.state));
  return {
    name: account.name,
    city: account.city,
    every: told.say("every", { n: account.interval }),
    coming: coming.sort((a, b) => (a.day < b.day ? -1 : 1)).map((row) => visitLine(told, row)),
    people: peopleOf(told, account.id).map(personLine),
    notes: notesOf(told, account.id),
    ours: dues.filter((line) => line.kind === "promise" && line.ours),
    theirs: dues.filter((line) => line.kind === "promise" && !line.ours),
    actions: dues.filter((line) => line.kind === "action"),
    owes: dues.length > 0,
    closed: closedOf(told, account.id),
    plan_href: `/visits/new?account=${account.id}`,
    start_href: `/visits/start?account=${account.id}`,
    promise_href: `/accounts/${account.id}/promises/new`,
    action_href: `/accounts/${account.id}/actions/new`,
  };
}

/** How to speak to somebody; all four quadrants stay folded, one stands open. */
function unfolded(wave) {
  return { ...wave, manners: wave.manners.map((manner) => ({ ...manner, open: wave.manners.length === 1 })) };
}

/** One person. */
export function personRoom(told, id) {
  const row = told.snapshot.people.find((one) => one.id === Number(id));
  if (!row) return null;
  return {
    ...personLine(row),
    phone: row.phone,
    phone_href: row.phone ? `tel:${row.phone.replace(/[^0-9+]/g, "")}` : "",
    account: accountName(told, row.account),
    account_href: `/accounts/${row.account}`,
    observe_href: `/people/${row.id}/thinking`,
    ladder_href: `/people/${row.id}/adoption`,
    influence_href: `/people/${row.id}/judge/influence`,
    business_href: `/people/${row.id}/judge/business`,
    personal_href: `/people/${row.id}/judge/personal`,
    target: row.stage?.target ?? "",
    hows: row.wave ? [unfolded(row.wave)] : [],
    told: row.told.map(([label, text]) => ({ label, text })),
    seen: (row.seen ?? []).map((one) => ({ text: one.note || one.clue_text || "", day: told.day(one.day) })),
  };
}

/** The preparation of an open visit. */
export function preparationOf(told, visit) {
  const brief = visit.brief ?? {};
  const notes = notesOf(told, visit.account, visit);
  const dues = duesOf(told, visit.account);
  const ready = brief.ready ?? [];
  return {
    head: headOf(told, visit),
    objective: visit.objective,
    could_carry: brief.could_carry ?? "",
    ask: visit.planned_ask,
    fallback: visit.fallback_ask,
    bring: linesOf(visit.bring),
    notes,
    is_reviewed: Boolean(visit.reviewed_at),
    may_review: notes.length > 0 && !visit.reviewed_at,
    dues,
    late: dues.filter((line) => line.is_late).length,
    probes: brief.probes ?? [],
    questions: brief.probes?.length ? [] : brief.questions ?? [],
    messages: brief.messages ?? [],
    people: brief.people ?? peopleOf(told, visit.account).filter((row) => visit.people.includes(row.id)).map((row) => ({ ...personLine(row), concerns: "", missing: [] })),
    steps: brief.steps ?? [],
    stages: brief.stages ?? [],
    waves: (brief.waves ?? []).map(unfolded),
    beside: brief.beside ?? [],
    ready: ready.map((item) => ({ ...item, row_class: item.met ? "is-met" : "" })),
    ready_count: `${ready.filter((item) => item.met).length} / ${ready.length}`,
    has_brief: Boolean(visit.brief),
  };
}

/** A record that was submitted, with what it brought and what was added. */
export function recordOf(told, visit) {
  const from = (kind) => (row) => row.visit === visit.id && dueLine(told, row, kind);
  const lines = [...told.snapshot.actions.map(from("action")), ...told.snapshot.promises.map(from("promise"))];
  return {
    head: headOf(told, visit),
    ...noteCard(told, visit),
    objective: visit.objective ?? "",
    ask: visit.planned_ask ?? "",
    next: [visit.next_day ? told.day(visit.next_day, { weekday: true }) : "", visit.next_objective].filter(Boolean).join(" · "),
    lines: lines.filter(Boolean),
    amendments: visit.amendments ?? [],
    may_correct: visit.unsent === "unsent" && visit.state === "submitted" && !visit.amendments,
  };
}
