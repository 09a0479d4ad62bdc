// @ts-check
/**
 * `<findling-marks>`: marks the query's words on a page that a result led to, and lets the visitor go from mark to mark. On other pages
 * it loads nothing and shows nothing.
 */
import { BACK, complain, CROSS, FindlingError, icon, make, sheet, words } from "./findling.js";
import { extra } from "./extra.js";
import { mark } from "./highlight.js";

export { mark };

/** The element: a bar with buttons for the previous and the next mark. */
export class FindlingMarks extends HTMLElement {
  /** @type {AbortController | undefined} */
  #life;
  /** @type {import("./highlight.js").Marks | undefined} */
  #marks;

  #unlisten = new AbortController();

  connectedCallback() {
    this.#unlisten = new AbortController();
    document.addEventListener("click", (event) => this.#follow(event), { signal: this.#unlisten.signal });
    const query = this.#query(location.href);
    // A search page's own address has the query, and so has a page that a visitor searched from.
    if (query && !document.querySelector("findling-results") && !history.state?.findling) this.show(query);
  }

  disconnectedCallback() {
    this.#unlisten.abort();
    this.clear();
  }

  /** The query in an address. @param {string} address */
  #query(address) {
    return new URL(address).searchParams.get(this.getAttribute("param") ?? "q")?.trim();
  }

  /** Marks the words after a click on a result that leads to this same page, which loads nothing. @param {MouseEvent} event */
  #follow(event) {
    const path = event.composedPath();
    const link = path.find((node) => node instanceof HTMLAnchorElement);
    const found = path.some((node) => node instanceof Element && /^findling-(search|results)$/.test(node.localName));
    if (!link || !found || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const { href } = /** @type {HTMLAnchorElement} */ (link);
    const query = this.#query(href);
    if (query && href.split("#")[0] === location.href.split("#")[0]) this.show(query);
  }

  /**
   * Marks a query's words.
   * @param {string} query
   * @param {Element | null} [place] the element at or after which the first mark is chosen. Default: the element that the address names.
   */
  async show(query, place) {
    this.clear();
    this.#life = new AbortController();
    const { signal } = this.#life;
    try {
      const tag = this.closest("[lang]")?.getAttribute("lang") ?? "en";
      const root = document.querySelector(this.getAttribute("for") ?? "main, article") ?? document.body;
      const say = words(tag).then((words) => extra({ words }));
      const marks = await mark(query, { root, src: this.getAttribute("src") ?? undefined, integrity: this.getAttribute("integrity") ?? undefined, signal });
      if (signal.aborted) return marks.clear();
      this.#marks = marks;
      this.#draw(query, await say, signal, place);
    } catch (error) {
      // The page is complete without marks, so only its owner is informed.
      const { code = "module", message = String(error) } = error instanceof FindlingError ? error : {};
      complain(message);
      this.dispatchEvent(new CustomEvent("findling:error", { detail: { code, message }, bubbles: true, composed: true }));
    }
  }

  /** Removes the marks and the bar. */
  clear() {
    this.#life?.abort();
    this.#life = undefined;
    this.#marks?.clear();
    this.#marks = undefined;
    this.shadowRoot?.replaceChildren();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== room);
  }

  /**
   * @param {string} query
   * @param {import("./findling.d.ts").Words<import("./findling.d.ts").ExtraStrings>} say
   * @param {AbortSignal} signal
   * @param {Element | null} [place]
   */
  #draw(query, say, signal, place = named()) {
    const marks = this.#marks;
    const back = this.getAttribute("back");
    if (!marks || signal.aborted || (!marks.count && !back)) return;
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet(), bar()];
    const counter = make("output", { part: "counter" });
    const count = () => (counter.textContent = marks.count ? say.say("counter", { i: marks.at + 1, n: marks.count }) : say.say("places", { n: 0 }));
    const go = (/** @type {number} */ index) => (marks.go(index), count());
    const button = (/** @type {"previous" | "next" | "close"} */ name, /** @type {string} */ path, /** @type {() => void} */ click) =>
      make("button", { type: "button", part: name, "aria-label": say.say(name), title: say.say(name), click }, icon(path));
    const home = back === null ? [] : [make("a", { part: "back", href: withQuery(back, query), "aria-label": say.say("back"), title: say.say("back") }, icon(BACK))];
    const step = (/** @type {1 | -1} */ by) => () => go(marks.at + by);
    const steps = marks.count ? [button("previous", "M6 15L12 9L18 15", step(-1)), button("next", "M6 9L12 15L18 9", step(1))] : [];
    root.replaceChildren(
      make("div", { class: "marks", part: "bar", role: "region", "aria-label": `${say.say("search")}: ${query}`, lang: say.lang, dir: say.rtl ? "rtl" : "ltr" }, ...home, make("span", { part: "query", dir: "auto" }, query), counter, ...steps, button("close", CROSS, () => this.#end())),
    );
    room ??= roomBelow();
    document.adoptedStyleSheets.push(room);
    go(marks.from(place));
    document.addEventListener("keydown", (event) => this.#key(event, go), { signal });
    let frame = 0;
    const follow = () => (frame ||= requestAnimationFrame(() => ((frame = 0), !signal.aborted && marks.follow() && count())));
    document.addEventListener("scroll", follow, { signal, capture: true, passive: true });
  }

  /**
   * @param {KeyboardEvent} event
   * @param {(index: number) => void} go
   */
  #key(event, go) {
    const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
    const typing = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
    if (!this.#marks || typing || event.defaultPrevented || event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") this.#end();
    else if (this.getAttribute("shortcuts") !== "" && event.key.toLowerCase() === "n") go(this.#marks.at + (event.shiftKey ? -1 : 1));
    else return;
    event.preventDefault();
  }

  /** Removes the marks and the query in the address, so that they don't return when the page is reloaded. */
  #end() {
    this.clear();
    const url = new URL(location.href);
    url.searchParams.delete(this.getAttribute("param") ?? "q");
    history.replaceState(history.state, "", url);
  }
}

/** The element that the page's address names. */
function named() {
  const name = location.hash.slice(1);
  try {
    return document.getElementById(decodeURIComponent(name));
  } catch {
    // Not a percent-encoded character: the name as it is.
    return document.getElementById(name);
  }
}

/**
 * @param {string} url
 * @param {string} query
 */
function withQuery(url, query) {
  const to = new URL(url, document.baseURI);
  to.searchParams.set("q", query);
  return to.href;
}

/** Room at the end of the page, so that the bar covers none of its links. @type {CSSStyleSheet | undefined} */
let room;

function roomBelow() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("@media screen { :root { scroll-padding-block-end: 5rem } body::after { content: ''; display: block; block-size: 5rem } }");
  return sheet;
}

/** @type {CSSStyleSheet | undefined} */
let shared;

function bar() {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(`
:host { display: contents }
.marks { position: fixed; z-index: 1000; inset-block-end: max(1rem, env(safe-area-inset-bottom)); inset-inline: 1rem; inline-size: fit-content; max-inline-size: calc(100vw - 2rem); margin-inline: auto; display: flex; align-items: center; padding: .25rem; padding-inline-start: 1.125rem; background: var(--surface); color: var(--text); font: 1rem/1.6 var(--findling-font, system-ui, sans-serif); border: 1px solid var(--line); border-radius: 2rem; box-shadow: 0 .5rem 2rem rgb(0 0 0 / .25); white-space: nowrap }
.marks button { display: grid; place-items: center; inline-size: 2.75rem; block-size: 2.75rem; border-radius: 50% }
.marks button:hover { background: var(--active) }
a { display: grid; place-items: center; inline-size: 2.75rem; block-size: 2.75rem; border-radius: 50%; color: var(--accent); margin-inline-start: -.75rem }
a:hover { background: var(--active) }
[dir=rtl] a svg { transform: scaleX(-1) }
[part=query] { flex: 0 1 auto; max-inline-size: 14rem; overflow: hidden; text-overflow: ellipsis; font-weight: 600; margin-inline-end: .75rem }
output { color: var(--quiet); font-variant-numeric: tabular-nums; margin-inline-end: .5rem }
@media print { .marks { display: none } }
`);
  }
  return shared;
}

if (!customElements.get("findling-marks")) customElements.define("findling-marks", FindlingMarks);
