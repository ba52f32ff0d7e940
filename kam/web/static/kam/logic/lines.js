/**
 * Rows of a snapshot as lines of a page. `told` is {snapshot, clock, say, day, term}:
 * `say(name, values)` gives words, `day(iso, {weekday})` writes a day, `term(kind, value)` a label.
 */
import { daysBetween } from "./days.js";
import { addressOf } from "./route.js";

/** Whether a row has not reached the server, in words. */
export function unsentWords(told, row) {
  return row.unsent ? told.say("unsent") : "";
}

/** How far away a day is: today, in 3 days, 8 days ago. */
export function distanceWords(told, day) {
  const away = daysBetween(told.clock.day, day);
  if (Math.abs(away) <= 1) return told.say(["yesterday", "today", "tomorrow"][away + 1]);
  return told.say(away < 0 ? "ago" : "ahead", { n: Math.abs(away) });
}

/** An action or a promise, with how pressing it is. */
export function dueLine(told, row, kind) {
  const isOpen = row.state === "open";
  const late = isOpen ? daysBetween(row.due_on, told.clock.day) : -1;
  const ours = kind === "action" || row.side === "ours";
  const who = [row.person, ours && row.owner_id !== told.snapshot.user.id ? row.owner : ""].filter(Boolean).join(" · ");
  const [done, not] = kind === "action" ? ["done", "dropped"] : ["kept", "broken"];
  return {
    id: row.id, kind, text: row.text, edit_href: `#/${kind}s/${row.id}`, note: who, day: row.due_on, account: row.account, ours, done, not,
    tag: told.say(kind === "action" ? "action" : ours ? "ours" : "theirs"),
    tone: ours ? "info" : "",
    due: late > 0 ? told.say("late", { n: late }) : late === 0 ? told.say("today") : told.day(row.due_on),
    due_tone: late > 0 ? "late" : late === 0 ? "due" : "",
    is_late: late > 0,
    is_open: isOpen,
    is_closed: !isOpen,
    done_word: told.term(`${kind}_state`, done),
    not_word: told.term(`${kind}_state`, not),
    state: isOpen ? "" : told.term(`${kind}_state`, row.state),
    done_label: told.say(`close_${done}`, { text: row.text }),
    reopen_label: told.say("reopen", { text: row.text }),
    not_label: told.say(`close_${not}`, { text: row.text }),
    unsent: unsentWords(told, row),
  };
}

/** What is open of an account, or of all, by day. */
export function duesOf(told, account = null) {
  const wanted = (row) => row.state === "open" && (account === null || row.account === account);
  const actions = told.snapshot.actions.filter(wanted).map((row) => dueLine(told, row, "action"));
  const promises = told.snapshot.promises.filter(wanted).map((row) => dueLine(told, row, "promise"));
  return [...actions, ...promises].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** What was closed a little while ago and may have to be opened again. */
export function closedOf(told, account) {
  const wanted = (row) => row.state !== "open" && row.account === account;
  const lines = (kind) => told.snapshot[`${kind}s`].filter(wanted).map((row) => dueLine(told, row, kind));
  return [...lines("action"), ...lines("promise")];
}

/** The last records of an account, the newest first; those before a visit if one is given. */
export function notesOf(told, account, before = null, most = 3) {
  const rows = told.snapshot.notes.filter((row) => row.account === account && row.id !== before?.id && (!before || row.day <= before.day));
  const sorted = rows.sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? 1 : -1));
  return sorted.slice(0, most).map((row) => noteCard(told, row));
}

export function noteCard(told, row) {
  return {
    href: addressOf(row), when: told.day(row.day), ago: distanceWords(told, row.day), title: row.title || told.say("nobody"),
    quote: row.fact, insight: row.insight, kind: told.term("insight_kind", row.insight_kind), owner: row.owner,
    outcome: told.term("outcome", row.outcome), outcome_tone: told.term("outcome_tone", row.outcome),
    next_objective: row.next_objective, unsent: unsentWords(told, row),
  };
}

export function accountOf(told, id) {
  return told.snapshot.accounts.find((row) => row.id === Number(id)) ?? null;
}

export function accountName(told, id) {
  return accountOf(told, id)?.name ?? "";
}

/** An open visit in one line. */
export function visitLine(told, visit) {
  const hour = visit.start_time ? ` ${visit.start_time}` : "";
  return {
    href: addressOf(visit), record_href: addressOf(visit, "record"), when: told.day(visit.day, { weekday: true }) + hour,
    title: visit.title || told.say("nobody"), account: accountName(told, visit.account), objective: visit.objective,
    is_draft: visit.state === "draft", unsent: unsentWords(told, visit),
  };
}
