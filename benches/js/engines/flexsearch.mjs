/** FlexSearch's document index with the encoder that its documentation names for each script. Suggestions are on, so pages with only some of the words are found too. */
import { Charset, Document } from "flexsearch";

/** @param {string} lang */
const make = (lang) =>
  new Document({
    tokenize: "forward",
    encoder: lang === "zh" ? Charset.CJK : Charset.LatinBalance,
    document: { id: "id", index: ["title", "text"], store: ["title", "text"] },
  });

/** @param {any[]} docs @param {string} lang */
export async function build(docs, lang) {
  const index = make(lang);
  for (const doc of docs) index.add(doc);
  /** @type {[string, string][]} */
  const parts = [];
  await index.export((/** @type {string} */ key, /** @type {string} */ data) => void parts.push([key, data]));
  return Buffer.from(JSON.stringify(parts));
}

/** @param {Buffer} bytes @param {string} _folder @param {string} lang */
export async function open(bytes, _folder, lang) {
  const index = make(lang);
  for (const [key, data] of JSON.parse(bytes.toString())) await index.import(key, data);
  return index;
}

/** @param {any} index @param {string} query */
export const search = (index, query) => index.search(query, { limit: 10, suggest: true, merge: true }).map((/** @type {{ id: string }} */ hit) => hit.id);

export const files = ["flexsearch/dist/flexsearch.bundle.module.min.mjs"];
