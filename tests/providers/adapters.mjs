// Checks of the adapters that need no engine: how a query is translated. `node adapters.mjs FOLDER`, with a folder that
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

// A field that the engine can't filter by is text.
const plain = [clause("2021", { field: "date" }), clause("2 May", { field: "date", role: "phrase", words: ["2", "May"] }), clause("2019", { field: "date", role: "not" })];
assert.deepEqual(await asked(plain), [[[["", ["date", "2021"]]], [["", "2 May"]]], [["", ["date", "2019"]]], []]);
assert.deepEqual(await asked(topics.slice(0, 1), { facets: false }), [[[["", ["topic", "a"]]]], [], []]);
