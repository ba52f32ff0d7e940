/** Today: visits in order, what is late and due, notes to write, what comes. */
import { todayOf } from "../../logic/agenda.js";

export const today = {
  draw(place, { fill, told }) {
    place.replaceChildren(fill("view-today", todayOf(told)));
  },
};
