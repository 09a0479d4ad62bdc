// Checks of the adapters that need no engine: how a query is translated, and how totals are read. `node adapters.mjs FOLDER`, with a folder that
// `findling build` wrote.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [folder] = process.argv.slice(2);
const code = (await readdir(folder)).find((name) => name.startsWith("code."));
const load = (name) => import(`${pathToFileURL(folder)}/${code}/${name}.js`);
const { Remote } = await load("remote");

/** The search, as an adapter gets it. */
async function asked(clauses, capabilities = { facets: true }) {
  let given;
  const adapter = { request: (asked) => ((given = asked), { path: "search" }), read: (answer) => answer };
  const fields = [{ name: "topic", facet: true }, { name: "date", sort: true }];
  globalThis.fetch = async () => Response.json({});
  const remote = new Remote({ provider: "groonga", endpoint: "http://localhost/", fields, capabilities }, adapter, new URL("http://localhost/"));
  await remote.search("", { limit: 8, offset: 0, passages: 3, clauses });
  const words = ({ field, phrase, text, words }) => [field, phrase ? text : words];
  return [given.all.map((clauses) => clauses.map(words)), given.none.map(words), given.where.map(({ column, values, not }) => [column, values, not])];
}

const clause = (text, more = {}) => ({ role: "words", text, words: [text], or: false, ...more });

// Values of a field are alternatives of each other, and of nothing else.
const topics = [clause("a", { field: "topic" }), clause("b", { field: "topic", or: true }), clause("c", { field: "topic", or: true })];
assert.deepEqual(await asked(topics), [[], [], [["fields.topic", ["a", "b", "c"], false]]]);
const apart = [clause("a", { field: "topic" }), clause("lamp"), clause("b", { field: "topic", or: true })];
assert.deepEqual((await asked(apart))[2], [["fields.topic", ["a"], false], ["fields.topic", ["b"], false]]);
const without = [clause("a", { field: "topic", role: "not" }), clause("b", { field: "topic" })];
assert.deepEqual((await asked(without))[2], [["fields.topic", ["a"], true], ["fields.topic", ["b"], false]]);
// A word after a value is no alternative of the word before it.
const between = [clause("lamp"), clause("a", { field: "topic" }), clause("tide", { or: true })];
assert.deepEqual((await asked(between))[0], [[["", ["lamp"]]], [["", ["tide"]]]]);

// A field that the engine can't filter by is text.
const plain = [clause("2021", { field: "date" }), clause("2 May", { field: "date", role: "phrase", words: ["2", "May"] }), clause("2019", { field: "date", role: "not" })];
assert.deepEqual(await asked(plain), [[[["", ["date", "2021"]]], [["", "2 May"]]], [["", ["date", "2019"]]], []]);
assert.deepEqual(await asked(topics.slice(0, 1), { facets: false }), [[[["", ["topic", "a"]]]], [], []]);

// An estimate ends at the last page, so that "Show more" does.
const { RESPONSES } = await import("./responses.mjs");
const record = (number) => ({ id: `${number}`, page: `${number}.html`, title: "", headings: [], text: "" });
for (const engine of ["opensearch", "meilisearch", "quickwit"]) {
  const { read } = await load(`providers/${engine}`);
  const total = (pages, offset, limit) => {
    const before = engine === "quickwit" ? 0 : offset;
    const shown = Array.from({ length: pages - before }, (_, i) => ({ records: [record(before + i)] }));
    return read(RESPONSES[engine]({ total: 1200, pages: shown, facets: {} }), { offset, limit, facets: [] }).total;
  };
  assert.deepEqual([total(8, 0, 8), total(5, 0, 8), total(13, 8, 8), total(0, 0, 8)], [1200, 5, 13, 0], engine);
  assert.equal(total(0, 0, 0), 1200, engine);
}
// In Quickwit, many passages of one page take the place of other pages. The next request can have them.
const { read } = await load("providers/quickwit");
const passages = (count) => RESPONSES.quickwit({ total: 1200, pages: Array.from({ length: count }, (_, i) => ({ records: [record(i % 5)] })), facets: {} });
assert.equal(read(passages(64), { offset: 0, limit: 8, facets: [] }).total, 1200);
assert.equal(read(passages(1000), { offset: 0, limit: 200, facets: [] }).total, 5);
