/** Every view of the shell by its name. A view draws itself into a place; it may return what to do on leaving. */
import { account, accounts } from "./views/accounts.js";
import { cancel } from "./views/cancel.js";
import { action, promise } from "./views/commitment.js";
import { judge, ladder } from "./views/judge.js";
import { locked } from "./views/locked.js";
import { observe } from "./views/observe.js";
import { outbox } from "./views/outbox.js";
import { actionEdit, promiseEdit } from "./views/owed.js";
import { person } from "./views/person.js";
import { edit, plan } from "./views/plan.js";
import { record } from "./views/record.js";
import { start } from "./views/start.js";
import { today } from "./views/today.js";
import { visit } from "./views/visit.js";

/** A view that only says something. */
function saying(id) {
  return { draw: (place, { fill, ...values }) => place.replaceChildren(fill(id, values)) };
}

export const VIEWS = {
  today, accounts, account, person, visit, record, plan, edit, start, cancel, action, promise, actionEdit, promiseEdit, observe, ladder, judge, outbox, locked,
  absent: saying("view-absent"),
  empty: saying("view-empty"),
};
