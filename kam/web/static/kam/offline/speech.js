/**
 * The words of the shell: <template id="words"><i data-word="late" data-one="逾期 {n} 天" data-other="…"></i></template>
 *
 * Texts with numbers and names, days in the reader's language, labels of the vocabulary.
 */
const language = document.documentElement.lang;
const plural = new Intl.PluralRules(language);

const words = new Map();

function learn() {
  const content = document.getElementById("words").content;
  for (const element of content.querySelectorAll("[data-word]")) words.set(element.dataset.word, element.dataset);
}

/** Words by their name, with values in them. */
export function say(name, values = {}) {
  if (words.size === 0) learn();
  const { one = "", other = one } = words.get(name) ?? {};
  const text = plural.select(Number(values.n ?? 0)) === "one" ? one : other;
  return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}

/** A day as people write it. */
export function day(iso, { weekday = false, year = false } = {}) {
  const wanted = { month: "short", day: "numeric", timeZone: "UTC" };
  if (weekday) wanted.weekday = "short";
  if (year) wanted.year = "numeric";
  return new Intl.DateTimeFormat(language, wanted).format(new Date(`${iso}T00:00:00Z`));
}

/** An hour of this place: 09:12. */
export function hour(moment) {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(moment));
}

/** A function that labels a value of the vocabulary a snapshot brought. */
export function terms(vocabulary) {
  return (kind, value) => vocabulary?.[kind]?.find(([code]) => code === value)?.[1] ?? "";
}
