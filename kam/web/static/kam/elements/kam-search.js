/**
 * <kam-search url="/search"><form action="/search"><input name="q"></form><template><dialog>…</dialog></template></kam-search>
 *
 * A search form that works without script; with it, Ctrl/Cmd+K, / or a press on
 * the field opens a palette that asks the server while one types. Arrow keys
 * choose, Enter opens, Esc closes and gives the focus back. An answer to an
 * older question is dropped.
 */
import { combination, isTyping } from "../logic/keys.js";
import { latest, ring } from "../logic/latest.js";

export class KamSearch extends HTMLElement {
  connectedCallback() {
    this.ask = latest((text, signal) => this.fetch(text, signal));
    this.onKey = (event) => this.shortcut(event);
    document.addEventListener("keydown", this.onKey);
    const field = this.querySelector('form input[name="q"]');
    field?.addEventListener("click", () => this.open(field.value));
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.onKey);
  }

  shortcut(event) {
    const pressed = combination(event);
    const slash = pressed === "/" && !isTyping(event.target);
    if (pressed !== "ctrl+k" && !slash) return;
    event.preventDefault();
    this.open();
  }

  open(text = "") {
    this.dialog ??= this.build();
    if (this.dialog.open) return;
    this.back = document.activeElement;
    this.dialog.showModal();
    this.input.value = text;
    this.input.focus();
    this.question();
  }

  build() {
    this.append(this.querySelector("template").content.cloneNode(true));
    const dialog = this.querySelector("dialog");
    this.input = dialog.querySelector("input");
    this.results = dialog.querySelector("[data-results]");
    this.idle = dialog.querySelector("[data-idle]");
    this.failed = dialog.querySelector("[data-failed]");
    this.input.addEventListener("input", () => this.question());
    this.input.addEventListener("keydown", (event) => this.key(event));
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => this.back?.focus());
    return dialog;
  }

  async fetch(text, signal) {
    const address = `${this.getAttribute("url")}?q=${encodeURIComponent(text)}&fragment=1`;
    const answer = await fetch(address, { signal, headers: { "X-Requested-With": "fetch" }, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    return answer.text();
  }

  async question() {
    const text = this.input.value.trim();
    this.failed.hidden = true;
    if (!text) this.draw("", true);
    try {
      const html = await this.ask(text);
      if (html !== undefined && text) this.draw(html, false);
    } catch {
      this.draw("", false);
      this.failed.hidden = false;
    }
  }

  draw(html, isIdle) {
    this.idle.hidden = !isIdle;
    const parsed = new DOMParser().parseFromString(html, "text/html");
    this.results.replaceChildren(...parsed.body.childNodes);
    const list = this.results.querySelector("[data-listbox]");
    if (list) list.id = "palette-listbox";
    this.input.setAttribute("aria-controls", list ? list.id : "palette-results");
    this.input.setAttribute("aria-expanded", String(Boolean(list)));
    this.choose(this.options.length ? 0 : -1);
  }

  get options() {
    return [...this.results.querySelectorAll('[role="option"]')];
  }

  choose(place) {
    this.place = place;
    this.options.forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    const chosen = this.options[place];
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.dialog.close();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.choose(ring(this.place, step, this.options.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const chosen = this.options[this.place];
      const text = encodeURIComponent(this.input.value.trim());
      if (chosen) chosen.click();
      else if (text) location.assign(`${this.getAttribute("url")}?q=${text}`);
    }
  }
}
customElements.define("kam-search", KamSearch);
