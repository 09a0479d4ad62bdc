// @ts-check
/** A search engine behind HTTP: the request that an adapter makes, to the stated endpoint and nowhere else. Loaded on demand. */

/** @typedef {import("./findling.d.ts").Provider} Provider */
/** @typedef {import("./findling.d.ts").ProviderDescription} Description */
/** @typedef {import("./internal.d.ts").Adapter} Adapter */

/** Runs of scripts without spaces. */
export const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]+/gu;
/** Fields that have a column of their own. The others are `fields.` and their name. */
const COLUMNS = ["lang", "title", "year", "date", "author", "page"];

/** @param {Response} response */
export async function json(response) {
  const text = await response.text();
  if (!response.ok) throw new Error(`it answered ${response.status} ${text.slice(0, 200)}`);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(text.trimStart().startsWith("<") ? "it answered a web page where JSON should be." : "its answer is not JSON.");
  }
}

/**
 * @param {import("./findling.d.ts").ErrorCode} code
 * @param {string} message
 */
export const fault = (code, message) => Object.assign(new Error(message), { code });

/** An engine behind HTTP, by its adapter. @implements {Provider} */
export class Remote {
  #description;
  #adapter;
  #endpoint;
  clauses = true;

  /**
   * @param {Description} description
   * @param {Adapter} adapter
   * @param {URL} src
   */
  constructor(description, adapter, src) {
    this.#description = description;
    this.#adapter = adapter;
    this.corrects = adapter.corrects && description.capabilities.typos;
    this.#endpoint = new URL(description.endpoint.replace(/\/*$/, "/"), src).href;
  }

  async open() {
    const { title = "", langs = [], fields = [], capabilities, pages, passages } = this.#description;
    const such = (/** @type {"facet" | "sort"} */ flag) => fields.filter((field) => field[flag]).map(({ name }) => name);
    const { facets, sort } = capabilities;
    return { title: title || new URL(this.#endpoint).host, langs, fields: fields.map(({ name }) => name), pages, passages, capabilities: { ...capabilities, facets: facets && such("facet"), sort: sort && such("sort") } };
  }

  /**
   * The search as its adapter gets it.
   * @param {import("./findling.d.ts").ProviderOptions} options
   * @returns {import("./internal.d.ts").Asked}
   */
  #asked({ sort, facets = [], ...options }) {
    const { index, key = "", fields = [], capabilities, synonyms } = this.#description;
    const column = (/** @type {string} */ name) => fields.find((field) => field.name === name)?.column ?? (COLUMNS.includes(name) ? name : `fields.${name}`);
    const named = (/** @type {string} */ name) => ({ name, column: column(name) });
    const [by, way] = sort?.trim().split(/\s+/) ?? [];
    return { ...options, ...sorted(options, column, fields.flatMap(({ name, facet }) => (capabilities.facets && facet ? name : []))), index, key, capabilities, synonyms, sort: by ? { column: column(by), desc: way === "desc" } : undefined, facets: facets.map(named), fields: fields.filter(({ name }) => !COLUMNS.includes(name)).map(({ name }) => named(name)) };
  }

  /** @type {Provider["search"]} */
  async search(_query, options, signal) {
    const asked = this.#asked(options);
    const { path, headers, body } = this.#adapter.request(asked);
    const url = new URL(path, this.#endpoint);
    if (!url.href.startsWith(this.#endpoint)) throw fault("provider", `${url.href} is not below the endpoint.`);
    try {
      /** @type {RequestInit} */
      const post = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
      // An answer belongs to this visitor and this moment: no cache keeps it.
      const response = await fetch(url, { ...post, cache: "no-store", headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers }, redirect: "error", signal });
      return this.#adapter.read(await json(response), asked);
    } catch (cause) {
      signal?.throwIfAborted();
      // The key is no secret, and still belongs in no report.
      throw fault("provider", `${url.origin}${url.pathname} can't be used: ${cause instanceof Error ? cause.message : cause}`);
    }
  }
}

/**
 * The clauses of a query: those that a page must match, with their alternatives, those that it must not match, and conditions on its fields.
 * @param {import("./findling.d.ts").ProviderOptions} options
 * @param {(name: string) => string} column
 * @param {string[]} filterable the fields that the engine can filter by
 */
function sorted({ clauses = [], filters = {} }, column, filterable) {
  /** @type {import("./internal.d.ts").AskedClause[][]} */
  const all = [];
  /** @type {import("./internal.d.ts").AskedClause[]} */
  const none = [];
  const pairs = Object.entries(filters);
  /** Whether the clause before is one of words that others can be alternatives of. */
  let joins = false;
  clauses.forEach(({ role, field = "", text, words, or }, i) => {
    const phrase = role.endsWith("phrase");
    const not = role.startsWith("not");
    if (field && !/^(title|heading)$/.test(field)) {
      if (filterable.includes(field)) {
        const before = clauses[i - 1];
        // `topic:a OR topic:b`: one of the values.
        if (or && !not && before.field === field && !before.role.startsWith("not")) pairs.push([field, /** @type {any} */ ([pairs.pop()?.[1], text].flat())]);
        else pairs.push([field, not ? { not: text } : text]);
        joins = false;
        return;
      }
      // The engine can't filter by this field, so its name is a word.
      if (!phrase) words = [field, ...words];
      field = "";
    }
    if (!words.length) return;
    const clause = { field: field && (field === "title" ? field : "headings"), phrase, text: phrase ? words.join(" ") : text, words, open: role === "words" && i === clauses.length - 1 && !text.at(-1)?.match(UNSPACED) };
    if (not) none.push(clause);
    else if (or && joins) all[all.length - 1].push(clause);
    else all.push([clause]);
    joins ||= !not;
  });
  const where = pairs.map(([name, filter]) => {
    const { not, from, to } = /** @type {any} */ (Object(filter));
    const values = from === undefined && to === undefined ? [not ?? filter].flat().map(String) : [];
    return { column: column(name), values, not: not !== undefined, from, to };
  });
  return { all, none, where };
}
