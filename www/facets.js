// @ts-check
/**
 * Filters with counts, and the sort order, of `<findling-results>`. The page's address contains the choices, so that a visitor can share
 * them and go back. The counts are pages found. In a field with a choice they are the pages that another choice would find.
 */
import { extra } from "./extra.js";

/** Fields that are only offered if the attribute names them: nearly every page has a value of its own. */
const SINGULAR = ["alias", "date", "subtitle", "description", "image"];
/** Maximum number of values listed per field. */
const MOST = 60;
/** A corpus with fewer pages needs no filters. */
const FEW = 12;
/** A field that the attribute does not name is offered if a value has at least this many pages on average. */
const SHARED = 1.5;

/** @typedef {{ name: string, label: string, details: HTMLDetailsElement, chosen: HTMLElement, list: HTMLElement, rows: Map<string, Row> }} Field */
/** @typedef {{ label: HTMLLabelElement, box: HTMLInputElement, count: HTMLElement }} Row */

export class Facets {
  #box;
  #kit;
  #words;
  /** @type {Map<string, Set<string>>} */
  #chosen = new Map();
  #sort = "";
  /** @type {Field[]} */
  #fields = [];
  /** @type {HTMLSelectElement | undefined} */
  #select;
  #chips;
  /** @type {unknown} */
  #drawn;

  /**
   * @param {import("./internal.d.ts").FindlingBox} box
   * @param {import("./internal.d.ts").Kit} kit
   */
  static async of(box, kit) {
    return new Facets(box, kit, await extra(box));
  }

  /**
   * @param {import("./internal.d.ts").FindlingBox} box
   * @param {import("./internal.d.ts").Kit} kit
   * @param {import("./findling.d.ts").Words<import("./findling.d.ts").ExtraStrings>} words
   */
  constructor(box, kit, words) {
    this.#box = box;
    this.#kit = kit;
    this.#words = words;
    this.#chips = kit.make("div", { class: "chips chosen", part: "chosen" });
    box.shadowRoot.adoptedStyleSheets = [...box.shadowRoot.adoptedStyleSheets.slice(0, 1), looks()];
    const close = (/** @type {Event} */ event) => {
      for (const { details } of this.#fields) if (!event.composedPath().includes(details)) details.open = false;
    };
    document.addEventListener("pointerdown", close, { signal: box.signal });
    box.tools.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && close(/** @type {any} */ ({ composedPath: () => path(relatedTarget) })), { signal: box.signal });
    box.tools.addEventListener("keydown", (event) => this.#key(event), { signal: box.signal });
  }

  /** Reads the choices from the address and searches with them. */
  read() {
    const { address, session } = this.#box;
    if (!session.index) return;
    if (!this.#fields.length && !this.#select) this.#build(session.index.about);
    const { searchParams } = new URL(location.href);
    const own = address.owned && !this.#box.hasAttribute("no-url");
    for (const { name } of this.#fields) this.#chosen.set(name, new Set(own ? searchParams.getAll(address.name(name)) : []));
    const sort = (own && searchParams.get(address.name("sort"))) || "";
    this.#sort = has(session.index.about, sort) ? sort : "";
    this.#ask();
  }

  /** Draws the counts of the current answer. */
  async draw() {
    const { session, tools } = this.#box;
    const { results, index, query } = session;
    if (results === this.#drawn) return;
    this.#drawn = results;
    const any = [...this.#chosen.values()].some((values) => values.size);
    if (!results || (!results.total && !any)) {
      tools.hidden = true;
      return;
    }
    this.#name();
    /** @type {Record<string, [value: string, pages: number][]>} */
    const facets = { ...results.facets };
    for (const [name, values] of this.#chosen) {
      if (!values.size) continue;
      const { [name]: _, ...filters } = this.#filters();
      facets[name] = (await index.search(query, { limit: 0, facets: [name], filters })).facets[name] ?? [];
    }
    if (session.results !== results) return;
    for (const field of this.#fields) this.#count(field, facets[field.name] ?? []);
    tools.hidden = !this.#select && this.#fields.every(({ details }) => details.hidden);
  }

  /** @param {import("./findling.d.ts").IndexAbout} about */
  #build(about) {
    const { make } = this.#kit;
    const words = this.#words;
    const asked = this.#box.getAttribute("facets");
    const small = about.pages < FEW;
    const own = [...(about.langs.length > 1 ? ["lang"] : []), ...(about.fields.includes("date") ? ["year"] : []), ...about.fields.filter((name) => !SINGULAR.includes(name))];
    const names = asked?.trim() ? listed(asked) : asked === null || small ? [] : [...new Set(own)].map((name) => [name]);
    this.#fields = names.filter(([name]) => name !== "title" && has(about, name, "facets")).map(([name, label = labelOf(words, name)]) => {
      const chosen = make("span", { class: "number" });
      const list = make("div", { role: "group", class: "panel", part: "panel", "aria-label": label });
      const details = make("details", { class: "facet", part: "facet", name: "findling-facet" }, make("summary", { part: "facet-name" }, label, " ", chosen), list);
      return { name, label, details, chosen, list, rows: new Map() };
    });
    const asks = this.#box.getAttribute("sorts") ?? (about.fields.includes("date") && !small ? "date desc, date" : "");
    const said = /** @type {Record<string, string>} */ ({ "date desc": words.say("newest"), date: words.say("oldest"), title: words.say("title") });
    const sorts = listed(asks).filter(([sort]) => has(about, sort)).map(([sort, label = said[sort] ?? sort]) => make("option", { value: sort }, label));
    if (sorts.length) {
      const change = () => {
        this.#sort = this.#select?.value ?? "";
        this.#change();
      };
      this.#select = make("select", { part: "sort", "aria-label": words.say("sort"), change }, make("option", { value: "" }, words.say("best")), ...sorts);
    }
    const bar = make("div", { class: "facets", role: "group", "aria-label": words.say("filters") }, ...this.#fields.map(({ details }) => details), ...(this.#select ? [this.#select] : []));
    this.#box.tools.replaceChildren(bar, this.#chips);
  }

  /**
   * @param {Field} field
   * @param {[value: string, pages: number][]} counts
   */
  #count({ name, details, list, rows }, counts) {
    const chosen = this.#chosen.get(name) ?? new Set();
    const all = new Map([...[...chosen].map((value) => /** @type {[string, number]} */ ([value, 0])), ...counts.slice(0, MOST)]);
    const pages = counts.reduce((sum, [, pages]) => sum + pages, 0);
    details.hidden = !chosen.size && (all.size < 2 || (!this.#box.getAttribute("facets")?.trim() && pages < SHARED * all.size));
    const order = name === "year" ? [...all].sort(([a], [b]) => (a < b ? 1 : -1)) : [...all];
    const focused = /** @type {HTMLElement | null} */ (this.#box.shadowRoot.activeElement);
    const labels = order.map(([value, having]) => {
      const { label, box, count } = rows.get(value) ?? this.#row(name, value, rows);
      box.checked = chosen.has(value);
      count.textContent = this.#words.number(having);
      return label;
    });
    list.replaceChildren(...labels);
    // An element that is moved in the document loses the focus.
    if (focused && list.contains(focused)) focused.focus();
  }

  /**
   * @param {string} name
   * @param {string} value
   * @param {Map<string, Row>} rows
   */
  #row(name, value, rows) {
    const { make } = this.#kit;
    const change = () => {
      const chosen = this.#chosen.get(name);
      if (!chosen?.delete(value)) chosen?.add(value);
      this.#change();
    };
    const box = make("input", { type: "checkbox", change });
    const count = make("span", { class: "count" });
    const label = make("label", { class: "value" }, box, make("span", { dir: "auto" }, valueOf(this.#words, name, value)), count);
    const row = { label, box, count };
    rows.set(value, row);
    return row;
  }

  /** Shows the choices: their number on every field, and below the fields a button per value that removes it. */
  #name() {
    const { make, icon, CROSS } = this.#kit;
    const words = this.#words;
    const chips = [];
    for (const { name, chosen } of this.#fields) {
      const values = [...(this.#chosen.get(name) ?? [])];
      chosen.textContent = values.length ? words.number(values.length) : "";
      for (const value of values) {
        const text = valueOf(words, name, value);
        const click = () => this.#take(() => this.#chosen.get(name)?.delete(value));
        chips.push(make("button", { type: "button", class: "chip", part: "chip", "aria-label": words.say("forget", { q: text }), click }, text, icon(CROSS)));
      }
    }
    const click = () => this.#take(() => this.#chosen.forEach((values) => values.clear()));
    if (chips.length > 1) chips.push(make("button", { type: "button", class: "help", click }, words.say("reset")));
    this.#chips.replaceChildren(...chips);
    if (this.#select) this.#select.value = this.#sort;
  }

  /** Runs the action of a button that disappears with it. @param {() => void} take */
  #take(take) {
    take();
    this.#box.input.focus();
    this.#change();
  }

  /** Writes the visitor's choices to the address and searches with them. */
  #change() {
    const { address } = this.#box;
    if (address.owned && !this.#box.hasAttribute("no-url")) {
      const url = new URL(location.href);
      for (const [name, values] of this.#chosen) {
        url.searchParams.delete(address.name(name));
        for (const value of values) url.searchParams.append(address.name(name), value);
      }
      url.searchParams.delete(address.name("sort"));
      if (this.#sort) url.searchParams.set(address.name("sort"), this.#sort);
      history.pushState(history.state, "", url);
    }
    this.#ask();
  }

  #ask() {
    this.#box.session.choose({ filters: this.#filters(), sort: this.#sort || undefined, facets: this.#fields.map(({ name }) => name) });
  }

  #filters() {
    return Object.fromEntries([...this.#chosen].filter(([, values]) => values.size).map(([name, values]) => [name, [...values]]));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const open = this.#fields.find(({ details }) => details.open)?.details;
    if (event.key !== "Escape" || !open) return;
    event.preventDefault();
    event.stopPropagation();
    open.open = false;
    open.querySelector("summary")?.focus();
  }
}

/**
 * Whether a corpus can be sorted and filtered by a field. An attribute or an old address may name one that it lacks.
 * @param {import("./findling.d.ts").IndexAbout} about
 * @param {string} sort a field, with or without a direction
 * @param {"facets" | "sort"} [kind] a search engine may be able to do one and not the other
 */
function has({ fields, capabilities }, sort, kind = /** @type {"facets" | "sort"} */ ("sort")) {
  const name = sort.split(" ")[0];
  const able = capabilities?.[kind] ?? true;
  if (able !== true) return able && able.includes(name);
  return ["lang", "title", ...fields].includes(name) || (name === "year" && fields.includes("date"));
}

/**
 * Parses a list such as `name=label, name`.
 * @param {string} text
 */
const listed = (text) => text.split(",").map((item) => item.split("=").map((part) => part.trim())).filter(([name]) => name);

/**
 * @param {import("./findling.d.ts").Words<import("./findling.d.ts").ExtraStrings>} words
 * @param {string} name
 */
const labelOf = (words, name) => (name === "lang" || name === "year" ? words.say(name) : name.replace(/^\p{L}/u, (first) => first.toLocaleUpperCase(words.lang)));

/**
 * @param {import("./findling.d.ts").Words<import("./findling.d.ts").ExtraStrings>} words
 * @param {string} name
 * @param {string} value
 */
function valueOf({ lang }, name, value) {
  try {
    return (name === "lang" && new Intl.DisplayNames(lang, { type: "language" }).of(value)) || value;
  } catch {
    // Not a language tag: shown as it is.
    return value;
  }
}

/** @param {EventTarget} target */
function path(target) {
  const nodes = [];
  for (let node = /** @type {Node | null} */ (target); node; node = node.parentNode) nodes.push(node);
  return nodes;
}

/** @type {CSSStyleSheet | undefined} */
let shared;

function looks() {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(`
.tools { padding: .625rem .25rem 0 }
.facets { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center }
.facet { position: relative }
summary, select { display: flex; align-items: center; gap: .375rem; min-block-size: 2.75rem; padding-inline: .875rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: var(--text); font: inherit; font-size: .9375rem; cursor: pointer; list-style: none }
summary::-webkit-details-marker { display: none }
summary::after { content: ""; inline-size: .4rem; block-size: .4rem; border: solid var(--quiet); border-width: 0 2px 2px 0; transform: translateY(-.1rem) rotate(45deg) }
summary:hover, select:hover, [open] > summary { border-color: var(--accent) }
select { margin-inline-start: auto; max-inline-size: 100% }
.number:not(:empty) { min-inline-size: 1.375rem; padding-inline: .375rem; border-radius: 1rem; background: var(--accent); color: var(--surface); font-size: .8125rem; text-align: center; font-variant-numeric: tabular-nums }
.panel { position: absolute; inset-block-start: calc(100% + .25rem); inset-inline-start: 0; z-index: 5; min-inline-size: 14rem; max-inline-size: min(22rem, 90vw); max-block-size: min(22rem, 60vh); overflow: auto; padding: .25rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); box-shadow: 0 1rem 3rem rgb(0 0 0 / .18) }
.value { display: flex; align-items: center; gap: .625rem; min-block-size: 2.75rem; padding-inline: .625rem; border-radius: calc(var(--radius) / 2); cursor: pointer }
.value:hover { background: var(--active) }
.value :nth-child(2) { flex: 1; min-inline-size: 0 }
.value input { appearance: auto; flex: none; inline-size: 1.125rem; block-size: 1.125rem; accent-color: var(--accent) }
.value input:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.chosen { padding-block-start: .5rem }
.chosen:empty { display: none }
.chosen .chip { display: flex; align-items: center; gap: .375rem }
.chosen svg { inline-size: 1rem }
@media (max-width: 40rem) { select { margin: 0 } .panel { position: fixed; inset: auto 0 0; max-inline-size: none; max-block-size: 70vh; border-radius: var(--radius) var(--radius) 0 0; padding-block-end: max(.5rem, env(safe-area-inset-bottom)) } }
`);
  }
  return shared;
}
