// @ts-check
/**
 * The base class of both search elements: a labelled field, the results below it, a live region, and their life cycle. The subclasses
 * decide where the results appear and what the keys do. The engine is not loaded before a visitor is about to search. A removed element
 * leaves no listeners behind.
 */
import { walk } from "./combobox.js";
import { CROSS, fill, GLASS, icon, make, marked } from "./dom.js";
import { field } from "./search-field.js";
import { words } from "./i18n.js";
import { Address, recent, remember } from "./persistence.js";
import { complain, MODULE } from "./module.js";
import { Session } from "./search-session.js";
import { sheet } from "./style.js";
import { drawChips, drawCompletions, drawNotes, drawPage, drawPassage, drawRecent, heldPages, sharedDepth, summary } from "./result-view.js";

/** Android's keyboards compose plain letters too, so there the query includes the composition. */
const COMPOSES_ALL = /Android/.test(globalThis.navigator?.userAgent ?? "");
/** Korean needs no choice among candidates: what is composed is what is meant, and half a syllable finds what begins so. */
const HANGUL = /[ㄱ-ㆎ가-힣]/;
/** How long a visitor must pause before the live region announces the results, in milliseconds. */
const PAUSE = 700;
/** Number of pages drawn in a frame. On a slow phone, the layout of more pages would be a long task. */
const SLICE = 2;
/** The functions that modules loaded on demand draw with. */
export const KIT = { make, icon, marked, CROSS, GLASS };

// Node has no HTMLElement, and needs none: only the API is used there.
export class Box extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = ["src", "base", "lang", "label", "placeholder", "limit", "prefer", "modal", "shortcuts", "integrity"];

  /** @type {AbortController | undefined} */
  #life;
  /** @type {Partial<import("./findling.d.ts").Strings>} */
  #strings = {};
  /** @type {Session["results"]} */
  #drawn = null;
  #timer = 0;
  #moved = false;
  /** @type {Node[]} */
  #below = [];
  /** @type {import("./findling.d.ts").Render | undefined} */
  #render;

  /** The owner's function that draws a page, if set. */
  get render() {
    return this.#render;
  }

  set render(render) {
    this.#render = render;
    this.#restart();
  }

  /** Strings that replace those of the interface. */
  get strings() {
    return this.#strings;
  }

  set strings(strings) {
    this.#strings = strings;
    this.#restart();
  }

  connectedCallback() {
    this.#start();
  }

  disconnectedCallback() {
    this.destroy();
  }

  /**
   * @param {string} _name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(_name, before, after) {
    if (before !== after) this.#restart();
  }

  /** Removes all listeners and nodes and releases the address. */
  destroy() {
    if (!this.#life) return;
    this.#life.abort();
    this.#life = undefined;
    clearTimeout(this.#timer);
    this.session?.destroy();
    this.address?.release();
    this.session = this.address = undefined;
    this.#drawn = null;
    this.shadowRoot?.replaceChildren();
  }

  /** Searches as if a visitor had typed the query. @param {string} query */
  ask(query) {
    if (!this.input || !this.session) return;
    this.input.value = query;
    this.typed();
  }

  /** Searches after a click on a button that may disappear, so the focus moves to the field first. @param {string} query */
  #take(query) {
    this.input?.focus();
    this.ask(query);
  }

  #restart() {
    if (!this.#life) return;
    this.destroy();
    this.#start();
  }

  async #start() {
    this.#life = new AbortController();
    const { signal } = this.#life;
    // From now on the element has its height. It shows its own content until it is ready.
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet()];
    root.replaceChildren(make("slot"));
    // Continue in a new task: the page goes first, and another script may still set the page's language.
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return;
    const tag = this.closest("[lang]")?.getAttribute("lang") ?? "en";
    const [say] = await Promise.all([words(tag, this.#strings), this.load()]);
    if (signal.aborted) return;
    this.words = say;
    this.signal = signal;
    const given = this.getAttribute("src")?.trim() ?? MODULE;
    const src = new URL(given, document.baseURI).href;
    this.base = new URL(this.getAttribute("base") ?? src, document.baseURI).href;
    this.address = new Address(this.getAttribute("param") ?? "q", this.hasAttribute("no-url"));
    const tell = (/** @type {string} */ event, /** @type {object} */ detail) => {
      if (event === "ready") this.ready();
      if (event === "change") this.draw();
      else this.emit(event, detail);
    };
    // A list of modules is split where it is opened.
    const source = /\s/.test(given) ? given : src;
    this.session = new Session(source, Number(this.getAttribute("limit")) || 8, tell, () => this.prepare(), this.getAttribute("integrity") ?? "");
    this.session.held = () => heldPages(this.list);
    this.session.prefer = this.getAttribute("prefer") ?? document.documentElement.lang;
    this.#parts(say);
    root.replaceChildren(...this.build());
    this.#listen(signal);
    this.draw();
  }

  /** Loads what the element needs before it is drawn. @returns {Promise<void> | void} */
  load() {}

  /** Loads what the element needs besides the engine. @returns {Promise<void> | void} */
  prepare() {
    // A browser's first number format takes longer than a keystroke may, so it is made in advance.
    setTimeout(() => this.words?.number(1000));
  }

  /** Called when the engine is ready, before the first answer. */
  ready() {}

  /** Arranges the parts in the element. @returns {Node[]} */
  build() {
    return [];
  }

  /** @param {import("./i18n.js").Words} words */
  #parts(words) {
    const { label, action, input, form } = field(this, words, () => this.#take(""));
    this.label = label;
    this.action = action;
    this.input = input;
    this.form = form;
    this.notes = make("div", { class: "notes", part: "notes" });
    this.list = this.makeList();
    this.list.ariaLabel = label;
    this.foot = make("div", { class: "foot", part: "foot" });
    this.body = make("div", { class: "body", dir: words.rtl ? "rtl" : "ltr", lang: words.lang }, this.notes, this.list, this.foot);
    this.live = make("p", { class: "live", role: "status", lang: words.lang });
  }

  /** @returns {HTMLElement} */
  makeList() {
    return make("div", { part: "list", class: "list" });
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const input = /** @type {HTMLInputElement} */ (this.input);
    const on = /** @type {(target: EventTarget, type: string, listener: (event: any) => void) => void} */ (
      (target, type, listener) => target.addEventListener(type, listener, { signal })
    );
    // A text that is being composed is not a query yet: the search waits until the input method commits it. Korean is one.
    on(input, "input", (event) => (!event.isComposing || COMPOSES_ALL || HANGUL.test(event.data)) && this.typed());
    on(input, "compositionend", () => this.typed());
    on(input, "focus", () => this.session?.warm());
    for (const part of [input, this.body]) on(/** @type {HTMLElement} */ (part), "keydown", (event) => walk(event, this.stops(), this.shadowRoot?.activeElement));
    // @ts-ignore not every browser has `connection`
    on(this, "pointerenter", () => navigator.connection?.saveData || this.session?.phase !== "idle" || this.session.warm());
    on(/** @type {HTMLElement} */ (this.list), "click", (event) => this.#selected(event));
    on(/** @type {HTMLElement} */ (this.list), "auxclick", (event) => event.button === 1 && this.#selected(event));
    on(/** @type {HTMLElement} */ (this.body), "scroll", () => (this.#moved = true));
    on(window, "popstate", () => this.popped());
    if (this.address?.read()) this.restore();
  }

  /** The elements that the arrow keys go through: the field and the recent searches. @returns {HTMLElement[]} */
  stops() {
    const { input, notes } = this;
    return input && notes ? [input, .../** @type {NodeListOf<HTMLElement>} */ (notes.querySelectorAll(".again"))] : [];
  }

  /** Called when the browser went to another entry of its history. */
  popped() {
    if (this.address?.owned && !this.hasAttribute("no-url")) this.restore();
  }

  /** Searches for the query in the address. */
  restore() {
    const query = this.address?.read() ?? "";
    if (this.input) this.input.value = query;
    this.returned();
    this.session?.ask(query.trim());
  }

  /** Called when the page's address has another query. */
  returned() {}

  typed() {
    this.session?.ask(this.input?.value.trim() ?? "");
  }

  /**
   * @param {string} name
   * @param {object} detail plain data
   */
  emit(name, detail) {
    if (name === "error") complain(/** @type {any} */ (detail).message);
    return this.dispatchEvent(new CustomEvent(`findling:${name}`, { detail, bubbles: true, composed: true, cancelable: name === "select" }));
  }

  /** @param {MouseEvent} event */
  #selected(event) {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest("a[href]"));
    if (!link || !this.session) return;
    const { query } = this.session;
    if (!this.hasAttribute("no-recent")) remember(query);
    const title = link.closest(".page")?.querySelector(".name")?.textContent ?? "";
    // A page with its own router cancels the event.
    if (!this.emit("select", { query, title, url: link.href })) event.preventDefault();
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) this.left(event, link, query);
  }

  /** Called when a result was opened in this tab. @param {MouseEvent} _event @param {HTMLAnchorElement} _link @param {string} _query */
  left(_event, _link, _query) {}

  /** Draws the current state. */
  draw() {
    const { session, words, input, notes, list, foot, form } = this;
    if (!session || !words || !input || !notes || !list || !foot || !form) return;
    const { results, phase, query } = session;
    // Safari resets a field to its default value when it restores a page from its cache.
    input.defaultValue = query;
    const failed = phase === "failed" || phase === "offline";
    form.classList.toggle("busy", session.waiting || (phase === "slow" && !!query));
    form.classList.toggle("filled", !!input.value);
    fill(notes, this.#notes(failed));
    const shown = failed ? null : results;
    list.hidden = !shown?.total;
    if (shown !== this.#drawn) this.#pages(shown);
    foot.hidden = !shown?.total || !foot.childNodes.length;
    notes.hidden = !notes.childNodes.length;
    // A screen reader hears what the notes show, without the buttons for help.
    const said = [...notes.querySelectorAll("p, .sum"), ...(foot.hidden ? [] : foot.querySelectorAll("p"))].map((node) => node.textContent?.trim());
    // A slow engine can take seconds after the others.
    const early = results?.partial && results.query === query && results.total && session.index?.about.capabilities;
    this.announce(failed || (query && (phase !== "ready" || !session.waiting || early)) ? said.join(" ") : "");
  }

  /** The notes above the list. @param {boolean} failed @returns {Node[]} */
  #notes(failed) {
    const { session, words } = this;
    if (!session || !words) return [];
    const { results, phase, query } = session;
    const { incomplete, partial, total, unanswered } = results ?? {};
    const cause = failed ? phase : !navigator.onLine ? "offline" : unanswered ? "unanswered" : "incomplete";
    const retry = { type: "button", class: "chip", part: "retry", click: () => (this.input?.focus(), session.warm()) };
    const repair = failed || incomplete ? [make("p", { class: "failed" }, words.say(/** @type {any} */ (cause), { names: unanswered?.join(", ") ?? "" })), make("button", retry, words.say("retry"))] : [];
    // Above the list it would move what is under the pointer.
    this.#below = unanswered && total ? repair.splice(0) : [];
    // Nothing found so far doesn't mean that there is nothing.
    if (failed || (incomplete && !total)) return repair;
    if (query && phase !== "ready") return [make("p", { class: phase }, words.say(phase === "slow" ? "slow" : "loading"))];
    const ask = (/** @type {string} */ to) => this.#take(to);
    if (partial && !total) return [make("p", { class: "loading" }, words.say("loading"))];
    if (results) return [this.#row(summary(results, words)), ...repair, ...drawNotes(results, words, ask), ...(total ? [] : [make("slot", { name: "none" })])];
    if (query) return [...(this.notes?.childNodes ?? [])];
    const own = this.querySelector("[slot=empty]") ? [make("slot", { name: "empty" })] : [];
    const queries = this.hasAttribute("no-recent") ? [] : recent();
    const forget = (/** @type {string} */ query) => (remember(query, false), this.input?.focus(), this.draw());
    if (queries.length) return [this.#row(words.say("recent")), drawRecent(queries, words, ask, forget), ...own];
    const { examples } = session;
    return own.length || !examples.length ? own : [this.#row(words.say("examples")), make("div", { class: "chips examples", part: "examples" }, ...drawChips(examples, ask, "again"))];
  }

  /** The first line of the notes, with a button for help at its end. @param {string} text */
  #row(text) {
    const show = () => this.later(async () => (await import("./help.js")).show(/** @type {any} */ (this), KIT));
    const help = make("button", { type: "button", class: "help", part: "help-button", click: show }, this.words?.say("help") ?? "");
    return make("div", { class: "row" }, make("span", { class: "sum", part: "sum" }, text), help);
  }

  /** @param {Session["results"]} results */
  #pages(results) {
    const { list, foot, words } = this;
    if (!list || !foot || !words) return;
    const before = this.#drawn;
    const there = [...list.querySelectorAll(":scope > .page")];
    const goesOn = results && before?.query === results.query;
    // Pages that are shown already stay, so that a reader keeps their place. Until the answer is final, a page can get better excerpts.
    const text = (/** @type {unknown} */ page) => JSON.stringify(page, (key, value) => (key === "score" ? 0 : value));
    const changed = goesOn ? before.pages.findIndex((page, i) => (before.partial ? text(page) !== text(results.pages[i]) : page.id !== results.pages[i]?.id)) : 0;
    // Some of them may not be drawn yet.
    const same = Math.min(there.length, changed < 0 ? (before?.pages.length ?? 0) : before?.partial ? changed : 0);
    const pages = (results?.pages ?? []).slice(same);
    const look = this.#look();
    const draw = (/** @type {number} */ from, /** @type {number} */ to) => pages.slice(from, to).map((page, i) => drawPage(page, `page-${same + from + i}`, look));
    this.#drawn = results;
    const completions = results && look.options ? drawCompletions(results.completions, words, (to) => this.#take(to)) : [];
    const kept = there.slice(0, same);
    for (const node of [...list.children]) if (!kept.includes(node)) node.remove();
    list.prepend(...completions);
    // A few pages in each frame: drawing them all at once would block a slow machine.
    const follow = (/** @type {number} */ from) => {
      const to = from + SLICE;
      list.append(...draw(from, to));
      list.ariaBusy = String(pages.length > to);
      if (pages.length > to) requestAnimationFrame(() => setTimeout(() => this.#drawn === results && follow(to)));
    };
    follow(0);
    // Only if the list was scrolled: setting the position makes the browser lay out everything.
    if (!same && this.#moved && this.body) this.body.scrollTop = 0;
    this.#moved = false;
    if (!results) return;
    const more = make("button", { type: "button", class: "chip", part: "more", click: () => this.session?.more() }, words.say("more"));
    foot.replaceChildren(...this.#below, ...(results.pages.length < results.total ? [more] : []));
    this.listed();
  }

  /** How this element draws pages. @returns {import("./result-view.js").Look} */
  #look() {
    const { words, base = "", list, session } = this;
    const options = list?.role === "listbox";
    /** @type {import("./result-view.js").Look} */
    const look = {
      words: /** @type {import("./i18n.js").Words} */ (words),
      // An owner's `base` is taken as it is. Otherwise the index knows where the site is, relative to the module.
      base: this.hasAttribute("base") ? base : new URL(session?.index?.about.base ?? "", base).href,
      query: this.hasAttribute("no-marks") ? "" : (session?.query ?? ""),
      depth: sharedDepth(session?.results?.pages ?? []),
      options,
      render: this.#render,
      details: options ? undefined : (page, button) => this.later(async () => (await import("./details.js")).toggle(/** @type {any} */ (this), page, button, KIT)),
      rest: (page, button) => this.later(async () => (await import("./rest.js")).expand(/** @type {any} */ (this), page, button, (page, passage) => drawPassage(page, passage, look))),
    };
    return look;
  }

  /** Runs a function that loads a module on demand. If that fails, the search goes on without it. @param {() => Promise<unknown>} use */
  async later(use) {
    try {
      await use();
    } catch (error) {
      this.emit("error", { code: "network", message: String(error) });
    }
  }

  /** Called when the list has new entries. */
  listed() {}

  /**
   * Announces a text when the visitor pauses, even if it is the same as before.
   * @param {string} text
   */
  announce(text) {
    const { live } = this;
    clearTimeout(this.#timer);
    if (!live) return;
    live.textContent = "";
    if (text) this.#timer = window.setTimeout(() => (live.textContent = text), PAUSE);
  }
}
