/** Orama; titles count twice. English: one wrong letter. Chinese: its Mandarin tokenizer, whose words are too short for typos. */
import { create, insertMultiple, load, save, search as find } from "@orama/orama";
import { createTokenizer } from "@orama/tokenizers/mandarin";

/** @param {string} lang */
const make = (lang) =>
  create({
    schema: { title: "string", text: "string" },
    ...(lang === "zh" ? { components: { tokenizer: createTokenizer() } } : { language: "english" }),
  });

/** @param {any[]} docs @param {string} lang */
export async function build(docs, lang) {
  const index = make(lang);
  await insertMultiple(index, docs.map(({ id, title, text }) => ({ id, title, text })));
  return Buffer.from(JSON.stringify(save(index)));
}

/** @param {Buffer} bytes @param {string} _folder @param {string} lang */
export function open(bytes, _folder, lang) {
  const index = make(lang);
  load(index, JSON.parse(bytes.toString()));
  return { index, tolerance: lang === "zh" ? 0 : 1 };
}

/** @param {any} opened @param {string} query */
export async function search({ index, tolerance }, query) {
  const { hits } = await find(index, { term: query, tolerance, boost: { title: 2 }, limit: 10 });
  return hits.map((hit) => hit.id);
}

export const files = ["@orama/orama/dist/browser/index.js"];
