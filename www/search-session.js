// @ts-check
/**
 * The state of a search box: the phase of the engine, the current query and its results. Draws nothing.
 *
 * The engine is loaded when a visitor is about to search. Queries never queue: while one is being answered, only the newest waits.
 */
import { openAside } from "./worker-client.js";
import { complain, FindlingError } from "./module.js";

/** @typedef {"idle" | "loading" | "slow" | "failed" | "offline" | "ready"} Phase */

/** @type {Map<string, Promise<import("./findling.d.ts").Index>>} Indexes, shared by all boxes of a page with the same address and integrity. */
const opened = new Map();

/**
 * Opens an index, once per page. A list of modules becomes one index.
 * @param {string} src
 * @param {string} [integrity] hash of the module's bytes
 * @returns {Promise<import("./findling.d.ts").Index>}
 */
export function share(src, integrity = "") {
  const key = src + integrity;
  let index = opened.get(key);
  if (!index) {
    const one = () => (src.endsWith(".json") ? openAside({ provider: src }) : src.endsWith(".js") ? reopen(src, integrity) : openAside(src, integrity).catch((error) => reopen(src, integrity, error)));
    index = /\s/.test(src) ? import("./merged-index.js").then(({ openMerged }) => openMerged(src, share, integrity, complain)) : one();
    opened.set(key, index);
    index.catch(() => opened.delete(key));
  }
  return index;
}

/**
 * Opens the module that the script beside it names. A page that stayed open while its site was published again asks for files that no
 * longer exist, and the current script knows the new name. For another site only the address of the script is known.
 * @param {string} src
 * @param {string} integrity
 * @param {unknown} [error]
 */
async function reopen(src, integrity, error) {
  const now = await import(`${new URL("findling.js", src)}?${Date.now()}`).catch((cause) => (error ??= cause));
  if (!now.MODULE || now.MODULE === src) throw error;
  return now.openAside(now.MODULE, integrity);
}

/** Loading is reported as slow after this time, in milliseconds. */
const SLOW = 4000;
/** Delays of the retries after a connection came back, in milliseconds. */
const AGAIN = [0, 2000, 8000];
/** Queries short enough to be completed: up to 8 Latin letters, or 3 characters of other scripts. */
const SHORT = /^([\0-\u024f]{1,8}|.{1,3})$/u;
/** Maximum number of completions. */
const COMPLETIONS = 4;
/** Maximum length of a completion, in UTF-16 units. */
const LONG = 24;
/** Number of pages among which those in the preferred language move up. */
const FIRST = 24;
/** Factor for the score of a page in the preferred language. It decides between pages that answer about equally well, such as translations. */
const PREFERRED = 1.2;
/** The same if only the region or the script is another, or if the page's language is unknown. */
const RELATED = 1.15;
/** Divisor for the score of pages with fewer words. It is larger than any ratio of two scores. */
const FEWER = 1e6;

export class Session {
  /** @type {Phase} */
  phase = "idle";
  query = "";
  /** @type {(import("./findling.d.ts").Answer & { completions: string[], partial?: boolean, steady?: boolean }) | null} */
  results = null;
  /** @type {import("./findling.d.ts").Index | null} */
  index = null;
  /** The filters, sort order and facets of the search. @type {Pick<import("./findling.d.ts").SearchOptions, "filters" | "sort" | "facets">} */
  choice = {};
  /** The preferred language. */
  prefer = "";
  /** Number of pages that the last search asked the index for. Pages in the preferred language may move up from the last of them. */
  reach = 0;
  /** Number of pages, from the first, that must stay where they are. */
  held = () => 0;
  #src;
  #integrity;
  #tell;
  #limit;
  #size;
  #busy = false;
  /** Whether the same query must be answered again, with other options. */
  #again = false;
  #prepare;
  #undo = new AbortController();
  /** Ends the search that is running. */
  #stop = new AbortController();

  /**
   * @param {string} src
   * @param {number} size number of pages in the first answer
   * @param {(event: "change" | "ready" | "query" | "results" | "error", detail: object) => void} tell
   * @param {() => Promise<void> | void} prepare loads what is needed before the first answer; never fails
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
    const again = () => signal.aborted || !(this.results?.incomplete || /offline|failed/.test(this.phase)) || this.warm();
    // A connection that just came back often fails at first.
    addEventListener("online", () => AGAIN.forEach((pause) => setTimeout(again, pause)), { signal });
  }

  /** Queries to begin with, once the engine is ready. */
  get examples() {
    return this.index?.about.examples ?? [];
  }

  /** Whether a query is waiting for its answer. */
  get waiting() {
    return this.query !== "" && !this.#settled && !this.#steady && this.phase !== "failed" && this.phase !== "offline";
  }

  /** Whether the results are the final ones for the query. */
  get #settled() {
    return this.results?.query === this.query && !this.results.partial;
  }

  /** Whether further pages may follow, and nothing else. */
  get #steady() {
    return this.results?.query === this.query && this.results.steady;
  }

  /** Loads the engine, unless it is loaded or loading. Searches again if the answer is incomplete. */
  async warm() {
    if (this.results?.incomplete) {
      this.results = { ...this.results, incomplete: undefined, partial: true };
      this.#tell("change", {});
      return this.#answer();
    }
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
    this.#stop.abort();
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

  /** Shows more pages of the same answer. */
  more() {
    this.#limit += this.#size;
    this.#again = true;
    this.#answer();
  }

  /** Changes the filters, sort order and facets. @param {Session["choice"]} choice */
  choose(choice) {
    this.choice = choice;
    this.#limit = this.#size;
    this.#again = true;
    this.#stop.abort();
    if (this.query) this.#tell("query", { query: this.query, ...choice });
    this.#answer();
  }

  destroy() {
    this.#undo.abort();
    this.#stop.abort();
  }

  async #answer() {
    if (this.#busy || !this.index) return;
    this.#busy = true;
    try {
      while (!this.#undo.signal.aborted && this.query && (this.#again || !this.#settled)) {
        const { query, index } = this;
        this.#again = false;
        const { signal } = (this.#stop = new AbortController());
        const partial = (/** @type {import("./findling.d.ts").PartialAnswer} */ results) => {
          this.results = { ...results, query, completions: [], partial: true };
          this.#tell("change", {});
        };
        const results = await this.#ranked(index, query, this.#limit, { signal, partial }).catch((error) => {
          if (!signal.aborted) throw error;
        });
        if (!results) continue;
        const longer = SHORT.test(query) ? await index.suggest(query) : [];
        // Titles and headings are among the results already. A single additional character is mostly a particle.
        const completions = longer.flatMap(({ kind, text }) => (kind !== "text" || text.length > LONG || text === query || / .$/u.test(text) ? [] : text));
        // Keep the query as it was typed: the engine may spell it differently.
        if (query === this.query) this.results = { ...results, query, completions: completions.slice(0, COMPLETIONS) };
        if (results.incomplete) this.#tell("error", { code: results.unanswered ? "provider" : "network", message: results.incomplete });
      }
      if (!this.#undo.signal.aborted && this.results) this.#tell("results", this.results);
    } catch (error) {
      // An engine that failed can't go on: the next try loads a new one.
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
   * The engine's answer. In a corpus of several languages, pages in the preferred one move up, and none is hidden. Pages with all words stay
   * before those with some: where the score rises, a group of pages with fewer words begins.
   * @param {import("./findling.d.ts").Index} index
   * @param {string} query
   * @param {number} limit
   * @param {import("./findling.d.ts").Progress} progress
   */
  async #ranked(index, query, limit, { signal, partial }) {
    const { prefer, choice } = this;
    const main = (/** @type {string} */ lang) => lang.split("-")[0];
    // An engine's order stays as it is.
    const many = prefer && index.about.langs.filter((lang) => lang !== "und").length > 1 && !choice.sort && !index.about.capabilities;
    this.reach = many ? Math.max(limit, FIRST) : limit;
    const ranked = (/** @type {import("./findling.d.ts").Answer} */ results) => {
      if (!many) return results;
      const first = results.pages.splice(0, FIRST);
      let group = 1;
      const weights = first.map(({ lang, score }, i) => {
        group /= score > first[i - 1]?.score ? FEWER : 1;
        return group * score * (lang === prefer ? PREFERRED : main(lang) === main(prefer) || lang === "und" ? RELATED : 1);
      });
      const pages = first.map((_, i) => i).sort((a, b) => weights[b] - weights[a]).map((i) => first[i]);
      return { ...results, pages: [...pages, ...results.pages].slice(0, limit) };
    };
    return ranked(await index.search(query, { limit: this.reach, ...choice, signal, held: this.held, partial: ({ steady, ...results }) => partial?.({ ...ranked(results), steady: steady && !many }) }));
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
