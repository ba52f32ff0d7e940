/** Judging somebody without signal: the gates of the ladder, or one scale of the map. */
import { chosenProduct, factsOf, gateRows, judgementOf, missingInJudgement, typedOf } from "../../logic/judging.js";
import { typedIn, typeInto } from "../drafts.js";
import { need, toast, withDraft } from "../forms.js";
import { settledItem } from "../saving.js";

function personOf(told, id) {
  return told.snapshot.people.find((row) => row.id === Number(id)) ?? null;
}

/** Watch a form of judgements; `about` says of whom, `names` which answers it holds. */
async function watch(place, { told, store, go }, person, { about, names, form: name, op }) {
  const form = place.querySelector("form");
  const settles = await settledItem(store, op);
  form.elements.day.value = told.clock.day;
  if (settles) typeInto(form, typedOf(settles.wanted));
  const draft = await withDraft(store, form, `${name}:${person.id}`);
  form.dispatchEvent(new Event("input", { bubbles: true }));
  form.addEventListener("input", () => (form.querySelector("[data-wrong]").hidden = true));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wanted = judgementOf(typedIn(form), about, names);
    const missing = missingInJudgement(wanted, told.clock.day);
    form.querySelector("[data-wrong]").hidden = missing !== "values";
    if (missing) return need(form, missing === "values" ? (names?.[0] ?? "knows") : missing);
    await store.add("judgement.add", { account: person.account, wanted, title: person.name, ...(settles ? { settles: settles.op } : {}) });
    await draft.end();
    toast(told.say("judgement_kept"));
    await go(`/people/${person.id}`);
  });
  return () => draft.flush();
}

export const ladder = {
  async draw(place, context, { id, query }) {
    const { fill, told, go } = context;
    const person = personOf(told, id);
    const { products = [], ladder: words } = told.snapshot;
    const product = person && words && chosenProduct(person, products, query.get("product"));
    if (!product) return place.replaceChildren(fill("view-absent", {}));
    const held = person.gates?.[product.id] ?? {};
    const choices = products.map((one) => ({ ...one, chosen: one.id === product.id }));
    const facts = JSON.stringify(factsOf(words, held, told.clock.day));
    place.replaceChildren(fill("view-ladder", { name: person.name, back: `/people/${person.id}`, products: choices, gates: gateRows(told, held), facts }));
    const choice = place.querySelector("#id_product");
    choice.addEventListener("change", () => go(`/people/${person.id}/adoption?product=${choice.value}`));
    const about = { stakeholder_id: person.id, product_id: product.id };
    return watch(place, context, person, { about, form: `gates-${product.id}`, op: query.get("settles") });
  },
};

export const judge = {
  async draw(place, context, { id, part, query }) {
    const { fill, told } = context;
    const person = personOf(told, id);
    if (!person || !document.getElementById(`view-judge-${part}`)) return place.replaceChildren(fill("view-absent", {}));
    place.replaceChildren(fill(`view-judge-${part}`, { name: person.name, back: `/people/${person.id}` }));
    place.querySelectorAll('[name="value"]').forEach((field) => (field.name = part));
    const about = { stakeholder_id: person.id };
    return watch(place, context, person, { about, names: [part], form: `judge-${part}`, op: query.get("settles") });
  },
};
