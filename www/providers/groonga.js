// @ts-check
/**
 * Groonga 13, `/d/select`. The best passages are grouped by page here, and a drilldown counts pages exactly. To sort by a field, or for
 * all passages of a page, window functions in the server number the pages, and the passages of each page.
 */

/** @typedef {import("../internal.d.ts").Asked} Asked */
/** @typedef {import("../internal.d.ts").AskedClause} Clause */

/** How many passages are requested for each page that is shown, the most of all, and the most of a page that are shown at first. */
const EACH = 8;
const MOST = 1000;
const USUAL = 3;
/** Words with a typo are found by the second request. */
export const corrects = true;
/** The searched columns, with weights. A word that a text has often says little more than one that it has twice. */
const EVERYWHERE = "scorer_tf_at_most(title, 1) * 300 || scorer_tf_at_most(headings, 1) * 200 || scorer_tf_at_most(text, 2) * 100";
/** A longer word of a script without spaces, of which any two neighbouring characters will do. */
const LONG = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]{3,}$/u;

/** @param {unknown} text */
const quoted = (text) => `"${String(text).replace(/[\\"]/g, "\\$&")}"`;

/** A clause in Groonga's query syntax. @param {Clause} clause @param {Asked["capabilities"]} capabilities @param {boolean} [any] */
function written({ field, phrase, text, words, open }, { prefix, pinyin }, any) {
  const at = field && `${field}:@`;
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

/** The columns of a record. @param {Asked} asked */
const columnsOf = ({ fields }) => ["page", "anchor", "title", "headings", "text", "lang", "author", "date", "weight", ...fields.map(({ column }) => column)];

/** Whether the server numbers pages and passages: exact in every case, and up to 10 times slower. @param {Asked} asked */
const isNumbered = ({ sort, passages }) => !!sort || passages > USUAL;

/** @param {Asked} asked */
export function request(asked) {
  const { index, key, capabilities, all, none, where, any, limit, offset, passages, sort, facets, synonyms } = asked;
  const query = all.map((clauses) => `(${clauses.map((clause) => written(clause, capabilities, any)).join(") OR (")})`).join(any ? " OR " : " ");
  const excluded = none.flatMap(({ field, phrase, text, words }) => (phrase ? [text] : words).map((word) => `!(${(field ? [field] : ["title", "headings", "text"]).map((column) => `${column} @ ${quoted(word)}`).join(" || ")})`));
  const typos = any && capabilities.typos ? all.flat().flatMap(({ words }) => words.filter((word) => /^\p{sc=Latn}{4,}$/u.test(word)).flatMap(similar)) : [];
  const found = typos[0] ? [`(${[`query(${quoted(EVERYWHERE)}, ${quoted(query)})`, ...typos].join(" || ")})`] : [];
  const parameters = new URLSearchParams({
    table: index || "Passages",
    ...(query && !found[0] ? { match_columns: EVERYWHERE, query } : {}),
    ...(query && synonyms && !any ? { query_expander: "Synonyms.words" } : {}),
    filter: [...found, ...where.map(condition), ...excluded].join(" && ") || "true",
  });
  const set = (/** @type {string} */ at, /** @type {Record<string, string | number>} */ values) => Object.entries(values).forEach(([name, value]) => value !== "" && parameters.set(at + name, String(value)));
  const counted = { limit: 100, sort_keys: "-_nsubrecs", output_columns: "_key,_nsubrecs" };
  if (isNumbered(asked)) {
    set("", { limit: 0, output_columns: "_key" });
    set("slices[pages].", { filter: "rank == 1", limit: 0 });
    const filter = `no > ${offset} && no <= ${offset + limit} && rank <= ${passages}`;
    set("slices[found].", { filter, sort_keys: "no,rank", limit: limit * passages, output_columns: ["no", "n", ...columnsOf(asked)].join() });
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
    for (const [name, value, keys = "", group = ""] of columns) set(`columns[${name}].`, { stage: "filtered", type: "UInt32", value, "window.sort_keys": keys, "window.group_keys": group });
    facets.forEach(({ column }, i) => set(`slices[pages].drilldowns[f${i}].`, { keys: column, ...counted }));
  } else {
    // Pages come in the order of their best passages, and of their addresses. So do their records.
    set("", { limit: Math.min((offset + limit) * EACH, MOST), sort_keys: "-_score,page", output_columns: columnsOf(asked).join() });
    set("drilldowns[pages].", { keys: "page", calc_types: "MAX", calc_target: "_score", sort_keys: "-_max,_key", offset, limit, output_columns: "_key,_nsubrecs" });
    facets.forEach(({ column }, i) => set(`drilldowns[f${i}].`, { table: "pages", keys: column, ...counted }));
  }
  return { path: `d/select?${parameters}`, headers: key ? { authorization: `Bearer ${key}` } : {} };
}

/**
 * @param {any} answer
 * @param {Asked} asked
 */
export function read([[code, , , cause], [records, { pages, found, ...others }]], asked) {
  if (code) throw new Error(cause);
  const { offset, limit, facets, fields } = asked;
  const [, columns, ...rows] = found ?? records;
  const matching = new Map(found ? [] : pages.slice(2));
  /** @type {Map<string, { matching: number, records: any[] }>} */
  const groups = new Map();
  for (const row of rows) {
    /** @type {any} */
    const record = Object.fromEntries(columns.map((/** @type {[string]} */ [name], /** @type {number} */ i) => [name, row[i]]));
    record.fields = Object.fromEntries(fields.map(({ name, column }) => [name, record[column]]));
    if (!groups.has(record.page)) groups.set(record.page, { matching: record.n ?? matching.get(record.page), records: [] });
    groups.get(record.page)?.records.push(record);
  }
  const counts = found ? pages.at(-1) : others;
  const shown = [...groups.values()];
  return { total: pages[0][0], pages: found ? shown : shown.slice(offset, offset + limit), facets: Object.fromEntries(facets.map(({ name }, i) => [name, counts[`f${i}`]?.slice(2)])) };
}
