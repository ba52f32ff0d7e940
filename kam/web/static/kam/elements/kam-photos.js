/**
 * <kam-photos visit="…" account="7"><input type="file" multiple><ul data-list></ul>
 *   <template><li><span data-name></span></li></template><p data-said="room" hidden>…</p></kam-photos>
 *
 * Photos and files of a visit without signal: sealed on the device, sent piece by piece
 * later. When there is no room the file is refused, and what was typed is kept all the same.
 */
import { NoRoom } from "../logic/files.js";
import { personHere } from "../logic/person.js";
import { openStore } from "../logic/store.js";

const LARGEST = 20 * 2 ** 20;

export class KamPhotos extends HTMLElement {
  async connectedCallback() {
    this.field = this.querySelector("input[type=file]");
    this.field.addEventListener("change", () => this.keep([...this.field.files]));
    this.store = await openStore(personHere(localStorage).key);
    await this.draw();
  }

  /** Those of this visit that have not left the device. */
  async draw() {
    const items = (await this.store.items()).filter(({ kind, body }) => kind === "file.attach" && body.visit === this.getAttribute("visit"));
    const lines = items.map(({ title }) => {
      const line = this.querySelector("template").content.cloneNode(true);
      line.querySelector("[data-name]").textContent = title;
      return line;
    });
    this.querySelector("[data-list]").replaceChildren(...lines);
  }

  async keep(files) {
    this.say("");
    for (const file of files) {
      if (file.size === 0 || file.size > LARGEST) this.say("size");
      else await this.attach(file).catch((error) => this.refused(error));
    }
    this.field.value = "";
    await this.draw();
  }

  async attach(file) {
    const [visit, account] = [this.getAttribute("visit"), Number(this.getAttribute("account")) || null];
    const told = { name: file.name, type: file.type, bytes: await file.arrayBuffer() };
    await this.store.files.attach(visit, told, { account });
    this.say("kept");
  }

  refused(error) {
    if (!(error instanceof NoRoom)) throw error;
    this.say("room");
  }

  say(what) {
    for (const place of this.querySelectorAll("[data-said]")) place.hidden = place.dataset.said !== what;
  }
}
customElements.define("kam-photos", KamPhotos);
