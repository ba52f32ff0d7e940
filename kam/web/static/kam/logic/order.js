/** Rows in an order that numbers tell. */

const STEP = 10;

/** Sort by the typed number; what is none stands last, equal numbers keep their place. */
export function placed(rows, numberOf) {
  const number = (row) => (/^\d+$/.test(numberOf(row)) ? Number(numberOf(row)) : Infinity);
  return rows
    .map((row, place) => [number(row), place, row])
    .sort((a, b) => (a[0] === b[0] ? a[1] - b[1] : a[0] - b[0]))
    .map(([, , row]) => row);
}

/** Move a row one place up (-1) or down (1); at the end it stays. */
export function swapped(rows, row, step) {
  const from = rows.indexOf(row);
  const to = from + step;
  if (from < 0 || to < 0 || to >= rows.length) return [...rows];
  const moved = [...rows];
  [moved[from], moved[to]] = [moved[to], moved[from]];
  return moved;
}

/** Pair each row with its new number. */
export function numbered(rows) {
  return rows.map((row, place) => [row, (place + 1) * STEP]);
}
