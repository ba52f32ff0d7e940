/**
 * <kam-dates><input type="date"><button type="button" data-date="2026-04-08" hidden>4月8日</button></kam-dates>
 *
 * Chips that set the date beside them; the chip of the chosen day is pressed.
 */
export class KamDates extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector('input[type="date"], input[type="datetime-local"], input');
    if (!this.input) return;
    this.onPress = (event) => this.press(event.target.closest("[data-date]"));
    this.onChange = () => this.draw();
    this.addEventListener("click", this.onPress);
    this.input.addEventListener("input", this.onChange);
    this.closest("form")?.addEventListener("change", this.onChange);
    for (const chip of this.chips) chip.hidden = false;
    this.draw();
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.onPress);
  }

  get chips() {
    return [...this.querySelectorAll("[data-date]")];
  }

  press(chip) {
    if (!chip) return;
    this.input.value = chip.dataset.date;
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  draw() {
    for (const chip of this.chips) chip.setAttribute("aria-pressed", String(chip.dataset.date === this.input.value));
  }
}
customElements.define("kam-dates", KamDates);
