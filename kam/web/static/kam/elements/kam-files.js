/**
 * <kam-files announce="/visits/7/files/announce" part="1048576" failed="没传上" waiting="等网络"><input type="file" name="photos" multiple><ul data-progress hidden></ul></kam-files>
 *
 * Sends photos and files as soon as they are chosen, in parts that go on where the signal
 * broke off; the form waits for them. What cannot be sent stays in the field and goes with
 * the form. Without script the form sends all of it. `reload` shows the page anew at the end.
 */
import { Refused, hex, sendParts } from "../logic/upload.js";

const JSON_ONLY = { Accept: "application/json" };

export class KamFiles extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector('input[type="file"]');
    this.list = this.querySelector("[data-progress]");
    this.form = this.closest("form");
    if (!this.input || !this.form || !globalThis.crypto?.subtle) return;
    this.running = new Set();
    this.input.addEventListener("change", () => this.take());
    this.onSubmit = (event) => this.hold(event);
    this.form.addEventListener("submit", this.onSubmit, true);
  }

  disconnectedCallback() {
    this.form?.removeEventListener("submit", this.onSubmit, true);
  }

  get key() {
    return this.form.querySelector('[name="csrfmiddlewaretoken"]').value;
  }

  async take() {
    const files = [...this.input.files];
    this.input.value = "";
    const left = new DataTransfer();
    const jobs = files.map(async (file) => {
      if (!(await this.send(file))) left.items.add(file);
    });
    const all = Promise.all(jobs);
    this.running.add(all);
    await all;
    this.running.delete(all);
    if (left.files.length > 0) this.input.files = left.files;
    else if (this.hasAttribute("reload")) location.reload();
  }

  /** Let the form go only when every file has arrived or was given up. */
  hold(event) {
    if (this.running.size === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    Promise.all([...this.running]).then(() => this.form.requestSubmit(submitter));
  }

  async send(file) {
    const row = this.row(file);
    try {
      const begun = await this.announce(file);
      const end = await sendParts(file, begun.offset, {
        part: Number(this.getAttribute("part")),
        put: (offset, blob) => this.put(begun.url, offset, blob),
        pause: (wait) => this.pause(wait, row),
        progress: (offset) => this.draw(row, offset / file.size),
      });
      this.draw(row, end / file.size);
      return true;
    } catch (error) {
      const refused = error instanceof Refused && error.message;
      row.querySelector("[data-note]").textContent = refused || this.getAttribute("failed");
      row.classList.add("due");
      return Boolean(refused);
    }
  }

  async announce(file) {
    const told = new FormData();
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    const said = { key: crypto.randomUUID(), name: file.name, type: file.type, size: file.size, sha256: hex(digest) };
    for (const [name, value] of Object.entries(said)) told.append(name, value);
    const answer = await fetch(this.getAttribute("announce"), { method: "POST", body: told, headers: { ...JSON_ONLY, "X-CSRFToken": this.key } });
    const body = await answer.json();
    if (!answer.ok) throw new Refused(this.why(body));
    return body;
  }

  async put(url, offset, blob) {
    const headers = { ...JSON_ONLY, "X-CSRFToken": this.key, "Upload-Offset": String(offset), "Content-Type": "application/octet-stream" };
    const answer = await fetch(url, { method: "PUT", body: blob, headers });
    const body = await answer.json();
    return { ok: answer.ok, status: answer.status, offset: Number(answer.headers.get("Upload-Offset") ?? NaN), why: this.why(body) };
  }

  why(body) {
    return Object.values(body.errors ?? {}).flat()[0] ?? body.title ?? "";
  }

  pause(wait, row) {
    row.querySelector("[data-note]").textContent = this.getAttribute("waiting");
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, wait);
      addEventListener("online", () => (clearTimeout(timer), resolve()), { once: true });
    });
  }

  row(file) {
    const row = document.createElement("li");
    row.className = "list-row";
    const main = document.createElement("div");
    main.className = "list-main";
    const name = document.createElement("span");
    name.textContent = file.name;
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    const note = document.createElement("span");
    note.className = "small muted";
    note.dataset.note = "";
    main.append(name, bar, note);
    row.append(main);
    this.list.append(row);
    this.list.hidden = false;
    return row;
  }

  draw(row, share) {
    row.querySelector("progress").value = share;
    row.querySelector("[data-note]").textContent = share >= 1 ? "✓" : `${Math.round(share * 100)}%`;
  }
}
customElements.define("kam-files", KamFiles);
