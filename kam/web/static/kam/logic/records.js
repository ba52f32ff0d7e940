/** Records carry the version they were written in; steps lift older ones. They stay for two versions. */

export const VERSION = 1;

const ITEM_STEPS = {};

/** What an item holds, as this script understands it; a newer one is left for a newer script. */
export function upgradeItem(version, inside) {
  if (version > VERSION) throw new TooNew(version);
  let lifted = inside;
  for (let from = version; from < VERSION; from += 1) lifted = ITEM_STEPS[from]?.(lifted) ?? lifted;
  return lifted;
}

/** Written by a newer version of the application; reload the page to read it. */
export class TooNew extends Error {}
