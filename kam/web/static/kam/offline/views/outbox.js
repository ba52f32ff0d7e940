/** What waits on this device. */
export const outbox = {
  draw(place, { fill }) {
    place.replaceChildren(fill("view-outbox", {}));
  },
};
