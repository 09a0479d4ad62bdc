// @ts-check
/**
 * Several indexes as one: `src="/docs/findling.wasm, /blog/findling.wasm 0.5 Blog"`. The weight and the label are optional.
 *
 * Every index is searched, and the least relaxed answers are merged. Addresses become absolute. The label is shown above a passage, and is
 * the value of the field `site` for filters.
 *
 * With a provider among them (`provider.json`), scores can't be compared, so pages are merged by their ranks. The quick ones are shown first.
 * When a slow one answers, pages from the first to the one under the pointer stay where they are.
 */

/** @typedef {import("./findling.d.ts").Index} Index */
/** @typedef {import("./findling.d.ts").Answer} Answer */
/** @typedef {import("./findling.d.ts").Page} Page */
/** @typedef {{ index?: Index, src: string, integrity?: string, base: string, weight: number, label: string, remote: boolean, failed?: { at: number, cause: unknown, query: string } }} Part */
/** @typedef {(src: string, integrity?: string) => Promise<Index>} Opener */

/** How much each kind of relaxation weakens an answer. */
const RELAXATION = { page: 1, some: 2, typo: 3, pinyin: 3 };
const SITE = "site";
/** Added to the rank of a page: how little the first rank counts beside the next ones, as in reciprocal rank fusion. */
const RANKS = 60;
/** Time before an index that failed to open is requested again, in milliseconds. Without it, every letter would request it. */
const REOPEN_AFTER = 5000;

/**
 * @param {string} list
 * @param {Opener} open
 * @param {string} integrity hashes of the modules' bytes, separated by commas
 * @param {(cause: string) => void} complain reports an error to the site's owner
 * @returns {Promise<Index>}
 */
export async function openMerged(list, open, integrity, complain) {
  const bytes = integrity.split(/,\s*/);
  const sources = list.split(/,\s+/).map((source) => source.trim().match(/^(\S+)(?:\s+(\d*\.?\d+)(?=\s|$))?\s*(.*)$/)).filter((source) => source !== null);
  /** @type {any[]} */
  const failures = [];
  const parts = await Promise.all(
    sources.map(async ([, url, weight, label], i) => {
      const src = new URL(url, document.baseURI).href;
      /** @type {Part} */
      const part = { src, integrity: bytes[i], base: src, weight: Number(weight ?? 1), label, remote: src.endsWith(".json") };
      try {
        await opened(part, open, "");
      } catch (error) {
        // The other indexes answer without it. The site's owner needs to know.
        failures.push(error);
      }
      return part;
    }),
  );
  if (parts.every(({ index }) => !index)) throw failures[0];
  for (const { message } of failures) complain(message);
  // An engine may come back: a later search tries it again, and every search names it until it answers.
  return new MergedIndex(parts.filter(({ index, remote }) => index || remote), open);
}

/**
 * The index of a part, opened if it is not.
 * @param {Part} part
 * @param {Opener} open
 * @param {string} query the query that is searched
 */
async function opened(part, open, query) {
  if (!part.index) {
    const { failed } = part;
    // The same query again is a visitor who tries again.
    if (failed && failed.query !== query && Date.now() - failed.at < REOPEN_AFTER) {
      failed.query = query;
      throw failed.cause;
    }
    part.index = await open(part.src, part.integrity).catch((cause) => {
      part.failed = { at: Date.now(), cause, query };
      throw cause;
    });
    part.base = new URL(part.index.about.base, part.src).href;
    part.remote ||= !!part.index.about.capabilities;
  }
  return part.index;
}

/** @implements {Index} */
class MergedIndex {
  #parts;
  #open;
  #remote;
  /** The last search with its options, and the pages that were shown. @type {{ key: string, limit: number, ids: string[] }} */
  #shown = { key: "", limit: 0, ids: [] };

  /**
   * @param {Part[]} parts
   * @param {Opener} open
   */
  constructor(parts, open) {
    this.#parts = parts;
    this.#open = open;
    this.#remote = parts.some(({ remote }) => remote);
    const about = parts.flatMap(({ index }) => (index ? [index.about] : []));
    const all = (/** @type {"langs" | "fields"} */ key) => [...new Set(about.flatMap((one) => one[key]))].sort();
    const sum = (/** @type {"pages" | "passages"} */ key) => about.reduce((sum, one) => sum + one[key], 0);
    const capabilities = this.#remote ? merged(about.map(({ capabilities }) => capabilities)) : undefined;
    const labelled = parts.some(({ label }) => label);
    // Sites are filtered and counted here.
    if (labelled && Array.isArray(capabilities?.facets)) capabilities.facets.push(SITE);
    this.about = {
      ...about[0],
      langs: all("langs"),
      fields: labelled ? [...all("fields"), SITE] : all("fields"),
      pages: sum("pages"),
      passages: sum("passages"),
      content: about.map(({ content }) => content).join("+"),
      base: "",
      capabilities,
    };
  }

  /** @type {Index["search"]} */
  async search(query, { limit = 10, offset = 0, filters, facets, partial, held, ...options } = {}) {
    const { [SITE]: site, ...others } = filters ?? {};
    const asked = { ...options, limit: limit + offset };
    const parts = this.#parts.filter(({ label, index }) => allows(site, label) && (!index || this.#lacking(index, others).every((name) => /** @type {any} */ (others[name])?.not)));
    /** @type {Answer[]} The newest answer of each part. */
    const newest = [];
    const key = JSON.stringify([query, filters, options.sort]);
    // More of the same goes on below what is shown.
    const goesOn = this.#remote && !!partial && this.#shown.key === key && this.#shown.limit < limit;
    const merge = () => {
      const keep = goesOn ? Infinity : this.#shown.key === key ? (held?.() ?? 0) : 0;
      const first = this.#remote && partial ? this.#shown.ids.slice(0, keep) : [];
      const answer = this.#merge(query, parts, newest, { limit, offset, facets, sort: options.sort }, first);
      if (partial) this.#shown = { key, limit, ids: answer.pages.map(({ id }) => id) };
      return answer;
    };
    const take = (/** @type {number} */ at, /** @type {Answer} */ answer) => {
      newest[at] = answer;
      // An answer without one of the indexes would move when that one answers.
      const all = Object.keys(newest).length === parts.length;
      if (all || (this.#remote && !goesOn)) partial?.(merge());
    };
    let waiting = parts.length;
    await Promise.all(
      parts.map(async (part, at) => {
        /** @type {Index} */
        let index;
        try {
          index = await opened(part, this.#open, query);
        } catch (cause) {
          waiting -= 1;
          return void (newest[at] = unanswered(query, part, cause));
        }
        const able = (/** @type {"facets" | "sort"} */ kind, /** @type {string} */ name) => can(index.about, kind, name);
        const sort = options.sort && able("sort", options.sort.trim().split(/\s+/)[0]) ? options.sort : this.#unknown(options.sort);
        const filters = Object.fromEntries(Object.entries(others).filter(([name]) => able("facets", name) || !this.#known(name)));
        const counted = facets?.filter((name) => name !== SITE && (!part.remote || able("facets", name)));
        const answer = await index.search(query, { ...asked, sort, filters, facets: counted, partial: partial && ((answer) => take(at, answer)) });
        if (answer.unanswered) answer.unanswered = [nameOf(part)];
        newest[at] = answer;
        waiting -= 1;
        // The last one completes the answer.
        if (waiting && this.#remote && partial && !options.signal?.aborted) take(at, answer);
      }),
    );
    return merge();
  }

  /** A sort order that no index knows is for an engine to report. @param {string} [sort] */
  #unknown(sort) {
    return sort && !this.#known(sort.trim().split(/\s+/)[0]) ? sort : undefined;
  }

  /** Whether an index has a field. @param {string} name */
  #known(name) {
    return has(this.about, name);
  }

  /**
   * @param {string} query
   * @param {Part[]} parts
   * @param {Answer[]} found the answer of each part
   * @param {import("./findling.d.ts").SearchOptions & { limit: number, offset: number }} options
   * @param {string[]} first the pages that stay where they are
   * @returns {Answer}
   */
  #merge(query, parts, found, { limit, offset, facets, sort }, first) {
    const all = parts.flatMap((part, at) => (found[at] ? [{ part, answer: found[at] }] : []));
    const least = Math.min(...all.map(({ answer }) => relaxation(answer)));
    const placedPages = (/** @type {typeof all[0]} */ { part, answer }) => answer.pages.map((page, i) => placed(this.#remote ? { ...page, score: 1 / (RANKS + i + 1) } : page, part, this.#parts.indexOf(part)));
    const ranked = (/** @type {typeof all} */ some) => some.flatMap(placedPages).sort(sort ? compareBy(sort) : (a, b) => b.score - a.score);
    // A part of which a page stays is shown and counted, too. Its other pages are last.
    const best = all.filter(({ answer }) => relaxation(answer) === least);
    const more = all.filter((one) => !best.includes(one) && placedPages(one).some(({ id }) => first.includes(id)));
    const kept = [...best, ...more];
    const answers = kept.map(({ answer }) => answer);
    const shown = new Map([...ranked(best), ...ranked(more)].map((page) => [page.id, page]));
    const held = first.flatMap((id) => shown.get(id) ?? []);
    const pages = [...new Set([...held, ...shown.values()])];
    const sites = kept.map(({ part, answer }) => /** @type {[string, number]} */ ([part.label, answer.total]));
    const relaxed = new Map(answers.flatMap((answer) => answer.relaxed.map((step) => [JSON.stringify(step), step])));
    const incomplete = all.find(({ answer }) => answer.incomplete)?.answer.incomplete;
    const silent = all.flatMap(({ answer }) => answer.unanswered ?? []);
    return {
      query,
      total: answers.reduce((sum, { total }) => sum + total, 0),
      ...(answers.every(({ count }) => count !== undefined) && { count: answers.reduce((sum, { count }) => sum + Number(count), 0) }),
      ...(answers.some(({ atMost }) => atMost) && { atMost: true }),
      ...(answers.some(({ approximate }) => approximate) && { approximate: true }),
      pages: pages.slice(offset, offset + limit),
      relaxed: [...relaxed.values()],
      missing: (answers[0]?.missing ?? []).filter((word) => answers.every(({ missing }) => missing.includes(word))),
      excluded: answers[0]?.excluded ?? [],
      suggestions: [...new Set(answers.flatMap(({ suggestions }) => suggestions))],
      facets: Object.fromEntries((facets ?? []).map((name) => [name, sumCounts(name === SITE ? sites : answers.flatMap((answer) => answer.facets[name] ?? []))])),
      ...(incomplete && { incomplete }),
      ...(silent.length && { unanswered: silent }),
    };
  }

  /**
   * The fields that another index has and this one lacks, or can't filter by. A field that no index has is for the engine to report.
   * @param {Index} index
   * @param {object} fields
   */
  #lacking(index, fields) {
    return Object.keys(fields).filter((name) => !can(index.about, "facets", name) && this.#known(name));
  }

  /** @type {Index["suggest"]} */
  async suggest(typed, options) {
    // Above a list that is shown already they would move it.
    if (this.#remote) return [];
    const lists = await Promise.all(this.#parts.map(async ({ index, base }) => ((await index?.suggest(typed, options)) ?? []).map((one) => ({ ...one, url: one.url && absolute(one.url, base) }))));
    const longest = Math.max(...lists.map((list) => list.length));
    const mixed = Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
    return [...new Map(mixed.reverse().map((one) => [one.text, one])).values()].reverse().slice(0, options?.limit ?? 8);
  }

  /** @type {Index["marks"]} */
  async marks(query, texts) {
    const all = await Promise.all(this.#parts.flatMap(({ index }) => (index ? [index.marks(query, texts)] : [])));
    return texts.map((_, at) => mergeRanges(all.flatMap((marks) => marks[at])));
  }

  close() {
    for (const { index } of this.#parts) index?.close();
  }
}

/**
 * Whether a corpus has a field. The engine derives `lang` and `year`.
 * @param {import("./findling.d.ts").IndexAbout} about
 * @param {string} name
 */
const has = ({ fields }, name) => ["lang", "title", ...fields].includes(name) || (name === "year" && fields.includes("date"));

/**
 * Whether an index can filter and count by a field, or sort by it.
 * @param {import("./findling.d.ts").IndexAbout} about
 * @param {"facets" | "sort"} kind
 * @param {string} name
 */
function can(about, kind, name) {
  const able = about.capabilities?.[kind] ?? true;
  return Array.isArray(able) ? able.includes(name) : able && has(about, name);
}

/**
 * The capabilities of all indexes together: a field that one of them can filter by, and exact counts only if all of them count.
 * @param {(import("./findling.d.ts").Capabilities | undefined)[]} all
 * @returns {import("./findling.d.ts").Capabilities}
 */
function merged(all) {
  const known = all.flatMap((one) => one ?? []);
  const every = (/** @type {"typos" | "prefix" | "substring" | "pinyin"} */ name) => known.every((one) => one[name]);
  // Our own indexes can filter and sort by all of their fields.
  const own = known.length < all.length;
  const lists = (/** @type {"facets" | "sort"} */ kind) => own || known.some((one) => one[kind] === true) || [...new Set(known.flatMap((one) => /** @type {string[]} */ (one[kind] || [])))];
  return {
    counts: known.every(({ counts }) => counts === "exact") ? "exact" : "about",
    typos: every("typos"),
    prefix: every("prefix"),
    substring: every("substring"),
    pinyin: every("pinyin"),
    facets: /** @type {any} */ (lists("facets")),
    sort: /** @type {any} */ (lists("sort")),
    suggestions: false,
  };
}

/** @param {Part} part */
const nameOf = ({ label, index, src }) => label || index?.about.title || new URL(src).host;

/**
 * The answer of an engine that does not open.
 * @param {string} query
 * @param {Part} part
 * @param {unknown} cause
 * @returns {Answer}
 */
const unanswered = (query, part, cause) => ({ query, total: 0, pages: [], relaxed: [], missing: [], excluded: [], suggestions: [], facets: {}, incomplete: cause instanceof Error ? cause.message : String(cause), unanswered: [nameOf(part)] });

/** @param {Answer} answer */
const relaxation = ({ total, relaxed, missing }) => (total ? Math.max(missing.length ? RELAXATION.some : 0, ...relaxed.map(({ kind }) => RELAXATION[kind] ?? 0)) : Infinity);

/**
 * A page of one index as part of the merged answer.
 * @param {Page} page
 * @param {Part} part
 * @param {number} at
 */
function placed(page, { base, weight, label }, at) {
  // The label takes the place of the page's own field of that name.
  const { [SITE]: own, ...metaMarks } = page.metaMarks;
  return {
    ...page,
    id: `${at}/${page.id}`,
    url: absolute(page.url, base),
    score: page.score * weight,
    meta: label ? { ...page.meta, [SITE]: [label] } : page.meta,
    metaMarks: label ? metaMarks : page.metaMarks,
    passages: page.passages.map((passage) => ({ ...passage, url: absolute(passage.url, base), path: label ? [label, ...passage.path] : passage.path })),
  };
}

/**
 * @param {string} url
 * @param {string} base
 */
function absolute(url, base) {
  try {
    return new URL(url, base).href;
  } catch {
    return url;
  }
}

/**
 * Whether a filter accepts a label.
 * @param {any} filter
 * @param {string} label
 */
function allows(filter, label) {
  if (filter === undefined) return true;
  const not = filter?.not;
  const has = [not ?? filter].flat().map(String).includes(label);
  return has === (not === undefined);
}

/**
 * Compares pages by a field, as the engine does: numbers as numbers, pages without a value last.
 * @param {string} sort
 */
function compareBy(sort) {
  const [field, way] = sort.trim().split(/\s+/);
  const direction = way === "desc" ? -1 : 1;
  const value = (/** @type {Page} */ page) => {
    if (field === "title" || field === "lang") return page[field];
    return field === "year" ? page.meta.date?.[0]?.slice(0, 4) : page.meta[field]?.[0];
  };
  return (/** @type {Page} */ a, /** @type {Page} */ b) => {
    const [x, y] = [value(a), value(b)];
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    const whole = /^-?\d{1,18}$/;
    const order = whole.test(x) && whole.test(y) ? Number(x) - Number(y) : x < y ? -1 : Number(x > y);
    return order * direction;
  };
}

/**
 * Values with the number of pages that have them, most frequent first.
 * @param {[string, number][]} rows
 */
function sumCounts(rows) {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const [value, pages] of rows) if (value && pages) sums.set(value, (sums.get(value) ?? 0) + pages);
  return [...sums].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

/**
 * Merges ranges that overlap or touch, in ascending order.
 * @param {[number, number][]} ranges
 */
function mergeRanges(ranges) {
  /** @type {[number, number][]} */
  const out = [];
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else out.push([start, end]);
  }
  return out;
}
