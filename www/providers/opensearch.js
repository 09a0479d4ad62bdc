// @ts-check
/**
 * OpenSearch 2 and Elasticsearch 8, `_search`. Results are collapsed by page, and `inner_hits` has the passages of each page. The number
 * of pages, and of those with a value, is a `cardinality` aggregation: an estimate above some thousand.
 */

/** @typedef {import("../internal.d.ts").Asked} Asked */
/** @typedef {import("../internal.d.ts").AskedClause} Clause */

/** A letter of a script without spaces. Such a word is a string: analyzers cut it into characters. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]/u;
const PAGES = { pages: { cardinality: { field: "page" } } };

/** @param {any[]} should */
const any = (should) => (should.length === 1 ? should[0] : { bool: { should, minimum_should_match: 1 } });

/** @param {Asked} asked */
export function request({ index, key, capabilities: { typos, prefix, substring }, all, none, where, any: relaxed, limit, offset, passages, sort, facets }) {
  const columns = (/** @type {string} */ field) => {
    const names = field ? [field] : ["title^3", "headings^2", "text"];
    // The subfields have every two neighbouring characters.
    return substring ? [...names, ...names.map((name) => name.replace(/\^|$/, ".cjk$&"))] : names;
  };
  const match = (/** @type {Clause} */ { field, phrase, text, words, open }) => {
    const fields = columns(field);
    if (phrase) return { multi_match: { query: text, type: "phrase", fields } };
    // A word at a time: one may be in the title and another in the text.
    const each = words.map((query, i) => {
      const word = { multi_match: UNSPACED.test(query) ? { query, type: "phrase", fields } : { query, fields, operator: "and", ...(typos && { fuzziness: "AUTO" }) } };
      return open && prefix && i === words.length - 1 ? any([word, { multi_match: { query, type: "phrase_prefix", fields } }]) : word;
    });
    return relaxed ? any(each) : { bool: { must: each } };
  };
  const exact = where.map(({ column, values, not, from, to }) => ({ not, query: values.length ? { terms: { [column]: values } } : { range: { [column]: { gte: from, lte: to } } } }));
  const queries = all.map((clauses) => any(clauses.map(match)));
  return {
    path: `${encodeURIComponent(index || "findling")}/_search`,
    headers: key ? { authorization: key } : {},
    body: {
      query: {
        bool: {
          must: relaxed && queries.length ? [any(queries)] : queries,
          must_not: [...none.map((clause) => any([clause.phrase ? match(clause) : { bool: { must: clause.words.map((word) => match({ ...clause, words: [word] })) } }])), ...exact.filter(({ not }) => not).map(({ query }) => query)],
          filter: exact.filter(({ not }) => !not).map(({ query }) => query),
        },
      },
      from: offset,
      size: limit,
      _source: false,
      collapse: { field: "page", inner_hits: { name: "passages", size: passages } },
      ...(sort && { sort: [{ [sort.column]: { order: sort.desc ? "desc" : "asc", missing: "_last" } }, "_score"] }),
      aggs: { ...PAGES, ...Object.fromEntries(facets.map(({ column }, i) => [`f${i}`, { terms: { field: column, size: 100 }, aggs: PAGES }])) },
    },
  };
}

/**
 * @param {any} answer
 * @param {Asked} asked
 */
export function read({ hits, aggregations }, { limit, offset, facets }) {
  const found = hits.hits.length;
  return {
    // With fewer pages than requested, these are the last.
    total: found < limit ? Math.min(aggregations.pages.value, offset + found) : aggregations.pages.value,
    pages: hits.hits.map((/** @type {any} */ { inner_hits }) => {
      const { total, hits } = inner_hits.passages.hits;
      return { matching: total.value, records: hits.map((/** @type {any} */ { _source }) => _source) };
    }),
    facets: Object.fromEntries(facets.map(({ name }, i) => [name, aggregations[`f${i}`].buckets.map((/** @type {any} */ { key, pages }) => [key, pages.value])])),
  };
}
