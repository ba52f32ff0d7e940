/** The quiet line on top: is there signal, how old the copy is, what waits. */
import { clockOf } from "../logic/days.js";
import { fill } from "./fill.js";
import { day, hour, say } from "./speech.js";

function timeOf(moment) {
  const made = clockOf(new Date(moment)).day;
  return made === clockOf().day ? hour(moment) : `${day(made)} ${hour(moment)}`;
}

/** Where the page that is shown stands with signal; nothing without. */
function onlineAddress() {
  if (!navigator.onLine) return "";
  return location.pathname.startsWith("/offline/") ? "/today" : location.pathname + location.search;
}

export async function topLine(store) {
  const mark = await store.snapshotMark();
  const { unsent, attention } = await store.pending();
  return fill("top-line", {
    signal: say(navigator.onLine ? "signal" : "no_signal"),
    since: mark ? say("as_of", { time: timeOf(mark.made_at) }) : "",
    waiting: unsent ? say("waiting", { n: unsent }) : "",
    attention: attention ? say("attention", { n: attention }) : "",
    online_href: onlineAddress(),
    unposted: location.hash === "#unsent",
  });
}
