// @ts-check
/**
 * The strings of filters, details, help and landing pages, which few visitors open. English is in this file. Every other language has a file in
 * lang/more/, loaded on demand.
 */

/** @typedef {import("./findling.d.ts").ExtraStrings} ExtraStrings */

/** @type {ExtraStrings} */
const ENGLISH = {
  filters: "Filters",
  sort: "Sort by",
  best: "Relevance",
  newest: "Newest first",
  oldest: "Oldest first",
  lang: "Language",
  year: "Year",
  reset: "Clear filters",
  why: "Why this result",
  exact: "as typed",
  variant: "other form of the characters",
  part: "inside a longer word",
  inflected: "another form of the word",
  prefix: "starts with this",
  synonym: "same meaning",
  pinyin: "same sound",
  typo: "similar spelling",
  title: "title",
  heading: "heading",
  text: "text",
  meta: "details",
  copy: "Copy excerpt and link",
  copied: "Copied",
  phrase: "exactly these words, in this order",
  without: "pages without a word",
  either: "either word",
  field: "only in titles",
  forms: "Other forms of a word and typos are found automatically.",
  chinese: "So are traditional characters and pinyin.",
  contents: "Contents",
  before: "Previous page",
  after: "Next page",
  back: "Back to search",
  counter: "{i} of {n}",
  previous: "Previous match",
  next: "Next match",
};

/**
 * The interface's strings together with these. Never fails: if a file does not load, the strings are English.
 * @param {{ words: import("./findling.d.ts").Words, strings?: Partial<ExtraStrings> }} box
 * @returns {Promise<import("./findling.d.ts").Words<ExtraStrings>>}
 */
export async function extra({ words, strings }) {
  const { lang } = words;
  const theirs = lang === "en" ? null : await import(`./lang/more/${lang}.js`).catch(() => null);
  return Object.assign(Object.create(words), { strings: { ...words.strings, ...ENGLISH, ...theirs?.default, ...strings } });
}
