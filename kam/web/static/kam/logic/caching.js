/** What the service worker does with a request; it keeps no personal page and no JSON. No DOM in here. */

/** A build's cache; old ones stay for tabs that still run them, up to one. */
export const PREFIX = "kam-build-";
export const cacheName = (build) => PREFIX + build;

/** Paths the shell can show without signal: for these a slow network is not waited for. */
const SHOWN = [
  /^\/$/,
  /^\/(today|accounts|visits)$/,
  /^\/offline\//,
  /^\/accounts\/\d+(\/(actions|promises)\/new)?$/,
  /^\/visits\/(new|start|week)$/,
  /^\/visits\/\d+(\/(prepare|record|edit|cancel|amend))?$/,
  /^\/people\/\d+(\/thinking)?$/,
];
const OWN_WAY = [/^\/api\//, /^\/sync\//, /^\/static\//, /^\/live$/, /^\/ready$/, /\/export$/];

/** Can the shell show this path itself? */
export function isShown(path) {
  return SHOWN.some((pattern) => pattern.test(path));
}

/** How to answer: "page", "post", "asset", or null: the browser does it alone. */
export function wayOf({ method, mode, url }, origin) {
  const { pathname, origin: asked } = new URL(url);
  if (asked !== origin) return null;
  if (mode === "navigate" && !OWN_WAY.some((pattern) => pattern.test(pathname))) return method === "GET" ? "page" : "post";
  return method === "GET" && pathname.startsWith("/static/") ? "asset" : null;
}

/** An asset that never changes under its address: its name or its query carries its content. */
export function isFixed(url) {
  const { pathname, searchParams } = new URL(url);
  return searchParams.has("v") || /-[A-Z0-9]{8}\.js$/.test(pathname);
}

/** Is the server away rather than refusing? Its proxy answers for it then. */
export function isAway(status) {
  return [502, 503, 504].includes(status);
}

/** Caches that may go: all builds but this one and the one before it. */
export function outdated(names, build) {
  const builds = names.filter((name) => name.startsWith(PREFIX) && name !== cacheName(build));
  return builds.slice(0, -1);
}

/** Does this page carry the build it was asked for? A captive portal's page does not. */
export function isShellOf(html, build) {
  return html.includes(`name="kam-build" content="${build}"`);
}

/** The language of the shell: what a page told, else the browser's. */
export function shellLanguage(told, preferred, languages) {
  if (languages.includes(told)) return told;
  return (preferred ?? "").toLowerCase().startsWith("en") ? "en" : languages[0];
}
