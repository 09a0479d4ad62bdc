// The responses of four engines, in the shapes of their documentation. No server answered them: this machine has none of these engines.
// `BLESS=1 cargo test --release --test providers` writes the recordings in `tests/fixtures/providers` with them.

/** @typedef {{ total: number, pages: { records: any[] }[], facets: Record<string, [string, number][]> }} Found */

/** The version of the documentation that requests and responses were written from. */
export const DOCUMENTATION = {
  opensearch: "OpenSearch 2.19: Search API, Collapse search results, Inner hits, Cardinality and Terms aggregations",
  meilisearch: "Meilisearch 1.12: Search API, distinct, filter expressions",
  typesense: "Typesense 27.1: Search, Grouping parameters, Faceting parameters",
  quickwit: "Quickwit 0.9: REST API, Query language, Aggregations",
};

const column = (/** @type {string} */ name) => (name === "topic" ? "fields.topic" : name);

/** @type {Record<string, (found: Found) => object>} */
export const RESPONSES = {
  opensearch: ({ total, pages, facets }) => ({
    took: 5,
    timed_out: false,
    _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
    hits: {
      total: { value: total, relation: "eq" },
      max_score: null,
      hits: pages.map(({ records }, i) => ({
        _index: "findling",
        _id: records[0].id,
        _score: 10 - i / 10,
        fields: { page: [records[0].page] },
        inner_hits: { passages: { hits: { total: { value: records.length, relation: "eq" }, max_score: 10 - i / 10, hits: records.map((record) => ({ _index: "findling", _id: record.id, _score: 10 - i / 10, _source: record })) } } },
      })),
    },
    aggregations: {
      pages: { value: total },
      ...Object.fromEntries(Object.values(facets).map((counts, i) => [`f${i}`, { doc_count_error_upper_bound: 0, sum_other_doc_count: 0, buckets: counts.map(([key, pages]) => ({ key, doc_count: pages, pages: { value: pages } })) }])),
    },
  }),
  meilisearch: ({ total, pages, facets }) => ({
    hits: pages.map(({ records }) => records[0]),
    query: "",
    processingTimeMs: 2,
    limit: 10,
    offset: 0,
    estimatedTotalHits: total,
    facetDistribution: Object.fromEntries(Object.entries(facets).map(([name, counts]) => [column(name), Object.fromEntries(counts)])),
    facetStats: {},
  }),
  typesense: ({ total, pages, facets }) => ({
    facet_counts: Object.entries(facets).map(([name, counts]) => ({ counts: counts.map(([value, count]) => ({ count, highlighted: value, value })), field_name: column(name), sampled: false, stats: { total_values: counts.length } })),
    found: total,
    found_docs: total,
    grouped_hits: pages.map(({ records }) => ({ found: records.length, group_key: [records[0].page], hits: records.map((document) => ({ document, highlight: {}, highlights: [], text_match: 578730123365711993 })) })),
    out_of: 40,
    page: 1,
    request_params: { collection_name: "findling", first_q: "", per_page: 10, q: "" },
    search_cutoff: false,
    search_time_ms: 1,
  }),
  quickwit: ({ total, pages, facets }) => ({
    num_hits: total,
    hits: pages.flatMap(({ records }) => records),
    elapsed_time_micros: 4200,
    errors: [],
    aggregations: {
      pages: { value: total },
      ...Object.fromEntries(Object.values(facets).map((counts, i) => [`f${i}`, { buckets: counts.map(([key, pages]) => ({ key, doc_count: pages, pages: { value: pages } })), doc_count_error_upper_bound: 0, sum_other_doc_count: 0 }])),
    },
  }),
};
