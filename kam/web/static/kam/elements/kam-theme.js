/**
 * <kam-theme><button aria-label="切换深浅色"><span data-when="light">☾</span><span data-when="dark" hidden>☀</span></button></kam-theme>
 *
 * Changes between light and dark. The choice is a cookie, so the server draws
 * the next page right at once; until a choice is made the system decides.
 */
const YEAR = 365 * 24 * 3600;

export class KamTheme extends HTMLElement {
  connectedCallback() {
    this.system = matchMedia("(prefers-color-scheme: dark)");
    this.onSystem = () => this.draw();
    this.system.addEventListener("change", this.onSystem);
    this.onPress = () => this.choose(this.theme === "dark" ? "light" : "dark");
    this.querySelector("button").addEventListener("click", this.onPress);
    this.draw();
  }

  disconnectedCallback() {
    this.system.removeEventListener("change", this.onSystem);
    this.querySelector("button")?.removeEventListener("click", this.onPress);
  }

  get theme() {
    return document.documentElement.dataset.theme || (this.system.matches ? "dark" : "light");
  }

  choose(theme) {
    document.documentElement.dataset.theme = theme;
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `theme=${theme}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
    this.draw();
  }

  draw() {
    for (const face of this.querySelectorAll("[data-when]")) face.hidden = face.dataset.when !== this.theme;
  }
}
customElements.define("kam-theme", KamTheme);
