/**
 * <kam-keys><template><dialog><button data-close>关闭</button><dl data-keys>…</dl></dialog></template></kam-keys>
 *
 * Presses the link or button that carries data-key="c" (or "ctrl+s",
 * "alt+1"), and on ? lists all keys of the page by their visible words.
 */
import { caps, combination, mayAct } from "../logic/keys.js";

export class KamKeys extends HTMLElement {
  connectedCallback() {
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.onKey);
  }

  key(event) {
    if (!mayAct(event) || document.querySelector("dialog[open]")) return;
    const pressed = combination(event);
    if (pressed === "?") {
      event.preventDefault();
      this.list();
      return;
    }
    const target = this.targets().find((one) => one.dataset.key.toLowerCase() === pressed);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input, textarea, select")) target.focus();
    else target.click();
  }

  targets() {
    return [...document.querySelectorAll("[data-key]")].filter((one) => !one.disabled && one.getClientRects().length > 0);
  }

  list() {
    const dialog = this.querySelector("dialog") ?? this.build();
    dialog.querySelectorAll("[data-own]").forEach((one) => one.remove());
    for (const part of dialog.querySelectorAll("[data-if]")) part.hidden = !document.querySelector(part.dataset.if);
    const table = dialog.querySelector("[data-keys]");
    for (const target of this.targets()) table.append(...this.row(target));
    dialog.showModal();
  }

  build() {
    this.append(this.querySelector("template").content.cloneNode(true));
    const dialog = this.querySelector("dialog");
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    return dialog;
  }

  row(target) {
    const term = document.createElement("dt");
    for (const cap of caps(target.dataset.key)) {
      const key = document.createElement("kbd");
      key.textContent = cap;
      term.append(key, " ");
    }
    const words = document.createElement("dd");
    words.textContent = this.words(target);
    term.dataset.own = words.dataset.own = "";
    return [term, words];
  }

  words(target) {
    const label = target.getAttribute("aria-label");
    if (label) return label;
    const copy = target.cloneNode(true);
    copy.querySelectorAll("kbd, svg").forEach((one) => one.remove());
    return copy.textContent.trim() || target.title || target.name || "";
  }
}
customElements.define("kam-keys", KamKeys);
