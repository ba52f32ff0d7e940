/**
 * What is being typed, kept sealed on this device within half a second, and the draft
 * of the same form that was begun online.
 */
import { collect, forget, recall } from "../logic/drafts.js";

const PAUSE = 500;
const PAGES = { "visit-record": (id) => `#/visits/${id}/record`, "visit-plan": (id) => (id.startsWith("of-") ? `/visits/new?account=${id.slice(3)}` : `#/visits/${id}/edit`), "visit-amend": (id) => `#/visits/${id}`, "action-edit": (id) => `#/actions/${id}`, "promise-edit": (id) => `#/promises/${id}`, action: (id) => `/accounts/${id}/actions/new`, promise: (id) => `/accounts/${id}/promises/new`, sighting: (id) => `/people/${id}/thinking` };

/** Where a kept draft is written on. */
export function draftAddress(name) {
  const [form, id] = name.split(/:(.*)/s);
  const [, what, part] = /^(gates|judge)-(\w+)$/.exec(form) ?? [];
  if (what) return what === "gates" ? `/people/${id}/adoption?product=${part}` : `/people/${id}/judge/${part}`;
  return PAGES[form]?.(id) ?? "/today";
}

/** The fields of a form as {name: [texts]}. */
export function typedIn(form) {
  const controls = [...form.elements].filter((control) => control.name);
  return collect(controls.map(({ name, type, checked, value }) => ({ name, type, checked, value })));
}

/** Put values into the fields of a form; names that are not in `values` stay. */
export function typeInto(form, values) {
  for (const control of form.elements) {
    const list = values[control.name];
    if (!list) continue;
    if (control.type === "checkbox" || control.type === "radio") control.checked = list.includes(control.value);
    else if (control.type !== "hidden") control.value = list[0] ?? "";
  }
}

/** Keep what is typed into `form` under `name`; brings back what was kept, or begun online under `online`. */
export class Draft {
  constructor(store, form, name, online = "") {
    Object.assign(this, { store, form, name, online });
    this.clean = typedIn(form);
    this.onInput = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.keep(), PAUSE);
    };
    this.onHide = () => document.visibilityState === "hidden" && this.flush();
    form.addEventListener("input", this.onInput);
    form.addEventListener("change", this.onInput);
    document.addEventListener("visibilitychange", this.onHide);
  }

  /** Was there something to bring back? */
  async restore() {
    const kept = (await this.store.draft(this.name)) ?? (this.online ? recall(localStorage, this.online) : null);
    if (!kept) return false;
    typeInto(this.form, kept);
    this.form.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }

  keep() {
    this.timer = undefined;
    return this.store.keepDraft(this.name, typedIn(this.form));
  }

  async flush() {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    await this.keep();
  }

  /** It is saved, or given up: nothing is left of it, here or where it was begun. */
  async end() {
    this.rest();
    await this.store.dropDraft(this.name);
    if (this.online) forget(localStorage, this.online);
  }

  /** Stop listening; what is typed stays kept. */
  rest() {
    clearTimeout(this.timer);
    this.timer = undefined;
    document.removeEventListener("visibilitychange", this.onHide);
    this.form.removeEventListener("input", this.onInput);
    this.form.removeEventListener("change", this.onInput);
  }

  async discard() {
    await this.store.dropDraft(this.name);
    if (this.online) forget(localStorage, this.online);
    typeInto(this.form, Object.fromEntries(Object.keys({ ...typedIn(this.form), ...this.clean }).map((name) => [name, this.clean[name] ?? []])));
    this.form.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
