/** Adding to a record that is locked. */
import { Draft } from "../drafts.js";

/** Watch the form of an addition. */
export async function amending(place, { store, told, go }, row) {
  const form = place.querySelector("[data-amend]");
  const draft = new Draft(store, form, `visit-amend:${row.id}`, row.pk ? `${told.snapshot.user.id}:visit-amend:${row.pk}` : "");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = form.elements.text.value.trim();
    if (!text) return form.elements.text.focus();
    await draft.end();
    await store.add("visit.amend", { id: row.id, account: row.account, text, title: row.title });
    await go(location.hash.startsWith("#/") ? location.hash : location.pathname);
  });
  await draft.restore();
  return () => draft.flush();
}
