/** Only the newest question may be answered; answers to older ones are dropped. */

/** Wrap `ask(text, signal)` so that `ask` waits for a pause and stale answers resolve to undefined. */
export function latest(ask, pause = 150, timers = globalThis) {
  let turn = 0;
  let timer;
  let abort;
  return function question(text) {
    turn += 1;
    const mine = turn;
    timers.clearTimeout(timer);
    abort?.abort();
    return new Promise((resolve, reject) => {
      timer = timers.setTimeout(async () => {
        abort = new AbortController();
        try {
          const answer = await ask(text, abort.signal);
          resolve(mine === turn ? answer : undefined);
        } catch (error) {
          if (mine === turn) reject(error);
          else resolve(undefined);
        }
      }, pause);
    });
  };
}

/** The place after moving by `step` in a ring of `size`, -1 being “none yet”. */
export function ring(place, step, size) {
  if (size === 0) return -1;
  if (place < 0) return step > 0 ? 0 : size - 1;
  return (place + step + size) % size;
}
