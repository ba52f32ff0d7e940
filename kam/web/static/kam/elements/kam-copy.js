/**
 * <kam-copy for="one-time" hidden><button>复制</button><span role="status" data-copied="已复制" data-chosen="已选中"></span></kam-copy>
 *
 * Puts the text of another element on the clipboard and says so. A browser that gives no
 * clipboard away, as on an address without encryption, gets the text chosen instead.
 */
export class KamCopy extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.onPress = () => this.copy();
    this.querySelector("button").addEventListener("click", this.onPress);
  }

  disconnectedCallback() {
    this.querySelector("button")?.removeEventListener("click", this.onPress);
  }

  async copy() {
    const source = document.getElementById(this.getAttribute("for"));
    const copied = await write(source.textContent);
    if (!copied) getSelection().selectAllChildren(source);
    const told = this.querySelector("[role=status]");
    told.textContent = copied ? told.dataset.copied : told.dataset.chosen;
  }
}

/** Write to the clipboard; false where the browser does not let us. */
async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

customElements.define("kam-copy", KamCopy);
