// @ts-check
/**
 * Several indexes as one: `src="/docs/findling.wasm, /blog/findling.wasm 0.5 Blog"`. The weight and the label are optional.
 *
 * Every index is searched, and the least relaxed answers are merged. Addresses become absolute. The label is shown above a passage, and is
 * the value of the field `site` for filters.
 */

/** @typedef {import("./findling.d.ts").Index} Index */
/** @typedef {import("./findling.d.ts").Answer} Answer */
/** @typedef {import("./findling.d.ts").Page} Page */
/** @typedef {{ index: Index, base: string, weight: number, label: string }} Part */

/** How much each kind of relaxation weakens an answer. */
const RELAXATION = { page: 1, some: 2, typo: 3, pinyin: 3 };
const SITE = "site";

/**
 * @param {string} list
 * @param {(src: string, integrity?: string) => Promise<Index>} open
 * @param {string} integrity hashes of the modules' bytes, separated by commas
 * @param {(cause: string) => void} complain reports an error to the site's owner
 * @returns {Promise<Index>}
 */
export async function openMerged(list, open, integrity, complain) {
  const bytes = integrity.split(/,\s*/);
  const sources = list.split(/,\s+/).map((source) => source.trim().match(/^(\S+)(?:\s+(\d*\.?\d+)(?=\s|$))?\s*(.*)$/)).filter((source) => source !== null);
  const results = await Promise.allSettled(
    sources.map(async ([, url, weight, label], i) => {
      const src = new URL(url, document.baseURI).href;
      const index = await open(src, bytes[i]);
      return { index, base: new URL(index.about.base, src).href, weight: Number(weight ?? 1), label };
    }),
  );
  const opened = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  for (const result of results) {
    if (result.status === "fulfilled") continue;
    if (!opened.length) throw result.reason;
    // The other indexes answer without it. The site's owner needs to know.
    complain(result.reason.message);
  }
  return new MergedIndex(opened);
}

/** @implements {Index} */
class MergedIndex {
  #parts;

  /** @param {Part[]} parts */
  constructor(parts) {
    this.#parts = parts;
    const about = parts.map(({ index }) => index.about);
    const all = (/** @type {"langs" | "fields"} */ key) => [...new Set(about.flatMap((one) => one[key]))].sort();
    const sum = (/** @type {"pages" | "passages"} */ key) => about.reduce((sum, one) => sum + one[key], 0);
    this.about = {
      ...about[0],
      langs: all("langs"),
      fields: parts.some(({ label }) => label) ? [...all("fields"), SITE] : all("fields"),
      pages: sum("pages"),
      passages: sum("passages"),
      content: about.map(({ content }) => content).join("+"),
      base: "",
    };
  }

  /** @type {Index["search"]} */
  async search(query, { limit = 10, offset = 0, filters, facets, partial, ...options } = {}) {
    const { [SITE]: site, ...others } = filters ?? {};
    const asked = { ...options, limit: limit + offset, facets: facets?.filter((name) => name !== SITE) };
    const parts = this.#parts.filter(({ label, index }) => allows(site, label) && this.#lacking(index, others).every((name) => others[name]?.not));
    /** @type {Answer[]} The newest answer of each part. */
    const newest = [];
    const merge = () => this.#merge(query, parts, newest, { limit, offset, facets, sort: options.sort });
    const take = (/** @type {number} */ at, /** @type {Answer} */ answer) => {
      newest[at] = answer;
      // An answer without one of the indexes would move when that one answers.
      if (Object.keys(newest).length === parts.length) partial?.(merge());
    };
    await Promise.all(
      parts.map(async (part, at) => {
        const sort = this.#lacking(part.index, { [options.sort?.trim().split(/\s+/)[0] ?? "title"]: 1 }).length ? undefined : options.sort;
        const lacking = this.#lacking(part.index, others);
        const filters = Object.fromEntries(Object.entries(others).filter(([name]) => !lacking.includes(name)));
        newest[at] = await part.index.search(query, { ...asked, sort, filters, partial: partial && ((answer) => take(at, answer)) });
      }),
    );
    return merge();
  }

  /**
   * @param {string} query
   * @param {Part[]} parts
   * @param {Answer[]} found the answer of each part
   * @param {import("./findling.d.ts").SearchOptions & { limit: number, offset: number }} options
   * @returns {Answer}
   */
  #merge(query, parts, found, { limit, offset, facets, sort }) {
    const all = parts.map((part, at) => ({ part, answer: found[at] }));
    const least = Math.min(...all.map(({ answer }) => relaxation(answer)));
    const kept = all.filter(({ answer }) => relaxation(answer) === least);
    const answers = kept.map(({ answer }) => answer);
    const pages = kept.flatMap(({ part, answer }) => answer.pages.map((page) => placed(page, part, this.#parts.indexOf(part))));
    pages.sort(sort ? compareBy(sort) : (a, b) => b.score - a.score);
    const sites = kept.map(({ part, answer }) => /** @type {[string, number]} */ ([part.label, answer.total]));
    const relaxed = new Map(answers.flatMap((answer) => answer.relaxed.map((step) => [JSON.stringify(step), step])));
    const incomplete = found.find((answer) => answer.incomplete)?.incomplete;
    return {
      query,
      total: answers.reduce((sum, { total }) => sum + total, 0),
      ...(answers.every(({ count }) => count !== undefined) && { count: answers.reduce((sum, { count }) => sum + Number(count), 0) }),
      ...(answers.some(({ atMost }) => atMost) && { atMost: true }),
      pages: pages.slice(offset, offset + limit),
      relaxed: [...relaxed.values()],
      missing: (answers[0]?.missing ?? []).filter((word) => answers.every(({ missing }) => missing.includes(word))),
      excluded: answers[0]?.excluded ?? [],
      suggestions: [...new Set(answers.flatMap(({ suggestions }) => suggestions))],
      facets: Object.fromEntries((facets ?? []).map((name) => [name, sumCounts(name === SITE ? sites : answers.flatMap((answer) => answer.facets[name] ?? []))])),
      ...(incomplete && { incomplete }),
    };
  }

  /**
   * The fields that another index has and this one lacks. A field that no index has is for the engine to report.
   * @param {Index} index
   * @param {object} fields
   */
  #lacking(index, fields) {
    return Object.keys(fields).filter((name) => !has(index.about, name) && has(this.about, name));
  }

  /** @type {Index["suggest"]} */
  async suggest(typed, options) {
    const lists = await Promise.all(this.#parts.map(async ({ index, base }) => (await index.suggest(typed, options)).map((one) => ({ ...one, url: one.url && absolute(one.url, base) }))));
    const longest = Math.max(...lists.map((list) => list.length));
    const mixed = Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
    return [...new Map(mixed.reverse().map((one) => [one.text, one])).values()].reverse().slice(0, options?.limit ?? 8);
  }

  /** @type {Index["marks"]} */
  async marks(query, texts) {
    const all = await Promise.all(this.#parts.map(({ index }) => index.marks(query, texts)));
    return texts.map((_, at) => mergeRanges(all.flatMap((marks) => marks[at])));
  }

  close() {
    for (const { index } of this.#parts) index.close();
  }
}

/**
 * Whether a corpus has a field. The engine derives `lang` and `year`.
 * @param {import("./findling.d.ts").About} about
 * @param {string} name
 */
const has = ({ fields }, name) => ["lang", "title", ...fields].includes(name) || (name === "year" && fields.includes("date"));

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
