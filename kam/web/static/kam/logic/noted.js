/** What own items add to a person before they have come back in a snapshot. No DOM in here. */
import { DONE } from "./items.js";

/** A row that an item changed; it says so until the item is done. */
export function marked(row, item) {
  if (!DONE.includes(item.state)) row.unsent = item.state;
  return row;
}

/** An observation is added to its person. */
export function observed(copy, item) {
  const person = copy.people.find(({ id }) => id === (item.wanted.stakeholder_id ?? item.body.stakeholder_id));
  if (person) marked(person, item).seen = [...(person.seen ?? []), item.wanted];
}

/** A judgement is held at once, unless a newer one is. */
export function judged(copy, item) {
  const { stakeholder_id, product_id, evidence, day, values } = item.wanted;
  const person = copy.people.find(({ id }) => id === stakeholder_id);
  if (!person) return;
  marked(person, item).seen = [...(person.seen ?? []), { note: evidence, day }];
  if (!product_id) return;
  const held = { ...person.gates?.[product_id] };
  for (const [gate, value] of Object.entries(values)) if (!held[gate] || held[gate][1] <= day) held[gate] = [value, day];
  person.gates = { ...person.gates, [product_id]: held };
}
