/**
 * Fills the <template>s of the shell with values.
 *
 *   <template id="view-x"><h1 data-text="name"></h1>
 *     <template data-each="notes"><p data-if="quote" data-text="quote"></p></template></template>
 *   place.replaceChildren(fill("view-x", { name, notes }));
 *
 * data-text, data-if, data-unless, data-each, data-add (classes), and data-put="href:path; value:path".
 * Values reach the page as text only.
 */

/** The content of a template with its values. */
export function fill(id, values) {
  const content = document.getElementById(id).content.cloneNode(true);
  draw(content, [values]);
  return content;
}

function look(scopes, path) {
  const [first, ...rest] = path.trim().split(".");
  for (const scope of scopes) {
    if (scope === null || typeof scope !== "object" || !(first in scope)) continue;
    return rest.reduce((value, name) => value?.[name], scope[first]);
  }
  return undefined;
}

function isThere(value) {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function draw(root, scopes) {
  for (const element of root.querySelectorAll("[data-if]")) if (!isThere(look(scopes, element.dataset.if))) element.remove();
  for (const element of root.querySelectorAll("[data-unless]")) if (isThere(look(scopes, element.dataset.unless))) element.remove();
  for (const element of root.querySelectorAll("[data-text]")) element.textContent = look(scopes, element.dataset.text) ?? "";
  for (const element of root.querySelectorAll("[data-add]")) element.classList.add(...String(look(scopes, element.dataset.add) ?? "").split(" ").filter(Boolean));
  for (const element of root.querySelectorAll("[data-put]")) put(element, scopes);
  for (const template of root.querySelectorAll("template[data-each]")) each(template, scopes);
}

function put(element, scopes) {
  for (const part of element.dataset.put.split(";")) {
    const [name, path] = part.split(":").map((text) => text.trim());
    const value = look(scopes, path);
    if (value === undefined || value === null || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

function each(template, scopes) {
  for (const item of look(scopes, template.dataset.each) ?? []) {
    const part = template.content.cloneNode(true);
    draw(part, [item !== null && typeof item === "object" ? item : { value: item }, ...scopes]);
    template.before(part);
  }
  template.remove();
}
