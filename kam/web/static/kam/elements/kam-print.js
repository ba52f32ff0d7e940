/**
 * <kam-print hidden><button>…</button></kam-print>
 * Puts the page on paper. Without this element the button would do nothing, so it is
 * hidden until the element is there.
 */
export class KamPrint extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.addEventListener("click", () => window.print());
  }
}

customElements.define("kam-print", KamPrint);
