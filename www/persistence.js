// @ts-check
/** State that outlives a page view: the query in the address, and the recent searches, which are stored only in this browser. */

const KEY = "findling:recent";
/** Longer queries are not written to the address, in UTF-16 units. */
const LONGEST = 500;
/** Maximum number of recent searches. */
const MOST = 6;

/** @returns {string[]} newest first */
export function recent() {
  try {
    const list = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(list) ? list.filter((query) => typeof query === "string").slice(0, MOST) : [];
  } catch {
    // Storage may be forbidden, or contain something else: then there are no recent searches.
    return [];
  }
}

/**
 * @param {string} query
 * @param {boolean} [keep] false removes it
 */
export function remember(query, keep = true) {
  const list = recent().filter((other) => other !== query);
  if (keep && query.length <= 200) list.unshift(query);
  try {
    localStorage.setItem(KEY, JSON.stringify(list.slice(0, MOST)));
  } catch {
    // Storage may be forbidden or full.
  }
}

/** @type {Map<string, object>} The box that owns each parameter of the address: the first that claims it. */
const owners = new Map();

/** A parameter of the page's address. */
export class Address {
  #name;
  #fixed;
  /**
   * @param {string} name
   * @param {boolean} fixed whether the address never changes
   */
  constructor(name, fixed) {
    this.#name = name;
    this.#fixed = fixed;
    if (!owners.has(name)) owners.set(name, this);
  }

  /** The name of an additional parameter: `q.sort`. @param {string} more */
  name(more) {
    return `${this.#name}.${more}`;
  }

  get owned() {
    return owners.get(this.#name) === this;
  }

  read() {
    return (this.owned && new URL(location.href).searchParams.get(this.#name)) || "";
  }

  /**
   * @param {string} value
   * @param {boolean} push whether Back leads to the previous state
   * @param {object} [state] added to the state of the entry
   */
  write(value, push, state) {
    if (this.#fixed || !this.owned || value.length >= LONGEST || value === this.read()) return;
    const url = new URL(location.href);
    if (value) url.searchParams.set(this.#name, value);
    else url.searchParams.delete(this.#name);
    try {
      history[push ? "pushState" : "replaceState"](state ? { ...history.state, ...state } : history.state, "", url);
    } catch {
      // Browsers limit how often a page may change its address. The next change of the query tries again.
    }
  }

  release() {
    if (this.owned) owners.delete(this.#name);
  }
}
