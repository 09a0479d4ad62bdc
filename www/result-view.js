// @ts-check
/** Draws results: pages with their passages, notes about a relaxed answer, completions, recent searches and examples. */
import { CROSS, DOTS, icon, make, marked, PHONE } from "./dom.js";
import { link } from "./link.js";

const OPTION = { role: "option", tabindex: "-1", "aria-selected": "false" };
const PAGE = "M6 3h8l4 4v14H6zM14 3v4h4";
const HEADING = "M9 5L7 19M17 5l-2 14M5 9.5h14M4 14.5h14";
/** Number of passages that a page shows until it is expanded. */
export const SHOWN = 2;
/** Length of the text before the first mark of an excerpt of one line, in UTF-16 units. */
const LEAD = 24;
/**
 * Maximum length of the text before the first mark of an excerpt of two lines, in UTF-16 units: on a wide screen, on a phone. Half of it for
 * Chinese, Japanese and Korean, whose characters are twice as wide.
 */
const LEADS = [144, 56];
/** Metadata that is shown beside a title even without a match. */
const BESIDE = ["authors", "author", "date"];

/** @typedef {import("./findling.d.ts").Page} Page */

/**
 * @typedef {object} Look
 * @property {import("./i18n.js").Words} words
 * @property {string} base the address that results are relative to
 * @property {string} query added to the addresses of results
 * @property {number} depth number of folders that the addresses of all pages share
 * @property {boolean} options whether the links are options of a listbox
 * @property {import("./findling.d.ts").Render} [render] the owner's function that draws a page
 * @property {(page: Page, button: HTMLElement) => void} [details] shows more about a page
 * @property {(page: Page, button: HTMLElement) => void} rest shows the other passages of a page
 */

/**
 * @param {Page} page
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
  const count = make("span", { class: "count", part: "count" }, page.count === undefined ? "" : words.say("places", { n: page.count }));
  const title = make("a", { ...role, class: "title", href: link(page.url, base, query) }, icon(PAGE), name);
  const facts = drawFacts(page, look.depth);
  const passages = page.passages.slice(0, SHOWN).map((passage, i) => drawPassage(page, passage, look, i > 0 || id !== "page-0"));
  const more = page.matching - passages.length;
  if (more > 0) {
    const rest = { class: "rest", part: "rest", lang: words.lang, click: (/** @type {Event} */ event) => look.rest(page, /** @type {HTMLElement} */ (event.currentTarget)) };
    const text = words.say("rest", { n: more });
    passages.push(options ? make("div", { ...OPTION, ...rest }, text) : make("button", { type: "button", ...rest }, text));
  }
  if (options) {
    title.append(...facts, count);
    return make("div", { role: "group", "aria-labelledby": id, class: "page", part: "page", lang }, title, ...passages);
  }
  const say = words.say("details");
  const about = details
    ? [make("button", { type: "button", class: "about", part: "about", lang: words.lang, title: say, "aria-label": `${say}: ${page.title}`, "aria-expanded": "false", click: (/** @type {Event} */ event) => details(page, /** @type {HTMLElement} */ (event.currentTarget)) }, icon(DOTS))]
    : [];
  return make("li", { class: "page", part: "page", lang }, make("div", { class: "top" }, make("h2", {}, title), ...facts, count, ...about), ...passages);
}

/** The folders in the address of a page that people can read. @param {Page} page */
const foldersOf = ({ url }) => url.replace(/[?#].*|^\w+:\/\/[^/]*/g, "").split("/").slice(0, -1).filter((part) => /^[^.%]/.test(part));

/**
 * 1 if all addresses begin with the same folder, which then says nothing about a page.
 * @param {Page[]} pages
 */
export const sharedDepth = (pages) => +pages.every((page) => foldersOf(page)[0] === foldersOf(pages[0])[0]);

/**
 * Number of pages from the first to the last that the pointer is over, or that has the focus or is selected.
 * @param {HTMLElement} [list]
 */
export const heldPages = (list) => [...(list?.querySelectorAll(":scope > .page") ?? [])].findLastIndex((page) => page.matches(":hover, :focus-within") || page.querySelector("[aria-selected=true]")) + 1;

/**
 * The quiet line beside a title: the page's folder, its author and date, and metadata with a match.
 * @param {Page} page
 * @param {number} depth
 */
function drawFacts(page, depth) {
  const { meta, metaMarks } = page;
  const folders = foldersOf(page).slice(depth);
  const facts = folders.length ? [make("span", { part: "section", dir: "auto" }, shortened(folders))] : [];
  for (const [field, values] of Object.entries(meta)) {
    const beside = BESIDE.includes(field);
    const label = beside || field === "alias" ? "" : `${field[0].toUpperCase()}${field.slice(1)}: `;
    values.forEach((value, i) => {
      const marks = metaMarks[field]?.[i] ?? [];
      if (beside || marks[0]) facts.push(make("span", { class: field, part: "meta", dir: "auto" }, label, ...marked(value, marks)));
    });
  }
  return facts.length ? [make("span", { class: "facts" }, ...facts)] : [];
}

/**
 * @param {Page} page
 * @param {import("./findling.d.ts").Passage} passage
 * @param {Look} look
 * @param {boolean} [brief] whether the excerpt begins near its first mark, because there is room for one line
 */
export function drawPassage(page, passage, { base, query, options }, brief) {
  const { heading, headingMarks } = passage;
  // Without a heading, the path may still have the label of a site.
  const path = passage.path.slice(0, heading ? -1 : undefined).filter((text) => text && text !== page.title);
  const named = heading && heading !== page.title ? [icon(HEADING), make("span", { part: "heading", dir: "auto" }, ...marked(heading, headingMarks))] : [];
  if (path[0]) named.push(make("span", { class: "path", part: "path", dir: "auto" }, shortened(path)));
  const line = named[0] ? [make("span", { class: "heading" }, ...named)] : [];
  return make(
    "a",
    { ...(options ? OPTION : {}), class: "passage", part: "passage", href: link(passage.url, base, query, passage) },
    ...line,
    make("span", { class: "text", part: "excerpt", dir: "auto" }, ...fromMark(passage, brief)),
  );
}

/**
 * An excerpt whose first mark is visible: if that is far from the start, from a little before it on, at a space if there is one.
 * @param {import("./findling.d.ts").Passage} passage
 * @param {boolean} [brief] whether there is room for one line
 */
function fromMark({ text, marks, headingMarks }, brief) {
  const [at = 0] = marks[0] ?? [];
  const lead = brief ? LEAD : LEADS[+!!PHONE?.matches] / (text[at] > "⺀" ? 2 : 1);
  // A heading with a mark shows the match already.
  if (at < lead || (!brief && headingMarks[0])) return marked(text, marks);
  const space = text.indexOf(" ", at - lead) + 1;
  let from = space && space <= at ? space : at - lead / 2;
  // A mark may begin with a sign: `.NET`.
  while (from < at && /[\s\p{P}]/u.test(text[from])) from += 1;
  return ["…", ...marked(text.slice(from), marks.map(([start, end]) => [start - from, end - from]))];
}

/** The names on a way, without those in its middle. @param {string[]} names */
const shortened = (names) => (names.length > 2 ? [names[0], "…", names[names.length - 1]] : names).join(" › ");

/**
 * Completions as options of a listbox.
 * @param {string[]} texts
 * @param {import("./i18n.js").Words} words
 * @param {(query: string) => void} ask
 */
export function drawCompletions(texts, words, ask) {
  const chips = texts.map((text) => make("div", { ...OPTION, class: "chip", part: "chip", dir: "auto", click: () => ask(text) }, text));
  return chips.length ? [make("div", { role: "group", "aria-label": words.say("complete"), "data-last": true, class: "chips complete", part: "completions" }, ...chips)] : [];
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
  return make("ul", { class: "recent", part: "recent" }, ...rows);
}

/**
 * Queries as buttons in a row.
 * @param {string[]} queries
 * @param {(query: string) => void} ask
 * @param {string} [also] another class
 */
export const drawChips = (queries, ask, also = "") => queries.map((query) => make("button", { type: "button", class: `chip ${also}`, part: "chip", dir: "auto", click: () => ask(query) }, query));

/**
 * The option that Enter opens: the first page's best passage, or its title if that has the whole query.
 * @param {Element} list
 * @param {import("./findling.d.ts").Results | null} [results]
 */
export function bestOption(list, results) {
  const page = list.querySelector(".page");
  const first = results?.pages[0];
  const covers = first && first.titleMarks.reduce((sum, [start, end]) => sum + end - start, 0) >= results.query.replace(/\s/g, "").length;
  return /** @type {HTMLElement | null} */ ((covers ? null : page?.querySelector(".passage")) ?? page?.querySelector("[role=option]") ?? null);
}

/**
 * The first line above the results: how many there are.
 * @param {import("./findling.d.ts").Answer} results
 * @param {import("./i18n.js").Words} words
 */
export function summary({ query, total, count, atMost, approximate }, words) {
  if (!total) return words.say("none", { q: query.length > 60 ? `${query.slice(0, 60)}…` : query });
  const pages = words.say("pages", { n: total });
  if (atMost || approximate) return words.say(atMost ? "most" : "about", { pages });
  return count === undefined ? pages : words.sum(count, total);
}

/**
 * @param {import("./findling.d.ts").Results} results
 * @param {import("./i18n.js").Words} words
 * @param {(query: string) => void} ask
 */
export function drawNotes(results, words, ask) {
  const { query, total, relaxed, missing, excluded } = results;
  const lines = relaxed.map(({ kind, from, to }) => words.say(kind, { from, to }));
  // The summary already names a query of unknown words.
  if (missing.length && (total || missing.join(" ") !== query.toLowerCase())) lines.push(words.say("missing", { words: missing.join(" · ") }));
  if (excluded.length) lines.push(words.say("excluded", { words: excluded.join(" · ") }));
  const notes = lines.map((line) => make("p", {}, line));
  // A correction keeps the other words. It begins with the letter of the word that it replaces.
  const corrected = results.suggestions.map((to) => {
    const word = missing.find((word) => word[0] === to[0]) ?? query;
    return query.toLowerCase().includes(word) ? query.toLowerCase().replace(word, to) : to;
  });
  if (corrected[0]) notes.push(make("p", { class: "chips" }, `${words.say("suggest")} `, ...drawChips(corrected, ask)));
  return notes;
}
