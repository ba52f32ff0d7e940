/** How long a number of notices is good for, and how it is written beside the bell. */

const GOOD_FOR = 60_000;
const MOST = 99;

/** Whether a kept number needs no asking; a clock that went back makes it old. */
export function isFresh(kept, now) {
  return kept !== null && now >= kept.at && now - kept.at < GOOD_FOR;
}

/** The number as the bell shows it. */
export function shown(number) {
  return number > MOST ? `${MOST}+` : String(number);
}
