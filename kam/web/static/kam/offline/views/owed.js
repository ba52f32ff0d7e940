/** An action or a promise that is there: change it, say how it ended, or open it again. */
import { likelyDays } from "../../logic/days.js";
import { accountOf, dueLine } from "../../logic/lines.js";
import { ownersFor, owedValues, owedWanted, peopleFor } from "../../logic/owed.js";
import { overlay } from "../../logic/overlay.js";
import { peopleOf } from "../../logic/rooms.js";
import { seenOf } from "../../logic/typed.js";
import { typedIn, typeInto } from "../drafts.js";
import { need, offerDays, offerOwners, offerPeople, toast, withDraft } from "../forms.js";
import { saveOwed, settledItem } from "../saving.js";

function viewOf(kind) {
  return {
    async draw(place, { fill, told, store, go }, { id, query }) {
      const settles = await settledItem(store, query.get("settles"));
      const find = ({ [`${kind}s`]: rows }) => rows.find((one) => one.id === id);
      const row = find(told.snapshot) ?? (settles && find(overlay(told.snapshot, [settles])));
      if (!row) return place.replaceChildren(fill("view-absent", {}));
      const account = accountOf(told, row.account);
      const back = `/accounts/${row.account}`;
      place.replaceChildren(fill(`view-${kind}-edit`, { ...dueLine(told, row, kind), account: account?.name ?? "", account_href: back }));
      const form = place.querySelector("form");
      if (row.state !== "open") return form.remove();
      offerPeople(form, peopleFor(row, peopleOf(told, row.account)));
      offerOwners(form.elements.owner, ownersFor(told.snapshot, account, row));
      offerDays(form, "due_on", likelyDays(told.clock.day, account?.interval ?? 0), told);
      typeInto(form, owedValues({ ...row, ...settles?.wanted }));
      const draft = await withDraft(store, form, `${kind}-edit:${row.id}`);
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        const values = typedIn(form);
        const missing = ["text", "due_on"].find((name) => !values[name]?.[0]?.trim());
        if (missing) return need(form, missing);
        const wanted = owedWanted(kind, values);
        const settling = settles ? { settles: settles.op } : {};
        await saveOwed(store, settles?.kind ?? `${kind}.edit`, { ...settling, id: row.id, account: row.account, base: seenOf(row, wanted), wanted, title: wanted.text });
        await draft.end();
        toast(told.say("change_kept"));
        await go(back);
      });
      return () => draft.flush();
    },
  };
}

export const actionEdit = viewOf("action");
export const promiseEdit = viewOf("promise");
