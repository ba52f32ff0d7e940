/** Which value a row of yes and no leads to: the highest of an unbroken row of yes. */
export function chosenBy(low, values, answers) {
  let chosen = low;
  for (const value of values) {
    if (answers.get(value) !== true) break;
    chosen = value;
  }
  return chosen;
}
