/** Calling a visit off without signal. */
import { headOf } from "../../logic/heads.js";
import { visitBy } from "../../logic/rooms.js";
import { need, toast } from "../forms.js";

export const cancel = {
  draw(place, { fill, told, store, go }, { id }) {
    const visit = visitBy(told.snapshot, id);
    if (!visit || !["planned", "draft"].includes(visit.state)) return place.replaceChildren(fill("view-absent", {}));
    place.replaceChildren(fill("view-cancel", { head: headOf(told, visit) }));
    const form = place.querySelector("form");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const reason = event.submitter?.value || form.elements.cancel_reason.value.trim();
      if (!reason) return need(form, "cancel_reason");
      await store.add("visit.cancel", { id: visit.id, account: visit.account, base: { state: visit.state }, reason, title: visit.title });
      toast(told.say("cancelled"));
      await go("/today");
    });
  },
};
