/**
 * <kam-chart name="Cravens-2026Q1" table="units"><svg class="plot"><g data-points>
 *   <g data-unit="7" data-x="4760" data-y="243" data-detail="205：潜力 4,760 · 销售 243"><circle class="point" …/></g></g></svg>
 *   <div data-chart-tools hidden><p data-detail-panel></p><button data-chart-view></button><button data-chart-save="png"></button></div></kam-chart>
 *
 * Makes a server-drawn scatter explorable: ←/→ by x, ↑/↓ by y, f to the peers
 * [data-peer], Enter selects the point and its row [data-unit] in the table, t
 * changes between chart and table, buttons save a PNG or SVG. Where the row has a
 * link [data-select], selecting follows it. Points without data-unit are never reached.
 */
import { mayAct } from "../logic/keys.js";
import { drawing, offer, png } from "../logic/picture.js";
import { fileName, move } from "../logic/points.js";

let returnsFocus = false;

export class KamChart extends HTMLElement {
  connectedCallback() {
    this.svg = this.querySelector("svg");
    this.group = this.querySelector("[data-points]");
    this.marks = [...this.querySelectorAll("[data-points] [data-unit]")];
    if (!this.group) return;
    this.points = this.marks.map((mark) => ({ x: Number(mark.dataset.x), y: Number(mark.dataset.y) }));
    this.place = this.marks.findIndex((mark) => "selected" in mark.dataset);
    this.tools();
    this.prepare();
    this.rows();
    if (returnsFocus) this.group.focus({ preventScroll: true });
    returnsFocus = false;
    this.onDocumentKey = (event) => event.key === "t" && mayAct(event) && this.toggle(event);
    document.addEventListener("keydown", this.onDocumentKey);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.onDocumentKey);
  }

  get table() {
    return document.getElementById(this.getAttribute("table"));
  }

  tools() {
    const tools = this.querySelector("[data-chart-tools]");
    if (!tools) return;
    tools.hidden = false;
    this.panel = tools.querySelector("[data-detail-panel]");
    this.view = tools.querySelector("[data-chart-view]");
    if (this.view) {
      this.view.hidden = !this.table;
      this.view.addEventListener("click", (event) => this.toggle(event));
    }
    for (const button of tools.querySelectorAll("[data-chart-save]")) button.addEventListener("click", () => this.save(button.dataset.chartSave));
  }

  prepare() {
    if (this.marks.length === 0) return;
    this.svg.setAttribute("role", "group");
    this.group.setAttribute("role", "listbox");
    this.group.setAttribute("tabindex", "0");
    this.marks.forEach((mark, at) => {
      mark.id ||= `point-${at}-${mark.dataset.unit}`.replace(/\s+/g, "-");
      mark.setAttribute("role", "option");
      mark.setAttribute("aria-selected", String(at === this.place));
      mark.setAttribute("aria-label", mark.dataset.detail || mark.dataset.unit);
      mark.addEventListener("pointerenter", () => this.activate(at));
      mark.addEventListener("click", () => this.select(at));
    });
    this.group.addEventListener("focus", () => this.activate(Math.max(this.place, 0)));
    this.group.addEventListener("keydown", (event) => this.key(event));
  }

  key(event) {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.select(this.active ?? 0);
      return;
    }
    const next = event.key === "f" ? this.nextPeer() : move(this.points, this.active ?? this.place, event.key);
    if (next === undefined) return;
    event.preventDefault();
    this.activate(next);
  }

  nextPeer() {
    const peers = this.marks.flatMap((mark, at) => ("peer" in mark.dataset ? [at] : []));
    return peers[(peers.indexOf(this.active) + 1) % peers.length];
  }

  activate(at) {
    this.active = at;
    const mark = this.marks[at];
    this.marks.forEach((one) => one.querySelector(".point").classList.toggle("is-active", one === mark));
    this.group.setAttribute("aria-activedescendant", mark.id);
    if (this.panel) this.panel.textContent = mark.dataset.detail ?? mark.dataset.unit;
  }

  select(at, isFromTable = false) {
    this.place = at;
    this.activate(at);
    this.marks.forEach((mark, place) => {
      mark.setAttribute("aria-selected", String(place === at));
      mark.querySelector(".point").classList.toggle("is-selected", place === at);
    });
    const { unit } = this.marks[at].dataset;
    for (const row of this.table?.querySelectorAll("[data-unit]") ?? []) {
      const isIt = row.dataset.unit === unit;
      row.classList.toggle("is-selected", isIt);
      if (!isIt || isFromTable) continue;
      returnsFocus = this.group.contains(document.activeElement);
      row.querySelector("[data-select]")?.click();
    }
    this.dispatchEvent(new CustomEvent("kam-chart:select", { bubbles: true, detail: { unit } }));
  }

  rows() {
    this.table?.addEventListener("click", (event) => {
      const row = event.target.closest("[data-unit]");
      const at = this.marks.findIndex((mark) => mark.dataset.unit === row?.dataset.unit);
      if (at >= 0 && !event.target.closest("a, button")) this.select(at, true);
    });
  }

  toggle(event) {
    if (!this.table) return;
    event.preventDefault();
    const isTable = !this.svg.hasAttribute("hidden");
    this.svg.toggleAttribute("hidden", isTable);
    this.view?.setAttribute("aria-pressed", String(isTable));
    this.table.tabIndex = -1;
    (isTable ? this.table : this.group).focus();
    if (isTable) this.table.scrollIntoView({ block: "nearest" });
  }

  async save(ending) {
    const paper = getComputedStyle(this.closest(".card") ?? document.body).backgroundColor;
    const picture = ending === "svg" ? drawing(this.svg, paper) : await png(this.svg, paper);
    offer(picture, fileName(this.getAttribute("name"), ending));
  }
}
customElements.define("kam-chart", KamChart);
