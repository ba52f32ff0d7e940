/** A day as the shell shows it: visits in order, what is due, notes to write, what comes. No DOM. */
import { later, minutesOf } from "./days.js";
import { accountName, distanceWords, dueLine, duesOf, notesOf, unsentWords, visitLine } from "./lines.js";
import { addressOf } from "./route.js";

const USUAL_MINUTES = 60;
const MOST_PROMISES = 4;
const OPEN = ["planned", "draft"];

function byHour(a, b) {
  return (minutesOf(a.start_time) ?? 9999) - (minutesOf(b.start_time) ?? 9999);
}

/** Own visits of a day, by hour. */
export function visitsOn(snapshot, day) {
  const mine = (row) => row.owner_id === snapshot.user.id && row.day === day && row.state !== "cancelled";
  return snapshot.visits.filter(mine).sort(byHour);
}

/** Say of each visit of today: past, next, later or done. */
export function statesOf(visits, minutes) {
  let hasNext = false;
  return visits.map((visit) => {
    if (visit.state === "submitted") return "done";
    const start = minutesOf(visit.start_time);
    if (start !== null && start + (visit.minutes ?? USUAL_MINUTES) <= minutes) return "past";
    const state = hasNext ? "later" : "next";
    hasNext = true;
    return state;
  });
}

function timeNote(told, visit, state) {
  if (state === "done") return told.say("recorded");
  if (state === "past") return told.say("over");
  const start = minutesOf(visit.start_time);
  if (start === null) return "";
  const left = start - told.clock.minutes;
  if (left <= 0) return told.say("running");
  return told.say("left", { left: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` });
}

function promisesOf(told, account) {
  const rows = told.snapshot.promises.filter((row) => row.account === account && row.state === "open");
  return rows.slice(0, MOST_PROMISES).map((row) => dueLine(told, row, "promise"));
}

function card(told, visit, state) {
  const isOpen = state === "next" || state === "later";
  const [last] = isOpen ? notesOf(told, visit.account, visit, 1) : [];
  return {
    row_class: `is-${state}`,
    time: visit.start_time || told.say("no_time"),
    time_note: timeNote(told, visit, state),
    is_next: state === "next",
    is_over: state === "past",
    is_open: isOpen,
    href: addressOf(visit),
    record_href: addressOf(visit, "record"),
    title: visit.title || told.say("nobody"),
    account: accountName(told, visit.account),
    account_href: `/accounts/${visit.account}`,
    outcome: state === "done" ? told.term("outcome", visit.outcome) : "",
    outcome_tone: told.term("outcome_tone", visit.outcome),
    last: last ?? null,
    is_first: isOpen && !last,
    promises: isOpen ? promisesOf(told, visit.account) : [],
    objective: visit.objective,
    carried: visit.carried_on ? told.say("carried", { day: told.day(visit.carried_on) }) : "",
    unsent: unsentWords(told, visit),
  };
}

function withAccount(told, line) {
  const account = accountName(told, line.account);
  return { ...line, note: [line.note, account].filter(Boolean).join(" · "), href: `/accounts/${line.account}` };
}

/** The whole day. */
export function todayOf(told) {
  const { snapshot, clock } = told;
  const visits = visitsOn(snapshot, clock.day);
  const states = statesOf(visits, clock.minutes);
  const own = duesOf(told).filter((line) => mine(told, line)).map((line) => withAccount(told, line));
  const open = snapshot.visits.filter((row) => OPEN.includes(row.state) && row.owner_id === snapshot.user.id);
  const ahead = open.filter((row) => row.day > clock.day).sort((a, b) => (a.day === b.day ? byHour(a, b) : a.day < b.day ? -1 : 1));
  const notes = open.filter((row) => row.day < clock.day).sort((a, b) => (a.day < b.day ? 1 : -1));
  const soon = later(clock.day, 7);
  return {
    day: told.day(clock.day, { weekday: true, year: true }),
    visits: visits.map((visit, place) => card(told, visit, states[place])),
    late: own.filter((line) => line.is_late),
    dues: own.filter((line) => !line.is_late && line.day <= soon),
    notes: notes.map((row) => ({ ...visitLine(told, row), ago: distanceWords(told, row.day) })),
    ahead: ahead.map((row) => visitLine(told, row)),
  };
}

function mine(told, line) {
  const rows = line.kind === "action" ? told.snapshot.actions : told.snapshot.promises;
  return rows.find((row) => row.id === line.id)?.owner_id === told.snapshot.user.id;
}
