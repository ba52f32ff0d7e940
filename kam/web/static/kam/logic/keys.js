/** Which key combination an event means, and whether the person is typing. No DOM in here. */

/** "c", "ctrl+s", "ctrl+enter", "alt+1"; the Mac command key counts as ctrl. */
export function combination({ key, ctrlKey, metaKey, altKey }) {
  const parts = [];
  if (ctrlKey || metaKey) parts.push("ctrl");
  if (altKey) parts.push("alt");
  parts.push(key.toLowerCase());
  return parts.join("+");
}

/** Does a single letter belong to what is being typed? */
export function isTyping(target) {
  if (!target) return false;
  if (target.isContentEditable) return true;
  const name = (target.tagName || "").toLowerCase();
  if (name === "textarea" || name === "select") return true;
  if (name !== "input") return false;
  return !["checkbox", "radio", "button", "submit", "reset", "file", "range"].includes(target.type);
}

/** May this combination act now? Plain letters only outside fields; with ctrl or alt always. */
export function mayAct(event) {
  if (event.defaultPrevented || event.isComposing) return false;
  return event.ctrlKey || event.metaKey || event.altKey || !isTyping(event.target);
}

/** The caps of a combination for the list: ["Ctrl", "S"]. */
export function caps(text) {
  return text.split("+").map((part) => (part.length === 1 ? part.toUpperCase() : part[0].toUpperCase() + part.slice(1)));
}
