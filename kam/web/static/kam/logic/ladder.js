/** The stage that gates lead to: asked in order, the first no decides (as rules/ladder.py). */
export const GATES = ["knows", "needs", "agreed", "used", "share", "recommends"];

function passes(gate, told, facts, seen) {
  const [value, age] = told;
  if (gate === "share") return value >= facts.share;
  if (!value) return false;
  if (gate === "agreed") return age <= facts.agreed || Boolean(seen.used?.[0]);
  return gate !== "recommends" || age <= facts.recommends;
}

/** `seen` holds for each judged gate its value and the days since; 0 where nothing is known. */
export function stageOf(seen, facts) {
  for (const [passed, gate] of GATES.entries()) {
    if (!seen[gate]) return { stage: passed && passed + 1, ask: gate };
    if (!passes(gate, seen[gate], facts, seen)) return { stage: passed + 1, ask: "" };
  }
  return { stage: GATES.length + 1, ask: "" };
}
