/** A new action, or a new promise of ours or theirs. */
import { likelyDays } from "../../logic/days.js";
import { accountOf } from "../../logic/lines.js";
import { peopleOf } from "../../logic/rooms.js";
import { typedIn } from "../drafts.js";
import { need, offerDays, offerPeople, toast, withDraft } from "../forms.js";

function viewOf(kind, wantedOf) {
  return {
    async draw(place, { fill, told, store, go }, { id }) {
      const account = accountOf(told, id);
      if (!account) return place.replaceChildren(fill("view-absent", {}));
      const back = `/accounts/${account.id}`;
      place.replaceChildren(fill(`view-${kind}`, { account: account.name, account_href: back }));
      const form = place.querySelector("form");
      offerPeople(form, peopleOf(told, account.id));
      offerDays(form, "due_on", likelyDays(told.clock.day, account.interval), told);
      const draft = await withDraft(store, form, `${kind}:${account.id}`, `${told.snapshot.user.id}:${kind}:${account.id}`);
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        const values = typedIn(form);
        const missing = ["text", "due_on"].find((name) => !values[name]?.[0]?.trim());
        if (missing) return need(form, missing);
        const wanted = wantedOf((name) => values[name]?.[0]?.trim() ?? "");
        await store.add(`${kind}.open`, { account: account.id, wanted, title: wanted.text });
        await draft.end();
        toast(told.say(`${kind}_kept`));
        await go(back);
      });
      return () => draft.flush();
    },
  };
}

export const action = viewOf("action", (told) => ({ text: told("text"), due_on: told("due_on"), level: told("level") || "kam1" }));
export const promise = viewOf("promise", (told) => ({ text: told("text"), due_on: told("due_on"), ours: told("side") !== "theirs", stakeholder_id: Number(told("person")) || null }));
