/** What every form of the shell shares: people to choose, days to press, a draft that is kept. */
import { daysBetween } from "../logic/days.js";
import { linesOf } from "../logic/typed.js";
import { Draft } from "./drafts.js";
import { fill } from "./fill.js";

/** Put the people of an account into a field of chips, and into the rows that name one. */
export function offerPeople(form, people) {
  const field = form.querySelector("#id_people .choice-chips");
  field?.replaceChildren(fill("part-people", { people: people.map(({ id, name }, place) => ({ id, name, place: `id_people_${place}` })) }));
  for (const select of form.querySelectorAll('select[name$="person"]')) for (const { id, name } of people) select.append(new Option(name, id));
}

/** Put a field of its own behind `place`, where there is something to choose. */
function offer(place, id, values, chosen) {
  if (chosen.length > 0) place?.after(fill(id, values));
}

/** Who may come along besides the owner, and who comes along already. */
export function offerCompany(place, told, visit, account) {
  const names = new Map((told.snapshot.colleagues ?? []).map(({ id, name }) => [id, name]));
  const ids = [...new Set([...(visit.colleagues ?? []), ...(account?.company ?? [])])].filter((id) => id !== (visit.owner_id ?? told.snapshot.user.id) && names.has(id));
  offer(place, "part-company", { able: ids.map((id) => ({ id, name: names.get(id) })) }, ids);
}

/** What was to be brought, to tick what was used. */
export function offerThings(place, visit) {
  const things = [...new Set([...linesOf(visit.bring), ...linesOf(visit.brought)])];
  offer(place, "part-brought", { things: things.map((text) => ({ text })) }, things);
}

/** The planned questions, each with a line for the answer. */
export function offerProbes(place, probes, say) {
  const rows = probes.map(({ id, text, asked, answer }) => ({ text, asked: Boolean(asked), answer: answer ?? "", asked_name: `probe-${id}-asked`, answer_name: `probe-${id}-answer`, label: say("answer_to", { text }) }));
  offer(place, "part-asked", { rows }, rows);
}

/** Which steps the visit was to move, to be told with its record. */
export function offerSteps(place, steps) {
  const rows = steps.filter(({ link }) => link).map(({ link, what, sign }) => ({ what, sign, name: `step-${link}` }));
  offer(place, "part-moved", { rows }, rows);
}

/** Which colleague does it. */
export function offerOwners(select, owners) {
  for (const { id, name } of owners) select?.append(new Option(name, id));
}

/** Put chips for likely days beside a field; `days` are [value, …]. */
export function offerDays(form, name, days, { say, day, clock }) {
  const place = form.querySelector(`[name="${name}"]`)?.closest("kam-dates");
  if (!place) return;
  const label = (value) => {
    const away = daysBetween(clock.day, value);
    return away === 0 ? say("today") : away === 1 ? say("tomorrow") : day(value, { weekday: true });
  };
  place.append(fill("part-days", { days: days.map((value) => ({ value, label: label(value) })) }));
  place.draw?.();
}

/** Bring back what was typed here before, and say so. */
export async function withDraft(store, form, name, online = "") {
  const draft = new Draft(store, form, name, online);
  if (!(await draft.restore())) return draft;
  const note = form.querySelector("[data-draft]");
  note.hidden = false;
  note.querySelector("[data-discard]").addEventListener("click", async () => {
    await draft.discard();
    note.hidden = true;
    form.querySelector("textarea, input:not([type=hidden])")?.focus();
  });
  return draft;
}

const SHOWN = 8000;
const UNDONE = 20_000;

/** Say that something was kept; readers of screens say it too. `undo` is {kind, id, title} of what was closed. */
export function toast(text, undo = null) {
  const place = document.getElementById("told");
  place.replaceChildren(fill("part-told", { text, undo }));
  const [shown] = place.children;
  setTimeout(() => shown.remove(), undo ? UNDONE : SHOWN);
}

/** Mark a field that must be filled, and go there. */
export function need(form, name) {
  const field = form.querySelector(`[name="${name}"]`);
  field?.setAttribute("aria-invalid", "true");
  field?.addEventListener("input", () => field.removeAttribute("aria-invalid"), { once: true });
  field?.focus();
}
