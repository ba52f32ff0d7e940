/** Asks the server from a page: {status, text, etag, retryAfter}; throws without signal. */

const PATIENCE = 45_000;

export async function ask(path, { method = "GET", body, headers = {} } = {}) {
  const ways = { method, body, headers, credentials: "same-origin", cache: "no-store", redirect: "error" };
  const answer = await fetch(path, { ...ways, signal: AbortSignal.timeout(PATIENCE) });
  const offset = answer.headers.get("Upload-Offset");
  return {
    offset: offset === null ? null : Number(offset),
    status: answer.status,
    text: await answer.text(),
    etag: answer.headers.get("ETag") ?? "",
    retryAfter: Number(answer.headers.get("Retry-After")) || 0,
  };
}

/**
 * Install the service worker, and tell it which language its shell should speak. A build that
 * waits because the earlier one was busy when it came is asked again to serve.
 */
export async function registerWorker(language) {
  const container = navigator.serviceWorker;
  const kept = await container.register("/service-worker.js", { scope: "/", updateViaCache: "none" });
  kept.waiting?.postMessage({ serve: true });
  const { active } = await container.ready;
  active.postMessage({ language });
}

/** Ask the browser to keep what is stored even when space is short; true when it promises. */
export async function askToPersist() {
  if (!navigator.storage?.persist) return false;
  return (await navigator.storage.persisted()) || navigator.storage.persist();
}

/** Is this the installed application? */
export function isInstalled() {
  return matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;
}

/** Offer a text as a file. */
export function saveFile(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
