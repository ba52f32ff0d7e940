/**
 * <kam-tabs><div class="tabs few" aria-label="视图"><a class="tab" href="#a">图</a><a class="tab" href="#b">表</a></div>
 *   <section id="a">…</section><section id="b">…</section></kam-tabs>
 *
 * Without script these are links to sections. With it they are tabs: one
 * section at a time, arrow keys, the address keeps the choice. An address that names
 * something inside a section opens that section. Of two tabs, t presses the other one.
 */
import { ring } from "../logic/latest.js";

export class KamTabs extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector(".tabs");
    this.links = [...(this.list?.querySelectorAll('a[href^="#"]') ?? [])];
    if (this.links.length === 0) return;
    this.list.setAttribute("role", "tablist");
    for (const link of this.links) this.prepare(link);
    this.list.addEventListener("click", (event) => this.press(event));
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.show(this.links.find((link) => link.hash === location.hash) ?? this.holding() ?? this.links[0]);
  }

  holding() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const link = target && this.links.find((one) => this.panel(one).contains(target));
    if (link) requestAnimationFrame(() => target.scrollIntoView());
    return link;
  }

  panel(link) {
    return this.querySelector(`#${CSS.escape(link.hash.slice(1))}`);
  }

  prepare(link) {
    const panel = this.panel(link);
    link.id ||= `${panel.id}-tab`;
    link.setAttribute("role", "tab");
    link.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", link.id);
    panel.tabIndex = 0;
  }

  shortcut(link, isChosen) {
    if (isChosen) delete link.dataset.key;
    else link.dataset.key = "t";
  }

  press(event) {
    const link = event.target.closest('a[role="tab"]');
    if (!link) return;
    event.preventDefault();
    history.replaceState(history.state, "", link.hash);
    this.show(link);
  }

  key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = this.links[ring(this.links.indexOf(event.target.closest("a")), step, this.links.length)];
    this.show(next);
    next.focus();
  }

  show(chosen) {
    for (const link of this.links) {
      const isChosen = link === chosen;
      link.setAttribute("aria-selected", String(isChosen));
      link.tabIndex = isChosen ? 0 : -1;
      this.panel(link).hidden = !isChosen;
      if (this.links.length === 2) this.shortcut(link, isChosen);
    }
  }
}
customElements.define("kam-tabs", KamTabs);
