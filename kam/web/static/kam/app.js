/** The script of every page: htmx, the small elements, and larger ones only where they stand. */
import "htmx.org";
import "./elements/kam-bell.js";
import "./elements/kam-board.js";
import "./elements/kam-connection.js";
import "./elements/kam-copy.js";
import "./elements/kam-dates.js";
import "./elements/kam-draft.js";
import "./elements/kam-drop.js";
import "./elements/kam-files.js";
import "./elements/kam-gates.js";
import "./elements/kam-keys.js";
import "./elements/kam-ladder.js";
import "./elements/kam-leave.js";
import "./elements/kam-map.js";
import "./elements/kam-menu.js";
import "./elements/kam-once.js";
import "./elements/kam-order.js";
import "./elements/kam-record.js";
import "./elements/kam-rows.js";
import "./elements/kam-search.js";
import "./elements/kam-seats.js";
import "./elements/kam-tabs.js";
import "./elements/kam-print.js";
import "./elements/kam-theme.js";
import "./elements/kam-undo.js";
import "./elements/kam-week.js";
import "./elements/kam-whatif.js";
import { forget } from "./logic/drafts.js";

function loadWhatStands(root) {
  if (root.querySelector?.("kam-chart")) import("./elements/kam-chart.js");
  if (root.querySelector?.("kam-suppose")) import("./elements/kam-suppose.js");
}

/** A confirmed save clears its draft even where the form itself is not on the page. */
function forgetConfirmed(root) {
  for (const mark of root.querySelectorAll?.("[data-saved]") ?? []) forget(localStorage, mark.dataset.saved);
}

forgetConfirmed(document);
loadWhatStands(document);
const [arrival] = performance.getEntriesByType("navigation");
if (arrival?.responseStatus >= 400) document.querySelector("[data-form-errors]")?.focus();
document.addEventListener("htmx:afterSettle", (event) => {
  loadWhatStands(event.target);
  forgetConfirmed(event.target);
});
