/**
 * <kam-gates data-low="1" data-name="value"><details><summary>帮我选</summary>
 *   <ol><li data-value="2">他认得您吗？</li><li data-value="3">他说过不满吗？</li></ol></details></kam-gates>
 *
 * Asks one question after another; the first no ends it and chooses the value in the
 * form around it. Without script the questions stand there with the values they mean.
 */
import { chosenBy } from "../logic/gates.js";

export class KamGates extends HTMLElement {
  connectedCallback() {
    this.items = [...this.querySelectorAll("li[data-value]")];
    if (this.items.length === 0) return;
    this.answers = new Map();
    for (const item of this.items) this.prepare(item);
    this.show();
  }

  prepare(item) {
    const group = document.createElement("span");
    group.className = "gate-answers";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", item.firstChild.textContent.trim());
    for (const [said, label] of [[true, this.dataset.yes], [false, this.dataset.no]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-quiet";
      button.textContent = label;
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("click", () => this.answer(item, said, button));
      group.append(button);
    }
    item.append(group);
  }

  answer(item, said, button) {
    const value = Number(item.dataset.value);
    this.answers.set(value, said);
    for (const other of button.parentElement.children) other.setAttribute("aria-pressed", String(other === button));
    for (const later of this.items) if (Number(later.dataset.value) > value) this.forget(later);
    this.show();
    this.choose();
    this.items.find((next) => !next.hidden && !this.answers.has(Number(next.dataset.value)))?.querySelector("button")?.focus();
  }

  forget(item) {
    this.answers.delete(Number(item.dataset.value));
    for (const button of item.querySelectorAll("button")) button.setAttribute("aria-pressed", "false");
  }

  show() {
    let open = true;
    for (const item of this.items) {
      item.hidden = !open;
      open &&= this.answers.get(Number(item.dataset.value)) === true;
    }
  }

  choose() {
    const low = Number(this.dataset.low);
    const value = chosenBy(low, this.items.map((item) => Number(item.dataset.value)), this.answers);
    const form = this.closest("form");
    const wanted = form?.querySelector(`[name="${CSS.escape(this.dataset.name)}"][value="${value}"]`);
    if (!wanted) return;
    wanted.checked = true;
    wanted.dispatchEvent(new Event("input", { bubbles: true }));
    wanted.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
customElements.define("kam-gates", KamGates);
