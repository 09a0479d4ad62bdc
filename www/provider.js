// @ts-check
/**
 * A provider as an index: an existing search engine behind the same box. Loaded on demand.
 *
 * An adapter in `providers/` turns a query into one HTTP request and the response into records; `remote.js` sends it. This file checks the
 * records, then marks them and cuts their excerpts with our own matching.
 */
import { fault, json, Remote, UNSPACED } from "./remote.js";

/** @typedef {import("./findling.d.ts").Index} Index */
/** @typedef {import("./findling.d.ts").Answer} Answer */
/** @typedef {import("./findling.d.ts").Found} Found */
/** @typedef {import("./findling.d.ts").Provider} Provider */
/** @typedef {import("./findling.d.ts").ProviderDescription} Description */
/** @typedef {import("./internal.d.ts").Adapter} Adapter */
/** @typedef {(source: string) => Promise<Index>} Opener opens the module whose engine marks the records */

/** How long a visitor must have paused before a request is sent, in milliseconds. */
const PAUSE = 120;
/** How long an engine, or the server of its description, may take to answer, in milliseconds. */
const PATIENCE = 10_000;
/** Added to the rank of a page: how little the first rank counts beside the next ones, as in reciprocal rank fusion. */
const RANKS = 60;
/** Most UTF-16 units of a text that are shown. A server may send any number. */
const LONGEST = 50_000;
/** Separates words of a script without spaces for the engine, which has no dictionary. */
const CUT = "\x1f";
/** Longest run in a query that is looked for as it is typed, in UTF-16 units. The words of a longer one may be apart. */
const STRING = 6;
/** Fields that every corpus has. */
const DERIVED = ["lang", "title", "year"];

/**
 * @param {string | URL | Provider} given a provider, or the address of its description
 * @param {Opener} open
 * @param {string} own the address of the module that was built with the script
 * @returns {Promise<Index>}
 */
export async function openProvider(given, open, own) {
  if (!(given instanceof URL) && typeof given === "object") return RemoteIndex.of(given, () => open(own));
  const src = new URL(given, globalThis.document?.baseURI ?? own);
  /** @type {Description} */
  const description = await read(src);
  const { provider: name } = description;
  if (!/^[a-z]+$/.test(name)) {
    const { provider } = await load(new URL(name, src).href);
    return RemoteIndex.of(provider(description), () => open(own));
  }
  const adapter = /** @type {Adapter} */ (await load(`./providers/${name}.js`));
  // The description is beside the script of its build, which names the module with the tables of its languages.
  const script = new URL("findling.js", src).href;
  const { openAside = open, MODULE = own } = globalThis.document ? await import(script).catch(() => ({})) : {};
  return RemoteIndex.of(new Remote(description, adapter, src), () => openAside(MODULE));
}

let tries = 0;

/** @param {string} name */
async function load(name) {
  try {
    // A browser remembers that an import failed. A new address makes it try again.
    return await import(tries ? `${name}?${tries}` : name);
  } catch (cause) {
    tries += 1;
    throw fault("provider", `${name} can't be loaded: ${cause}`);
  }
}

/** @param {URL} src */
async function read(src) {
  const named = (/** @type {unknown} */ cause) => {
    const why = cause instanceof Error && cause.name === "TimeoutError" ? `it did not answer within ${PATIENCE / 1000} seconds.` : cause instanceof Error ? cause.message : cause;
    return fault("provider", `${src.href} can't be used: ${why}`);
  };
  try {
    if (src.protocol === "file:" && !globalThis.document) {
      const { readFile } = await import("node:fs/promises");
      return described(JSON.parse(await readFile(src, "utf8")));
    }
    return described(await json(await fetch(src, { signal: AbortSignal.timeout(PATIENCE) })));
  } catch (cause) {
    throw named(cause);
  }
}

/** @param {any} description */
function described(description) {
  const { provider, endpoint, capabilities } = Object(description);
  if (typeof provider === "string" && typeof endpoint === "string" && typeof capabilities === "object" && capabilities) return description;
  throw new Error('it needs "provider", "endpoint" and "capabilities". Publish the provider.json that findling export wrote.');
}

/** @implements {Index} */
class RemoteIndex {
  #provider;
  #engine;
  /** @type {Promise<Index> | undefined} */
  #opened;

  /**
   * @param {Provider} provider
   * @param {() => Promise<Index>} engine
   */
  constructor(provider, engine) {
    this.#provider = provider;
    this.#engine = engine;
    /** @type {import("./findling.d.ts").IndexAbout} */
    this.about = /** @type {any} */ (undefined);
  }

  /**
   * @param {Provider} provider
   * @param {() => Promise<Index>} engine
   */
  static async of(provider, engine) {
    const index = new RemoteIndex(provider, engine);
    // Both load at the same time.
    const tables = provider.clauses ? index.#tables() : undefined;
    tables?.catch(() => {});
    const description = async () => provider.open();
    const { title = "", langs = [], fields = [], pages = 0, passages = 0, base = "", capabilities } = await description().catch((cause) => {
      index.#free();
      throw cause;
    });
    const names = fields.filter((name) => !DERIVED.includes(name));
    /** @type {import("./findling.d.ts").IndexAbout} */
    const about = { title, langs, fields: names, pages, passages, content: "", examples: [], base, writer: "", capabilities };
    index.about = about;
    const shown = await tables?.catch((cause) => {
      index.close();
      throw cause;
    });
    about.base ||= shown?.about.base ?? "";
    return index;
  }

  #tables() {
    const able = async (/** @type {Index} */ engine) => {
      try {
        await planned(engine, "");
      } catch (cause) {
        throw fault("provider", `this module can't show the records of a search engine. Publish the files that \`findling export\` wrote. (${cause})`);
      }
      return engine;
    };
    this.#opened ??= this.#engine().then(able).catch((error) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  /** @type {Index["search"]} */
  async search(query, { signal, partial, held: _, ...options } = {}) {
    signal?.throwIfAborted();
    check(this.about, options);
    try {
      // A visitor who types on sends nothing.
      if (partial) await pause(PAUSE, signal);
      const { clauses, corrects } = this.#provider;
      const engine = clauses ? await this.#tables() : undefined;
      /** @type {import("./findling.d.ts").ProviderOptions} */
      const asked = { limit: 10, offset: 0, passages: 3, ...options, clauses: engine && (await planned(engine, query)) };
      const found = await this.#ask(query, asked, signal);
      // Answers of our own shape are shown as they are.
      if ("query" in found) return found;
      const several = asked.clauses?.some(({ role, words }) => role === "words" && (corrects || words.length > 1 || (words[0]?.match(UNSPACED)?.[0] ?? "").length > 2));
      if (found.total || !several) return await this.#shown(query, asked, found);
      // No page has all words.
      const any = { ...asked, any: true, clauses: engine && (await planned(engine, query, true)) };
      return await this.#shown(query, any, /** @type {Found} */ (await this.#ask(query, any, signal)));
    } catch (cause) {
      signal?.throwIfAborted();
      // The box names the engine, the console has the cause, and the next search tries again.
      const incomplete = cause instanceof Error ? cause.message : String(cause);
      return { query, total: 0, pages: [], relaxed: [], missing: [], excluded: [], suggestions: [], facets: {}, incomplete, unanswered: [this.about.title] };
    }
  }

  /**
   * The provider's answer. Rejects when the search ends, and after 10 s, even if the provider ignores its signal.
   * @param {string} query
   * @param {import("./findling.d.ts").ProviderOptions} options
   * @param {AbortSignal} [signal]
   * @returns {Promise<Answer | Found>}
   */
  #ask(query, options, signal) {
    const stop = new AbortController();
    const answer = async () => this.#provider.search(query, options, stop.signal);
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const end = (/** @type {unknown} */ reason) => (clearTimeout(timer), reject(reason), stop.abort(reason));
      const timer = setTimeout(() => end(fault("provider", `${this.about.title} did not answer within ${PATIENCE / 1000} seconds.`)), PATIENCE);
      signal?.addEventListener("abort", () => end(signal.reason), { once: true });
      answer().then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  /**
   * An answer of records, as our own engine shows them.
   * @param {string} query
   * @param {import("./findling.d.ts").ProviderOptions} options
   * @param {Found} found
   * @returns {Promise<Answer>}
   */
  async #shown(query, { limit, offset, facets, passages, excerpt, explain, any }, found) {
    const { counts, typos, pinyin, suggestions } = this.about.capabilities ?? {};
    const total = whole(found.total);
    const seen = new Set();
    const groups = listed(found.pages).slice(0, limit).flatMap((found) => {
      const { records, matching } = found ?? {};
      const shown = listed(records).slice(0, passages).map(cleaned);
      const [{ page } = { page: "" }] = shown;
      if (!page || seen.has(page)) return [];
      seen.add(page);
      return [{ matching: whole(matching), records: shown.map((record) => ({ ...record, page })) }];
    });
    const asked = { through: "present", records: groups.flatMap(({ records }) => records), choice: { passages, explain, ...(excerpt && { excerpt }) } };
    const answer = await (await this.#tables()).search(query, /** @type {any} */ (asked));
    const pages = answer.pages.map((page, i) => {
      const { matching, records } = groups[i];
      // A page has its own number of matches only if all its matching passages are here.
      const all = matching > 0 && matching <= records.length;
      // An engine also counts passages of which only the page's title matches.
      const most = page.matching < records.length ? page.matching : Math.max(page.matching, matching);
      const { count, ...others } = page;
      return { ...others, ...(all && { count }), score: 1 / (RANKS + offset + i + 1), matching: most };
    });
    // Which words are on one page is known of the pages that are here alone.
    const kinds = { typo: typos, pinyin, some: any };
    const counted = /** @type {Record<string, unknown>} */ (found.facets ?? {});
    return {
      ...answer,
      query,
      total: Math.max(total, offset + pages.length),
      ...(counts === "about" && total > pages.length && { approximate: true }),
      count: undefined,
      pages,
      relaxed: answer.relaxed.filter(({ kind }) => /** @type {any} */ (kinds)[kind]),
      suggestions: suggestions ? texts(found.suggestions).slice(0, 4) : [],
      facets: Object.fromEntries((facets ?? []).map((name) => [name, rows(counted[name])])),
    };
  }

  /** @type {Index["suggest"]} */
  async suggest(typed, options) {
    return (this.about.capabilities?.suggestions && (await this.#provider.suggest?.(typed, options))) || [];
  }

  /** @type {Index["marks"]} */
  async marks(query, given) {
    const engine = await this.#tables();
    // Its words are those of the texts: so other forms of the query's words are found.
    const records = given.map((text, at) => ({ page: String(at), text: cut(text) }));
    await engine.search(query, /** @type {any} */ ({ through: "present", records, choice: { passages: 1 } }));
    return engine.marks(query, given);
  }

  #free() {
    this.#opened?.then((engine) => engine.close(), () => {});
  }

  close() {
    this.#free();
    this.#provider.close?.();
  }
}

/**
 * Refuses options that the engine can't follow, as our own engine does.
 * @param {import("./findling.d.ts").IndexAbout} about
 * @param {import("./findling.d.ts").SearchOptions} options
 */
function check({ fields, capabilities }, { filters = {}, facets = [], sort }) {
  const all = [...fields, ...DERIVED];
  const allowed = (/** @type {boolean | string[] | undefined} */ those) => (Array.isArray(those) ? those : those ? all : []);
  for (const [names, those] of /** @type {[string[], string[]][]} */ ([[[...Object.keys(filters), ...facets], allowed(capabilities?.facets)], [sort ? [sort.trim().split(/\s+/)[0]] : [], allowed(capabilities?.sort)]])) {
    const lacking = names.find((name) => !those.includes(name));
    if (lacking !== undefined) throw new TypeError(`no page has the field "${lacking}"; there are ${those.join(", ")}`);
  }
}

/**
 * The clauses of a query. Runs of unspaced letters are cut if they are long, or if any of their words will do. Typed alone, a short one means
 * what it says, even if a word of it is a function word.
 * @param {Index} engine
 * @param {string} query
 * @param {boolean} [any]
 */
async function planned(engine, query, any) {
  const plan = await engine.search(query, /** @type {any} */ ({ through: "plan" }));
  const clauses = /** @type {import("./findling.d.ts").Clause[]} */ (/** @type {unknown} */ (plan));
  const [first, second] = clauses;
  const alone = !any && !second && first?.role === "words" && first.text.length <= STRING && first.text.replace(UNSPACED, "") === "";
  if (alone) return [{ ...first, words: [first.text] }];
  const words = (/** @type {string} */ word) => word.replace(UNSPACED, (run) => (any || run.length > STRING ? cut(run) : run)).split(CUT);
  return clauses.map((clause) => (clause.role === "words" ? { ...clause, words: clause.words.flatMap(words) } : clause));
}

/**
 * Waits. Rejects as soon as the search ends.
 * @param {number} time in milliseconds
 * @param {AbortSignal} [signal]
 */
function pause(time, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, time);
    signal?.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason)), { once: true });
  });
}

/** @param {unknown} value @returns {any[]} */
const listed = (value) => (Array.isArray(value) ? value : []);
/** @param {unknown} value */
const whole = (value) => (Number.isFinite(value) ? Math.max(0, Math.floor(Number(value))) : 0);
/** @param {unknown} value */
const text = (value) => (typeof value === "string" ? value.slice(0, LONGEST) : typeof value === "number" ? String(value) : "");
/** @param {unknown} value */
const texts = (value) => [value ?? []].flat().map(text).filter(Boolean);
/** @param {unknown} value @returns {[string, number][]} */
const rows = (value) => listed(value).map((row) => /** @type {[string, number]} */ ([text(row?.[0]), whole(row?.[1])])).filter(([value, pages]) => value && pages);

/**
 * A record with nothing in it but texts, and an address that a visitor can open.
 * @param {any} record
 */
function cleaned(record) {
  const { page, anchor, title, headings, text: body, lang, date, author, fields, weight } = record ?? {};
  const meta = Object.entries({ author, date, ...fields }).map(([name, value]) => [name, texts(value)]).filter(([, values]) => values.length);
  return {
    page: opened(text(page)),
    anchor: text(anchor),
    title: cut(text(title)),
    headings: texts(headings).slice(0, 12).map(cut),
    text: cut(text(body)),
    lang: text(lang),
    meta: Object.fromEntries(meta),
    ...(weight > 0 && weight < 25 && { weight }),
  };
}

/**
 * An address, if it is a web page's. Others (`javascript:`, `data:`) lead nowhere.
 * @param {string} url
 */
function opened(url) {
  try {
    return /^(https?|mailto|file):$/.test(new URL(url, "http://localhost").protocol) ? url : "about:blank";
  } catch {
    return "about:blank";
  }
}

/** @type {Intl.Segmenter | undefined} */
let segmenter;

/** A text with the words of its scripts without spaces cut. @param {string} text */
function cut(text) {
  const plain = text.replaceAll(CUT, " ");
  if (!globalThis.Intl?.Segmenter) return plain;
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  return plain.replace(UNSPACED, (run) => Array.from(/** @type {Intl.Segmenter} */ (segmenter).segment(run), ({ segment }) => segment).join(CUT));
}
