// @ts-check
/**
 * Meilisearch 1.10 or later, `/indexes/…/search`. `distinct` makes each page one result with its best passage. The number of pages is an
 * estimate. Meilisearch has no `OR`: of alternatives it prefers pages with all words.
 */

/** @typedef {import("../internal.d.ts").Asked} Asked */
/** @typedef {import("../internal.d.ts").AskedClause} Clause */

/** @param {unknown} text */
const quoted = (text) => `"${String(text).replace(/[\\"]/g, "\\$&")}"`;
/** @param {Clause} clause */
const written = ({ phrase, text, words }) => (phrase ? `"${text.replaceAll('"', " ")}"` : words.join(" "));

/** @param {Asked["where"][number]} condition */
function condition({ column, values, not, from, to }) {
  if (values.length) return [`${column} ${not ? "NOT " : ""}IN [${values.map(quoted).join(", ")}]`];
  return [...(from === undefined ? [] : [`${column} >= ${Number(from)}`]), ...(to === undefined ? [] : [`${column} <= ${Number(to)}`])];
}

/** @param {Asked} asked */
export function request({ index, key, all, none, where, any, limit, offset, sort, facets }) {
  const clauses = all.flat();
  const [field] = clauses.map(({ field }) => field);
  const loose = any || all.some(({ length }) => length > 1);
  return {
    path: `indexes/${encodeURIComponent(index || "findling")}/search`,
    headers: key ? { authorization: `Bearer ${key}` } : {},
    body: {
      q: [...clauses.map(written), ...none.map((clause) => `-${clause.phrase || clause.words.length > 1 ? quoted(clause.words.join(" ")) : clause.words[0]}`)].join(" "),
      offset,
      limit,
      distinct: "page",
      matchingStrategy: loose ? "frequency" : "all",
      ...(field && clauses.every((clause) => clause.field === field) && { attributesToSearchOn: [field] }),
      filter: where.flatMap(condition),
      ...(sort && { sort: [`${sort.column}:${sort.desc ? "desc" : "asc"}`] }),
      facets: facets.map(({ column }) => column),
    },
  };
}

/**
 * @param {any} answer
 * @param {Asked} asked
 */
export function read({ hits, estimatedTotalHits, totalHits = estimatedTotalHits, facetDistribution = {} }, { limit, offset, facets }) {
  const counted = (/** @type {Record<string, number>} */ counts = {}) => Object.entries(counts).sort(([, a], [, b]) => b - a);
  return {
    // With fewer pages than requested, these are the last.
    total: hits.length < limit ? Math.min(totalHits, offset + hits.length) : totalHits,
    pages: hits.map((/** @type {any} */ record) => ({ records: [record] })),
    facets: Object.fromEntries(facets.map(({ name, column }) => [name, counted(facetDistribution[column])])),
  };
}
