// @ts-check
/** What outlives a page view: the query in the address, and the recent searches, kept in this browser and nowhere else. */

const KEY = "findling:recent";
const MOST = 6;

/** @returns {string[]} newest first */
export function recent() {
  try {
    const list = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(list) ? list.filter((query) => typeof query === "string").slice(0, MOST) : [];
  } catch {
    // Storage can be forbidden, full or somebody else's: then there is none.
    return [];
  }
}

/**
 * @param {string} query
 * @param {boolean} [keep] false forgets it
 */
export function remember(query, keep = true) {
  const list = recent().filter((other) => other !== query);
  if (keep && query.length <= 200) list.unshift(query);
  try {
    localStorage.setItem(KEY, JSON.stringify(list.slice(0, MOST)));
  } catch {
    // As above.
  }
}

/** @type {Map<string, object>} Which box of a page owns a parameter of the address: the first that asks. */
const owners = new Map();

/** A parameter of the page's address. */
export class Address {
  #name;
  /** @param {string} name */
  constructor(name) {
    this.#name = name;
    if (!owners.has(name)) owners.set(name, this);
  }

  /** The parameter that goes with it and says more. @param {string} more */
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
   * @param {boolean} push whether the state before stays reachable by Back
   */
  write(value, push) {
    if (!this.owned || value === this.read()) return;
    const url = new URL(location.href);
    if (value) url.searchParams.set(this.#name, value);
    else url.searchParams.delete(this.#name);
    try {
      history[push ? "pushState" : "replaceState"](history.state, "", url);
    } catch {
      // Browsers limit how often a page may do this; the next change of the query tries again.
    }
  }

  release() {
    if (this.owned) owners.delete(this.#name);
  }
}
