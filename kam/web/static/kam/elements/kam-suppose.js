/**
 * <kam-suppose form="suppose-form"><svg class="plot">… <g id="suppose-point" tabindex="0" data-x="4760" data-y="243"
 *   data-left="52" data-right="664" data-top="20" data-bottom="400" data-most-x="7000" data-most-y="300"
 *   data-grain-x="10" data-grain-y="1" data-step-x="70" data-step-y="3"><circle class="point own" r="8"></circle></g></svg></kam-suppose>
 * <form id="suppose-form"><input name="potential"><input name="sales"></form>
 *
 * Lets a point be dragged, or moved with arrow keys, and sends the form with its figures
 * when it rests. Typing the figures into the form does the same without it.
 */
import { figuresAt, placeOf, stepped } from "../logic/suppose.js";

const RESTS_AFTER = 350;

export class KamSuppose extends HTMLElement {
  connectedCallback() {
    this.svg = this.querySelector("svg");
    this.point = this.querySelector("#suppose-point");
    if (!this.point) return;
    const told = Object.entries(this.point.dataset).map(([name, value]) => [name, Number(value)]);
    this.paper = Object.fromEntries(told);
    this.figures = { x: this.paper.x, y: this.paper.y };
    this.point.addEventListener("pointerdown", (event) => this.grip(event));
    this.point.addEventListener("pointermove", (event) => this.drag(event));
    this.point.addEventListener("pointerup", () => this.drop());
    this.point.addEventListener("pointercancel", () => this.drop());
    this.point.addEventListener("keydown", (event) => this.key(event));
  }

  disconnectedCallback() {
    clearTimeout(this.waiting);
  }

  get form() {
    return document.getElementById(this.getAttribute("form"));
  }

  grip(event) {
    event.preventDefault();
    this.point.focus({ preventScroll: true });
    this.point.setPointerCapture(event.pointerId);
    this.isDragged = true;
  }

  drag(event) {
    if (!this.isDragged) return;
    const seen = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    this.show(figuresAt(this.paper, seen.x, seen.y));
    this.isMoved = true;
  }

  drop() {
    if (this.isDragged && this.isMoved) this.ask();
    this.isDragged = this.isMoved = false;
  }

  key(event) {
    const next = stepped(this.paper, this.figures, event.key, event.shiftKey);
    if (!next) return;
    event.preventDefault();
    this.show(next);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask(), RESTS_AFTER);
  }

  show(figures) {
    this.figures = figures;
    this.point.setAttribute("transform", `translate(${placeOf(this.paper, figures).join(" ")})`);
    this.form.elements.potential.value = String(figures.x);
    this.form.elements.sales.value = String(figures.y);
  }

  ask() {
    clearTimeout(this.waiting);
    this.form.requestSubmit();
  }
}
customElements.define("kam-suppose", KamSuppose);
