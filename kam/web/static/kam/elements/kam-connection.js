/**
 * <kam-connection key="…" user="12" name="王" language="zh-hans"><kam-menu>…<span data-when="fine">…</span></kam-menu></kam-connection>
 *
 * The corner that says whether this device is in step with the server: signal, what
 * waits, what needs a person, when it was last in step. It starts what keeps it so.
 */
import { isAtRisk, isLost, momentWords, noteOf, notedIn, signalOf } from "../logic/signal.js";

const EVERY = 60_000;
let offer;
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event;
});

export class KamConnection extends HTMLElement {
  async connectedCallback() {
    this.told = { online: navigator.onLine, insecure: !isSecureContext || !navigator.serviceWorker };
    this.addEventListener("click", (event) => this.act(event.target.closest("[data-corner]")?.dataset.corner));
    this.draw();
    this.hidden = !this.person;
    if (this.told.insecure || this.hidden) return;
    await new Promise((idle) => (window.requestIdleCallback ?? setTimeout)(idle));
    this.device = await import("../offline/device.js");
    await this.device.arrive(this.person);
    await this.begin();
  }

  disconnectedCallback() {
    this.stop?.abort();
    this.end?.();
  }

  /** Who signed in; the page without signal knows it from the device. */
  get person() {
    if (!this.hasAttribute("key")) return JSON.parse(localStorage.getItem("kam-person"));
    const [key, name, language] = ["key", "name", "language"].map((one) => this.getAttribute(one));
    return { key, id: Number(this.getAttribute("user")), name, language };
  }

  async begin() {
    this.told.off = !this.device.keepsCopy(localStorage);
    if (this.told.off || !this.isConnected) return this.draw();
    this.keeper = await this.device.keeperOf(this.person);
    this.end = this.keeper.store.onchange(() => this.refresh());
    this.stop = new AbortController();
    const { signal } = this.stop;
    addEventListener("online", () => this.turn({ force: true }), { signal });
    addEventListener("offline", () => this.refresh(), { signal });
    addEventListener("storage", (event) => this.elsewhere(event), { signal });
    document.addEventListener("visibilitychange", () => this.turn(), { signal });
    const timer = setInterval(() => this.turn(), EVERY);
    signal.addEventListener("abort", () => clearInterval(timer));
    await this.checkLoss();
    await this.turn();
  }

  /** Somebody signed out, or in, in another tab: this page is over. */
  elsewhere({ key }) {
    if (key !== "kam-person") return;
    this.stop.abort();
    this.keeper.stopped = true;
  }

  async turn(how = {}) {
    if (this.keeper.stopped) return;
    await this.keeper.run(how).catch((error) => console.warn("kam-connection", error));
    await this.refresh();
  }

  /** Draw how things stand; a sign-out in between leaves nothing to draw. */
  refresh() {
    return this.look().catch((error) => this.keeper.store.gone || console.warn("kam-connection", error));
  }

  async checkLoss() {
    const kept = (await this.keeper.store.fact("began")) !== undefined;
    this.told.lost = isLost({ noted: notedIn(document.cookie), kept });
    if (!kept) await this.keeper.store.keepFact("began", Date.now());
  }

  async look() {
    if (this.keeper.stopped || this.keeper.store.gone) return;
    Object.assign(this.told, await this.keeper.state(), { online: navigator.onLine });
    const { unsent } = this.told.pending;
    if (!this.told.lost) document.cookie = noteOf(unsent, location.protocol === "https:");
    if (unsent > 0 && !this.told.persisted) this.told.persisted = await this.device.askToPersist();
    this.told.others ??= await this.device.waitingOfOthers(this.person);
    this.draw();
  }

  draw() {
    const now = signalOf(this.told);
    this.dataset.signal = now;
    for (const face of this.querySelectorAll("[data-when]")) face.hidden = !face.dataset.when.split(" ").includes(now);
    const counts = { ...this.told.pending, others: this.told.others ?? 0, lost: notedIn(document.cookie) };
    for (const place of this.querySelectorAll("[data-n]")) place.textContent = counts[place.dataset.n] ?? 0;
    for (const place of this.querySelectorAll("[data-if]")) place.hidden = !(counts[place.dataset.if] > 0);
    this.querySelector("[data-risk]").hidden = !isAtRisk(this.told);
    this.querySelector("[data-install]").hidden = !offer;
    const at = this.told.copied_at;
    this.querySelector("[data-copied]").hidden = !at;
    if (at) this.querySelector("[data-copied] time").textContent = momentWords(at, document.documentElement.lang);
  }

  async act(what) {
    if (what === "now") await this.turn({ force: true });
    else if (what === "install") await offer.prompt().finally(() => (offer = undefined));
    else if (what === "off" && (await this.device.keepNothing(this.person))) location.reload();
    else if (what === "on") {
      this.device.setKeepsCopy(localStorage, true);
      await this.begin();
    } else if (what === "seen") {
      document.cookie = noteOf(0, location.protocol === "https:");
      this.told.lost = false;
      await this.refresh();
    }
  }
}
customElements.define("kam-connection", KamConnection);
