/** An action or a promise as the fields of a form, and back. No DOM in here. */

/** What a row holds, as the form holds it: {name: [texts]}. */
export function owedValues(row) {
  const text = (value) => [String(value ?? "")];
  return { text: text(row.text), due_on: text(row.due_on), owner: text(row.owner_id), resource: text(row.resource), level: text(row.level), person: text(row.stakeholder_id) };
}

/** What the form wants of it. */
export function owedWanted(kind, values) {
  const told = (name) => (values[name]?.[0] ?? "").trim();
  const wanted = { text: told("text"), due_on: told("due_on") };
  if (kind === "promise") return { ...wanted, stakeholder_id: Number(told("person")) || null };
  return { ...wanted, owner_id: Number(told("owner")), resource: told("resource"), level: told("level") };
}

/** The people to choose from; whoever it names already is among them. */
export function peopleFor(row, people) {
  const id = row.stakeholder_id;
  return !id || people.some((one) => one.id === id) ? people : [{ id, name: row.person }, ...people];
}

/** The colleagues to choose from by id, oneself first; who has it already is among them. */
export function ownersFor(snapshot, account, row = null) {
  const { user, colleagues = [] } = snapshot;
  const names = new Map(colleagues.map(({ id, name }) => [id, name]));
  if (row) names.set(row.owner_id, row.owner);
  const ids = new Set([user.id, ...(row ? [row.owner_id] : []), ...(account?.workers ?? [])]);
  return [...ids].map((id) => ({ id, name: id === user.id ? user.name : names.get(id) })).filter(({ name }) => name);
}
