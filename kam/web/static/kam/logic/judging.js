/** Judgements of somebody, made without signal. No DOM in here. */
import { daysBetween } from "./days.js";
import { GATES } from "./ladder.js";

/** The product that a judgement begins with: the one asked for, else the one most is held about. */
export function chosenProduct(person, products, asked) {
  const held = (id) => Object.keys(person.gates?.[id] ?? {}).length;
  const known = products.find(({ id }) => id === Number(asked));
  return known ?? [...products].sort((one, other) => held(other.id) - held(one.id))[0] ?? null;
}

/** What the live stage is worked out with. */
export function factsOf(ladder, held, today) {
  const { gates: _, ...facts } = ladder;
  const seen = Object.entries(held).map(([gate, [value, day]]) => [gate, [value, Math.max(0, daysBetween(day, today))]]);
  return { ...facts, today, seen: Object.fromEntries(seen) };
}

/** The questions of the gates, each with what is held of it. */
export function gateRows(told, held) {
  return told.snapshot.ladder.gates.map(({ gate, ask, label, high }) => ({
    gate, ask, high, is_yes_no: high === 1, is_share: high !== 1, id: `gate-${gate}`,
    hint: held[gate] ? told.say("judged", { label, value: valueWords(told, high, held[gate][0]), day: told.day(held[gate][1]) }) : told.say("never_judged"),
  }));
}

function valueWords({ say }, high, value) {
  return high === 1 ? say(value ? "yes" : "no") : `${value}%`;
}

/** What the form wants; `values` is {name: [texts]}, `about` who and which product. */
export function judgementOf(values, about, names = GATES) {
  const told = (name) => (values[name]?.[0] ?? "").trim();
  const answers = names.filter((name) => told(name) !== "").map((name) => [name, Number(told(name))]);
  return { ...about, evidence: told("evidence"), source: told("source"), confidence: told("confidence"), day: told("day"), values: Object.fromEntries(answers) };
}

/** What an item wanted, as the form holds it. */
export function typedOf({ values, ...rest }) {
  return Object.fromEntries(Object.entries({ ...rest, ...values }).map(([name, value]) => [name, [String(value ?? "")]]));
}

/** The first thing that a judgement still needs, by the name of its field. */
export function missingInJudgement({ evidence, day, values }, today) {
  if (Object.keys(values).length === 0) return "values";
  if (!evidence) return "evidence";
  return !day || day > today ? "day" : "";
}
