/** What was seen or heard of a person: clues of the library, or own words. */
import { typedIn, typeInto } from "../drafts.js";
import { need, toast, withDraft } from "../forms.js";
import { settledItem } from "../saving.js";

/** What an item wanted, as the form holds it. */
function typedOf({ clue, ...rest }) {
  const clues = Object.fromEntries(["a", "b", "c", "d"].map((quadrant) => [`clues_${quadrant}`, clue ? [clue] : []]));
  return { ...clues, ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, [String(value ?? "")]])) };
}

/** One observation for each clue that is ticked, and one for own words. */
export function sightingsOf(values) {
  const day = values.day?.[0] ?? "";
  const clues = Object.keys(values).filter((name) => name.startsWith("clues_")).flatMap((name) => values[name]);
  const found = clues.map((clue) => ({ clue, day }));
  const [note, quadrant] = [values.note?.[0]?.trim() ?? "", values.quadrant?.[0] ?? ""];
  if (note || quadrant) found.push({ quadrant, weight: Number(values.weight?.[0]) || 1, note, day });
  return found;
}

export const observe = {
  async draw(place, { fill, told, store, go }, { id, query }) {
    const person = told.snapshot.people.find((row) => row.id === Number(id));
    if (!person) return place.replaceChildren(fill("view-absent", {}));
    place.replaceChildren(fill("view-observe", { name: person.name, back: `/people/${person.id}` }));
    const form = place.querySelector("form");
    form.elements.day.value = told.clock.day;
    const settles = await settledItem(store, query.get("settles"));
    if (settles) typeInto(form, typedOf(settles.wanted));
    const draft = await withDraft(store, form, `sighting:${person.id}`);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const found = sightingsOf(typedIn(form));
      form.querySelector("[data-wrong]").hidden = found.length > 0;
      if (found.length === 0) return need(form, "note");
      if (found.some((one) => !one.clue && !one.quadrant)) return need(form, "quadrant");
      for (const [place, one] of found.entries()) {
        const settling = settles && place === 0 ? { settles: settles.op } : {};
        await store.add("observation.add", { account: person.account, wanted: { stakeholder_id: person.id, ...one }, title: person.name, ...settling });
      }
      await draft.end();
      toast(told.say("observed"));
      await go(`/people/${person.id}`);
    });
    return () => draft.flush();
  },
};
