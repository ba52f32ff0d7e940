/** Records carry the version they were written in; steps lift older ones. They stay for two versions. */

export const VERSION = 1;

/** By the version they start from; each only knows what that version wrote. */
const ITEM_STEPS = {};

/** What an item holds, as this script understands it; a newer one is left for a newer script. */
export function upgradeItem(version, inside, { steps = ITEM_STEPS, newest = VERSION } = {}) {
  if (version > newest) throw new TooNew(version);
  let lifted = inside;
  for (let from = version; from < newest; from += 1) lifted = steps[from]?.(lifted) ?? lifted;
  return lifted;
}

/** Written by a newer version of the application; reload the page to read it. */
export class TooNew extends Error {}
