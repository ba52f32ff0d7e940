/** Does an insight only repeat the fact? The same rule as on the server. No DOM in here. */

const WORD = /[\u3400-\u9fff\uf900-\ufaff]|(?:(?![\u3400-\u9fff\uf900-\ufaff])[\p{L}\p{N}_])+/gu;

/** Split into words, one for each CJK character; case and width do not count. */
export function wordsOf(text) {
  return text.normalize("NFKC").toLowerCase().match(WORD) ?? [];
}

function pairsOf(words) {
  if (words.length === 1) return new Set(words);
  return new Set(words.slice(1).map((word, place) => `${words[place]} ${word}`));
}

/** Which share of the word pairs of a text stands in another. */
export function shareFound(text, source) {
  const words = wordsOf(text);
  const wanted = pairsOf(words);
  if (wanted.size === 0) return 0;
  const found = words.length === 1 ? new Set(wordsOf(source)) : pairsOf(wordsOf(source));
  return [...wanted].filter((pair) => found.has(pair)).length / wanted.size;
}
