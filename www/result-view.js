// @ts-check
/** Draws results: pages with their passages, notes about a relaxed answer, completions and recent searches. */
import { CROSS, DOTS, icon, make, marked } from "./dom.js";
import { link } from "./link.js";

const OPTION = { role: "option", tabindex: "-1", "aria-selected": "false" };

/**
 * @typedef {object} Look
 * @property {import("./i18n.js").Words} words
 * @property {string} base the address that results are relative to
 * @property {string} query added to the addresses of results
 * @property {boolean} options whether the links are options of a listbox
 * @property {import("./findling.d.ts").Render} [render] the owner's function that draws a page
 * @property {(page: import("./findling.d.ts").Page, button: HTMLElement) => void} [details] shows more about a page
 */

/**
 * @param {import("./findling.d.ts").Page} page
 * @param {string} id unique in the shadow tree
 * @param {Look} look
 */
export function drawPage(page, id, look) {
  const { words, base, query, options, details } = look;
  const role = options ? OPTION : {};
  const lang = page.lang || undefined;
  const own = look.render?.(page, { link: (passage) => link((passage ?? page).url, base, query, passage), marked });
  if (own) {
    const drawn = make(options ? "div" : "li", { class: "page", part: "page", lang }, own);
    if (options) for (const part of drawn.querySelectorAll("a[href]")) for (const [name, value] of Object.entries(OPTION)) part.setAttribute(name, value);
    return drawn;
  }
  const name = make("span", { id, class: "name", part: "title", dir: "auto" }, ...marked(page.title, page.titleMarks));
  const count = make("span", { class: "count", part: "count" }, words.say("places", { n: page.count }));
  const title = make("a", { ...role, class: "title", href: link(page.url, base, query) }, name);
  const metadata = Object.entries(page.metaMarks).flatMap(([field, values]) =>
    values.flatMap((marks, i) => (marks[0] ? make("span", { class: "path", part: "meta", dir: "auto" }, field[0].toUpperCase() + field.slice(1) + ": ", ...marked(page.meta[field][i], marks)) : [])),
  );
  const passages = page.passages.map((passage, i) => {
    const path = passage.path.filter((heading) => heading && heading !== page.title);
    return make(
      "a",
      { ...role, class: "passage", part: "passage", href: link(passage.url, base, query, passage) },
      ...(i ? [] : metadata),
      ...(path.length ? [make("span", { class: "path", part: "path", dir: "auto" }, path.join(" › "))] : []),
      make("span", { class: "text", part: "excerpt", dir: "auto" }, ...marked(passage.text, passage.marks)),
    );
  });
  if (!passages[0]) title.append(...metadata);
  if (options) {
    title.append(count);
    return make("div", { role: "group", "aria-labelledby": id, class: "page", part: "page", lang }, title, ...passages);
  }
  const say = words.say("details");
  const about = details
    ? [make("button", { type: "button", class: "about", part: "about", lang: words.lang, title: say, "aria-label": `${say}: ${page.title}`, "aria-expanded": "false", click: (/** @type {Event} */ event) => details(page, /** @type {HTMLElement} */ (event.currentTarget)) }, icon(DOTS))]
    : [];
  return make("li", { class: "page", part: "page", lang }, make("div", { class: "top" }, make("h2", {}, title), count, ...about), ...passages);
}

/**
 * Completions as options of a listbox.
 * @param {string[]} texts
 * @param {import("./i18n.js").Words} words
 * @param {(query: string) => void} ask
 */
export function drawCompletions(texts, words, ask) {
  const chips = texts.map((text) => make("div", { ...OPTION, class: "chip", part: "chip", dir: "auto", click: () => ask(text) }, text));
  return chips.length ? [make("div", { role: "group", "aria-label": words.say("complete"), class: "chips complete", part: "completions" }, ...chips)] : [];
}

/**
 * Recent searches, each with a button that repeats it and one that removes it.
 * @param {string[]} queries
 * @param {import("./i18n.js").Words} words
 * @param {(query: string) => void} ask
 * @param {(query: string) => void} forget
 */
export function drawRecent(queries, words, ask, forget) {
  const rows = queries.map((query) =>
    make(
      "li",
      {},
      make("button", { type: "button", class: "again", click: () => ask(query) }, query),
      make("button", { type: "button", class: "forget", "aria-label": words.say("forget", { q: query }), click: () => forget(query) }, icon(CROSS)),
    ),
  );
  return [make("p", { class: "head" }, words.say("recent")), make("ul", { class: "recent", part: "recent" }, ...rows)];
}

/**
 * The link that Enter opens if no result is chosen: the first page if its title matches, otherwise its best passage.
 * @param {Element} list
 */
export function bestLink(list) {
  const page = list.querySelector(".page");
  return /** @type {HTMLAnchorElement | null} */ (page?.querySelector(".title:has(mark)") ?? page?.querySelector(".passage") ?? page?.querySelector(".title") ?? null);
}

/**
 * @param {import("./findling.d.ts").Results} results
 * @param {import("./i18n.js").Words} words
 * @param {(query: string) => void} ask
 */
export function drawNotes(results, words, ask) {
  const lines = results.relaxed.map(({ kind, from, to }) => words.say(kind, { from, to }));
  // The first line already names a query that is one unknown word.
  if (results.missing.length && (results.total || results.missing[0] !== results.query)) lines.push(words.say("missing", { words: results.missing.join(" · ") }));
  if (!results.total) lines.unshift(words.say("none", { q: shorten(results.query) }));
  const notes = lines.map((line) => make("p", {}, line));
  if (results.suggestions.length) {
    notes.push(make("p", { class: "chips" }, `${words.say("suggest")} `, ...results.suggestions.map((to) => make("button", { type: "button", class: "chip", part: "chip", click: () => ask(to) }, to))));
  }
  return notes;
}

/** @param {string} query */
const shorten = (query) => (query.length > 60 ? `${query.slice(0, 60)}…` : query);
