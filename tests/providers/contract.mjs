// The contract of every index: whole, split, or a search engine behind a provider. The corpus is `tests/fixtures/widget.jsonl`.
// A check that needs a capability is skipped if the engine lacks it, and the names of the checks that ran are returned.
import assert from "node:assert/strict";

const BULLETINS = "协定";

/** @param {string} url */
const name = (url) => url.replace(/[#?].*/, "").split("/").at(-1);
const marked = ({ text, marks }) => marks.map(([start, end]) => text.slice(start, end));

/** Asserts that an answer has the declared shape, marks that are ranges of their texts, and the best pages first. */
function whole(answer, query, { sort } = {}) {
  assert.equal(answer.query, query);
  assert.ok(Number.isInteger(answer.total) && answer.total >= answer.pages.length, `${answer.total}`);
  for (const list of ["pages", "relaxed", "missing", "excluded", "suggestions"]) assert.ok(Array.isArray(answer[list]), list);
  assert.equal(typeof answer.facets, "object");
  const ranges = (text, marks) => {
    let end = 0;
    for (const [from, to] of marks) {
      assert.ok(from >= end && to > from && to <= text.length, `${query}: ${from} to ${to} of ${text.length}`);
      end = to;
    }
  };
  let last = Infinity;
  for (const page of answer.pages) {
    for (const key of ["id", "url", "title", "lang"]) assert.equal(typeof page[key], "string", key);
    assert.ok(Number.isFinite(page.score) && page.matching >= 0 && typeof page.lowered === "boolean");
    assert.ok(page.count === undefined || Number.isInteger(page.count));
    ranges(page.title, page.titleMarks);
    for (const [field, values] of Object.entries(page.metaMarks)) values.forEach((marks, i) => ranges(page.meta[field][i], marks));
    assert.ok(page.passages.length > 0 && Array.isArray(page.why));
    for (const { url, heading, headingMarks, path, text, marks } of page.passages) {
      assert.ok(typeof url === "string" && typeof heading === "string" && Array.isArray(path));
      ranges(text, marks);
      ranges(heading, headingMarks);
    }
    assert.ok(page.score > 0 && (sort || page.score <= last), `${query}: ${page.score} after ${last}`);
    last = page.score;
  }
  return answer;
}

/** Every check, with the capability that it needs. */
const CHECKS = {
  async "an index says what it is about"({ about }) {
    assert.equal(typeof about.title, "string");
    for (const lang of ["zh-Hans", "en"]) assert.ok(about.langs.includes(lang), lang);
    for (const field of ["date", "topic"]) assert.ok(about.fields.includes(field), field);
    assert.ok(about.pages > 10 && about.passages >= about.pages);
  },
  async "a word is found and marked"(index, search) {
    const { pages } = await search("budget");
    assert.equal(name(pages[0].url), "english.html");
    assert.ok(marked(pages[0].passages[0]).includes("budget"));
  },
  async "all words are found, also in different fields"(index, search) {
    const { pages, relaxed } = await search("report committee");
    assert.equal(name(pages[0].url), "english.html");
    assert.equal(marked({ text: pages[0].title, marks: pages[0].titleMarks }).join(), "report");
    assert.ok(relaxed.every(({ kind }) => kind === "page"));
  },
  async "words that carry no meaning in a question exclude nothing"(index, search) {
    const { pages } = await search("what is the budget");
    assert.equal(name(pages[0].url), "english.html");
    assert.ok(!marked(pages[0].passages[0]).includes("the"));
  },
  async "if no page has all words, those with some are shown and labelled"(index, search) {
    const { pages, relaxed } = await search("budget zeppelin");
    assert.equal(name(pages[0].url), "english.html");
    assert.ok(relaxed.some(({ kind, to }) => kind === "some" && to === "budget"), JSON.stringify(relaxed));
  },
  substring: {
    async "characters across two words are found"(index, search) {
      const { pages } = await search("边合");
      assert.ok(pages.some(({ url }) => name(url) === "treaty.html"));
      assert.ok(pages.some(({ passages }) => passages.some((passage) => marked(passage).includes("边合"))));
    },
  },
  async "a phrase matches in its order alone"(index, search) {
    const { pages } = await search('"应对气候变化"');
    assert.ok(pages.length >= 2);
    for (const { passages } of pages) assert.ok(passages[0].text.includes("应对气候变化"));
    assert.equal((await search('"budget the review"')).total, 0);
  },
  async "an excluded phrase is on no page"(index, search) {
    const { pages, excluded } = await search(`${BULLETINS} -"第3期"`, { limit: 20 });
    assert.ok(pages.length > 5 && pages.every(({ url }) => name(url) !== "bulletin-03.html"));
    assert.deepEqual(excluded, ["第3期"]);
  },
  async "pages with either of two words are found"(index, search) {
    const names = (await search("budget OR 注入")).pages.map(({ url }) => name(url));
    assert.ok(names.includes("english.html") && names.includes("hostile.html"), `${names}`);
  },
  async "pages come once, and an offset goes on after them"(index, search) {
    const [all, more] = [await search(BULLETINS, { limit: 5 }), await search(BULLETINS, { limit: 5, offset: 5 })];
    const ids = [...all.pages, ...more.pages].map(({ id }) => id);
    assert.equal(new Set(ids).size, 10);
    assert.equal(all.total, more.total);
  },
  async "an exact number of pages is that of the pages"(index, search) {
    const { total, pages, approximate } = await search(BULLETINS, { limit: 50 });
    assert.equal(total, pages.length);
    assert.ok(!approximate);
  },
  facets: {
    async "a filter leaves the pages that have the value"(index, search) {
      const { pages, total } = await search(BULLETINS, { limit: 50, filters: { topic: "环境" } });
      assert.ok(total > 0 && pages.every(({ meta }) => meta.topic.includes("环境")));
      const others = await search(BULLETINS, { limit: 50, filters: { topic: { not: "环境" } } });
      assert.ok(others.total > 0 && others.pages.every(({ meta }) => !meta.topic?.includes("环境")));
      assert.equal((await search(BULLETINS, { filters: { lang: ["en", "ar"] } })).total, 0);
    },
    async "a field in the query is a filter, and its values are alternatives"(index, search) {
      const total = async (query, filters) => (await search(query, { limit: 50, filters })).total;
      assert.equal(await total(`${BULLETINS} topic:环境`), await total(BULLETINS, { topic: "环境" }));
      assert.equal(await total(`${BULLETINS} topic:环境 OR topic:贸易`), await total(BULLETINS, { topic: ["环境", "贸易"] }));
    },
    async "values are counted by page"(index, search) {
      const { facets } = await search(BULLETINS, { limit: 0, facets: ["topic", "year"] });
      const counted = facets.topic.find(([value]) => value === "环境")?.[1];
      assert.equal(counted, (await search(BULLETINS, { filters: { topic: ["环境"] } })).total);
      assert.deepEqual(facets.year.map(([year]) => year).sort(), ["2019", "2020", "2021"]);
    },
    async "a field that no page has is refused"(index) {
      await assert.rejects(index.search("budget", { filters: { colour: "red" } }), TypeError);
    },
  },
  sort: {
    async "pages are sorted by a field"(index, search) {
      const dates = (await search(BULLETINS, { limit: 20, sort: "date desc" })).pages.map(({ meta }) => meta.date?.[0]);
      assert.deepEqual(dates, [...dates].sort().reverse());
      const first = (await search(BULLETINS, { limit: 1, sort: "date" })).pages[0].meta.date[0];
      assert.equal(first, dates.at(-1));
    },
  },
  prefix: {
    async "the beginning of a word is found"(index, search) {
      const { pages } = await search("multilat");
      assert.equal(name(pages[0].url), "english.html");
      assert.ok(pages[0].titleMarks.length > 0);
    },
  },
  typos: {
    async "a typo is found and labelled"(index, search) {
      const { pages, relaxed } = await search("commitee");
      assert.equal(name(pages[0].url), "english.html");
      assert.ok(relaxed.some(({ kind }) => kind === "typo"));
    },
  },
  pinyin: {
    async "pinyin is found"(index, search) {
      assert.ok((await search("qihou")).pages.some(({ url }) => name(url) === "climate.html"));
    },
  },
  async "nothing is found for words that are nowhere"(index, search) {
    const { total, pages } = await search("zzqqzz");
    assert.deepEqual([total, pages], [0, []]);
  },
  async "a text with markup stays text"(index, search) {
    const { pages } = await search("注入");
    const page = pages.find(({ url }) => name(url) === "hostile.html");
    assert.ok(page.title.startsWith("<img src=x") && page.passages[0].text.includes("<b>粗体</b>"));
    assert.equal(marked(page.passages[0]).at(-1), "注入");
  },
  async "words are marked in any text"(index) {
    assert.deepEqual(await index.marks("budget", ["The budget.", "Nothing."]), [[[4, 10]], []]);
  },
  async "completions are a list"(index) {
    const list = await index.suggest("mult");
    assert.ok(Array.isArray(list) && (index.about.capabilities?.suggestions ?? true ? true : list.length === 0));
  },
  async "an ended search rejects with its reason"(index) {
    const stop = new AbortController();
    stop.abort(new Error("typed on"));
    await assert.rejects(index.search("budget", { signal: stop.signal }), /typed on/);
  },
  async "a search that is ended while it waits rejects at once"(index, search) {
    const stop = new AbortController();
    const late = new Promise((resolve) => setTimeout(() => resolve("late"), 60));
    const answer = index.search("budget", { signal: stop.signal, partial() {} }).catch(({ message }) => message);
    stop.abort(new Error("typed on"));
    const ended = await Promise.race([answer, late]);
    // A whole index does not wait.
    if (index.about.capabilities) assert.equal(ended, "typed on");
    else assert.notEqual(ended, "late");
    await search("budget");
  },
  async "reasons are given if they are asked for"(index, search) {
    const { pages } = await search("budget", { explain: true });
    assert.equal(pages[0].why[0].word, "budget");
    assert.equal((await search("budget")).pages[0].why.length, 0);
  },
};

/**
 * Runs all checks that the index's capabilities allow. Returns the names of those that ran.
 * @param {any} index
 * @param {string[]} [skipped] checks that the engine is known not to pass, which its page in the documentation states
 */
export async function contract(index, skipped = []) {
  const { capabilities } = index.about;
  const search = async (query, options) => {
    const answer = await index.search(query, options);
    assert.equal(answer.incomplete, undefined, `${query}: ${answer.incomplete}`);
    return whole(answer, query, options);
  };
  const ran = [];
  const run = async (checks) => {
    for (const [check, test] of Object.entries(checks)) {
      if (skipped.includes(check)) continue;
      if (typeof test === "object") {
        const able = capabilities?.[check] ?? true;
        if (able === true || able.length) await run(test);
      } else if (!(check.startsWith("an exact number") && capabilities?.counts === "about")) {
        await test(index, search).catch((error) => {
          throw new Error(`${check}: ${error.message}`, { cause: error });
        });
        ran.push(check);
      }
    }
  };
  await run(CHECKS);
  return ran;
}
