/**
 * <kam-ladder data-facts='{"seen": {"knows": [1, 12]}, "stages": ["1 不认识", …], "agreed": 90, …}'>
 *   <div>…<input type="radio" name="knows" value="1">…</div><p><output>2 不需要</output></p></kam-ladder>
 *
 * Shows the stage that the answers lead to while they are chosen. Without script the
 * stage is shown after saving.
 */
import { GATES, stageOf } from "../logic/ladder.js";

const DAY = 86_400_000;

export class KamLadder extends HTMLElement {
  connectedCallback() {
    this.facts = JSON.parse(this.dataset.facts);
    this.form = this.closest("form");
    this.form?.addEventListener("input", () => this.show());
    this.show();
  }

  /** What is answered now, over what was known before. */
  seen() {
    const told = new FormData(this.form);
    const day = Date.parse(told.get("day")) || Date.parse(this.facts.today);
    const age = Math.round((Date.parse(this.facts.today) - day) / DAY);
    const seen = { ...this.facts.seen };
    for (const gate of GATES) {
      const value = told.get(gate);
      if (value === null || value === "") continue;
      if (seen[gate] && seen[gate][1] < age) continue;
      seen[gate] = [Number(value), age];
    }
    return seen;
  }

  show() {
    const output = this.querySelector("output");
    if (!this.form || !output) return;
    const { stage, ask } = stageOf(this.seen(), this.facts);
    output.textContent = stage ? this.facts.stages[stage - 1] : this.facts.none;
    for (const gate of GATES) this.mark(gate, gate === ask);
  }

  /** The gate to ask next stands out. */
  mark(gate, next) {
    const field = this.querySelector(`[name="${gate}"]`)?.closest(".field");
    field?.classList.toggle("is-next", next);
  }
}
customElements.define("kam-ladder", KamLadder);
