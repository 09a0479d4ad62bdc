// @ts-check
/**
 * An input that drives a listbox, after the combobox pattern of WAI-ARIA. Knows nothing of search: options are whatever
 * elements of role `option` stand in the list. Focus stays in the input. Keys that belong to an input method's composition
 * never move, open, commit or close anything. `destroy` undoes every attribute and listener.
 */

/**
 * @typedef {object} Hooks
 * @property {(option: HTMLElement | null, event: KeyboardEvent) => void} commit Enter; null when no option is active
 * @property {() => boolean} [ready] whether there is something to show when a key asks to open
 * @property {(open: boolean) => void} [toggle] called after every change
 * @property {(wasOpen: boolean) => void} [escape] Esc, after it has closed the list if that was open
 */

let ids = 0;

/**
 * Whether a key belongs to an input method. Safari sends the key that ends a composition after the end of it, as 229.
 * @param {KeyboardEvent} event
 */
export const composes = (event) => event.isComposing || event.keyCode === 229;

/**
 * Moves the focus down out of a field, and up and down among what may be chosen under it, where that is no listbox.
 * @param {KeyboardEvent} event
 * @param {Element[]} stops the field first
 * @param {Element | null} [active] what has the focus
 */
export function walk(event, stops, active) {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (!/^Arrow(Down|Up)$/.test(key) || composes(event) || altKey || ctrlKey || metaKey || shiftKey) return;
  const place = (/** @type {Element | null | undefined} */ element) => (element ? stops.indexOf(element) : -1);
  // A button goes with what it stands beside.
  const at = Math.max(place(active), place(active?.previousElementSibling));
  const to = /** @type {HTMLElement | undefined} */ (at < 0 ? undefined : stops[at + (key === "ArrowDown" ? 1 : -1)]);
  if (!to) return;
  event.preventDefault();
  to.focus();
}

export class Combobox {
  #input;
  #list;
  #hooks;
  #undo = new AbortController();
  /** @type {HTMLElement | null} */
  #active = null;

  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} list
   * @param {Hooks} hooks
   */
  constructor(input, list, hooks) {
    this.#input = input;
    this.#list = list;
    this.#hooks = hooks;
    list.id ||= `list-${++ids}`;
    list.role = "listbox";
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": list.id,
      "aria-expanded": "false",
      "aria-haspopup": "listbox",
    })) {
      input.setAttribute(name, value);
    }
    const { signal } = this.#undo;
    input.addEventListener("keydown", (event) => this.#key(event), { signal });
    // The pointer and the keys share one active option. Moves only: a list that grows under a resting pointer chooses nothing.
    list.addEventListener("pointermove", (event) => event.pointerType === "mouse" && this.#choose(optionOf(event)), { signal });
    // A press on an option must not take the focus from the input.
    list.addEventListener("mousedown", (event) => event.preventDefault(), { signal });
  }

  get active() {
    return this.#active;
  }

  get expanded() {
    return this.#input.ariaExpanded === "true";
  }

  /** @param {boolean} open */
  toggle(open) {
    if (!open) this.#choose(null);
    if (open === this.expanded) return;
    this.#input.ariaExpanded = String(open);
    this.#hooks.toggle?.(open);
  }

  /** To be called when the options have changed: what was active is so no more. */
  reset() {
    this.#choose(null);
  }

  destroy() {
    this.#undo.abort();
    this.#choose(null);
    for (const name of ["role", "aria-autocomplete", "aria-controls", "aria-expanded", "aria-haspopup"]) {
      this.#input.removeAttribute(name);
    }
    this.#list.removeAttribute("role");
  }

  /** @returns {HTMLElement[]} */
  #options() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.#list.querySelectorAll("[role=option]"))];
  }

  /** @param {HTMLElement | null} option */
  #choose(option) {
    if (option === this.#active) return;
    if (this.#active) this.#active.ariaSelected = "false";
    this.#active = option;
    if (option) {
      option.id ||= `option-${++ids}`;
      option.ariaSelected = "true";
      this.#input.setAttribute("aria-activedescendant", option.id);
    } else {
      this.#input.removeAttribute("aria-activedescendant");
    }
  }

  /** @param {1 | -1} step */
  #step(step) {
    const options = this.#options();
    const at = this.#active ? options.indexOf(this.#active) : -1;
    // One place before the first is the input itself: no option active.
    const next = (at + 1 + step + options.length + 1) % (options.length + 1) - 1;
    this.#choose(options[next] ?? null);
    this.#active?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (composes(event)) return;
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (key === "Enter") {
      event.preventDefault();
      this.#hooks.commit(this.#active, event);
    } else if (key === "Escape") {
      event.preventDefault();
      const open = this.expanded;
      this.toggle(false);
      this.#hooks.escape?.(open);
    } else if ((key === "ArrowDown" || key === "ArrowUp") && !ctrlKey && !metaKey && !shiftKey) {
      event.preventDefault();
      if (altKey && key === "ArrowUp") return this.toggle(false);
      if (!this.expanded) {
        if (this.#hooks.ready?.() === false) return;
        this.toggle(true);
        if (altKey) return;
      }
      this.#step(key === "ArrowDown" ? 1 : -1);
    }
  }
}

/** @param {Event} event */
function optionOf(event) {
  return /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[role=option]"));
}
