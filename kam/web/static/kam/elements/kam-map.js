/**
 * <kam-map data-account="7" data-lines="map-lines" data-fold="收起" data-unfold="展开">
 *   <div class="map-tools" hidden>…</div><div class="map-board"><kam-seats class="map-canvas">…bands…</kam-seats></div></kam-map>
 * <ul id="map-lines" hidden><li data-from="3" data-to="5" data-kind="reports">…</li></ul>
 *
 * Draws the lines between the cards that the server wrote, zooms, folds bands and walks
 * by arrow keys. Without it the cards say their lines in sentences.
 */
import { nextCard, wirePath, zoomed } from "../logic/wires.js";

const SVG = "http://www.w3.org/2000/svg";

export class KamMap extends HTMLElement {
  connectedCallback() {
    this.canvas = this.querySelector(".map-canvas");
    this.tools = this.querySelector(".map-tools");
    if (!this.canvas || !this.tools) return;
    this.wide = matchMedia("(min-width: 900px)");
    this.wide.addEventListener("change", this);
    for (const band of this.querySelectorAll(".band")) this.prepareFold(band);
    this.tools.addEventListener("click", (event) => this.press(event));
    this.addEventListener("keydown", (event) => this.walk(event));
    this.addEventListener("seats:moved", () => this.draw());
    this.addEventListener("htmx:beforeRequest", (event) => this.choose(event.target));
    this.addEventListener("htmx:afterRequest", () => this.wide.matches || document.getElementById("person-panel").scrollIntoView());
    this.watch = new ResizeObserver(() => this.draw());
    this.watch.observe(this);
    this.zoom(Number(localStorage.getItem("kam.map.zoom")) || 1);
  }

  disconnectedCallback() {
    this.watch?.disconnect();
    this.wide?.removeEventListener("change", this);
  }

  handleEvent() { this.draw(); }

  choose(link) {
    if (!link.matches?.("[data-name]")) return;
    for (const other of this.querySelectorAll("[data-name][aria-current]")) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
  }

  press(event) {
    const button = event.target.closest("[data-zoom]");
    if (button) this.zoom(zoomed(this.scale, Number(button.dataset.zoom)));
  }

  zoom(scale) {
    this.scale = scale;
    localStorage.setItem("kam.map.zoom", String(scale));
    this.canvas.style.zoom = scale;
    this.draw();
  }

  prepareFold(band) {
    const button = band.querySelector(".band-fold");
    const key = `kam.map.fold.${this.dataset.account}.${band.dataset.band}`;
    const show = (folded) => {
      band.classList.toggle("is-folded", folded);
      button.setAttribute("aria-expanded", String(!folded));
      button.textContent = folded ? this.dataset.unfold : this.dataset.fold;
    };
    button.hidden = false;
    show(localStorage.getItem(key) === "1");
    button.addEventListener("click", () => {
      const folded = !band.classList.contains("is-folded");
      localStorage.setItem(key, folded ? "1" : "0");
      show(folded);
      this.draw();
    });
  }

  walk(event) {
    const name = event.target.closest("[data-name]");
    if (!name || event.altKey || event.ctrlKey || event.metaKey) return;
    const bands = [...this.querySelectorAll(".band:not(.is-folded)")].map((band) => [...band.querySelectorAll("[data-name]")]);
    const band = bands.findIndex((cards) => cards.includes(name));
    const found = nextCard(bands, band, bands[band].indexOf(name), event.key);
    if (!found) return;
    event.preventDefault();
    bands[found[0]][found[1]].focus();
  }

  draw() {
    const isWide = this.wide.matches;
    this.canvas.classList.toggle("has-wires", isWide);
    this.tools.hidden = !isWide;
    this.svg?.remove();
    if (!isWide || this.canvas.offsetParent === null) return;
    const home = this.canvas.getBoundingClientRect();
    const box = (id) => {
      const card = this.canvas.querySelector(`[data-card="${CSS.escape(id)}"]`);
      const at = card?.getBoundingClientRect();
      return at && at.width ? { x: (at.x - home.x) / this.ratio, y: (at.y - home.y) / this.ratio, w: at.width / this.ratio, h: at.height / this.ratio } : null;
    };
    this.ratio = home.width / this.canvas.offsetWidth || 1;
    this.svg = this.make("svg", { class: "map-wires", "aria-hidden": "true" });
    this.svg.innerHTML = '<defs><marker id="wire-end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path class="wire-end" d="M0 0 8 4 0 8z"/></marker></defs>';
    this.drawn = new Map();
    for (const line of document.getElementById(this.dataset.lines).children) this.wire(line.dataset, box);
    this.canvas.append(this.svg);
  }

  wire(line, box) {
    const [from, to] = [box(line.from), box(line.to)];
    if (!from || !to) return;
    const kind = `wire ${line.kind}${"onPath" in line ? " on-path" : ""}${"unsure" in line ? " unsure" : ""}`;
    const path = this.make("path", { class: kind, d: wirePath(from, to, this.shift(line.to)) });
    if (line.kind === "influence" || line.kind === "support") path.setAttribute("marker-end", "url(#wire-end)");
    this.svg.append(path);
    if (line.kind !== "conflict") return;
    const { x, y } = path.getPointAtLength?.(path.getTotalLength() / 2) ?? from;
    this.svg.append(this.make("path", { class: "wire-cross", d: `M${x - 5} ${y - 5}l10 10m0 -10l-10 10` }));
  }

  /** Lines that end at one card lie beside each other: 0, 8, -8, 16 … */
  shift(target) {
    const n = this.drawn.get(target) ?? 0;
    this.drawn.set(target, n + 1);
    return Math.ceil(n / 2) * 8 * (n % 2 ? 1 : -1);
  }

  make(name, attributes) {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  }
}
customElements.define("kam-map", KamMap);
