/** The five steps of a record: which are done, which comes now. No DOM in here. */

/** [{name, filled}] → the same with state done, now or todo; the first unfilled one is now. */
export function states(parts) {
  const first = parts.findIndex((part) => !part.filled);
  return parts.map((part, place) => ({
    ...part,
    state: part.filled ? "done" : place === first ? "now" : "todo",
  }));
}

/** How many are filled, as the save bar says it: "3 / 5". */
export function filledWords(parts) {
  return `${parts.filter((part) => part.filled).length} / ${parts.length}`;
}
