/** Runs in a page of Chromium: opens each engine with its own files, including its workers. */
import { keystrokes, quality, spread } from "./statistics.mjs";

const ROUNDS = 5;
const LONGEST = 20_000;
const FULL = 200;
/** Number of queries whose answers are compared. It is limited because one engine fetches a file for every page found. */
const ANSWERS = 600;

/** @type {Record<string, (corpus: string, lang: string) => Promise<(query: string) => Promise<string[]>>>} */
const engines = {
  async findling(corpus) {
    const { MODULE, openAside } = await import(`/${corpus}/findling/findling.js`);
    const index = await openAside(MODULE);
    return async (query) => (await index.search(query, { limit: 10 })).pages.map((/** @type {{ id: string }} */ page) => page.id);
  },
  async pagefind(corpus) {
    const pagefind = await import(`/${corpus}/site/pagefind/pagefind.js`);
    await pagefind.init();
    return async (query) => {
      const { results } = await pagefind.search(query);
      const shown = await Promise.all(results.slice(0, 10).map((/** @type {any} */ result) => result.data()));
      return shown.map(({ url }) => url.replace(/^.*\/site\//, "").replace(".html", ""));
    };
  },
  async infisearch(corpus, lang) {
    const url = `/${corpus}/site/infisearch/`;
    const script = document.createElement("script");
    script.src = `${url}assets/search-ui.${lang === "zh" ? "chinese" : "ascii-stemmer"}.bundle.js`;
    await new Promise((resolve, reject) => {
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    const searcher = new /** @type {any} */ (globalThis).infisearch.Searcher({ url });
    await searcher.setupPromise;
    return async (text) => {
      const query = await searcher.runQuery(text);
      const shown = await query.getNextN(10);
      query.free();
      return shown.map((/** @type {any} */ result) => result.getKVFields("_relative_fp")._relative_fp.replace(".html", ""));
    };
  },
};

/**
 * @param {string} engine
 * @param {string} corpus
 * @param {string} lang
 */
export async function measure(engine, corpus, lang) {
  const queries = (await (await fetch(`/${corpus}/queries.jsonl`)).text()).trim().split("\n").map((line) => JSON.parse(line));
  const start = performance.now();
  const search = await /** @type {(corpus: string, lang: string) => Promise<any>} */ (engines[engine])(corpus, lang);
  const open = performance.now() - start;
  await search("a");
  const time = async (/** @type {string[]} */ texts) => {
    const least = texts.map(() => Infinity);
    const end = performance.now() + LONGEST;
    for (let round = 0; round < ROUNDS && (round < 2 || performance.now() < end); round += 1) {
      for (const [i, text] of texts.entries()) {
        const before = performance.now();
        await search(text);
        least[i] = Math.min(least[i] ?? Infinity, performance.now() - before);
      }
    }
    return spread(least);
  };
  const keys = await time(keystrokes(queries, 60));
  const full = await time(queries.filter((_, i) => i % Math.ceil(queries.length / FULL) === 0).map(({ query }) => query));
  const asked = queries.filter((_, i) => i % Math.ceil(queries.length / ANSWERS) === 0);
  const answers = [];
  for (const { query } of asked) answers.push(await search(query));
  const { bytes } = (await /** @type {any} */ (performance).measureUserAgentSpecificMemory?.()) ?? {};
  return { open, memory: bytes, keys, full, quality: quality(asked, answers) };
}
