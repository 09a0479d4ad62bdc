// @ts-check
/**
 * Typesense 26 or later, `/collections/…/documents/search`. `group_by` makes the passages of a page one group, and counts groups.
 * Typesense has no `OR`: of alternatives it finds pages with all words first.
 */

/** @typedef {import("../internal.d.ts").Asked} Asked */
/** @typedef {import("../internal.d.ts").AskedClause} Clause */

/** Most passages of a group. */
const MOST = 99;
/** A value of a filter. @param {unknown} value */
const quoted = (value) => `\`${String(value).replaceAll("`", " ")}\``;
/** @param {Clause} clause */
const written = ({ phrase, text, words }) => (phrase ? `"${text.replaceAll('"', " ")}"` : words.join(" "));

/** @param {Asked["where"][number]} condition */
function condition({ column, values, not, from, to }) {
  if (values.length) return `${column}:${not ? "!=" : "="}[${values.map(quoted).join(",")}]`;
  return [from !== undefined && `${column}:>=${Number(from)}`, to !== undefined && `${column}:<=${Number(to)}`].filter(Boolean).join(" && ");
}

/** @param {Asked} asked */
export function request({ index, key, capabilities, all, none, where, any, limit, offset, passages, sort, facets }) {
  const clauses = all.flat();
  const [field] = clauses.map(({ field }) => field);
  const limited = field && clauses.every((clause) => clause.field === field);
  const q = [...clauses.map(written), ...none.flatMap((clause) => (clause.phrase ? [`-"${clause.text}"`] : clause.words.map((word) => `-${word}`)))].join(" ");
  const parameters = new URLSearchParams({
    q: clauses.length ? q : `* ${q}`.trim(),
    query_by: limited ? field : "title,headings,text",
    ...(limited ? {} : { query_by_weights: "3,2,1" }),
    group_by: "page",
    group_limit: String(Math.min(passages, MOST)),
    offset: String(offset),
    limit: String(limit),
    // With 0, all words must be there.
    drop_tokens_threshold: any || all.some(({ length }) => length > 1) ? "1" : "0",
    prefix: String(!!capabilities.prefix && !!clauses.at(-1)?.open),
    num_typos: capabilities.typos ? "2" : "0",
    highlight_fields: "none",
  });
  if (where.length) parameters.set("filter_by", where.map(condition).join(" && "));
  if (sort) parameters.set("sort_by", `${sort.column}:${sort.desc ? "desc" : "asc"},_text_match:desc`);
  if (facets.length) parameters.set("facet_by", facets.map(({ column }) => column).join());
  if (facets.length) parameters.set("max_facet_values", "100");
  return { path: `collections/${encodeURIComponent(index || "findling")}/documents/search?${parameters}`, headers: { "x-typesense-api-key": key } };
}

/**
 * @param {any} answer
 * @param {Asked} asked
 */
export function read({ found, grouped_hits: groups, facet_counts: counts = [] }, { facets }) {
  return {
    total: found,
    pages: groups.map((/** @type {any} */ { found, hits }) => ({ matching: found, records: hits.map((/** @type {any} */ { document }) => document) })),
    facets: Object.fromEntries(facets.map(({ name, column }) => [name, counts.find((/** @type {any} */ { field_name }) => field_name === column)?.counts.map((/** @type {any} */ { value, count }) => [value, count])])),
  };
}
