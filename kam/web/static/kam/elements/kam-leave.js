/**
 * <kam-leave><form method="post" action="/sign-out"><button>退出登录</button></form></kam-leave>
 *
 * Signing out takes everything of a person off the device. While something of theirs
 * is only here, the dialog #leaving asks first: send it, save it as a file, or discard
 * it. Without signal the device is cleared at once and the session ends with the signal.
 */
export class KamLeave extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form?.addEventListener("submit", (event) => this.ask(event));
  }

  get dialog() {
    return document.querySelector("#leaving");
  }

  async ask(event) {
    event.preventDefault();
    this.departure = await import("../offline/departure.js").catch(() => null);
    if (!this.departure) return this.form.submit();
    const waiting = await this.departure.whatWaits();
    if (waiting.unsent + waiting.drafts === 0) return this.go();
    this.draw(waiting);
    this.dialog.onclick = ({ target }) => this.choose(target.closest("[data-leave]")?.dataset.leave);
    this.dialog.showModal();
  }

  draw(waiting, said = "") {
    for (const place of this.dialog.querySelectorAll("[data-n]")) place.textContent = waiting[place.dataset.n];
    for (const place of this.dialog.querySelectorAll("[data-if]")) place.hidden = !(waiting[place.dataset.if] > 0);
    for (const place of this.dialog.querySelectorAll("[data-said]")) place.hidden = place.dataset.said !== said;
  }

  async choose(what) {
    if (what === "stay") this.dialog.close();
    if (what === "discard") await this.go();
    if (what === "save") {
      await this.departure.save();
      this.draw(await this.departure.whatWaits(), "saved");
    }
    if (what === "send") {
      this.draw(await this.departure.whatWaits(), "sending");
      const waiting = await this.departure.send();
      if (waiting.unsent + waiting.drafts === 0) await this.go();
      else this.draw(waiting, waiting.unsent > 0 ? "not-sent" : "");
    }
  }

  async go() {
    await this.departure.clear();
    const signed = await this.departure.token(this.form).catch(() => null);
    if (signed === null) return this.departure.leaveLater();
    HTMLFormElement.prototype.submit.call(this.form);
  }
}
customElements.define("kam-leave", KamLeave);
