// @ts-check
/**
 * Quickwit 0.9, `/api/v1/…/search`. Quickwit can't group: more passages are requested than shown, and grouped here. The number of pages is
 * a `cardinality` aggregation: an estimate.
 */

/** @typedef {import("../internal.d.ts").Asked} Asked */
/** @typedef {import("../internal.d.ts").AskedClause} Clause */

/** How many passages are requested for each page that is shown, and the most of all. */
const EACH = 8;
const MOST = 1000;
const COLUMNS = ["title", "headings", "text"];
const PAGES = { pages: { cardinality: { field: "page" } } };

/** How many passages are requested. @param {number} offset @param {number} limit */
const most = (offset, limit) => (limit ? Math.min((offset + limit) * EACH, MOST) : 0);
/** @param {unknown} text */
const quoted = (text) => `"${String(text).replace(/[\\"]/g, "\\$&")}"`;

/** @param {Clause} clause @param {boolean} prefix @param {boolean} [any] */
function written({ field, phrase, text, words, open }, prefix, any) {
  const columns = field ? [field] : COLUMNS;
  // A word in quotes is cut by the tokenizer of each field, so nothing in it is an operator.
  const one = (/** @type {string} */ text, /** @type {boolean} */ grows) => `(${columns.map((column) => `${column}:${quoted(text)}${grows ? ` OR ${column}:${text}*` : ""}`).join(" OR ")})`;
  const grows = (/** @type {number} */ i) => prefix && open && i === words.length - 1 && /^[\p{L}\p{N}]+$/u.test(words[i]);
  return phrase ? one(text, false) : `(${words.map((word, i) => one(grows(i) ? word.toLowerCase() : word, grows(i))).join(any ? " OR " : " AND ")})`;
}

/** @param {Asked["where"][number]} condition */
function condition({ column, values, not, from, to }) {
  if (values.length) return `${not ? "NOT " : ""}(${values.map((value) => `${column}:${quoted(value)}`).join(" OR ")})`;
  const end = (/** @type {unknown} */ value) => (value === undefined ? "*" : String(value).replace(/[^\p{L}\p{N}-]/gu, "\\$&"));
  return `${column}:[${end(from)} TO ${end(to)}]`;
}

/** @param {Asked} asked */
export function request({ index, key, capabilities, all, none, where, any, limit, offset, sort, facets }) {
  const prefix = !!capabilities.prefix;
  const found = all.map((clauses) => `(${clauses.map((clause) => written(clause, prefix, any)).join(" OR ")})`).join(any ? " OR " : " AND ");
  const others = [...none.map((clause) => `NOT ${written(clause, false)}`), ...where.map(condition)];
  return {
    path: `api/v1/${encodeURIComponent(index || "findling")}/search`,
    headers: key ? { authorization: `Bearer ${key}` } : {},
    body: {
      query: [found ? `(${found})` : "*", ...others].join(" AND "),
      max_hits: most(offset, limit),
      sort_by: sort ? `${sort.desc ? "" : "-"}${sort.column}` : "_score",
      aggs: { ...PAGES, ...Object.fromEntries(facets.map(({ column }, i) => [`f${i}`, { terms: { field: column, size: 100 }, aggs: PAGES }])) },
    },
  };
}

/**
 * @param {any} answer
 * @param {Asked} asked
 */
export function read({ hits, aggregations }, { offset, limit, facets }) {
  /** @type {Map<string, any[]>} */
  const pages = new Map();
  for (const record of hits) pages.set(record.page, [...(pages.get(record.page) ?? []), record]);
  const shown = [...pages.values()].slice(offset, offset + limit).map((records) => ({ records }));
  const requested = most(offset, limit);
  // With fewer pages than requested, these are the last, unless more passages can be requested.
  const isEnd = shown.length < limit && (hits.length < requested || requested === MOST);
  return {
    total: isEnd ? pages.size : aggregations.pages.value,
    pages: shown,
    facets: Object.fromEntries(facets.map(({ name }, i) => [name, aggregations[`f${i}`].buckets.map((/** @type {any} */ { key, pages }) => [key, pages.value])])),
  };
}
