// @ts-check
/** `<findling-search>`: a search box with its results in a popup or, with `modal`, a button that opens the box in a dialog. */
import { Box } from "./search-box.js";
import { Combobox, composes } from "./combobox.js";
import { BACK, fill, GLASS, icon, make } from "./dom.js";
import { bestOption } from "./result-view.js";
import { isolate, keepStill } from "./sheet.js";

const PHONE = globalThis.matchMedia?.("(max-width: 40rem)");
const APPLE = /Mac|iP(hone|ad|od)/.test(globalThis.navigator?.platform ?? "");

/** Width that a popup needs, in pixels, with its distance from the edge of the window. */
const WIDE = 528;
/** Marks the entry of the history that an open sheet adds. */
const SHEET = "findling-sheet";

export class FindlingSearch extends Box {
  /** Undoes what covers the page, while the box is a sheet. @type {(() => void) | undefined} */
  #covered;
  /** Whether the box itself went back in the history. */
  #returning = false;
  /** Enter, pressed before the answer was drawn. @type {KeyboardEvent | undefined} */
  #entered;
  /** @type {HTMLDialogElement | undefined} */
  #dialog;

  get modal() {
    return this.hasAttribute("modal");
  }

  build() {
    const { words, input, form, list, body, live, signal } = this;
    if (!words || !input || !form || !list || !body || !live || !signal) return [];
    this.combobox = new Combobox(input, list, {
      commit: (option, event) => this.#commit(option, event),
      first: () => (list.hidden ? null : bestOption(list, this.session?.results)),
      chosen: () => this.#explain(),
      ready: () => this.#filled(),
      toggle: (open) => this.#toggled(open),
      escape: (wasOpen) => (this.modal ? this.close() : wasOpen || this.#clear()),
    });
    signal.addEventListener("abort", () => (this.#uncover(true), this.combobox?.destroy()));
    const close = make("button", { type: "button", class: "close", part: "close", "aria-label": words.say("close"), click: () => this.close() }, icon(BACK));
    this.keys = make("p", { class: "keys", part: "keys", "aria-hidden": "true" });
    this.popup = make("div", { class: "popup", part: "popup" }, body, this.keys);
    this.box = make("div", { class: "box", part: "box", dir: words.rtl ? "rtl" : "ltr" }, make("div", { class: "bar" }, close, form), this.popup, live);
    this.#shortcuts(signal);
    PHONE?.addEventListener("change", () => this.close(), { signal });
    const view = globalThis.visualViewport;
    const up = () => {
      this.box?.style.setProperty("--height", `${view?.height ?? innerHeight}px`);
      this.box?.style.setProperty("--top", `${view?.offsetTop ?? 0}px`);
    };
    for (const type of ["resize", "scroll"]) view?.addEventListener(type, up, { signal });
    up();
    keepStill(this.box, body, () => this.modal || !!this.#covered, signal);
    if (this.modal) return this.#modal(close);
    // A dialog handles Escape by itself. In a popup, Escape moves the focus back to the field.
    this.popup.addEventListener("keydown", (event) => event.key === "Escape" && !composes(event) && (input.focus(), this.combobox?.toggle(false)), { signal });
    this.addEventListener("focusout", () => setTimeout(() => this.shadowRoot?.activeElement || this.combobox?.toggle(false)), { signal });
    for (const type of ["focus", "click"]) {
      input.addEventListener(type, () => this.#filled() && this.combobox?.toggle(true), { signal });
    }
    return [this.box];
  }

  /** @param {Node} close */
  #modal(close) {
    const { words, label, box, body, live, input, signal } = this;
    if (!words || !box || !body || !live || !input || !signal) return [];
    const keys = this.#keys();
    const shown = keys[0]?.replace("mod+", APPLE ? "⌘" : "Ctrl ").replace(/\w$/, (key) => key.toUpperCase());
    const opener = make(
      "button",
      { type: "button", class: "opener", part: "button", "aria-haspopup": "dialog", "aria-keyshortcuts": keys.join(" ").replace(/mod/g, APPLE ? "Meta" : "Control") || undefined, click: () => this.open() },
      icon(GLASS),
      make("span", {}, this.getAttribute("placeholder") ?? label ?? ""),
      ...(shown ? [make("kbd", { "aria-hidden": "true" }, shown)] : []),
    );
    this.#dialog = make("dialog", { part: "dialog", "aria-label": label }, box);
    this.#dialog.addEventListener("close", () => (this.#uncover(), this.combobox?.toggle(false)));
    // A click on the backdrop closes the dialog.
    this.#dialog.addEventListener("click", (event) => event.target === this.#dialog && this.close());
    keepStill(this.#dialog, body, () => true, signal);
    return [opener, this.#dialog];
  }

  /** Opens the box and focuses it. */
  open() {
    if (this.#dialog && !this.#dialog.open) {
      this.#dialog.showModal();
      if (PHONE?.matches) this.#cover();
    }
    this.input?.focus();
    this.input?.select();
    if (this.#filled()) this.combobox?.toggle(true);
  }

  /** Closes the popup, and the dialog if there is one. */
  close() {
    this.combobox?.toggle(false);
    this.#dialog?.close();
    // Without an earlier focus to restore, a browser takes it out of a closed dialog only in the next frame.
    if (this.#dialog || PHONE?.matches) this.input?.blur();
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
      this.#explain();
    }
    if (this.modal || !PHONE?.matches) return open || this.#uncover();
    if (open) this.#cover();
    else this.#uncover();
  }

  /** On a phone the box covers the screen: the page is inert, and Back closes the box. */
  #cover() {
    const { box } = this;
    if (!box || this.#covered) return;
    this.#covered = this.modal ? () => {} : isolate(box);
    if (!this.modal) {
      Object.assign(box, { role: "dialog", ariaModal: "true", ariaLabel: this.label, popover: "manual" });
      // The layer above everything, without moving the focused field.
      box.showPopover?.();
    }
    history.pushState({ ...history.state, [SHEET]: true }, "");
  }

  /** @param {boolean} [stays] whether the entry of the history stays */
  #uncover(stays) {
    const { box } = this;
    if (!box || !this.#covered) return;
    this.#covered();
    this.#covered = undefined;
    if (!this.modal) {
      box.hidePopover?.();
      for (const name of ["role", "aria-modal", "aria-label", "popover"]) box.removeAttribute(name);
    }
    if (stays || !history.state?.[SHEET]) return;
    this.#returning = true;
    history.back();
  }

  popped() {
    if (this.#returning) return void (this.#returning = false);
    if (this.#covered && !history.state?.[SHEET]) return this.close();
    // Entries without a query belong to the page: what was typed stays.
    const query = this.address?.read();
    if (query && query !== this.session?.query) super.popped();
  }

  /** @param {MouseEvent} event @param {HTMLAnchorElement} link @param {string} query */
  left(event, link, query) {
    const elsewhere = !event.defaultPrevented && link.href.split("#")[0] !== location.href.split("#")[0];
    // Coming back, the visitor finds the query. The state keeps this page's own words from being marked.
    if (elsewhere) this.write(query, false, { findling: "from" });
    if (elsewhere && this.#covered) {
      // The result takes the place of the sheet in the history.
      event.preventDefault();
      location.replace(link.href);
    }
    this.#uncover(true);
    this.close();
  }

  listed() {
    this.combobox?.reset();
    const event = this.#entered;
    this.#entered = undefined;
    if (event && this.session?.query === this.session?.results?.query) this.#commit(this.combobox?.active ?? null, event);
  }

  typed() {
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
    if (focused) this.combobox?.toggle(this.#filled());
    this.#explain();
  }

  /** Empties the field, and the address that a selection wrote. */
  #clear() {
    this.ask("");
    this.write("", false);
  }

  /** Whether there is something to show. On a phone the box fills the screen and always opens. */
  #filled() {
    const { notes, list } = this;
    return !!notes && !!list && (!notes.hidden || !list.hidden || (PHONE?.matches && !this.modal));
  }

  /** Shows the keys that do something now, as keycaps. */
  #explain() {
    const { words, keys, list, notes } = this;
    if (!words || !keys || !list || !notes) return;
    const active = this.combobox?.active;
    const moves = !list.hidden || !!notes.querySelector(".again");
    const parts = words.say("keys").split(" · ").flatMap((part) => {
      if (/[↑↓]/.test(part) ? !moves : part.includes("↵") && !active) return [];
      const means = part.includes("↵") && active?.classList.contains("chip") ? `↵ ${words.say("search").toLocaleLowerCase(words.lang)}` : part;
      return [make("span", {}, ...means.split(/([↑↓↵]|\besc\b)/).map((text, i) => (i % 2 ? make("kbd", {}, text) : text)))];
    });
    fill(keys, parts);
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

  #keys() {
    return (this.getAttribute("shortcuts") ?? (this.modal ? "mod+k /" : "")).toLowerCase().split(/\s+/).filter(Boolean);
  }

  /** @param {AbortSignal} signal */
  #shortcuts(signal) {
    const keys = this.#keys();
    if (!keys.length) return;
    const press = (/** @type {KeyboardEvent} */ event) => {
      if (event.defaultPrevented || composes(event) || event.altKey || typing(event)) return;
      const held = (APPLE ? event.metaKey : event.ctrlKey) ? "mod+" : event.ctrlKey || event.metaKey ? "other+" : "";
      if (!keys.includes(held + event.key.toLowerCase())) return;
      event.preventDefault();
      this.open();
    };
    document.addEventListener("keydown", press, { signal });
  }
}

/**
 * Whether the key types into an editable element.
 * @param {KeyboardEvent} event
 */
function typing(event) {
  const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
