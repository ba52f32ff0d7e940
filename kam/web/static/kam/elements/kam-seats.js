/**
 * <kam-seats data-may data-seat="/people/0/seat" data-layer="/people/0/layer" data-seated="已移到第 %n 位" data-failed="没有移成">
 *   <section class="band" data-band="expert"><ul class="band-cards">
 *     <li class="slot"><article data-card="3" data-revision="0">…</article></li></ul></section></kam-seats>
 *
 * Cards are dragged, or moved with Alt and an arrow key. In its band a card takes the
 * place of another, which takes its own; in another band the page asks for evidence.
 */
const STEP = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 };
const FAR = 6;

export class KamSeats extends HTMLElement {
  connectedCallback() {
    if (!("may" in this.dataset)) return;
    this.addEventListener("pointerdown", (event) => this.grip(event));
    this.addEventListener("pointermove", (event) => this.drag(event));
    this.addEventListener("pointerup", (event) => this.drop(event));
    this.addEventListener("pointercancel", () => this.release());
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("click", (event) => this.swallow(event), true);
    this.addEventListener("dragstart", (event) => event.preventDefault());
  }

  slots(band) {
    return [...band.querySelectorAll(".slot")].filter((slot) => !slot.querySelector(".is-ghost") && !slot.classList.contains("band-empty"));
  }

  grip(event) {
    const card = event.target.closest("[data-card]");
    if (!card || event.button !== 0 || !this.classList.contains("has-wires")) return;
    this.held = { card, x: event.clientX, y: event.clientY, moving: false };
  }

  drag(event) {
    if (!this.held) return;
    const [dx, dy] = [event.clientX - this.held.x, event.clientY - this.held.y];
    if (!this.held.moving && Math.hypot(dx, dy) < FAR) return;
    if (!this.held.moving) this.begin(event);
    this.held.card.style.transform = `translate(${dx}px, ${dy}px)`;
    this.aim(event);
  }

  begin(event) {
    this.held.moving = true;
    this.held.card.classList.add("is-dragged");
    this.setPointerCapture(event.pointerId);
    for (const band of this.querySelectorAll(".band")) this.widen(band);
  }

  /** Offer free places at the end of a band. */
  widen(band) {
    const ghost = band.querySelector(".slot .is-ghost")?.closest(".slot") ?? null;
    const free = document.createElement("li");
    free.className = "slot is-free";
    band.querySelector(".band-cards").insertBefore(free, ghost);
  }

  aim(event) {
    this.held.card.style.pointerEvents = "none";
    const under = document.elementFromPoint(event.clientX, event.clientY);
    this.held.card.style.pointerEvents = "";
    const band = under?.closest(".band");
    const slot = under?.closest(".slot") ?? null;
    this.querySelector(".slot.is-target")?.classList.remove("is-target");
    this.held.band = band;
    this.held.slot = band && slot && this.slots(band).includes(slot) ? slot : null;
    this.held.slot?.classList.add("is-target");
  }

  drop() {
    const held = this.held;
    this.release();
    if (!held?.moving) return;
    this.justDragged = true;
    setTimeout(() => { this.justDragged = false; });
    const home = held.card.closest(".band");
    if (held.band && held.band !== home && held.band.dataset.band) this.askLayer(held.card, held.band);
    else if (held.slot && held.band === home) this.place(held.card, held.slot);
  }

  release() {
    if (this.held) {
      this.held.card.style.transform = "";
      this.held.card.classList.remove("is-dragged");
      this.querySelector(".slot.is-target")?.classList.remove("is-target");
    }
    this.held = null;
  }

  swallow(event) {
    if (!this.justDragged) return;
    event.preventDefault();
    event.stopPropagation();
  }

  key(event) {
    const card = event.target.closest("[data-card]");
    if (!card || !event.altKey || !STEP[event.key]) return;
    event.preventDefault();
    const band = card.closest(".band");
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      const bands = [...this.querySelectorAll(".band")].filter((one) => one.dataset.band);
      const next = bands[bands.indexOf(band) + STEP[event.key]];
      if (next) this.askLayer(card, next);
      return;
    }
    this.widen(band);
    const slots = this.slots(band);
    const target = slots[slots.indexOf(card.closest(".slot")) + STEP[event.key]];
    if (target) this.place(card, target);
    card.querySelector("[data-name]").focus();
  }

  door(name, card) {
    return this.dataset[name].replace("/0/", `/${card.dataset.card}/`);
  }

  askLayer(card, band) {
    const next = encodeURIComponent(location.pathname + location.search);
    location.assign(`${this.door("layer", card)}?to=${band.dataset.band}&next=${next}`);
  }

  place(card, slot) {
    const from = card.closest(".slot");
    if (from === slot) return;
    const other = slot.querySelector("[data-card]");
    slot.append(card);
    slot.classList.remove("is-free");
    if (other) from.append(other);
    else from.classList.add("is-free");
    this.dispatchEvent(new CustomEvent("seats:moved", { bubbles: true }));
    this.save(card.closest(".band"), card, other);
  }

  async save(band, card, other) {
    const cards = this.slots(band).map((slot, place) => [slot.querySelector("[data-card]"), place]).filter(([one]) => one);
    const moved = cards.filter(([one]) => one === card || one === other || one.dataset.revision === "0");
    const body = new URLSearchParams({ csrfmiddlewaretoken: document.querySelector("[name=csrfmiddlewaretoken]").value });
    for (const [one, place] of moved) body.append("seat", `${one.dataset.card}:${place}:${one.dataset.revision}`);
    const answer = await fetch(this.door("seat", card), { method: "POST", body }).catch(() => null);
    const told = answer?.ok ? await answer.json() : null;
    for (const [pk, revision] of Object.entries(told?.revisions ?? {})) {
      this.querySelector(`[data-card="${CSS.escape(pk)}"]`).dataset.revision = revision;
    }
    const place = cards.find(([one]) => one === card)[1] + 1;
    const status = this.closest("kam-map")?.querySelector("[data-map-status]");
    if (status) status.textContent = told ? told.said || this.dataset.seated.replace("%n", place) : this.dataset.failed;
  }
}
customElements.define("kam-seats", KamSeats);
