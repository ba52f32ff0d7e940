/**
 * <kam-drop><div data-drop><input type="file"><p data-drop-name>也可以把文件拖到这里</p></div></kam-drop>
 *
 * Lets a file be dropped onto the area around a file field, and names the file.
 */
export class KamDrop extends HTMLElement {
  connectedCallback() {
    this.area = this.querySelector("[data-drop]");
    this.input = this.querySelector('input[type="file"]');
    this.name = this.querySelector("[data-drop-name]");
    if (!this.area || !this.input) return;
    for (const kind of ["dragenter", "dragover"]) this.area.addEventListener(kind, (event) => this.over(event));
    for (const kind of ["dragleave", "drop"]) this.area.addEventListener(kind, () => this.area.classList.remove("is-over"));
    this.area.addEventListener("drop", (event) => this.drop(event));
    this.input.addEventListener("change", () => this.tell());
  }

  over(event) {
    event.preventDefault();
    this.area.classList.add("is-over");
  }

  drop(event) {
    event.preventDefault();
    const files = event.dataTransfer?.files;
    if (!files?.length) return;
    this.input.files = files;
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  tell() {
    const [file] = this.input.files;
    if (file && this.name) this.name.textContent = `${file.name} · ${Math.max(1, Math.round(file.size / 1024)).toLocaleString()} KB`;
  }
}
customElements.define("kam-drop", KamDrop);
