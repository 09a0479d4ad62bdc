// @ts-check
/**
 * The strings of filters, details and help, which few visitors open. English is in this file. Every other language has a file in
 * lang/more/, loaded on demand.
 */

/** @typedef {import("./findling.d.ts").ExtraStrings} ExtraStrings */

/** @type {ExtraStrings} */
const ENGLISH = {
  filters: "Filters",
  sort: "Order",
  best: "Most relevant first",
  newest: "Newest first",
  oldest: "Oldest first",
  lang: "Language",
  year: "Year",
  reset: "Clear all",
  why: "Why this result",
  exact: "as typed",
  variant: "other form of the characters",
  part: "inside a longer word",
  inflected: "another form of the word",
  prefix: "words that begin so",
  synonym: "same meaning",
  pinyin: "same sound",
  typo: "similar spelling",
  title: "title",
  heading: "heading",
  text: "text",
  meta: "details",
  copy: "Copy excerpt and link",
  copied: "Copied",
  phrase: "these words, in this order",
  without: "pages without this word",
  either: "one word or the other",
  field: "only in titles",
  forms: "Other forms of a word, typing errors, traditional characters and pinyin are found without being asked for.",
};

/**
 * The interface's strings together with these. Never fails: if a file does not load, the strings are English.
 * @param {import("./internal.d.ts").FindlingBox} box
 * @returns {Promise<import("./findling.d.ts").Words<ExtraStrings>>}
 */
export async function extra({ words, strings }) {
  const { lang } = words;
  const theirs = lang === "en" ? null : await import(`./lang/more/${lang}.js`).catch(() => null);
  return Object.assign(Object.create(words), { strings: { ...words.strings, ...ENGLISH, ...theirs?.default, ...strings } });
}
