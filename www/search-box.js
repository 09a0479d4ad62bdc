// @ts-check
/**
 * What every search element is made of: a labelled field, an answer under it, a live region, and the life of them. The elements
 * say where the answer stands and what keys do. Nothing heavy is fetched before a visitor shows intent; a removed box leaves nothing
 * behind.
 */
import { walk } from "./combobox.js";
import { CROSS, fill, icon, make, marked } from "./dom.js";
import { field } from "./search-field.js";
import { words } from "./i18n.js";
import { Address, recent, remember } from "./persistence.js";
import { complain, MODULE } from "./module.js";
import { Session } from "./search-session.js";
import { sheet } from "./style.js";
import { drawCompletions, drawNotes, drawPage, drawRecent } from "./result-view.js";

/** Keyboards of Android compose plain letters too, so there a composition is what is being typed. */
const COMPOSES_ALL = /Android/.test(globalThis.navigator?.userAgent ?? "");
const PAUSE = 700;
const LONGEST = 500;
/** How many pages are drawn at once. */
const SLICE = 2;
/** What the modules that come later draw with. */
export const KIT = { make, icon, marked, CROSS };

// In Node, where the API is used and nothing is shown, there are no elements to extend.
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
  /** @type {import("./findling.d.ts").Render | undefined} */
  #render;

  /** How a page is drawn, if not as here. */
  get render() {
    return this.#render;
  }

  set render(render) {
    this.#render = render;
    this.#again();
  }

  /** What the interface says otherwise, string by string. */
  get strings() {
    return this.#strings;
  }

  set strings(strings) {
    this.#strings = strings;
    this.#again();
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
    if (before !== after) this.#again();
  }

  /** Takes everything back: listeners, address, nodes. */
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

  /** Asks as if a visitor had typed. @param {string} query */
  ask(query) {
    if (!this.input || !this.session) return;
    this.input.value = query;
    this.typed();
  }

  /** Asks for a visitor who pressed a button that may go now: the focus goes to the field before. @param {string} query */
  #take(query) {
    this.input?.focus();
    this.ask(query);
  }

  #again() {
    if (!this.#life) return;
    this.destroy();
    this.#start();
  }

  async #start() {
    this.#life = new AbortController();
    const { signal } = this.#life;
    // The element has its height from now on, and shows what the page has put into it until it is ready.
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet()];
    root.replaceChildren(make("slot"));
    // A task of its own: the page goes on first, and a script of it that ran with ours may set the page's language yet.
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return;
    const tag = this.closest("[lang]")?.getAttribute("lang") ?? "en";
    const say = await words(tag, this.#strings);
    if (signal.aborted) return;
    this.words = say;
    this.signal = signal;
    const given = this.getAttribute("src")?.trim() ?? MODULE;
    const src = new URL(given, document.baseURI).href;
    this.base = new URL(this.getAttribute("base") ?? src, document.baseURI).href;
    this.address = new Address(this.getAttribute("param") ?? "q");
    const tell = (/** @type {string} */ event, /** @type {object} */ detail) => {
      if (event === "ready") this.ready();
      if (event === "change") this.draw();
      else this.emit(event, detail);
    };
    // Several are told apart where they are opened.
    const source = /\s/.test(given) ? given : src;
    this.session = new Session(source, Number(this.getAttribute("limit")) || 8, tell, () => this.prepare(), this.getAttribute("integrity") ?? "");
    this.session.prefer = this.getAttribute("prefer") ?? document.documentElement.lang;
    this.#parts(say);
    root.replaceChildren(...this.build());
    this.#listen(signal);
    this.draw();
  }

  /** Gets what the element needs beside the engine. @returns {Promise<void> | void} */
  prepare() {
    // A browser takes longer over the first number that it groups than a key may take.
    setTimeout(() => this.words?.number(1000));
  }

  /** The engine is here, and nothing is answered yet. */
  ready() {}

  /** The element's own arrangement of the parts. @returns {Node[]} */
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
    // What is being composed is no query yet: the search follows what the input method commits.
    on(input, "input", (event) => (!event.isComposing || COMPOSES_ALL) && this.typed());
    on(input, "compositionend", () => this.typed());
    on(input, "focus", () => this.session?.warm());
    for (const part of [input, this.body]) on(/** @type {HTMLElement} */ (part), "keydown", (event) => walk(event, this.stops(), this.shadowRoot?.activeElement));
    // @ts-ignore a hint that not every browser gives
    on(this, "pointerenter", () => navigator.connection?.saveData || this.session?.phase !== "idle" || this.session.warm());
    on(/** @type {HTMLElement} */ (this.list), "click", (event) => this.#selected(event));
    on(/** @type {HTMLElement} */ (this.list), "auxclick", (event) => event.button === 1 && this.#selected(event));
    on(/** @type {HTMLElement} */ (this.body), "scroll", () => (this.#moved = true));
    on(window, "popstate", () => this.address?.owned && !this.hasAttribute("no-url") && this.#restore());
    if (this.address?.read()) this.#restore();
  }

  /** What the keys of a list go through: the field, and what was asked before. @returns {HTMLElement[]} */
  stops() {
    const { input, notes } = this;
    return input && notes ? [input, .../** @type {NodeListOf<HTMLElement>} */ (notes.querySelectorAll(".again"))] : [];
  }

  #restore() {
    const query = this.address?.read() ?? "";
    if (this.input) this.input.value = query;
    this.returned();
    this.session?.ask(query.trim());
  }

  /** The page's address says something else. */
  returned() {}

  typed() {
    const value = this.input?.value ?? "";
    this.session?.ask(value.trim());
    if (!this.hasAttribute("no-url") && value.length < LONGEST) this.address?.write(value.trim(), this.pushes());
  }

  /** Whether a new query is a new entry of the page's history. */
  pushes() {
    return false;
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
    // A page that routes by itself takes the event, and the browser stays.
    if (!this.emit("select", { query, title, url: link.href })) event.preventDefault();
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) this.left();
  }

  /** A result was opened here. */
  left() {}

  /** Draws what there is to say now. */
  draw() {
    const { session, words, input, notes, list, foot, form } = this;
    if (!session || !words || !input || !notes || !list || !foot || !form) return;
    const { results, phase, query } = session;
    // What Safari resets a field to when it takes a page from its cache.
    input.defaultValue = query;
    const failed = phase === "failed" || phase === "offline";
    form.classList.toggle("busy", session.waiting || (phase === "slow" && !!query));
    form.classList.toggle("filled", !!input.value);
    fill(notes, this.#notes(failed));
    const shown = failed ? null : results;
    if (shown !== this.#drawn) this.#pages(shown);
    list.hidden = !shown?.total;
    foot.hidden = !shown?.total;
    notes.hidden = !notes.childNodes.length;
    this.announce(failed ? words.say(phase) : results && !session.waiting ? this.#summary(results) : "");
  }

  /** What there is to say above the list. @param {boolean} failed @returns {Node[]} */
  #notes(failed) {
    const { session, words } = this;
    if (!session || !words) return [];
    const { results, phase, query } = session;
    if (failed) {
      return [
        make("p", { class: "failed" }, words.say(phase === "offline" ? phase : "failed")),
        make("button", { type: "button", class: "chip", part: "retry", click: () => (this.input?.focus(), this.session?.warm()) }, words.say("retry")),
      ];
    }
    if (query && phase !== "ready") return [make("p", { class: phase }, words.say(phase === "slow" ? "slow" : "loading"))];
    if (results) {
      const ask = (/** @type {string} */ to) => this.#take(to);
      return [...drawNotes(results, words, ask), ...(results.total ? [] : [make("slot", { name: "none" }), this.#help()])];
    }
    return query ? [] : [...this.#recent(), ...(this.querySelector("[slot=empty]") ? [make("slot", { name: "empty" })] : [])];
  }

  /** @param {Session["results"]} results */
  #pages(results) {
    const { list, foot, words } = this;
    if (!list || !foot || !words) return;
    const before = this.#drawn;
    const goesOn = results && list.ariaBusy !== "true" && before?.query === results.query && before.pages.every(({ id }, i) => id === results.pages[i]?.id);
    const same = goesOn ? before.pages.length : 0;
    const look = this.#look();
    const pages = (results?.pages ?? []).slice(same);
    const draw = (/** @type {number} */ from, /** @type {number} */ to) => pages.slice(from, to).map((page, i) => drawPage(page, `page-${same + from + i}`, look));
    this.#drawn = results;
    const completions = results && look.options ? drawCompletions(results.completions, words, (to) => this.#take(to)) : [];
    // What goes on stays, so that a reader of the list keeps the place. Of another answer the pages below stand until theirs are drawn.
    const stale = !same && pages.length > 1 ? [...list.querySelectorAll(".page")].slice(1) : [];
    for (const node of same ? [] : [...list.children]) stale.includes(node) || node.remove();
    const first = draw(0, 1);
    // What of it is beyond one passage comes by itself, unless an owner draws it.
    const late = look.render ? [] : first.flatMap((page) => [...page.querySelectorAll(".passage ~ .passage")]);
    for (const passage of late) passage.remove();
    if (same) list.append(...first);
    else list.prepend(...completions, ...first);
    // The others come each few in a frame of their own: a slow machine would stand still over all of them.
    const rest = (/** @type {number} */ from) => {
      const busy = from < pages.length || late.length > 0;
      list.ariaBusy = String(busy);
      if (!busy) return;
      requestAnimationFrame(() =>
        setTimeout(() => {
          if (this.#drawn !== results) return;
          for (const page of stale) page.remove();
          const next = late.length ? from : from + SLICE;
          first[0]?.append(...late.splice(0));
          list.append(...draw(from, next));
          rest(next);
        }),
      );
    };
    rest(1);
    // Asked only of a list that was moved: a browser has to lay everything out to tell.
    if (!same && this.#moved && this.body) this.body.scrollTop = 0;
    this.#moved = false;
    if (!results) return;
    const more = make("button", { type: "button", class: "chip", part: "more", click: () => this.session?.more() }, words.say("more"));
    foot.replaceChildren(make("span", { class: "sum", part: "sum" }, this.#summary(results)), ...(results.pages.length < results.total ? [more] : []), this.#help());
    this.listed();
  }

  /** How pages are drawn here. @returns {import("./result-view.js").Look} */
  #look() {
    const { words, base = "", list, session } = this;
    const options = list?.role === "listbox";
    return {
      words: /** @type {import("./i18n.js").Words} */ (words),
      // An owner's `base` is meant as it stands; else the pack knows where the site is from the module.
      base: this.hasAttribute("base") ? base : new URL(session?.index?.about.base ?? "", base).href,
      query: this.hasAttribute("no-marks") ? "" : (session?.query ?? ""),
      options,
      render: this.#render,
      details: options ? undefined : (page, button) => this.later(async () => (await import("./details.js")).toggle(/** @type {any} */ (this), page, button, KIT)),
    };
  }

  #help() {
    const show = () => this.later(async () => (await import("./help.js")).show(/** @type {any} */ (this), KIT));
    return make("button", { type: "button", class: "help", part: "help-button", click: show }, this.words?.say("help") ?? "");
  }

  /** Does what a file is for that comes only now; the search answers as well without it. @param {() => Promise<unknown>} use */
  async later(use) {
    try {
      await use();
    } catch (error) {
      this.emit("error", { code: "network", message: String(error) });
    }
  }

  /** The list has other entries now. */
  listed() {}

  #recent() {
    const { words } = this;
    const queries = this.hasAttribute("no-recent") || !words ? [] : recent();
    const forget = (/** @type {string} */ query) => (remember(query, false), this.input?.focus(), this.draw());
    return words && queries.length ? drawRecent(queries, words, (query) => this.#take(query), forget) : [];
  }

  /** @param {import("./findling.d.ts").Results} results */
  #summary(results) {
    const { words } = this;
    if (!words) return "";
    return results.total ? words.sum(results.count, results.total) : words.say("none", { q: results.query.slice(0, 60) });
  }

  /**
   * Says it once the visitor pauses, and says it again if it is the same again.
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
