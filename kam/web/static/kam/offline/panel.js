/** The device itself: is its store safe from the browser, is it locked by a PIN. */
import { askToPersist, isInstalled } from "../logic/asking.js";

const SHORTEST = 6;

export class DevicePanel {
  constructor(place, { store, fill }) {
    Object.assign(this, { place, store, fill, said: {} });
  }

  async draw() {
    const lock = await this.store.lockState();
    const persisted = await askToPersist();
    const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    const room = quota ? Math.round((quota - usage) / 1e6) : 0;
    const values = { has_pin: lock !== "none", persisted, installed: isInstalled(), room, ...this.said };
    this.place.replaceChildren(this.fill("part-device", values));
    for (const form of this.place.querySelectorAll("form[data-pin]")) form.addEventListener("submit", (event) => this.change(event));
    this.place.querySelector("[data-lock]")?.addEventListener("click", () => this.store.lock().then(() => location.reload()));
  }

  async change(event) {
    event.preventDefault();
    const { elements, dataset } = event.target;
    const pin = dataset.pin === "remove" ? "" : elements.pin.value;
    if (dataset.pin !== "set" && !(await this.store.unlock(elements.old.value))) return this.say({ wrong: true });
    if (dataset.pin === "set" && pin.length < SHORTEST) return this.say({ short: true });
    if (dataset.pin === "set" && pin !== elements.again.value) return this.say({ differs: true });
    await this.store.setPin(pin);
    return this.say({ done: true });
  }

  say(said) {
    this.said = said;
    return this.draw();
  }
}
