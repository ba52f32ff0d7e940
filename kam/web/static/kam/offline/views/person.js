/** One person: who they are, where they stand, how to speak to them. */
import { personRoom } from "../../logic/rooms.js";

export const person = {
  draw(place, { fill, told }, { id }) {
    const room = personRoom(told, id);
    place.replaceChildren(room ? fill("view-person", room) : fill("view-absent", {}));
  },
};
