/** Which view an address asks for. No DOM in here. */

const ID = "([0-9]+|[0-9a-f]{8}-[0-9a-f-]{27})";
const NUMBER = "([0-9]+)";

const ROUTES = [
  ["today", "/|/today|/visits|/visits/week|/offline/[a-z-]+"],
  ["accounts", "/accounts"],
  ["account", `/accounts/${NUMBER}`],
  ["action", `/accounts/${NUMBER}/actions/new`],
  ["promise", `/accounts/${NUMBER}/promises/new`],
  ["person", `/people/${NUMBER}`],
  ["observe", `/people/${NUMBER}/thinking`],
  ["ladder", `/people/${NUMBER}/adoption`],
  ["judge", `/people/${NUMBER}/judge/([a-z]+)`],
  ["plan", "/visits/new"],
  ["start", "/visits/start"],
  ["actionEdit", `/actions/${ID}`],
  ["promiseEdit", `/promises/${ID}`],
  ["visit", `/visits/${ID}`],
  ["visit", `/visits/${ID}/(?:prepare|amend|probes|carry|ask|review)`],
  ["record", `/visits/${ID}/record`],
  ["edit", `/visits/${ID}/edit`],
  ["cancel", `/visits/${ID}/cancel`],
].map(([name, path]) => [name, new RegExp(`^(?:${path})/?$`)]);

/**
 * {name, id, part, query} of an address. A hash such as #/visits/… wins over the path, so
 * that what was made on this device has an address; #outbox is the list of what waits.
 */
export function routeOf({ pathname, search = "", hash = "" }) {
  if (hash === "#outbox") return { name: "outbox", id: null, query: new URLSearchParams() };
  const address = hash.startsWith("#/") ? hash.slice(1) : pathname + search;
  const [path, query = ""] = address.split("?");
  for (const [name, pattern] of ROUTES) {
    const found = pattern.exec(path);
    if (found) return { name, id: found[1] ?? null, part: found[2] ?? null, query: new URLSearchParams(query) };
  }
  return { name: "absent", id: null, query: new URLSearchParams() };
}

/** The address of a visit: its page on the server, or a place in the shell while it has none. */
export function addressOf(visit, step = "") {
  const tail = step ? `/${step}` : "";
  return visit.pk ? `/visits/${visit.pk}${tail}` : `#/visits/${visit.id}${tail}`;
}
