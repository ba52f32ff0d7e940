/** The head of every page about one visit. No DOM in here. */
import { accountName, distanceWords, unsentWords } from "./lines.js";
import { addressOf } from "./route.js";

/** What stands at the head of every page about one visit. */
export function headOf(told, visit) {
  const hour = visit.start_time ? ` · ${visit.start_time}` : "";
  return {
    id: visit.id,
    title: visit.title || told.say("nobody"),
    account: accountName(told, visit.account),
    account_href: `/accounts/${visit.account}`,
    account_id: visit.account,
    when: `${told.day(visit.day, { weekday: true })}${hour} · ${distanceWords(told, visit.day)}`,
    href: addressOf(visit),
    record_href: addressOf(visit, "record"),
    edit_href: addressOf(visit, "edit"),
    cancel_href: addressOf(visit, "cancel"),
    state: visit.state === "draft" ? told.term("visit_state", "draft") : "",
    is_draft: visit.state === "draft",
    unsent: unsentWords(told, visit),
    carried: visit.carried_on ? told.say("carried", { day: told.day(visit.carried_on) }) : "",
    company: companyOf(told, visit),
  };
}

/** Who comes along, by name. */
export function companyOf(told, visit) {
  const names = (told.snapshot.colleagues ?? []).filter(({ id }) => visit.colleagues?.includes(id)).map(({ name }) => name);
  return names.length > 0 ? told.say("company", { who: names.join(told.say("between")) }) : "";
}
