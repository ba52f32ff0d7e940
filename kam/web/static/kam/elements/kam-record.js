/**
 * <kam-record copied="0.6" missing="还差："><ol class="steps">…</ol><section data-step="fact">…</section>…</kam-record>
 *
 * The five-step record: keeps the bar of steps and the count, tells when the insight
 * repeats the fact, shows what the next preparation will be given, and on submit leads
 * to the first thing that is missing. The server checks everything again.
 */
import { seconds, worked } from "../logic/effort.js";
import { shareFound } from "../logic/insight.js";
import { filledWords, states } from "../logic/steps.js";

const FEWEST_WORDS = 4;

export class KamRecord extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    if (!this.form) return;
    this.onChange = (event) => {
      if (event.isTrusted) this.count(event.timeStamp);
      this.draw();
    };
    this.onSubmit = (event) => this.submit(event);
    this.form.addEventListener("input", this.onChange);
    this.form.addEventListener("change", this.onChange);
    this.form.addEventListener("submit", this.onSubmit);
    this.draw();
    setTimeout(() => this.querySelector('[aria-invalid="true"]')?.focus());
  }

  disconnectedCallback() {
    this.form?.removeEventListener("input", this.onChange);
    this.form?.removeEventListener("change", this.onChange);
    this.form?.removeEventListener("submit", this.onSubmit);
  }

  /** Only its owner is shown how long a note takes. */
  count(now) {
    const field = this.querySelector('[name="seconds"]');
    if (!field) return;
    this.effort = worked(this.effort ?? Number(field.value) * 1000, this.last, now);
    this.last = now;
    field.value = String(seconds(this.effort));
  }

  valueOf(name) {
    return new FormData(this.form).getAll(name).join(" ").trim();
  }

  get parts() {
    return [...this.querySelectorAll("[data-step]")].map((section) => {
      const name = section.dataset.step;
      return { section, name, filled: this.valueOf(name) !== "" && this.isDecided(section) };
    });
  }

  /** An insight is done when it becomes an action, or when the reason for a note is chosen. */
  isDecided(section) {
    const { also, acted } = section.dataset;
    if (also === undefined || acted !== undefined || this.valueOf(also) !== "") return true;
    return [...this.querySelectorAll("[data-row]")].some(
      (row) => row.querySelector("select")?.value === "action" && row.querySelector('[name$="-text"]')?.value,
    );
  }

  draw() {
    const parts = states(this.parts);
    const items = [...this.querySelectorAll(".steps > li")];
    parts.forEach((part, place) => this.mark(items[place], part.section, place, part.state));
    for (const part of parts) if (part.filled) part.section.classList.remove("is-missing");
    this.querySelector("[data-filled]").textContent = filledWords(parts);
    this.echo();
    this.carry();
  }

  mark(item, section, place, state) {
    this.dot(section.querySelector(".step-dot"), place, state);
    if (!item) return;
    item.className = `is-${state}`;
    if (state === "now") item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
    this.dot(item.querySelector(".step-dot"), place, state);
  }

  dot(dot, place, state) {
    dot.className = `step-dot is-${state}`;
    dot.textContent = state === "done" ? "✓" : String(place + 1);
  }

  echo() {
    const place = this.querySelector("[data-echo]");
    const [insight, fact] = [this.valueOf("insight"), this.valueOf("fact")];
    place.hidden = insight.length < FEWEST_WORDS || fact === "";
    const isCopied = shareFound(insight, fact) >= Number(this.getAttribute("copied"));
    place.querySelector("[data-own]").hidden = isCopied;
    place.querySelector("[data-copied]").hidden = !isCopied;
  }

  carry() {
    const panel = this.querySelector("[data-carried]");
    const [text, day] = [this.valueOf("next_objective"), this.valueOf("next_day")];
    panel.hidden = text === "";
    panel.querySelector("[data-carried-text]").textContent = text;
    panel.querySelector("[data-carried-day]").textContent = day ? this.dayWords(day) : "";
  }

  dayWords(day) {
    const wanted = { month: "short", day: "numeric", weekday: "short", timeZone: "UTC" };
    return new Intl.DateTimeFormat(document.documentElement.lang, wanted).format(new Date(`${day}T00:00:00Z`));
  }

  submit(event) {
    if (event.submitter?.value === "draft") return;
    const missing = this.parts.filter((part) => !part.filled);
    if (missing.length === 0) return;
    event.preventDefault();
    for (const part of missing) part.section.classList.add("is-missing");
    const { section, name } = missing[0];
    section.scrollIntoView({ block: "start" });
    const wanted = this.valueOf(name) === "" ? name : section.dataset.also;
    const field = section.querySelector(`[name="${wanted}"]`) ?? section.querySelector("input, textarea, a");
    field?.focus({ preventScroll: true });
  }
}
customElements.define("kam-record", KamRecord);
