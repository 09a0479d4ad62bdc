// @ts-check
/**
 * An input that drives a listbox, as the combobox pattern of WAI-ARIA describes. Knows nothing about search: the options are the
 * elements with the role `option` in the list. The focus stays in the input. Keys that belong to an input method's composition
 * never move, open, commit or close anything.
 */

/**
 * @typedef {object} Hooks
 * @property {(option: HTMLElement | null, event: KeyboardEvent) => void} commit Enter was pressed; null if no option is active
 * @property {() => HTMLElement | null} [first] the option that is active when the list opens or changes
 * @property {() => boolean} [ready] whether there is something to show if a key opens the list
 * @property {(open: boolean) => void} [toggle] called after the list opened or closed
 * @property {(wasOpen: boolean) => void} [escape] Esc was pressed; an open list is closed already
 */

let ids = 0;

/**
 * Whether a key belongs to an input method. Safari sends the key that ends a composition after its end, with the code 229.
 * @param {KeyboardEvent} event
 */
export const composes = (event) => event.isComposing || event.keyCode === 229;

/**
 * Moves the focus with the arrow keys between a field and the links and buttons below it, if these are no listbox.
 * @param {KeyboardEvent} event
 * @param {Element[]} stops the elements that can get the focus, the field first
 * @param {Element | null} [active] the element that has the focus
 */
export function walk(event, stops, active) {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (!/^Arrow(Down|Up)$/.test(key) || composes(event) || altKey || ctrlKey || metaKey || shiftKey) return;
  const place = (/** @type {Element | null | undefined} */ element) => (element ? stops.indexOf(element) : -1);
  // A second button beside a stop counts as that stop.
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
  /** @type {HTMLElement | null} */
  #active = null;

  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} list
   * @param {Hooks} hooks
   * @param {AbortSignal} signal removes the listeners
   */
  constructor(input, list, hooks, signal) {
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
    input.addEventListener("keydown", (event) => this.#key(event), { signal });
    // The pointer and the keys share one active option. Only movement counts: a list that opens under a resting pointer must choose nothing.
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
    if (open) this.reset();
    this.#input.ariaExpanded = String(open);
    this.#hooks.toggle?.(open);
  }

  /** Call this when the options have changed. @param {HTMLElement | null} [option] the active option */
  reset(option = this.#hooks.first?.() ?? null) {
    this.#choose(option);
  }

  /** The options in the order of the keys: those of a group with `data-last` come last. @returns {HTMLElement[]} */
  #options() {
    const options = (/** @type {string} */ not) => [.../** @type {NodeListOf<HTMLElement>} */ (this.#list.querySelectorAll(`[role=option]${not}`))];
    return [...options(":not([data-last] *)"), ...options(":is([data-last] *)")];
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
    // The position before the first option is the input itself: no option is active.
    const next = (at + 1 + step + options.length + 1) % (options.length + 1) - 1;
    this.#choose(options[next] ?? null);
    this.#active?.scrollIntoView({ block: "nearest", inline: "nearest" });
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
        if (altKey || this.#active) return;
      }
      this.#step(key === "ArrowDown" ? 1 : -1);
    }
  }
}

/** @param {Event} event */
function optionOf(event) {
  return /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[role=option]"));
}
