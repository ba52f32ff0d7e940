/**
 * <kam-bell src="/notices/count" key="…"><a href="/notices" aria-label="通知">…<b hidden></b></a></kam-bell>
 *
 * The bell: a link that works without script; this adds how many notices are new.
 * The number is asked for once a minute at the most, beside the page, and kept for
 * this tab; what a person sends may change it, so it is asked for again after that.
 */
import { isFresh, shown } from "../logic/bell.js";

const NAME = "kam-bell";

export class KamBell extends HTMLElement {
  connectedCallback() {
    this.onSubmit = () => sessionStorage.removeItem(NAME);
    document.addEventListener("submit", this.onSubmit);
    this.begin();
  }

  disconnectedCallback() {
    document.removeEventListener("submit", this.onSubmit);
    this.stop?.abort();
  }

  get kept() {
    const told = JSON.parse(sessionStorage.getItem(NAME) ?? "null");
    return told?.key === this.getAttribute("key") ? told : null;
  }

  async begin() {
    const { kept } = this;
    if (kept) this.draw(kept);
    if (isFresh(kept, Date.now()) || !navigator.onLine) return;
    await new Promise((idle) => (window.requestIdleCallback ?? setTimeout)(idle));
    if (this.isConnected) await this.ask();
  }

  async ask() {
    this.stop = new AbortController();
    const { signal } = this.stop;
    const headers = { Accept: "application/json" };
    const answer = await fetch(this.getAttribute("src"), { signal, headers }).catch(() => null);
    if (!answer?.ok) return;
    const told = await answer.json().catch(() => null);
    if (!told) return;
    const kept = { ...told, key: this.getAttribute("key"), at: Date.now() };
    sessionStorage.setItem(NAME, JSON.stringify(kept));
    this.draw(kept);
  }

  draw(told) {
    const link = this.querySelector("a");
    const count = this.querySelector("b");
    count.textContent = shown(told.new);
    count.hidden = !told.new;
    link.setAttribute("aria-label", told.label);
  }
}
customElements.define("kam-bell", KamBell);
