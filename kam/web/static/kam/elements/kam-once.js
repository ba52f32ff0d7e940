/**
 * <kam-once><form method="post">…</form></kam-once>
 *
 * A form inside is sent once: while the answer is awaited its buttons rest, and
 * it carries an idempotency_key that stays the same when the same content is
 * sent again. A form with data-many is left alone, also one that answers with a
 * file: the page stays, and nothing would wake its buttons. Stands around every page.
 */
import { isAnswer, keyFor, printOf, settle } from "../logic/once.js";

const FIELD = "idempotency_key";
const LONGEST_REST = 20000;

export class KamOnce extends HTMLElement {
  connectedCallback() {
    this.onSubmit = (event) => this.submit(event);
    this.onShow = (event) => event.persisted && this.wake();
    this.onAnswer = (event) => this.answered(event);
    this.addEventListener("submit", this.onSubmit, true);
    this.addEventListener("htmx:afterRequest", this.onAnswer);
    this.addEventListener("htmx:validation:halted", this.onAnswer);
    addEventListener("pageshow", this.onShow);
    if (isAnswer(performance.getEntriesByType("navigation")[0]?.type)) settle(sessionStorage);
  }

  disconnectedCallback() {
    removeEventListener("pageshow", this.onShow);
  }

  submit(event) {
    const form = event.target;
    if (!this.minds(form)) return;
    if (form.dataset.sent) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    this.sign(form, event.submitter);
    form.dataset.sent = "yes";
    setTimeout(() => {
      if (event.defaultPrevented && !form.matches("[hx-post], [hx-put], [hx-patch]")) this.wake([form]);
      else this.rest(form, event.submitter);
    });
    setTimeout(() => this.wake([form]), LONGEST_REST);
  }

  minds(form) {
    return (form.getAttribute("method") ?? "").toLowerCase() === "post" && !("many" in form.dataset);
  }

  sign(form, submitter) {
    let field = form.querySelector(`input[name="${FIELD}"]`);
    if (!field) {
      field = document.createElement("input");
      field.type = "hidden";
      field.name = FIELD;
      form.append(field);
    }
    const address = submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.pathname;
    const print = printOf([...new FormData(form, submitter)]);
    field.value = keyFor(sessionStorage, address, print, () => crypto.randomUUID?.() ?? this.plainKey());
  }

  plainKey() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  rest(form, submitter) {
    submitter?.setAttribute("aria-busy", "true");
    for (const button of this.buttons(form)) button.disabled = true;
  }

  wake(forms = this.querySelectorAll("form[data-sent]")) {
    for (const form of forms) {
      delete form.dataset.sent;
      for (const button of this.buttons(form)) {
        button.disabled = false;
        button.removeAttribute("aria-busy");
      }
    }
  }

  answered(event) {
    const form = event.target.closest?.("form");
    if (!form) return;
    this.wake([form]);
    if (event.detail?.successful) settle(sessionStorage);
  }

  buttons(form) {
    return [...form.elements].filter((control) => control.type === "submit");
  }
}
customElements.define("kam-once", KamOnce);
