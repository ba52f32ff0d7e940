/** Seals what stays on a device: AES-GCM with a key that no script can read. No DOM in here. */

const CIPHER = "AES-GCM";
const BITS = 256;
const FRESH = 12;
export const ROUNDS = 600_000;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What was kept cannot be opened: another key, another place, or changed bytes. */
export class Unreadable extends Error {}

/** Make a key. It can be used here and never be read out, unless a PIN is to wrap it at once. */
export function newKey(extractable = false) {
  return crypto.subtle.generateKey({ name: CIPHER, length: BITS }, extractable, ["encrypt", "decrypt"]);
}

/** Seal bytes for one place; opened elsewhere they are unreadable, so rows cannot be swapped. */
export async function sealBytes(key, bytes, place) {
  const iv = crypto.getRandomValues(new Uint8Array(FRESH));
  const way = { name: CIPHER, iv, additionalData: encoder.encode(place) };
  return { iv, bytes: await crypto.subtle.encrypt(way, key, bytes) };
}

/** Open sealed bytes. */
export async function openBytes(key, sealed, place) {
  try {
    const way = { name: CIPHER, iv: sealed.iv, additionalData: encoder.encode(place) };
    return await crypto.subtle.decrypt(way, key, sealed.bytes);
  } catch (error) {
    throw new Unreadable(place, { cause: error });
  }
}

/** Seal any JSON value. */
export function seal(key, value, place) {
  return sealBytes(key, encoder.encode(JSON.stringify(value)), place);
}

/** Open a sealed JSON value. */
export async function open(key, sealed, place) {
  return JSON.parse(decoder.decode(await openBytes(key, sealed, place)));
}

/** SHA-256 of a text as the server sees its UTF-8 bytes, in hexadecimal. */
export function hashOf(text) {
  return hashOfBytes(encoder.encode(text));
}

/** SHA-256 of bytes, in hexadecimal. */
export async function hashOfBytes(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** How many bytes a text has on its way. */
export function sizeOf(text) {
  return encoder.encode(text).length;
}

async function pinKey(pin, salt, rounds) {
  const raw = await crypto.subtle.importKey("raw", encoder.encode(pin.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  const way = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(way, raw, { name: "AES-KW", length: BITS }, false, ["wrapKey", "unwrapKey"]);
}

/** Wrap a fresh (still extractable) key with a PIN. */
export async function wrapKey(key, pin, rounds = ROUNDS) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const wrapped = await crypto.subtle.wrapKey("raw", key, await pinKey(pin, salt, rounds), "AES-KW");
  return { wrapped, salt, rounds };
}

/** The key behind a PIN, not readable any more; null when the PIN is wrong. */
export async function unwrapKey({ wrapped, salt, rounds }, pin) {
  const outer = await pinKey(pin, salt, rounds);
  try {
    return await crypto.subtle.unwrapKey("raw", wrapped, outer, "AES-KW", CIPHER, false, ["encrypt", "decrypt"]);
  } catch {
    return null;
  }
}
