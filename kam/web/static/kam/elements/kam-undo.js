/**
 * <kam-undo seconds="10"><span>已完成</span><form method="post" action="/actions/5/undo"><button>撤销</button></form>
 *   <button type="button" data-close hidden>关闭</button></kam-undo>
 *
 * A toast that takes the last change back. It goes after some seconds, but not
 * while it has the focus or the pointer over it. Ctrl/Cmd+Z is left to the text.
 */
export class KamUndo extends HTMLElement {
  connectedCallback() {
    const close = this.querySelector("[data-close]");
    if (close) {
      close.hidden = false;
      close.addEventListener("click", () => this.remove());
    }
    this.wait = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.remove(), Number(this.getAttribute("seconds") || 10) * 1000);
    };
    this.stay = () => clearTimeout(this.timer);
    for (const name of ["pointerenter", "focusin"]) this.addEventListener(name, this.stay);
    for (const name of ["pointerleave", "focusout"]) this.addEventListener(name, this.wait);
    this.wait();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }
}
customElements.define("kam-undo", KamUndo);
