/**
 * <kam-order><div data-list><fieldset data-row data-fresh>…<span data-order-field><input data-order></span>
 *   <input type="checkbox" data-gone><span data-moves hidden><button data-up>…</button><button data-down>…</button></span></fieldset></div>
 *   <button type="button" data-add hidden>加一步</button></kam-order>
 *
 * Rows in an order that a person may change. Without script the order is a number to
 * type and the fresh rows stand open; with it rows move up and down, and the button
 * brings up a fresh one.
 */
import { numbered, placed, swapped } from "../logic/order.js";

export class KamOrder extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("[data-list]");
    this.button = this.querySelector("[data-add]");
    this.form = this.closest("form");
    for (const row of this.rows) {
      row.querySelector("[data-order-field]").hidden = true;
      row.querySelector("[data-moves]").hidden = false;
      row.hidden = "fresh" in row.dataset;
    }
    this.addEventListener("click", (event) => this.press(event));
    this.onChange = () => this.draw();
    this.form?.addEventListener("change", this.onChange);
    this.draw();
  }

  disconnectedCallback() {
    this.form?.removeEventListener("change", this.onChange);
  }

  get rows() {
    return [...this.list.querySelectorAll(":scope > [data-row]")];
  }

  order(row) {
    return row.querySelector("[data-order]");
  }

  isWritten(row) {
    return [...row.querySelectorAll('textarea, input[type="text"]')].some((field) => field.value.trim());
  }

  draw() {
    const rows = this.rows;
    const wanted = placed(rows, (row) => this.order(row).value);
    if (wanted.some((row, place) => row !== rows[place])) this.list.append(...wanted);
    for (const row of rows) {
      if (this.isWritten(row)) row.hidden = false;
      row.classList.toggle("is-gone", row.querySelector("[data-gone]").checked);
    }
    this.button.hidden = rows.every((row) => !row.hidden);
  }

  press(event) {
    const button = event.target.closest("button");
    if (button?.hasAttribute("data-add")) this.more();
    else if (button?.hasAttribute("data-up")) this.move(button, -1);
    else if (button?.hasAttribute("data-down")) this.move(button, 1);
  }

  more() {
    const row = this.rows.find((one) => one.hidden);
    if (!row) return;
    row.hidden = false;
    row.querySelector('textarea, input[type="text"], select')?.focus();
    this.draw();
  }

  move(button, step) {
    const shown = this.rows.filter((row) => !row.hidden);
    const hidden = this.rows.filter((row) => row.hidden);
    const wanted = [...swapped(shown, button.closest("[data-row]"), step), ...hidden];
    numbered(wanted).forEach(([row, number]) => (this.order(row).value = number));
    this.list.append(...wanted);
    button.focus();
    button.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
customElements.define("kam-order", KamOrder);
