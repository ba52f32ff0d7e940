/**
 * <kam-board><form method="post" hidden>…</form>
 *   <section data-to="/accounts/0/platform/working?back=board" data-axis="warmth" data-level="70">
 *     <article draggable="true" data-account="7" data-since="31" data-size="large">…</article></section></kam-board>
 *
 * A card let go over another column is sent as the form that the card's own links open.
 * What is missing then is asked on that form; a column with `data-asks` opens it at once.
 * Without script, and for fingers and keys, the links of each card do the same.
 */
export class KamBoard extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector(":scope > form");
    if (!this.form) return;
    this.addEventListener("dragstart", (event) => this.lift(event));
    this.addEventListener("dragover", (event) => this.over(event));
    this.addEventListener("drop", (event) => this.drop(event));
    this.addEventListener("dragend", () => this.settle());
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
    for (const one of this.querySelectorAll(".is-over")) if (one !== column) one.classList.remove("is-over");
    if (!column) return;
    event.preventDefault();
    column.classList.add("is-over");
  }

  drop(event) {
    const column = this.column(event);
    if (!column) return;
    event.preventDefault();
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
    for (const one of this.querySelectorAll(".is-over")) one.classList.remove("is-over");
    this.card = null;
  }
}
customElements.define("kam-board", KamBoard);
