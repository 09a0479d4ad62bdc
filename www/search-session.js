// @ts-check
/**
 * What a search box knows: whether the engine is here, what was asked last, and the answer. Draws nothing.
 *
 * The engine is fetched at the first intent. Queries never queue: while one is being answered only the newest waits.
 */
import { openAside } from "./worker-client.js";
import { complain, FindlingError } from "./module.js";

/** @typedef {"idle" | "loading" | "slow" | "failed" | "offline" | "ready"} Phase */

/** @type {Map<string, Promise<import("./findling.d.ts").Index>>} Indexes are shared by all boxes of a page that trust the same bytes. */
const opened = new Map();

/**
 * An index of the page's, opened once however many ask. Several modules are one index.
 * @param {string} src
 * @param {string} [integrity] what the module's bytes must be
 * @returns {Promise<import("./findling.d.ts").Index>}
 */
export function share(src, integrity = "") {
  const key = src + integrity;
  let index = opened.get(key);
  if (!index) {
    const one = () => (src.endsWith(".js") ? anew(src, integrity) : openAside(src, integrity).catch((error) => anew(src, integrity, error)));
    index = /\s/.test(src) ? import("./merged-index.js").then(({ several }) => several(src, share, integrity, complain)) : one();
    opened.set(key, index);
    index.catch(() => opened.delete(key));
  }
  return index;
}

/**
 * The script beside a module knows what the module is called now: a page that stood open while its site was published anew asks for
 * files that are gone, and of another site one knows the script alone.
 * @param {string} src
 * @param {string} integrity
 * @param {unknown} [error]
 */
async function anew(src, integrity, error) {
  const now = await import(`${new URL("findling.js", src)}?${Date.now()}`).catch((cause) => (error ??= cause));
  if (!now.MODULE || now.MODULE === src) throw error;
  return now.openAside(now.MODULE, integrity);
}

const SLOW = 4000;
/** When it is tried again after a connection came back. */
const AGAIN = [0, 2000, 8000];
/** What is typed is completed while it is no longer than this: the beginning of a word, or a word where a character is much of one. */
const SHORT = /^([\0-\u024f]{1,8}|.{1,3})$/u;
const COMPLETIONS = 4;
const LONG = 24;
/** Among so many pages those in the page's language go before others that answer about as well. */
const FIRST = 24;

export class Session {
  /** @type {Phase} */
  phase = "idle";
  query = "";
  /** @type {(import("./findling.d.ts").Results & { completions: string[] }) | null} */
  results = null;
  /** @type {import("./findling.d.ts").Index | null} */
  index = null;
  /** What narrows and orders the answer. @type {Pick<import("./findling.d.ts").SearchOptions, "filters" | "sort" | "facets">} */
  choice = {};
  /** The language that is preferred. */
  prefer = "";
  #src;
  #integrity;
  #tell;
  #limit;
  #size;
  #busy = false;
  /** Whether the answer is wanted once more, longer or otherwise. */
  #again = false;
  #prepare;
  #undo = new AbortController();

  /**
   * @param {string} src
   * @param {number} size how many pages an answer has at first
   * @param {(event: "change" | "ready" | "query" | "results" | "error", detail: object) => void} tell
   * @param {() => Promise<void> | void} prepare what has to be here before the first answer; never fails
   * @param {string} integrity
   */
  constructor(src, size, tell, prepare, integrity) {
    this.#src = src;
    this.#integrity = integrity;
    this.#size = size;
    this.#limit = size;
    this.#tell = tell;
    this.#prepare = prepare;
    const { signal } = this.#undo;
    const again = () => signal.aborted || !/offline|failed/.test(this.phase) || this.warm();
    // A connection that has just come back often fails at first.
    addEventListener("online", () => AGAIN.forEach((pause) => setTimeout(again, pause)), { signal });
  }

  /** Whether a query waits for its answer. */
  get waiting() {
    return this.query !== "" && this.results?.query !== this.query && this.phase !== "failed" && this.phase !== "offline";
  }

  /** Gets the engine, if it is not here or on its way. */
  async warm() {
    if (["loading", "slow", "ready"].includes(this.phase)) return;
    this.#enter("loading");
    const timer = setTimeout(() => this.#enter("slow"), SLOW);
    try {
      [this.index] = await Promise.all([share(this.#src, this.#integrity), this.#prepare()]);
      if (this.#undo.signal.aborted) return;
      this.#enter("ready");
      this.#tell("ready", this.index.about);
      this.#answer();
    } catch (error) {
      this.#fail(error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** @param {string} query */
  ask(query) {
    if (query === this.query) return;
    this.query = query;
    this.#limit = this.#size;
    if (!query) {
      this.results = null;
      this.#tell("change", {});
      return;
    }
    this.#tell("query", { query, ...this.choice });
    if (this.phase === "ready") this.#answer();
    else if (this.phase === "idle") this.warm();
    else this.#tell("change", {});
  }

  /** Asks for more pages of the same answer. */
  more() {
    this.#limit += this.#size;
    this.#again = true;
    this.#answer();
  }

  /** Narrows and orders the answer otherwise. @param {Session["choice"]} choice */
  choose(choice) {
    this.choice = choice;
    this.#limit = this.#size;
    this.#again = true;
    if (this.query) this.#tell("query", { query: this.query, ...choice });
    this.#answer();
  }

  destroy() {
    this.#undo.abort();
  }

  async #answer() {
    if (this.#busy || !this.index) return;
    this.#busy = true;
    try {
      while (this.query && (this.#again || this.results?.query !== this.query)) {
        const { query, index } = this;
        this.#again = false;
        const results = await this.#ranked(index, query, this.#limit);
        const longer = SHORT.test(query) ? await index.suggest(query) : [];
        // Titles and headings are among the results, and one character more is mostly a particle.
        const completions = longer.flatMap(({ kind, text }) => (kind !== "text" || text.length > LONG || text === query || / .$/u.test(text) ? [] : text));
        // The query that the answer belongs to is the one asked, however the engine spells it.
        if (query === this.query) this.results = { ...results, query, completions: completions.slice(0, COMPLETIONS) };
      }
      if (!this.#undo.signal.aborted && this.results) this.#tell("results", this.results);
    } catch (error) {
      // An engine that failed once is in no state to go on: the next try gets another.
      opened.clear();
      this.index?.close();
      this.index = null;
      this.#fail(error);
    } finally {
      this.#busy = false;
    }
    this.#tell("change", {});
  }

  /**
   * The engine's answer; of several languages the page's own goes first, and nothing is hidden.
   * @param {import("./findling.d.ts").Index} index
   * @param {string} query
   * @param {number} limit
   */
  async #ranked(index, query, limit) {
    const { prefer, choice } = this;
    const main = (/** @type {string} */ lang) => lang.split("-")[0];
    const many = prefer && index.about.langs.length > 1 && !choice.sort;
    const results = await index.search(query, { limit: many ? Math.max(limit, FIRST) : limit, ...choice });
    if (!many) return results;
    const weigh = (/** @type {import("./findling.d.ts").Page} */ { lang, score }) => score * (lang === prefer ? 2 : main(lang) === main(prefer) ? 1.8 : 1);
    const pages = results.pages.splice(0, FIRST).sort((a, b) => weigh(b) - weigh(a));
    return { ...results, pages: [...pages, ...results.pages].slice(0, limit) };
  }

  /** @param {unknown} error */
  #fail(error) {
    const { code = "module", message = String(error) } = error instanceof FindlingError ? error : {};
    this.#enter(navigator.onLine === false ? "offline" : "failed");
    if (!this.#undo.signal.aborted) this.#tell("error", { code, message });
  }

  /** @param {Phase} phase */
  #enter(phase) {
    this.phase = phase;
    if (!this.#undo.signal.aborted) this.#tell("change", {});
  }
}
