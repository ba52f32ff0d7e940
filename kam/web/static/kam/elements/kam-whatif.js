/**
 * <kam-whatif><form method="get"><label>客户关系 <output for="a">50</output></label>
 *   <input type="range" id="a" name="relationship" value="50">…
 *   <dl><div data-part="result"><svg><rect class="fill"></rect></svg><b>25</b></div></dl>
 *   <b data-weakest>客户关系</b><span data-label-of="relationship">客户关系</span></form></kam-whatif>
 *
 * Shows what the formula gives while sliders move. Without script the form asks the server.
 */
import { purchase } from "../logic/purchase.js";

export class KamWhatif extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form?.addEventListener("input", () => this.show());
  }

  told() {
    const ranges = [...this.form.querySelectorAll('input[type="range"]')];
    return Object.fromEntries(ranges.map((input) => [input.name, Number(input.value) / 100]));
  }

  show() {
    for (const input of this.form.querySelectorAll('input[type="range"]')) {
      const output = this.form.querySelector(`output[for="${CSS.escape(input.id)}"]`);
      if (output) output.textContent = input.value;
    }
    const found = purchase(this.told());
    for (const row of this.form.querySelectorAll("[data-part]")) {
      const percent = Math.round(found[row.dataset.part] * 100 + 1e-9);
      row.querySelector("rect.fill")?.setAttribute("width", String(percent));
      row.querySelector("b").textContent = String(percent);
    }
    const label = this.form.querySelector(`[data-label-of="${found.weakest}"]`);
    this.form.querySelector("[data-weakest]").textContent = label.textContent;
  }
}
customElements.define("kam-whatif", KamWhatif);
