/** Planning a visit without signal, and changing the plan of one. */
import { likelyDays, workingDay } from "../../logic/days.js";
import { accountOf, notesOf } from "../../logic/lines.js";
import { titleOf } from "../../logic/overlay.js";
import { peopleOf, visitBy } from "../../logic/rooms.js";
import { addressOf } from "../../logic/route.js";
import { fieldsOf, seenOf, valuesOf } from "../../logic/typed.js";
import { typedIn, typeInto } from "../drafts.js";
import { need, offerCompany, offerDays, offerPeople, toast, withDraft } from "../forms.js";
import { save, unsentOf } from "../saving.js";
import { choose } from "./accounts.js";

const FIELDS = ["day", "start_time", "minutes", "people", "objective", "planned_ask", "fallback_ask", "bring", "colleagues"];
const OPEN = ["planned", "draft"];

function blank(told, account) {
  const [note] = notesOf(told, account.id, null, 1);
  const last = told.snapshot.notes.find((row) => row.account === account.id);
  return { id: crypto.randomUUID(), pk: null, account: account.id, state: "new", people: last?.people ?? [], objective: note?.next_objective ?? "" };
}

async function form(place, context, visit) {
  const { fill, told, store, go } = context;
  const account = accountOf(told, visit.account);
  if (!account) return place.replaceChildren(fill("view-absent", {}));
  const isNew = visit.state === "new";
  const [note] = notesOf(told, account.id, isNew ? null : visit, 1);
  const days = [...new Set([workingDay(told.clock.day), ...likelyDays(told.clock.day, account.interval)])].sort();
  place.replaceChildren(
    fill("view-plan", { account: account.name, account_href: `/accounts/${account.id}`, is_new: isNew, is_old: !isNew, handed: note?.next_objective ?? "", start_href: `/visits/start?account=${account.id}`, back: isNew ? `/accounts/${account.id}` : addressOf(visit) }),
  );
  const made = place.querySelector("form");
  offerPeople(made, peopleOf(told, account.id));
  offerCompany(made.querySelector("[data-more]"), told, visit, account);
  made.querySelector("details").open = Boolean(visit.minutes || visit.colleagues?.length);
  offerDays(made, "day", days, told);
  typeInto(made, valuesOf(visit, FIELDS));
  const user = told.snapshot.user.id;
  const name = isNew ? `visit-plan:of-${account.id}` : `visit-plan:${visit.id}`;
  const draft = await withDraft(store, made, name, isNew ? `${user}:visit-plan:${account.id}` : visit.pk ? `${user}:visit-plan:edit-${visit.pk}` : "");
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wanted = fieldsOf(typedIn(made));
    if (!wanted.day) return need(made, "day");
    await keep(context, visit, wanted);
    await draft.end();
    toast(told.say("plan_kept", { day: told.day(wanted.day, { weekday: true }) }));
    await go(addressOf(visit));
  });
  return () => draft.flush();
}

/** A plan inside an unsent record is corrected there, so that one item stays one. */
async function keep({ store, told }, visit, wanted) {
  const title = titleOf(told.snapshot, wanted.people);
  const base = visit.state === "new" ? null : seenOf(visit, wanted);
  const record = await unsentOf(store, ["visit.record"], visit.id);
  return save(store, record ? "visit.record" : "visit.plan", { id: visit.id, account: visit.account, base, wanted, title });
}

export const plan = {
  draw(place, context, { query }) {
    const account = accountOf(context.told, query.get("account"));
    if (!account) return choose(place, context.fill, context.told, query.get("q") ?? "");
    const visit = blank(context.told, account);
    const person = Number(query.get("person"));
    return form(place, context, person ? { ...visit, people: [person] } : visit);
  },
};

export const edit = {
  draw(place, context, { id }) {
    const visit = visitBy(context.told.snapshot, id);
    if (!visit || !OPEN.includes(visit.state)) return place.replaceChildren(context.fill("view-absent", {}));
    return form(place, context, visit);
  },
};
