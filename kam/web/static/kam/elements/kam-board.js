/**
 * <kam-board lifted="已拿起 {card}，在 {column}" over="放到 {column}" dropped="{card} 放下" back="放回原处">
 *   <form method="post" hidden>…</form><p data-told aria-live="assertive"></p>
 *   <section data-to="/accounts/0/platform/working?back=board" data-name="工作平台 70°C" data-level="70">
 *     <article draggable="true" data-account="7" data-since="31" data-size="large" data-name="第七医院">
 *       <button type="button" data-grip aria-label="移动 第七医院"></button>…</article></section></kam-board>
 *
 * A card let go over another column is sent as the form that the card's own links open.
 * What is missing then is asked on that form; a column with `data-asks` opens it at once.
 * With keys: Space on the grip takes a card, ← and → choose a column, Space lets it go,
 * Escape puts it back; each is said to screen readers. Without script, and for fingers,
 * the links of each card do the same.
 */
import { neighbour, said } from "../logic/board.js";

export class KamBoard extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector(":scope > form");
    if (!this.form) return;
    this.told = this.querySelector(":scope > [data-told]");
    this.columns = [...this.querySelectorAll("[data-to]")];
    this.addEventListener("dragstart", (event) => this.lift(event));
    this.addEventListener("dragover", (event) => this.over(event));
    this.addEventListener("drop", (event) => this.drop(event));
    this.addEventListener("dragend", () => this.settle());
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("focusout", () => this.card && this.grip && this.putBack());
    for (const grip of this.querySelectorAll("[data-grip]")) grip.hidden = false;
  }

  column(event) {
    const column = event.target.closest?.("[data-to]");
    return column && this.card && !column.contains(this.card) ? column : null;
  }

  lift(event) {
    this.card = event.target.closest?.("[data-account]") ?? null;
    if (this.card) event.dataTransfer.effectAllowed = "move";
  }

  over(event) {
    const column = this.column(event);
    this.mark(column);
    if (column) event.preventDefault();
  }

  drop(event) {
    const column = this.column(event);
    if (!column) return;
    event.preventDefault();
    this.letGo(column);
  }

  key(event) {
    const grip = event.target.closest?.("[data-grip]");
    if (!grip || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " " || event.key === "Enter") this.press(event, grip);
    else if (this.grip && event.key === "Escape") this.putBack(event);
    else if (this.grip && (event.key === "ArrowLeft" || event.key === "ArrowRight")) this.choose(event);
  }

  press(event, grip) {
    event.preventDefault();
    if (!this.grip) {
      this.card = grip.closest("[data-account]");
      this.from = this.target = grip.closest("[data-to]");
      this.grip = grip;
      grip.setAttribute("aria-pressed", "true");
      this.say("lifted");
      return;
    }
    if (this.target === this.from) this.putBack();
    else {
      this.say("dropped");
      this.letGo(this.target);
    }
  }

  choose(event) {
    event.preventDefault();
    event.stopPropagation();
    const at = neighbour(this.columns.indexOf(this.target), this.columns.length, event.key);
    this.target = this.columns[at];
    this.mark(this.target === this.from ? null : this.target);
    this.target.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.say("over");
  }

  putBack(event) {
    event?.preventDefault();
    this.say("back");
    this.settle();
  }

  say(which) {
    if (!this.told) return;
    const names = { card: this.card.dataset.name, column: this.target.dataset.name };
    this.told.textContent = said(this.getAttribute(which), names);
  }

  mark(column) {
    for (const one of this.querySelectorAll(".is-over")) if (one !== column) one.classList.remove("is-over");
    column?.classList.add("is-over");
  }

  letGo(column) {
    const { account, since, size } = this.card.dataset;
    const place = column.dataset.to.replace("/0/", `/${account}/`);
    this.settle();
    if (column.dataset.asks) location.assign(place);
    else this.send(place, { since, size_class: size, warmth: column.dataset.level });
  }

  send(place, values) {
    this.form.action = place;
    for (const [name, value] of Object.entries(values)) this.form.elements[name].value = value ?? "";
    this.form.requestSubmit();
  }

  settle() {
    this.mark(null);
    this.grip?.removeAttribute("aria-pressed");
    this.card = this.grip = null;
  }
}
customElements.define("kam-board", KamBoard);
