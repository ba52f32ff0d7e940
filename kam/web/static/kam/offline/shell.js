/** The application without signal: one page that shows the copy on this device and keeps what is typed. */
import { clockOf } from "../logic/days.js";
import { routeOf } from "../logic/route.js";
import { openStore } from "../logic/store.js";
import { keeperOf } from "./device.js";
import { close, reopen } from "./saving.js";
import { fill } from "./fill.js";
import { toast } from "./forms.js";
import { day, hour, say, terms } from "./speech.js";
import { topLine } from "./topline.js";
import { VIEWS } from "./views.js";

const PERSON = "kam-person";
const EVERY = 60_000;
const SHOWN_BY_HASH = /^#(\/|outbox$)/;

export class Shell {
  constructor(place, line) {
    Object.assign(this, { place, line, leaving: null });
  }

  async start() {
    this.person = JSON.parse(localStorage.getItem(PERSON) ?? "null");
    if (!this.person) return this.show("nobody", {});
    this.store = await openStore(this.person.key);
    this.store.onchange(() => this.refresh());
    this.keeper = await keeperOf(this.person);
    this.unsent = (await this.store.pending()).unsent;
    addEventListener("offline", () => this.tell());
    addEventListener("online", () => this.send());
    setInterval(() => this.turn(), EVERY);
    for (const name of ["popstate", "hashchange"]) addEventListener(name, () => this.open());
    document.addEventListener("click", (event) => this.press(event));
    await this.open();
    if (navigator.onLine) await this.send();
  }

  /** Now and then: send what waits; close the page once the PIN's time is over. */
  async turn() {
    if ((await this.store.lockState()) === "locked" && !this.place.querySelector("#pin")) return this.open();
    if (navigator.onLine) await this.keeper.run();
  }

  /** There is signal: what waits is sent, and the copy is made new. */
  async send() {
    await this.tell();
    await this.keeper.run({ force: true });
    await this.tell();
  }

  /** What was just added leaves at once when there is signal; it may settle what needs a person. */
  async sendNew() {
    const { unsent, attention } = await this.store.pending();
    const isNew = unsent > (this.unsent ?? 0);
    this.unsent = unsent;
    if (!isNew || !navigator.onLine) return;
    // A round that runs already does not know of it.
    await this.keeper.running;
    await this.keeper.run({ force: attention > 0 });
  }

  /** Links stay in the shell while there is no signal; with it they lead to the real pages. */
  press(event) {
    const button = event.target.closest("[data-act]");
    if (button) return this.act(button);
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || link.origin !== location.origin) return;
    const href = link.getAttribute("href");
    const within = SHOWN_BY_HASH.test(href);
    if (href.startsWith("#") && !within) return this.jump(event, href);
    if (!within && (navigator.onLine || routeOf(link).name === "absent")) return;
    event.preventDefault();
    this.go(within ? href : link.pathname + link.search);
  }

  /** A place in the page that is shown; the address stays. */
  jump(event, href) {
    event.preventDefault();
    const place = document.getElementById(href.slice(1));
    place?.scrollIntoView({ block: "start" });
    place?.querySelector("input, textarea, select, a, button")?.focus({ preventScroll: true });
  }

  async act(button) {
    const { kind, id, state, title } = button.dataset;
    const row = (kind === "action" ? this.told.snapshot.actions : this.told.snapshot.promises).find((one) => one.id === id);
    if (!row) return;
    if (button.dataset.act === "reopen") await reopen(this.store, row, kind, title);
    else await close(this.store, row, kind, state, title);
    toast(say("change_kept"), button.dataset.act === "close" ? { kind, id, title } : null);
    if (this.place.querySelector("form[data-typed]")) await this.open();
  }

  go(address) {
    history.pushState(null, "", address.startsWith("#") ? `${location.pathname}${address}` : address);
    return this.open();
  }

  /** What every view is given. */
  async context() {
    const snapshot = await this.store.snapshot();
    if (!snapshot) return null;
    const whole = await this.store.overlay(snapshot);
    return { snapshot: whole, clock: clockOf(), say, day, term: terms(snapshot.words) };
  }

  async open() {
    await this.leaving?.();
    this.leaving = null;
    const route = routeOf(location);
    if ((await this.store.lockState?.()) === "locked") return this.draw("locked", route);
    this.told = await this.context();
    await this.draw(route.name !== "outbox" && !this.told ? "empty" : route.name, route);
    scrollTo(0, 0);
    this.place.querySelector("h1")?.focus({ preventScroll: true });
  }

  /** Something changed, here or in another tab: pages that are only read are drawn again. */
  async refresh() {
    await this.tell();
    this.sendNew().catch((error) => console.warn("offline", error));
    if (this.place.querySelector("form[data-typed]")) return;
    const route = routeOf(location);
    this.told = await this.context();
    const focused = document.activeElement?.id;
    await this.draw(route.name !== "outbox" && !this.told ? "empty" : route.name, route);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  async draw(name, route) {
    const shell = this;
    const context = { ...this.told, told: this.told, store: this.store, person: this.person, fill, say, hour, go: (path) => shell.go(path) };
    const view = VIEWS[name] ?? VIEWS.absent;
    this.leaving = (await view.draw(this.place, context, route)) ?? null;
    document.title = this.place.querySelector("h1")?.textContent || document.title;
    for (const link of document.querySelectorAll(".tabbar a")) link.toggleAttribute("aria-current", link.dataset.view === name);
    for (const link of document.querySelectorAll(".tabbar [aria-current]")) link.setAttribute("aria-current", "page");
    await this.tell();
  }

  show(name, values) {
    this.place.replaceChildren(fill(`view-${name}`, values));
  }

  /** The quiet line on top. */
  async tell() {
    this.line.replaceChildren(await topLine(this.store));
  }
}
