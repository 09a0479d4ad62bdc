// @ts-check
/** What a search box needs as a dialog, on a phone, where it fills the screen, and for shortcuts. Loaded only there. */

/** Marks the entry of the history that an open sheet adds. */
const SHEET = "findling-sheet";
const APPLE = /Mac|iP(hone|ad|od)/.test(globalThis.navigator?.platform ?? "");

export class Sheet {
  #host;
  #kit;
  #phone;
  /** @type {HTMLDialogElement | undefined} */
  #dialog;
  /** Undoes what covers the page, while the box is a sheet. @type {(() => void) | undefined} */
  #covered;
  /** Whether the box itself went back in the history. */
  #returning = false;

  /**
   * @param {import("./internal.d.ts").SearchBox} host
   * @param {import("./internal.d.ts").Kit} kit
   * @param {MediaQueryList | undefined} phone
   */
  constructor(host, kit, phone) {
    this.#host = host;
    this.#kit = kit;
    this.#phone = phone;
    const { shadowRoot: root, box, signal } = host;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, looks()];
    const view = globalThis.visualViewport;
    const fit = () => {
      box.style.setProperty("--height", `${view?.height ?? innerHeight}px`);
      box.style.setProperty("--top", `${view?.offsetTop ?? 0}px`);
    };
    for (const type of ["resize", "scroll"]) view?.addEventListener(type, fit, { signal });
    fit();
    signal.addEventListener("abort", () => this.uncover(true));
    this.#shortcuts();
    this.#keepStill(box);
  }

  /** A button that opens the box, and the dialog with the box. */
  dialog() {
    const { make, icon, GLASS } = this.#kit;
    const { box, label } = this.#host;
    const keys = this.#keys();
    const shown = keys[0]?.replace("mod+", APPLE ? "⌘" : "Ctrl ").replace(/\w$/, (key) => key.toUpperCase());
    const opener = make(
      "button",
      { type: "button", class: "opener", part: "button", "aria-haspopup": "dialog", "aria-keyshortcuts": keys.join(" ").replace(/mod/g, APPLE ? "Meta" : "Control") || undefined, click: () => this.#host.open() },
      icon(GLASS),
      make("span", {}, this.#host.getAttribute("placeholder") ?? label),
      ...(shown ? [make("kbd", { "aria-hidden": "true" }, shown)] : []),
    );
    const dialog = (this.#dialog = make("dialog", { part: "dialog", "aria-label": label }, box));
    dialog.addEventListener("close", () => (this.uncover(), this.#host.combobox.toggle(false)));
    // A click on the backdrop closes the dialog.
    dialog.addEventListener("click", (event) => event.target === dialog && this.#host.close());
    this.#keepStill(dialog);
    return [opener, dialog];
  }

  /** Opens the dialog. */
  open() {
    if (!this.#dialog || this.#dialog.open) return;
    this.#dialog.showModal();
    if (this.#phone?.matches) this.cover();
  }

  /** Closes the dialog. Returns whether the field should lose the focus. */
  close() {
    this.#dialog?.close();
    // Without an earlier focus to restore, a browser takes it out of a closed dialog only in the next frame.
    return this.#dialog || this.#phone?.matches;
  }

  /** Follows the popup. On a phone it is a sheet. @param {boolean} open */
  toggled(open) {
    if (this.#dialog) return;
    if (open && this.#phone?.matches) this.cover();
    else if (!open) this.uncover();
  }

  /** The box covers the screen: the page is inert, and Back closes the box. */
  cover() {
    if (this.#covered) return;
    const { box, label } = this.#host;
    this.#covered = this.#dialog ? () => {} : isolate(box);
    if (!this.#dialog) {
      Object.assign(box, { role: "dialog", ariaModal: "true", ariaLabel: label, popover: "manual" });
      // The layer above everything, without moving the focused field.
      box.showPopover?.();
    }
    history.pushState({ ...history.state, [SHEET]: true }, "");
  }

  /** @param {boolean} [stays] whether the entry of the history stays */
  uncover(stays) {
    if (!this.#covered) return;
    this.#covered();
    this.#covered = undefined;
    if (!this.#dialog) {
      const { box } = this.#host;
      box.hidePopover?.();
      for (const name of ["role", "aria-modal", "aria-label", "popover"]) box.removeAttribute(name);
    }
    if (stays || !history.state?.[SHEET]) return;
    this.#returning = true;
    history.back();
  }

  /** Called when the browser went to another entry of its history. Returns whether that was about the sheet. */
  popped() {
    if (this.#returning) return !(this.#returning = false);
    if (!this.#covered || history.state?.[SHEET]) return false;
    this.#host.close();
    return true;
  }

  /** Opens a result in the sheet's place in the history. @param {MouseEvent} event @param {HTMLAnchorElement} link */
  leave(event, link) {
    if (this.#covered) {
      event.preventDefault();
      location.replace(link.href);
    }
  }

  /** Keeps the wheel and the finger from scrolling the page behind an element. @param {HTMLElement} element */
  #keepStill(element) {
    const { body, signal } = this.#host;
    const still = (/** @type {any} */ event) => {
      const scrolls = body.scrollHeight > body.clientHeight && event.composedPath().includes(body);
      if ((this.#dialog || this.#covered) && !scrolls && !event.ctrlKey && !(event.touches?.length > 1) && event.cancelable) event.preventDefault();
    };
    for (const type of ["wheel", "touchmove"]) element.addEventListener(type, still, { passive: false, signal });
  }

  #keys() {
    return (this.#host.getAttribute("shortcuts") ?? (this.#host.modal ? "mod+k /" : "")).toLowerCase().split(/\s+/).filter(Boolean);
  }

  #shortcuts() {
    const keys = this.#keys();
    if (!keys.length) return;
    const press = (/** @type {KeyboardEvent} */ event) => {
      if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || event.altKey || typing(event)) return;
      const held = (APPLE ? event.metaKey : event.ctrlKey) ? "mod+" : event.ctrlKey || event.metaKey ? "other+" : "";
      if (!keys.includes(held + event.key.toLowerCase())) return;
      event.preventDefault();
      this.#host.open();
    };
    document.addEventListener("keydown", press, { signal: this.#host.signal });
  }
}

/**
 * Makes everything outside of an element inert. Returns a function that undoes it.
 * @param {HTMLElement} element
 */
function isolate(element) {
  /** @type {HTMLElement[]} */
  const others = [];
  for (let node = /** @type {any} */ (element); node && node !== document.body; node = node.parentNode ?? node.host) {
    for (const other of node.parentNode?.children ?? []) if (other !== node && !other.inert) others.push(other);
  }
  for (const other of others) other.inert = true;
  return () => others.forEach((other) => (other.inert = false));
}

/**
 * Whether the key types into an editable element.
 * @param {KeyboardEvent} event
 */
function typing(event) {
  const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** @type {CSSStyleSheet | undefined} */
let shared;

function looks() {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(`
.opener { display: flex; align-items: center; gap: .625rem; inline-size: 100%; min-block-size: 3rem; padding-inline: .875rem; color: var(--quiet); background: var(--surface); border: 1px solid var(--edge); border-radius: var(--radius); text-align: start }
.opener:hover { border-color: var(--accent) }
.opener span { flex: 1; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
dialog { inline-size: min(44rem, 100vw - 2rem); max-inline-size: none; margin: 8vh auto auto; padding: .5rem; color: inherit; background: var(--surface); border: 1px solid var(--line); border-radius: calc(var(--radius) + .25rem); box-shadow: 0 2rem 6rem rgb(0 0 0 / .35) }
dialog::backdrop { background: rgb(10 14 20 / .5) }
dialog .box > .popup { position: static; border: 0; box-shadow: none; border-radius: 0 }
dialog .popup .body { max-block-size: min(44rem, 88vh - 8rem) }
[dir=rtl] .close svg { transform: scaleX(-1) }
@media (max-width: 40rem) {
  .box.open, dialog { position: fixed; inset: 0; z-index: 2147483646; inline-size: 100vw; block-size: 100dvh; max-inline-size: none; max-block-size: none; margin: 0; border: 0; border-radius: 0; background: var(--surface); color: inherit; padding: 0; overflow: hidden }
  .box.open, dialog .box { display: flex; flex-direction: column; block-size: min(100dvh, var(--height, 100dvh)); inset-block-start: var(--top, 0); padding: max(.5rem, env(safe-area-inset-top)) max(.5rem, env(safe-area-inset-right)) 0 max(.5rem, env(safe-area-inset-left)) }
  .box.open > .popup { position: static; inline-size: auto; min-inline-size: 0; border: 0; box-shadow: none; flex: 1; min-block-size: 0 }
  .popup .body, dialog .popup .body { max-block-size: none; block-size: 100%; padding: .375rem 0 max(.375rem, env(safe-area-inset-bottom)) }
  .open .close, dialog .close { display: grid }
}
`);
  }
  return shared;
}
