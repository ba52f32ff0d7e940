/**
 * <kam-draft key="12:visit-record:345" [bound]><template>…notice…</template><form>…</form></kam-draft>
 *
 * Keeps what is typed into the form on this device until the server has
 * confirmed it. `bound`: the server already drew the typed values (422, 409),
 * so nothing is restored and the draft starts from them. A draft is forgotten
 * when a page or fragment carries data-saved with its key, or when discarded.
 */
import { collect, differences, forget, keep, recall } from "../logic/drafts.js";

const PAUSE = 300;

export class KamDraft extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    if (!this.form || !this.key) return;
    this.clean = this.values();
    this.forgetSaved(document);
    if (this.hasAttribute("bound")) this.store();
    else this.restore();
    this.onInput = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.store(), PAUSE);
    };
    this.onFlush = () => this.flush();
    this.onSettle = (event) => this.forgetSaved(event.target);
    this.form.addEventListener("input", this.onInput);
    this.form.addEventListener("change", this.onInput);
    this.form.addEventListener("submit", this.onFlush, true);
    addEventListener("pagehide", this.onFlush);
    document.addEventListener("htmx:afterSettle", this.onSettle);
  }

  disconnectedCallback() {
    if (this.form) this.flush();
    removeEventListener("pagehide", this.onFlush);
    document.removeEventListener("htmx:afterSettle", this.onSettle);
  }

  get key() {
    return this.getAttribute("key");
  }

  controls() {
    return [...this.form.elements].filter((control) => control.name && control.type !== "file");
  }

  values() {
    return collect(
      this.controls().map((control) => ({
        name: control.name,
        type: control.type,
        checked: control.checked,
        value: control.selectedOptions && control.multiple ? [...control.selectedOptions].map((option) => option.value) : control.value,
      })),
    );
  }

  flush() {
    if (this.timer === undefined) return;
    this.store();
  }

  store() {
    clearTimeout(this.timer);
    this.timer = undefined;
    const now = this.values();
    if (!this.hasAttribute("bound") && differences(this.clean, now).length === 0) forget(localStorage, this.key);
    else keep(localStorage, this.key, now);
  }

  restore() {
    const kept = recall(localStorage, this.key);
    if (!kept) return;
    const names = new Set(this.controls().map((control) => control.name));
    const changed = differences(this.clean, kept).filter((name) => names.has(name));
    if (changed.length === 0) return;
    for (const control of this.controls()) if (kept[control.name]) this.fill(control, kept[control.name]);
    this.form.dispatchEvent(new Event("change", { bubbles: true }));
    this.notice();
  }

  fill(control, list) {
    if (control.type === "password") return;
    if (control.type === "checkbox" || control.type === "radio") control.checked = list.includes(control.value);
    else if (control.multiple) for (const option of control.options) option.selected = list.includes(option.value);
    else control.value = this.take(control, list);
  }

  take(control, list) {
    const same = this.controls().filter((other) => other.name === control.name);
    return list[same.length > 1 ? same.indexOf(control) : 0] ?? "";
  }

  notice() {
    const template = this.querySelector(":scope > template");
    if (!template) return;
    this.prepend(template.content.cloneNode(true));
    this.querySelector("[data-discard]").addEventListener("click", () => this.discard());
  }

  discard() {
    forget(localStorage, this.key);
    for (const control of this.controls()) if (this.clean[control.name]) this.fill(control, this.clean[control.name]);
    this.querySelector(".draft-note")?.remove();
    this.form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  }

  forgetSaved(root) {
    for (const mark of root.querySelectorAll?.("[data-saved]") ?? []) {
      forget(localStorage, mark.dataset.saved);
      if (mark.dataset.saved === this.key) this.timer = undefined;
    }
  }
}
customElements.define("kam-draft", KamDraft);
