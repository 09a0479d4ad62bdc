// @ts-check
/** Creates nodes from data. Text only ever becomes text nodes, so a corpus can't inject markup. */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, unknown>} [attributes] attributes; false and undefined are left out, a function becomes a listener
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, /** @type {EventListener} */ (value));
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/**
 * An icon of strokes, 24 by 24 units. It is hidden from screen readers, so the element around it needs a label.
 * @param {string} path
 */
export function icon(path) {
  const [svg, stroke] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  stroke.setAttribute("d", path);
  svg.append(stroke);
  return svg;
}

export const GLASS = "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M15.5 15.5L20 20";
export const BACK = "M20 12H5M11 6L5 12L11 18";
export const CROSS = "M7 7L17 17M17 7L7 17";
export const DOTS = "M5 12h.01M12 12h.01M19 12h.01";

/**
 * A text with its marks, as nodes.
 * @param {string} text
 * @param {[start: number, end: number][]} marks ascending, without overlap
 * @returns {(Node | string)[]}
 */
export function marked(text, marks) {
  const nodes = [];
  let at = 0;
  for (const [start, end] of marks) {
    nodes.push(text.slice(at, start), make("mark", { part: "mark" }, text.slice(start, end)));
    at = end;
  }
  return [...nodes, text.slice(at)];
}

/**
 * Replaces the children of an element, unless they are the same already: a button must not disappear while it is being pressed.
 * @param {Element} parent
 * @param {Node[]} nodes
 */
export function fill(parent, nodes) {
  const there = parent.childNodes;
  if (nodes.length !== there.length || nodes.some((node, i) => !node.isEqualNode(there[i] ?? null))) parent.replaceChildren(...nodes);
}

/** A narrow screen. */
export const PHONE = globalThis.matchMedia?.("(max-width: 40rem)");
