// @ts-check
/**
 * The words of what few visitors open: filters, reasons, help. English is here; the other languages are a file each in lang/more/,
 * fetched when they are needed.
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
  reading: "same sound",
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
 * The interface's words with these beside them. Never fails: a file that can't be had leaves English.
 * @param {import("./internal.d.ts").FindlingBox} box
 * @returns {Promise<import("./findling.d.ts").Words<ExtraStrings>>}
 */
export async function extra({ words, strings }) {
  const { lang } = words;
  const theirs = lang === "en" ? null : await import(`./lang/more/${lang}.js`).catch(() => null);
  return Object.assign(Object.create(words), { strings: { ...words.strings, ...ENGLISH, ...theirs?.default, ...strings } });
}
