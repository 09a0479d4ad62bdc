// Writes the recordings of an engine: the requests that its adapter makes for the contract, each with a response in the documented shape. Our own
// engine finds what the response contains. `node record.mjs WHOLE REMOTE DESCRIPTION CORPUS RECORDING`.
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { contract } from "./contract.mjs";
import { DOCUMENTATION, RESPONSES } from "./responses.mjs";

const [whole, remote, description, corpus, recording] = process.argv.slice(2);
const { provider: engine, endpoint } = JSON.parse(await readFile(description, "utf8"));
const own = await (await import(`${pathToFileURL(whole)}/client.js`)).open();
const records = new Map();
for (const line of (await readFile(corpus, "utf8")).trim().split("\n")) {
  const { id, url, title, text, lang, date, topic } = JSON.parse(line);
  records.set(url, { id, page: url, title, headings: [], text, lang, order: 0, ...(date && { date, year: date.slice(0, 4) }), fields: topic ? { topic: [topic].flat() } : {} });
}

/** The search that is running, and the number of requests that it made. */
let current = { query: "", options: {}, requests: 0 };
const pairs = [];
globalThis.fetch = async (url, { method = "GET", headers, body }) => {
  const { query, options } = current;
  const any = current.requests++ > 0;
  const { limit = 10, offset = 0, filters, sort, facets = [] } = options;
  const answer = await own.search(query, { limit: 100, filters, sort, facets });
  const lacks = !any && (answer.missing.length || answer.relaxed.some(({ kind }) => kind === "some"));
  const typo = answer.relaxed.some(({ kind }) => kind === "pinyin" || (kind === "typo" && engine === "quickwit"));
  const pages = lacks || typo ? [] : answer.pages.map((page) => ({ records: [records.get(page.url)] }));
  const shown = engine === "quickwit" ? pages.slice(0, limit && (offset + limit) * 8) : pages.slice(offset, offset + limit);
  const response = RESPONSES[engine]({ total: pages.length, pages: shown, facets: Object.fromEntries(facets.map((name) => [name, pages.length ? answer.facets[name] : []])) });
  const target = url.href.slice(endpoint.length);
  if (!pairs.some(({ request }) => JSON.stringify(request) === JSON.stringify({ method, target, body: JSON.parse(body ?? "null") }))) {
    pairs.push({ request: { method, target, body: JSON.parse(body ?? "null") }, response });
  }
  return Response.json(response);
};

const { open } = await import(`${pathToFileURL(remote)}/client.js`);
const index = await open({ provider: pathToFileURL(description) });
const search = index.search.bind(index);
index.search = (query, options = {}) => {
  current = { query, options, requests: 0 };
  return search(query, options);
};
await contract(index, process.argv[7]?.split("; "));
const note = "Written from the documentation, not recorded from a live server.";
await writeFile(recording, `${JSON.stringify({ engine, note, documentation: DOCUMENTATION[engine] }).slice(0, -1)},\n"pairs": [\n${pairs.map((pair) => JSON.stringify(pair)).join(",\n")}\n]}\n`);
