/**
 * <kam-week><section data-column="2026-03-18"><ul><li data-card><form method="post" action="/visits/3/move">
 *   <details><summary>改到</summary><button name="day" value="2026-03-19" data-day="2026-03-19">周四 19</button></details>
 *   </form></li></ul></section></kam-week>
 *
 * A card is dragged to another day with the mouse, or moved with Alt and an arrow key;
 * either presses the card's own button of that day, which also works without script.
 */
const STEP = { ArrowLeft: -1, ArrowRight: 1 };
const FAR = 6;
const NOT_A_GRIP = "a, button, summary, input, select";

export class KamWeek extends HTMLElement {
  connectedCallback() {
    this.addEventListener("pointerdown", (event) => this.grip(event));
    this.addEventListener("pointermove", (event) => this.drag(event));
    this.addEventListener("pointerup", () => this.drop());
    this.addEventListener("pointercancel", () => this.release());
    this.addEventListener("keydown", (event) => this.key(event));
  }

  /** A finger scrolls the page; it uses the buttons. */
  grip(event) {
    const card = event.target.closest("[data-card]");
    const wanted = card?.querySelector("[data-day]") && event.button === 0 && event.pointerType === "mouse";
    if (!wanted || event.target.closest(NOT_A_GRIP)) return;
    event.preventDefault();
    this.held = { card, x: event.clientX, y: event.clientY, moving: false };
  }

  drag(event) {
    if (!this.held) return;
    const [dx, dy] = [event.clientX - this.held.x, event.clientY - this.held.y];
    if (!this.held.moving && Math.hypot(dx, dy) < FAR) return;
    if (!this.held.moving) this.begin(event);
    this.held.card.style.transform = `translate(${dx}px, ${dy}px)`;
    this.aim(event);
  }

  begin(event) {
    this.held.moving = true;
    this.held.card.classList.add("is-dragged");
    this.setPointerCapture(event.pointerId);
    for (const column of this.columns()) column.classList.toggle("is-offered", Boolean(this.button(column)));
  }

  aim(event) {
    const column = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-column]") ?? null;
    this.held.column?.classList.remove("is-target");
    this.held.column = column && this.button(column) ? column : null;
    this.held.column?.classList.add("is-target");
  }

  drop() {
    const button = this.held?.moving && this.held.column ? this.button(this.held.column) : null;
    this.release();
    button?.click();
  }

  release() {
    if (!this.held) return;
    this.held.card.style.transform = "";
    this.held.card.classList.remove("is-dragged");
    for (const column of this.columns()) column.classList.remove("is-offered", "is-target");
    this.held = null;
  }

  key(event) {
    const card = event.target.closest("[data-card]");
    if (!card || !event.altKey || !STEP[event.key]) return;
    event.preventDefault();
    const columns = this.columns();
    const here = columns.indexOf(card.closest("[data-column]"));
    const next = here < 0 ? null : columns[here + STEP[event.key]];
    if (next) this.button(next, card)?.click();
  }

  columns() {
    return [...this.querySelectorAll("[data-column]")];
  }

  button(column, card = this.held.card) {
    return card.querySelector(`[data-day="${CSS.escape(column.dataset.column)}"]`);
  }
}
customElements.define("kam-week", KamWeek);
