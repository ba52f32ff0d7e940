/** Which one thing the corner of every page says about this device. No DOM in here. */

/**
 * `told`: {online, off, insecure, lost, outcome, lock, pending}. In order of what a person must know:
 * insecure · off · lost · locked · attention · starting · signed-out · offline · waiting · fine.
 */
export function signalOf({ online, off, insecure, lost, outcome, lock, pending }) {
  if (insecure) return "insecure";
  if (lost) return "lost";
  if (off) return "off";
  if (lock === "locked") return "locked";
  if (pending?.attention > 0) return "attention";
  if (!pending) return "starting";
  if (outcome === "signed-out") return "signed-out";
  if (!online || outcome === "later") return "offline";
  return pending?.unsent > 0 ? "waiting" : "fine";
}

/** May the browser clear what only this device holds? Then say so while it can still be mended. */
export function isAtRisk({ persisted, pending }) {
  return !persisted && pending?.unsent > 0;
}

/** Did the browser clear what was waiting? `noted`: how many waited when it was last noted down. */
export function isLost({ noted, kept }) {
  return noted > 0 && !kept;
}

/** A moment as a person reads it: the time today, else the day too. */
export function momentWords(at, language, now = Date.now()) {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  const wanted = sameDay ? { timeStyle: "short" } : { dateStyle: "short", timeStyle: "short" };
  return new Intl.DateTimeFormat(language, wanted).format(at);
}

const COOKIE = "kam-kept";

/** How many items a device noted to hold; cookies outlive a cleared storage. */
export function notedIn(cookies) {
  const found = cookies.split("; ").find((one) => one.startsWith(`${COOKIE}=`));
  return Number(found?.split("=")[1]) || 0;
}

/** The cookie that notes it. */
export function noteOf(count, isSecure) {
  return `${COOKIE}=${count}; path=/; max-age=${count ? 31_536_000 : 0}; samesite=lax${isSecure ? "; secure" : ""}`;
}
