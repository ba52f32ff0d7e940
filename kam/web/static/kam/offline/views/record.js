/** The five steps of a record, written without signal. */
import { later, likelyDays, workingDay } from "../../logic/days.js";
import { accountOf } from "../../logic/lines.js";
import { ownersFor } from "../../logic/owed.js";
import { overlay, titleOf } from "../../logic/overlay.js";
import { peopleOf, preparationOf, visitBy } from "../../logic/rooms.js";
import { addressOf } from "../../logic/route.js";
import { fieldsOf, furtherOf, heardIn, carriedOf, missingIn, movedIn, seenOf, valuesOf } from "../../logic/typed.js";
import { typedIn, typeInto } from "../drafts.js";
import { offerCompany, offerDays, offerOwners, offerPeople, offerProbes, offerSteps, offerThings, toast, withDraft } from "../forms.js";
import { save, settledItem, unsentOf } from "../saving.js";

const USUAL_INTERVAL = 30;

/** May a visit be written here: it is open, or its record has not left this device. */
function mayWrite(visit) {
  return ["planned", "draft"].includes(visit.state) || visit.unsent === "unsent";
}

export const record = {
  async draw(place, context, { id, query }) {
    const { fill, told, store } = context;
    const settles = await settledItem(store, query.get("settles"));
    const known = visitBy(told.snapshot, id);
    const visit = known ?? (settles && visitBy(overlay(told.snapshot, [settles]), id));
    if (!visit || (known && !mayWrite(known))) return place.replaceChildren(fill("view-absent", {}));
    const carried = settles ? carriedOf(settles) : null;
    const earlier = carried?.kept.actions ?? (await unsentOf(store, ["visit.record"], visit.id))?.body.actions ?? [];
    const page = preparationOf(told, visit);
    place.replaceChildren(fill("view-record", { ...page, last: page.notes[0] ?? null }));
    const form = place.querySelector("form");
    const account = accountOf(told, visit.account);
    const interval = account?.interval ?? USUAL_INTERVAL;
    const agreed = agreedDay(told, visit);
    const proposed = agreed ?? workingDay(later(told.clock.day, interval));
    offerPeople(form, chosenFirst(peopleOf(told, visit.account), visit.people));
    offerMore(form, told, visit, account);
    offerDays(form, "next_day", likelyDays(told.clock.day, interval, agreed), told);
    const names = [...new Set([...form.elements].map((control) => control.name).filter((name) => name in visit))];
    typeInto(form, valuesOf({ ...visit, next_day: visit.next_day ?? proposed, ...settles?.wanted }, names));
    typeInto(form, carried?.rows ?? {});
    form.elements.seconds.value = visit.seconds;
    if (earlier.length > 0) form.querySelector("[data-also]")?.setAttribute("data-acted", "");
    for (const fold of form.querySelectorAll(".folds > details")) fold.open = !visit.objective;
    const draft = await withDraft(store, form, `visit-record:${visit.id}`, visit.pk ? `${told.snapshot.user.id}:visit-record:${visit.pk}` : "");
    form.dispatchEvent(new Event("change", { bubbles: true }));
    form.addEventListener("submit", (event) => submit(event, context, { visit, draft, settles, carried, earlier }));
    return () => draft.flush();
  },
};

/** Who came along, what was used, what was asked, and who acts: as far as the copy knows. */
function offerMore(form, told, visit, account) {
  const people = form.querySelector("#id_people");
  offerCompany(people, told, visit, account);
  offerThings(people, visit);
  offerProbes([...form.querySelectorAll("#step-2 kam-rows")].at(-1), visit.brief?.probes ?? [], told.say);
  offerSteps(form.querySelector("#step-4")?.lastElementChild, visit.brief?.steps ?? []);
  offerOwners(form.elements["act-owner"], ownersFor(told.snapshot, account).slice(1));
}

/** The day of the next visit to the account that is agreed already. */
function agreedDay(told, visit) {
  const here = told.snapshot.visits.filter((row) => row.account === visit.account && row.id !== visit.id && row.state !== "submitted");
  const days = [...here.map((row) => row.day), visit.coming].filter((day) => day && day > told.clock.day && day > visit.day);
  return days.sort()[0];
}

function chosenFirst(people, chosen) {
  return [...people].sort((a, b) => Number(chosen.includes(b.id)) - Number(chosen.includes(a.id)));
}

async function submit(event, { told, store, go }, { visit, draft, settles, carried, earlier }) {
  if (event.defaultPrevented) return;
  event.preventDefault();
  const values = typedIn(event.target);
  const isSubmitted = event.submitter?.value !== "draft";
  const wanted = fieldsOf(values);
  const typed = furtherOf(values, () => crypto.randomUUID());
  for (const [name, rows] of Object.entries(carried?.kept ?? {})) typed[name] = [...rows, ...typed[name]];
  const steps = isSubmitted ? movedIn(values, visit.brief?.steps ?? []) : [];
  const further = { ...typed, heard: heardIn(values, visit.brief?.probes ?? []), ...(steps.length > 0 ? { steps } : {}) };
  if (isSubmitted && missingIn(wanted, [...earlier, ...further.actions]).length > 0) return;
  const title = titleOf(told.snapshot, wanted.people);
  const seconds = Number(values.seconds?.[0] ?? event.target.elements.seconds.value) || undefined;
  const fields = { id: visit.id, account: visit.account, base: seenOf(visit, wanted), wanted, submit: isSubmitted, ...further, seconds, title };
  if (settles) fields.settles = settles.op;
  await save(store, "visit.record", fields);
  await draft.end();
  toast(told.say(isSubmitted ? "record_kept" : "draft_kept"));
  await go(addressOf(visit, isSubmitted ? "" : "record"));
}
