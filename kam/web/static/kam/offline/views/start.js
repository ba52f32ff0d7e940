/** An unplanned visit in two taps: who was met, and what came of it. */
import { accountOf } from "../../logic/lines.js";
import { titleOf } from "../../logic/overlay.js";
import { peopleOf } from "../../logic/rooms.js";
import { offerPeople } from "../forms.js";
import { choose } from "./accounts.js";

export const start = {
  draw(place, { fill, told, store, go }, { query }) {
    const account = accountOf(told, query.get("account"));
    if (!account) return choose(place, fill, told, query.get("q") ?? "");
    place.replaceChildren(fill("view-start", { account: account.name, account_href: `/accounts/${account.id}` }));
    const form = place.querySelector("form");
    offerPeople(form, peopleOf(told, account.id));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const people = [...form.querySelectorAll("[name=people]:checked")].map((box) => Number(box.value));
      form.querySelector("[data-wrong]").hidden = people.length > 0;
      if (people.length === 0) return form.querySelector("[name=people]")?.focus();
      const id = crypto.randomUUID();
      const wanted = { day: told.clock.day, people, outcome: event.submitter?.value ?? "" };
      await store.add("visit.record", { id, account: account.id, base: null, wanted, submit: false, actions: [], promises: [], title: titleOf(told.snapshot, people) });
      await go(`#/visits/${id}/record`);
    });
  },
};
