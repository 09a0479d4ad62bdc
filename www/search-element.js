// @ts-check
/** `<findling-search>`: a search box with its results in a popup or, with `modal`, a button that opens the box in a dialog. */
import { Box } from "./search-box.js";
import { Combobox, composes } from "./combobox.js";
import { BACK, GLASS, icon, make } from "./dom.js";
import { bestLink } from "./result-view.js";

const PHONE = globalThis.matchMedia?.("(max-width: 40rem)");
const APPLE = /Mac|iP(hone|ad|od)/.test(globalThis.navigator?.platform ?? "");

export class FindlingSearch extends Box {
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
      ready: () => this.#filled(),
      toggle: (open) => this.box?.classList.toggle("open", open),
      escape: (wasOpen) => (this.modal ? this.close() : wasOpen || this.ask("")),
    });
    signal.addEventListener("abort", () => this.combobox?.destroy());
    const close = make("button", { type: "button", class: "close", part: "close", "aria-label": words.say("close"), click: () => this.close() }, icon(BACK));
    this.popup = make("div", { class: "popup", part: "popup" }, body, make("p", { class: "keys", part: "keys", "aria-hidden": "true" }, words.say("keys")));
    this.box = make("div", { class: "box", part: "box", dir: words.rtl ? "rtl" : "ltr" }, make("div", { class: "bar" }, close, form), this.popup);
    this.#shortcuts(signal);
    const up = () => this.box?.style.setProperty("--height", `${visualViewport?.height ?? innerHeight}px`);
    visualViewport?.addEventListener("resize", up, { signal });
    up();
    if (this.modal) return this.#modal(close);
    // A dialog handles Escape by itself. In a popup, Escape moves the focus back to the field.
    this.popup.addEventListener("keydown", (event) => event.key === "Escape" && !composes(event) && (input.focus(), this.combobox?.toggle(false)), { signal });
    this.addEventListener("focusout", () => setTimeout(() => this.shadowRoot?.activeElement || this.combobox?.toggle(false)), { signal });
    for (const type of ["focus", "click"]) {
      input.addEventListener(type, () => this.#filled() && this.combobox?.toggle(true), { signal });
    }
    return [this.box, live];
  }

  /** @param {Node} close */
  #modal(close) {
    const { words, label, box, live, input } = this;
    if (!words || !box || !live || !input) return [];
    const keys = this.#keys();
    const shown = keys[0]?.replace("mod+", APPLE ? "⌘" : "Ctrl ").replace(/\w$/, (key) => key.toUpperCase());
    const opener = make(
      "button",
      { type: "button", class: "opener", part: "button", "aria-haspopup": "dialog", "aria-keyshortcuts": keys.join(" ").replace(/mod/g, APPLE ? "Meta" : "Control") || undefined, click: () => this.open() },
      icon(GLASS),
      make("span", {}, this.getAttribute("placeholder") ?? label ?? ""),
      ...(shown ? [make("kbd", { "aria-hidden": "true" }, shown)] : []),
    );
    this.#dialog = make("dialog", { part: "dialog", "aria-label": label }, box, live);
    this.#dialog.addEventListener("close", () => this.combobox?.toggle(false));
    // A click on the backdrop closes the dialog.
    this.#dialog.addEventListener("click", (event) => event.target === this.#dialog && this.close());
    return [opener, this.#dialog];
  }

  /** Opens the box and focuses it. */
  open() {
    if (this.#dialog && !this.#dialog.open) this.#dialog.showModal();
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

  left() {
    this.close();
  }

  listed() {
    this.combobox?.reset();
  }

  draw() {
    super.draw();
    const focused = this.shadowRoot?.activeElement;
    if (focused) this.combobox?.toggle(this.#filled());
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
    const settled = session.results?.query === session.query && !list.hidden;
    const link = /** @type {HTMLAnchorElement | null} */ (option ?? (settled ? bestLink(list) : null));
    if (link) this.#open(link, event);
    else if (this.action && (session.phase === "failed" || session.phase === "offline")) form.submit();
    else session.warm();
  }

  /**
   * Opens a link as a click with the same modifier keys would.
   * @param {HTMLAnchorElement} link
   * @param {KeyboardEvent} event
   */
  #open(link, { ctrlKey, metaKey, shiftKey }) {
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true, ctrlKey, metaKey, shiftKey }));
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
