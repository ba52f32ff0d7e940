/** What a form of the shell holds, turned into what an item wants. No DOM in here. */
import { later } from "./days.js";

const APART = /^(further-|quotes-|act-|photos|probe-|step-|csrf|idempotency_key|opened|seconds|verb|twice)/;
const NUMBERS = new Set(["minutes"]);
const EMPTY = new Set(["start_time", "minutes", "next_day"]);
/** Fields of several choices: ids, or lines of one text. */
export const MANY = new Set(["people", "colleagues"]);
const LINES = new Set(["brought"]);
const USUAL_DAYS = 7;
/** The choice of a record that an insight becomes an action. */
const ACT = "act";

/** A value as the item writes it: ids as numbers, an empty hour or day as nothing. */
function valueOf(name, list, many) {
  if (many.has(name)) return list.map(Number).sort((a, b) => a - b);
  if (LINES.has(name)) return list.join("\n");
  const text = (list[0] ?? "").trim();
  if (text === "" && EMPTY.has(name)) return null;
  return NUMBERS.has(name) ? Number(text) : text;
}

/** The fields of a visit in `values`, which is {name: [texts]} as drafts keep it. */
export function fieldsOf(values, many = MANY) {
  const names = Object.keys(values).filter((name) => !APART.test(name));
  const told = Object.fromEntries(names.map((name) => [name, valueOf(name, values[name], many)]));
  return told.noted_reason === ACT ? { ...told, noted_reason: "" } : told;
}

/** What the person saw of the same fields; null where there was nothing yet. */
export function seenOf(row, wanted) {
  if (!row) return null;
  const names = Object.keys(wanted).filter((name) => name in row);
  return Object.fromEntries(names.map((name) => [name, MANY.has(name) ? [...row[name]].sort((a, b) => a - b) : row[name]]));
}

/** The actions and promises of the rows below a record; `fresh` makes a name for each. */
export function furtherOf(values, fresh) {
  const usual = values.next_day?.[0] || later(values.day?.[0], USUAL_DAYS);
  const actions = turned(values, usual, fresh);
  const promises = [];
  for (let place = 0; `further-${place}-text` in values; place += 1) {
    const told = (name) => values[`further-${place}-${name}`]?.[0] ?? "";
    const text = told("text").trim();
    if (!text) continue;
    const row = { id: fresh(), text, due_on: told("due_on") || usual };
    if (told("kind") === "action") actions.push(row);
    else promises.push({ ...row, ours: told("kind") !== "theirs", stakeholder_id: Number(told("person")) || null });
  }
  return { actions, promises, quotes: saidIn(values, fresh) };
}

/** The action that an insight becomes; without words of its own it is the next objective. */
function turned(values, usual, fresh) {
  const told = (name) => (values[`act-${name}`]?.[0] ?? "").trim();
  const text = told("text") || (values.next_objective?.[0] ?? "").trim();
  if (values.noted_reason?.[0] !== ACT || !text) return [];
  const owner = Number(told("owner"));
  const row = { id: fresh(), text, due_on: told("due_on") || usual, ...(owner ? { owner_id: owner } : {}) };
  return [told("resource") ? { ...row, resource: told("resource") } : row];
}

/** The words of the customer, as they were typed. */
function saidIn(values, fresh) {
  const found = [];
  for (let place = 0; `quotes-${place}-text` in values; place += 1) {
    const text = values[`quotes-${place}-text`]?.[0] ?? "";
    const person = Number(values[`quotes-${place}-person`]?.[0]) || null;
    if (text.trim()) found.push({ id: fresh(), text, stakeholder_id: person });
  }
  return found;
}

/** What was asked of `probes` and heard, as the form says it; a probe noted alike before is left out. */
export function heardIn(values, probes) {
  const found = [];
  for (const { id, word, signal, confirmed, stored, ...now } of probes) {
    const { asked, answer } = stored ?? now;
    const told = values[`probe-${id}-answer`]?.[0]?.trim() ?? "";
    if (!told && !values[`probe-${id}-asked`]?.length) continue;
    if (asked && told === answer) continue;
    found.push({ probe: id, answer: told, ...(word ? { word } : {}), ...(signal ? { signal } : {}), ...(confirmed ? { confirmed } : {}) });
  }
  return found;
}

/** What was said of the steps a visit carried: moved or not; one left open is not told. */
export function movedIn(values, steps) {
  const told = steps.filter(({ link }) => link).map(({ link }) => ({ link, said: values[`step-${link}`]?.[0] ?? "" }));
  return told.filter(({ said }) => said).map(({ link, said }) => ({ link, moved: said === "moved" }));
}

/**
 * What a refused record brought besides: what was faulty comes back into the rows of the
 * form, {kept: {actions, …}, rows: {name: [texts]}}; the rest goes along as it was.
 */
export function carriedOf({ body, errors }) {
  const kept = {};
  const faulty = [];
  for (const name of ["actions", "promises", "quotes"]) {
    if (name in errors) faulty.push(...(body[name] ?? []).map((row) => ({ ...row, name })));
    else kept[name] = body[name] ?? [];
  }
  const said = faulty.filter(({ name }) => name === "quotes");
  const further = faulty.filter(({ name }) => name !== "quotes");
  const heard = (body.heard ?? []).map(({ probe, answer }) => named(`probe-${probe}`, { asked: "on", answer }));
  const steps = (body.steps ?? []).map(({ link, moved }) => ({ [`step-${link}`]: [moved ? "moved" : "stayed"] }));
  const rows = [...heard, ...steps, ...further.map(furtherRow), ...said.map((row, place) => named(`quotes-${place}`, { text: row.text, person: row.stakeholder_id }))];
  return { kept, rows: Object.assign({}, ...rows) };
}

function furtherRow(row, place) {
  const kind = row.name === "actions" ? "action" : row.ours === false ? "theirs" : "ours";
  return named(`further-${place}`, { kind, text: row.text, due_on: row.due_on, person: row.stakeholder_id });
}

function named(prefix, values) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}-${name}`, [String(value ?? "")]]));
}

/** Which of the five things a submitted record needs are missing. */
export function missingIn(wanted, actions = []) {
  const isEmpty = (name) => (name === "people" ? wanted.people.length === 0 : !wanted[name]);
  const isOpen = "noted_reason" in wanted && !wanted.noted_reason && actions.length === 0;
  if (isOpen && !isEmpty("insight")) return ["noted_reason"];
  return ["people", "fact", "insight", "outcome", "next_objective"].filter(isEmpty);
}

/** The same values as a form holds them: {name: [texts]}. */
export function valuesOf(row, names) {
  const text = (value, name) => (LINES.has(name) ? linesOf(value) : Array.isArray(value) ? value.map(String) : value === null || value === undefined || value === "" ? [] : [String(value)]);
  return Object.fromEntries(names.map((name) => [name, text(row[name], name)]));
}

/** The things of a list, one a line, each once. */
export function linesOf(text) {
  return [...new Set((text ?? "").split("\n").map((line) => line.trim()).filter(Boolean))];
}
