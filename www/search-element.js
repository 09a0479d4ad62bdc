// @ts-check
/** `<findling-search>`: a search box with its results in a popup or, with `modal`, a button that opens the box in a dialog. */
import { Box, KIT } from "./search-box.js";
import { Combobox, composes } from "./combobox.js";
import { BACK, icon, make, PHONE } from "./dom.js";
import { bestOption } from "./result-view.js";

/** Width that a popup needs, in pixels, with its distance from the edge of the window. */
const WIDE = 528;

export class FindlingSearch extends Box {
  /** @type {import("./sheet.js").Sheet | undefined} */
  #sheet;
  /** Escape was pressed last: the popup stays closed, whatever there is to show. */
  #dismissed = false;
  /** Enter, pressed before the answer was drawn. @type {KeyboardEvent | undefined} */
  #entered;
  /** The module for dialogs, phones and shortcuts. @type {typeof import("./sheet.js") | undefined} */
  #module;

  /** Whether the box is in a dialog. */
  get modal() {
    return this.hasAttribute("modal") && !!this.#module;
  }

  async load() {
    if (!this.#module && (PHONE?.matches || this.hasAttribute("modal") || this.hasAttribute("shortcuts"))) {
      await this.later(async () => (this.#module = await import("./sheet.js")));
    }
  }

  build() {
    const { words, input, form, list, body, live, signal } = this;
    if (!words || !input || !form || !list || !body || !live || !signal) return [];
    this.combobox = new Combobox(input, list, {
      commit: (option, event) => this.#commit(option, event),
      first: () => (list.hidden ? null : bestOption(list, this.session?.results)),
      ready: () => this.#filled(),
      toggle: (open) => this.#toggled(open),
      escape: (wasOpen) => (this.modal ? this.close() : wasOpen || (this.ask(""), this.address?.write("", false))),
    }, signal);
    signal.addEventListener("abort", () => (this.#sheet = undefined));
    const close = make("button", { type: "button", class: "close", part: "close", "aria-label": words.say("close"), click: () => this.close() }, icon(BACK));
    // Styles show the keys that do something now. Enter on a completion searches for it.
    const keys = words.say("keys").split(" · ");
    keys.splice(2, 0, `↵ ${words.say("search").toLocaleLowerCase(words.lang)}`);
    const caps = (/** @type {string} */ text) => text.split(/([↑↓↵]|\besc\b)/).map((part, i) => (i % 2 ? make("kbd", {}, part) : part));
    this.popup = make("div", { class: "popup", part: "popup" }, body, make("p", { class: "keys", part: "keys", "aria-hidden": "true" }, ...keys.map((key) => make("span", {}, ...caps(key)))));
    this.box = make("div", { class: "box", part: "box", dir: words.rtl ? "rtl" : "ltr" }, make("div", { class: "bar" }, close, form), this.popup, live);
    const dress = () => (this.#sheet ??= this.#module && new this.#module.Sheet(/** @type {any} */ (this), KIT, PHONE));
    PHONE?.addEventListener("change", async () => (this.close(), await this.load(), signal.aborted || dress()), { signal });
    const sheet = dress();
    if (sheet && this.modal) return sheet.dialog();
    this.addEventListener("keydown", ({ key }) => (this.#dismissed = key === "Escape"), { signal });
    // A dialog handles Escape by itself. In a popup, Escape moves the focus back to the field.
    this.popup.addEventListener("keydown", (event) => event.key === "Escape" && !composes(event) && (input.focus(), this.combobox?.toggle(false)), { signal });
    this.addEventListener("focusout", () => setTimeout(() => this.shadowRoot?.activeElement || this.combobox?.toggle(false)), { signal });
    for (const type of ["focus", "click"]) {
      input.addEventListener(type, () => ((this.#dismissed = false), this.#filled() && this.combobox?.toggle(true)), { signal });
    }
    return [this.box];
  }

  /** Opens the box and focuses it. */
  open() {
    this.#sheet?.open();
    this.input?.focus();
    this.input?.select();
    if (this.#filled()) this.combobox?.toggle(true);
  }

  /** Closes the popup, and the dialog if there is one. */
  close() {
    this.combobox?.toggle(false);
    if (this.#sheet?.close()) this.input?.blur();
  }

  /** Called after the popup opened or closed. @param {boolean} open */
  #toggled(open) {
    const { box, body } = this;
    if (!box || !body) return;
    box.classList.toggle("open", open);
    if (open) {
      body.scrollTop = 0;
      const { left, right, bottom } = box.getBoundingClientRect();
      box.classList.toggle("end", (this.words?.rtl ? right : innerWidth - left) < WIDE);
      box.style.setProperty("--room", `${innerHeight - bottom}px`);
    }
    this.#sheet?.toggled(open);
  }

  popped() {
    if (this.#sheet?.popped()) return;
    // Entries without a query belong to the page: what was typed stays.
    const query = this.address?.read();
    if (query && query !== this.session?.query) super.popped();
  }

  /** @param {MouseEvent} event @param {HTMLAnchorElement} link @param {string} query */
  left(event, link, query) {
    if (!event.defaultPrevented) {
      // Coming back, the visitor finds the query. The state keeps this page's own words from being marked.
      this.address?.write(query, false, { findling: "from" });
      // A result on this page loads nothing.
      if (link.href.split("#")[0] !== location.href.split("#")[0]) this.#sheet?.leave(event, link);
    }
    this.#sheet?.uncover(true);
    this.close();
  }

  listed() {
    this.combobox?.reset();
    const event = this.#entered;
    this.#entered = undefined;
    if (event && this.session?.query === this.session?.results?.query) this.#commit(this.combobox?.active ?? null, event);
  }

  typed() {
    this.#dismissed = false;
    this.#entered = undefined;
    super.typed();
  }

  /** Called when the list has grown. @param {HTMLElement} [option] the first new one */
  grown(option) {
    this.combobox?.reset(option);
  }

  draw() {
    super.draw();
    const focused = this.shadowRoot?.activeElement;
    if (focused && !this.#dismissed) this.combobox?.toggle(this.#filled());
  }

  /** Whether there is something to show. On a phone the box fills the screen and always opens. */
  #filled() {
    const { notes, list } = this;
    return !!notes && !!list && (!notes.hidden || !list.hidden || (PHONE?.matches && !this.modal));
  }

  /**
   * @param {HTMLElement | null} option
   * @param {KeyboardEvent} event
   */
  #commit(option, event) {
    const { session, form, list } = this;
    if (!session || !form || !list) return;
    if (session.waiting && session.phase === "ready") this.#entered = event;
    else if (option && !session.waiting) this.#open(option, event);
    else if (this.action && (session.phase === "failed" || session.phase === "offline")) form.submit();
    else session.warm();
  }

  /**
   * Opens an option as a click with the same modifier keys would.
   * @param {HTMLElement} option
   * @param {KeyboardEvent} event
   */
  #open(option, { ctrlKey, metaKey, shiftKey }) {
    option.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true, ctrlKey, metaKey, shiftKey }));
  }
}
