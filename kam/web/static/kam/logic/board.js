/** What keys do on a board, without the page: which column is next, and what is said. */

/** The column to the left or right; at either end it stays. */
export function neighbour(at, count, key) {
  const next = key === "ArrowRight" ? at + 1 : at - 1;
  return Math.min(Math.max(next, 0), count - 1);
}

/** Fill the places of a sentence: "放到 {column}". */
export function said(words, names) {
  return (words ?? "").replace(/\{(\w+)\}/g, (place, name) => names[name] ?? place);
}
