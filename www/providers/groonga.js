// @ts-check
/**
 * Groonga 13, `/d/select`. Window functions in the server number the pages, and the passages of each page. So one request returns whole
 * pages, their exact number, and the pages of each value.
 */

/** @typedef {import("../internal.d.ts").Asked} Asked */
/** @typedef {import("../internal.d.ts").AskedClause} Clause */

/** Words with a typo are found by the second request. */
export const corrects = true;
/** What is searched, with weights. A word that a text has often says little more than one that it has twice. */
const EVERYWHERE = "scorer_tf_at_most(title, 1) * 300 || scorer_tf_at_most(headings, 1) * 200 || scorer_tf_at_most(text, 2) * 100";
/** A longer word of a script without spaces, of which any two neighbouring characters will do. */
const LONG = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]{3,}$/u;

/** @param {unknown} text */
const quoted = (text) => `"${String(text).replace(/[\\"]/g, "\\$&")}"`;

/** A clause in Groonga's query syntax. @param {Clause} clause @param {Asked["capabilities"]} capabilities @param {boolean} [any] */
function written({ field, phrase, text, words, open }, { prefix, pinyin }, any) {
  const at = field && `${field === "title" ? "title" : "headings"}:@`;
  if (phrase) return at + quoted(text);
  const all = any ? words.flatMap((word) => (LONG.test(word) ? [...word].slice(1).map((c, i) => [...word][i] + c) : word)) : words;
  const forms = all.map((word, i) => {
    // A word of a prefix search is not quoted.
    const grows = prefix && open && i === all.length - 1 && /^[\p{L}\p{N}]+$/u.test(word);
    const form = [at + quoted(word), ...(grows ? [`${at}${word}*`] : []), ...(pinyin && !at && /^[a-z]+$/i.test(word) ? [`pinyin:@${word}${grows ? "*" : ""}`] : [])];
    return `(${form.join(" OR ")})`;
  });
  return forms.join(any ? " OR " : " ");
}

/** Words of the texts that are similar to a Latin one, in Groonga's script syntax. @param {string} word */
const similar = (word) => ["title", "text"].map((column) => `fuzzy_search(${column}, ${quoted(word.toLowerCase())}, {"max_distance": ${word.length < 8 ? 1 : 2}, "prefix_length": 1})`);

/** @param {Asked["where"][number]} condition */
function condition({ column, values, not, from, to }) {
  const ends = [from !== undefined && `${column} >= ${quoted(from)}`, to !== undefined && `${column} <= ${quoted(to)}`].filter(Boolean);
  return ends[0] ? ends.join(" && ") : `${not ? "!" : ""}(${values.map((value) => `${column} @ ${quoted(value)}`).join(" || ")})`;
}

/** @param {Asked} asked */
export function request({ index, key, capabilities, all, none, where, any, limit, offset, passages, sort, facets, fields, synonyms }) {
  const query = all.map((clauses) => `(${clauses.map((clause) => written(clause, capabilities, any)).join(") OR (")})`).join(any ? " OR " : " ");
  const excluded = none.flatMap(({ field, phrase, text, words }) => (phrase ? [text] : words).map((word) => `!(${(field ? [field === "title" ? field : "headings"] : ["title", "headings", "text"]).map((column) => `${column} @ ${quoted(word)}`).join(" || ")})`));
  const typos = any && capabilities.typos ? all.flat().flatMap(({ words }) => words.filter((word) => /^\p{sc=Latn}{4,}$/u.test(word)).flatMap(similar)) : [];
  const found = typos[0] ? [`(${[`query(${quoted(EVERYWHERE)}, ${quoted(query)})`, ...typos].join(" || ")})`] : [];
  const filter = [...found, ...where.map(condition), ...excluded].join(" && ");
  const parameters = new URLSearchParams({
    table: index || "Passages",
    ...(query && !found[0] ? { match_columns: EVERYWHERE, query } : {}),
    ...(query && synonyms && !any ? { query_expander: "Synonyms.words" } : {}),
    filter: filter || "true",
    limit: "0",
    output_columns: "_key",
    "slices[pages].filter": "rank == 1",
    "slices[pages].limit": "0",
    "slices[found].filter": `no > ${offset} && no <= ${offset + limit} && rank <= ${passages}`,
    "slices[found].sort_keys": "no,rank",
    "slices[found].limit": String(limit * passages),
    "slices[found].output_columns": ["no", "n", "page", "anchor", "title", "headings", "text", "lang", "author", "date", "weight", ...fields.map(({ column }) => column)].join(),
  });
  const order = sort ? `${sort.desc ? "-" : ""}${sort.column},` : "";
  /** @type {[name: string, value: string, order?: string, group?: string][]} */
  const columns = [
    ["rank", "window_record_number()", "-_score", "page"],
    ["best", "rank == 1 ? _score : 0"],
    ["one", "rank == 1 ? 1 : 0"],
    ["top", "window_sum(best)", "", "page"],
    ["no", "window_sum(one)", `${order}-top,page,rank`],
    ["n", "window_count()", "", "page"],
  ];
  const set = (/** @type {string} */ at, /** @type {Record<string, string>} */ values) => Object.entries(values).forEach(([name, value]) => value && parameters.set(`${at}.${name}`, value));
  for (const [name, value, keys = "", group = ""] of columns) set(`columns[${name}]`, { stage: "filtered", type: "UInt32", value, "window.sort_keys": keys, "window.group_keys": group });
  facets.forEach(({ column }, i) => set(`slices[pages].drilldowns[f${i}]`, { keys: column, limit: "100", sort_keys: "-_nsubrecs", output_columns: "_key,_nsubrecs" }));
  return { path: `d/select?${parameters}`, headers: key ? { authorization: `Bearer ${key}` } : {} };
}

/**
 * @param {any} answer
 * @param {Asked} asked
 */
export function read([[code, , , cause], body], { facets, fields }) {
  if (code) throw new Error(cause);
  const [, { pages, found }] = body;
  const [, columns, ...rows] = found;
  /** @type {Map<number, { matching: number, records: any[] }>} */
  const groups = new Map();
  for (const row of rows) {
    /** @type {any} */
    const record = Object.fromEntries(columns.map((/** @type {[string]} */ [name], /** @type {number} */ i) => [name, row[i]]));
    record.fields = Object.fromEntries(fields.map(({ name, column }) => [name, record[column]]));
    if (!groups.has(record.no)) groups.set(record.no, { matching: record.n, records: [] });
    groups.get(record.no)?.records.push(record);
  }
  const counts = pages.at(-1);
  return { total: pages[0][0], pages: [...groups.values()], facets: Object.fromEntries(facets.map(({ name }, i) => [name, counts[`f${i}`]?.slice(2)])) };
}
