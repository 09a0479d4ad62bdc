// @ts-check
/** What a search box needs while it fills a phone's screen, or is a dialog: the page behind it is out of reach and does not move. */

/**
 * Makes everything outside of an element inert. Returns a function that undoes it.
 * @param {HTMLElement} element
 */
export function isolate(element) {
  /** @type {HTMLElement[]} */
  const others = [];
  for (let node = /** @type {Node} */ (element); node !== document.body; ) {
    const parent = node.parentNode ?? /** @type {any} */ (node).host;
    if (!parent) break;
    if (node.parentNode) for (const other of parent.children) if (other !== node && !other.inert) others.push(other);
    node = parent;
  }
  for (const other of others) other.inert = true;
  return () => others.forEach((other) => (other.inert = false));
}

/**
 * Keeps the wheel and the finger from scrolling the page behind an element.
 * @param {HTMLElement} element
 * @param {HTMLElement} body the part of the element that scrolls
 * @param {() => boolean} modal whether the element covers the page
 * @param {AbortSignal} signal
 */
export function keepStill(element, body, modal, signal) {
  const still = (/** @type {any} */ event) => {
    const scrolls = body.scrollHeight > body.clientHeight && event.composedPath().includes(body);
    if (modal() && !scrolls && !event.ctrlKey && !(event.touches?.length > 1) && event.cancelable) event.preventDefault();
  };
  for (const type of ["wheel", "touchmove"]) element.addEventListener(type, still, { passive: false, signal });
}
