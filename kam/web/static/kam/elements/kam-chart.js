/**
 * <kam-chart name="Cravens-2026Q1" table="units"><svg class="plot"><g data-points>
 *   <g data-unit="205" data-x="4760" data-y="243" data-detail="潜力 4,760 · 销售 243"><circle class="point" …/></g></g></svg>
 *   <div data-chart-tools hidden><p data-detail-panel></p><button data-chart-view></button><button data-chart-save></button></div></kam-chart>
 *
 * Makes a server-drawn scatter explorable: ←/→ by x, ↑/↓ by y, Enter selects
 * the point and its row [data-unit] in the table, t changes between chart and
 * table, the button saves a PNG. Points without data-unit are never reached.
 */
import { mayAct } from "../logic/keys.js";
import { offer, png } from "../logic/picture.js";
import { fileName, move } from "../logic/points.js";

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
    tools.querySelector("[data-chart-save]")?.addEventListener("click", () => this.save());
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
      mark.setAttribute("aria-label", `${mark.dataset.unit} ${mark.dataset.detail ?? ""}`);
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
    const next = move(this.points, this.active ?? this.place, event.key);
    if (next === undefined) return;
    event.preventDefault();
    this.activate(next);
  }

  activate(at) {
    this.active = at;
    const mark = this.marks[at];
    this.marks.forEach((one) => one.querySelector(".point").classList.toggle("is-active", one === mark));
    this.group.setAttribute("aria-activedescendant", mark.id);
    if (this.panel) this.panel.textContent = `${mark.dataset.unit}  ${mark.dataset.detail ?? ""}`;
  }

  select(at, isFromTable = false) {
    this.place = at;
    this.activate(at);
    this.marks.forEach((mark, place) => {
      mark.setAttribute("aria-selected", String(place === at));
      mark.querySelector(".point").classList.toggle("is-selected", place === at);
    });
    const { unit, url } = this.marks[at].dataset;
    for (const row of this.table?.querySelectorAll("[data-unit]") ?? []) {
      row.classList.toggle("is-selected", row.dataset.unit === unit);
      if (row.dataset.unit === unit && !isFromTable) row.scrollIntoView({ block: "nearest" });
    }
    this.dispatchEvent(new CustomEvent("kam-chart:select", { bubbles: true, detail: { unit } }));
    if (url && !isFromTable) location.assign(url);
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

  async save() {
    const paper = getComputedStyle(this.closest(".card") ?? document.body).backgroundColor;
    offer(await png(this.svg, paper), fileName(this.getAttribute("name"), "png"));
  }
}
customElements.define("kam-chart", KamChart);
