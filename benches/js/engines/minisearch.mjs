/** MiniSearch as its documentation shows it for a search box: prefixes, one wrong letter in five, titles count twice. Chinese is segmented by `Intl.Segmenter`. */
import MiniSearch from "minisearch";

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
/** @param {string} text */
const words = (text) => [...segmenter.segment(text)].filter((part) => part.isWordLike).map((part) => part.segment);

/** @param {string} lang */
const options = (lang) => ({
  fields: ["title", "text"],
  storeFields: ["title", "text"],
  searchOptions: { prefix: true, fuzzy: 0.2, boost: { title: 2 } },
  ...(lang === "zh" ? { tokenize: words } : {}),
});

/** @param {any[]} docs @param {string} lang */
export function build(docs, lang) {
  const index = new MiniSearch(options(lang));
  index.addAll(docs);
  return Buffer.from(JSON.stringify(index));
}

/** @param {Buffer} bytes @param {string} _folder @param {string} lang */
export const open = (bytes, _folder, lang) => MiniSearch.loadJSON(bytes.toString(), options(lang));

/** @param {any} index @param {string} query */
export const search = (index, query) => index.search(query).slice(0, 10).map((/** @type {{ id: string }} */ hit) => hit.id);

export const files = ["minisearch/dist/es/index.js"];
