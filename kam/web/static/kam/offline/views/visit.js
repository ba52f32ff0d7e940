/** A visit: its preparation while it is open, its record once that is written. */
import { preparationOf, recordOf, visitBy } from "../../logic/rooms.js";
import { amending } from "./amend.js";

const OPEN = ["planned", "draft"];

export const visit = {
  draw(place, context, { id }) {
    const { fill, told, store } = context;
    const row = visitBy(told.snapshot, id);
    if (!row || row.state === "cancelled") return place.replaceChildren(fill("view-absent", {}));
    if (!OPEN.includes(row.state)) return written(place, context, row);
    place.replaceChildren(fill("view-prepare", preparationOf(told, row)));
    place.querySelector("[data-review]")?.addEventListener("click", () => review(store, row));
  },
};

function review(store, row) {
  return store.add("visit.review", { id: row.id, account: row.account, title: row.title });
}

function written(place, context, row) {
  place.replaceChildren(context.fill("view-note", recordOf(context.told, row)));
  return amending(place, context, row);
}
