/** What waits on this device, how each item stands, and the device itself. */
import { saveFile } from "../../logic/asking.js";
import { fileOf, formDrafts } from "../../logic/person.js";
import { lineOf, settlementOf, sorted } from "../../logic/waiting.js";
import { keeperOf } from "../device.js";
import { draftAddress } from "../drafts.js";
import { DevicePanel } from "../panel.js";

/** What was just done here stays told when the page is drawn again. */
let told = { dropped: null, sending: false, failed: null };
let listening;

class Outbox {
  constructor(place, context) {
    Object.assign(this, { place, ...context });
  }

  async draw() {
    const items = sorted(await this.store.items());
    const lines = items.map((item) => lineOf(item, { textOf: (field, value) => this.text(field, value), when: (at) => this.moment(at) }));
    const pending = await this.store.pending();
    const drafts = (await this.store.drafts()).map((name) => ({ name, href: draftAddress(name), form: { [name.split(":")[0].replace(/^(gates|judge)-.*/, "$1").replaceAll("-", "_")]: true } }));
    this.items = new Map(items.map((item) => [item.op, item]));
    const values = { lines, drafts, ...pending, nothing: lines.length === 0, ...told };
    this.place.replaceChildren(this.fill("view-outbox", values));
    await new DevicePanel(this.place.querySelector("[data-device]"), this).draw();
  }

  moment(at) {
    return `${this.day(at.slice(0, 10))} ${at.slice(11, 16)}`;
  }

  text(field, value) {
    if (value === null || value === undefined || value === "") return "—";
    if (["people", "stakeholder_id"].includes(field)) return this.names([].concat(value), this.snapshot?.people);
    if (["colleagues", "owner_id"].includes(field)) return this.names([].concat(value), [...(this.snapshot?.colleagues ?? []), ...[this.snapshot?.user].filter(Boolean)]);
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return this.day(value, { year: true });
    return this.term?.(field, value) || this.term?.(`action_${field}`, value) || this.term?.(`promise_${field}`, value) || this.term?.(`visit_${field}`, value) || String(value);
  }

  names(ids, known = []) {
    const names = ids.map((id) => known.find((one) => one.id === id)?.name ?? String(id));
    return new Intl.ListFormat(document.documentElement.lang, { type: "conjunction" }).format(names);
  }

  async press(button) {
    const { do: what, op } = button.dataset;
    if (what === "drop") await this.store.drop(op).then(() => this.tell({ dropped: { op, title: this.items.get(op).title } }));
    if (what === "undrop") await this.store.undrop(op).then(() => this.tell({ dropped: null }));
    if (what === "choose") await this.choose(op, button.closest("form"));
    if (what === "send") return this.send();
    if (what === "save") await this.save();
    await this.draw();
  }

  async choose(op, form) {
    const item = this.items.get(op);
    const picked = Object.fromEntries(Object.keys(item.conflicts).map((field) => [field, form.elements[`${op}-${field}`].value]));
    await this.store.add(item.kind, settlementOf(item, picked));
  }

  tell(change) {
    told = { ...told, ...change };
  }

  async send() {
    this.tell({ sending: true, failed: null });
    await this.draw();
    const outcome = await (await keeperOf(this.person)).run({ force: true });
    const failed = ["later", "signed-out", "other-user"].includes(outcome) ? { [outcome.replace("-", "_")]: true } : null;
    this.tell({ sending: false, failed });
    await this.draw();
  }

  async save() {
    const file = await fileOf(this.store, this.person, formDrafts(localStorage, this.person.id));
    saveFile(`kam-${file.now.slice(0, 10)}.json`, JSON.stringify(file, null, 1));
  }
}

export const outbox = {
  async draw(place, context) {
    listening?.abort();
    listening = new AbortController();
    const { signal } = listening;
    const shown = new Outbox(place, { ...context, day: context.day ?? ((iso) => iso) });
    const press = (event) => {
      const button = event.target.closest("[data-do]");
      if (!button) return;
      event.preventDefault();
      shown.press(button).catch((error) => console.warn("outbox", error));
    };
    place.addEventListener("click", press, { signal });
    place.addEventListener("input", ({ target }) => target.form?.setAttribute("data-typed", ""), { signal });
    await shown.draw();
    return () => {
      listening.abort();
      told = { dropped: null, sending: false, failed: null };
    };
  },
};
