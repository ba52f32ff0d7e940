/** The accounts on this device, and the room of one. */
import { accountRoom, accountsOf } from "../../logic/rooms.js";

export const accounts = {
  draw(place, { fill, told }, { query }) {
    choose(place, fill, told, query.get("q") ?? "");
  },
};

/** List accounts, and search in them while somebody types. */
export function choose(place, fill, told, words) {
  place.replaceChildren(fill("view-accounts", { accounts: accountsOf(told, words), words }));
  const field = place.querySelector("input");
  field.addEventListener("input", () => {
    const list = place.querySelector("[data-found]");
    list.replaceChildren(fill("part-accounts", { accounts: accountsOf(told, field.value) }));
  });
  place.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
}

export const account = {
  draw(place, { fill, told }, { id }) {
    const room = accountRoom(told, id);
    place.replaceChildren(room ? fill("view-account", room) : fill("view-absent", {}));
  },
};
