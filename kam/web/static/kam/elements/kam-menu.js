/**
 * <kam-menu><details><summary>更多</summary><div class="menu-pop"><a href="/settings">设置</a></div></details></kam-menu>
 *
 * A <details> that works without script; this adds closing by Esc (focus goes
 * back), by pressing elsewhere, and by leaving with Tab.
 */
export class KamMenu extends HTMLElement {
  connectedCallback() {
    this.onKey = (event) => {
      if (event.key !== "Escape" || !this.details?.open) return;
      event.preventDefault();
      this.close();
      this.details.querySelector("summary").focus();
    };
    this.onAway = (event) => {
      if (!this.contains(event.target)) this.close();
    };
    this.onLeave = (event) => {
      if (event.relatedTarget && !this.contains(event.relatedTarget)) this.close();
    };
    this.addEventListener("keydown", this.onKey);
    this.addEventListener("focusout", this.onLeave);
    document.addEventListener("pointerdown", this.onAway);
  }

  disconnectedCallback() {
    this.removeEventListener("keydown", this.onKey);
    this.removeEventListener("focusout", this.onLeave);
    document.removeEventListener("pointerdown", this.onAway);
  }

  get details() {
    return this.querySelector("details");
  }

  close() {
    if (this.details) this.details.open = false;
  }
}
customElements.define("kam-menu", KamMenu);
