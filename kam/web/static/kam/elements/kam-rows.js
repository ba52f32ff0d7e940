/**
 * <kam-rows><div data-row><input name="further-0-text"></div>…<button type="button" data-add hidden>行动或承诺</button></kam-rows>
 *
 * Rows that the server drew all at once: only those with a text stand open, and the
 * button brings up the next. Without script all of them stand open.
 */
export class KamRows extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("[data-add]");
    this.button.addEventListener("click", () => this.more());
    this.form = this.closest("form");
    this.onChange = () => this.draw();
    this.form?.addEventListener("change", this.onChange);
    for (const row of this.rows) row.hidden = !this.isFilled(row);
    this.draw();
  }

  disconnectedCallback() {
    this.form?.removeEventListener("change", this.onChange);
  }

  get rows() {
    return [...this.querySelectorAll("[data-row]")];
  }

  textOf(row) {
    return row.querySelector('input[name$="-text"], textarea[name$="-text"]');
  }

  isFilled(row) {
    return "filled" in row.dataset || Boolean(this.textOf(row)?.value);
  }

  draw() {
    for (const row of this.rows) if (this.isFilled(row)) row.hidden = false;
    this.button.hidden = this.rows.every((row) => !row.hidden);
  }

  more() {
    const row = this.rows.find((one) => one.hidden);
    if (!row) return;
    row.hidden = false;
    this.textOf(row)?.focus();
    this.draw();
  }
}
customElements.define("kam-rows", KamRows);
