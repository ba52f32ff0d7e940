/**
 * How long somebody really worked on a form: the time between one input and the next,
 * a pause counted as no more than its first half minute.
 */
export const LONGEST_PAUSE = 30_000;

/** Return the milliseconds worked after one more input at `now`; `last` is undefined at first. */
export function worked(sofar, last, now) {
  if (last === undefined || now < last) return sofar;
  return sofar + Math.min(now - last, LONGEST_PAUSE);
}

/** Write milliseconds as whole seconds, at least one once anything was worked. */
export function seconds(milliseconds) {
  return milliseconds > 0 ? Math.max(1, Math.round(milliseconds / 1000)) : 0;
}
