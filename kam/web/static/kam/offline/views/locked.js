/** The store is closed by a PIN. */
export const locked = {
  draw(place, { fill, store, go }) {
    place.replaceChildren(fill("view-locked", {}));
    const form = place.querySelector("form");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const field = form.elements.pin;
      const opened = await store.unlock(field.value).then((told) => told !== false, () => false);
      place.querySelector("[data-wrong]").hidden = opened;
      field.setAttribute("aria-invalid", String(!opened));
      if (opened) await go(location.pathname + location.search + location.hash);
      else field.select();
    });
    form.elements.pin.focus();
  },
};
