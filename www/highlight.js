// @ts-check
/**
 * Marks a query's words in a page. The engine finds them with the same matching as in the corpus. If the browser can highlight ranges, the
 * document stays unchanged. Otherwise `<mark>` elements are put around the words, and removed again.
 */
import { make, MODULE, share } from "./findling.js";

/** Elements that do not interrupt a line of text. */
const INLINE = /^(A|ABBR|B|BDI|BDO|CITE|CODE|DATA|DEL|DFN|EM|FONT|I|INS|KBD|LABEL|MARK|Q|RB|RUBY|S|SAMP|SMALL|SPAN|STRONG|SUB|SUP|TIME|U|VAR|WBR)$/;
const SKIPPED = "script, style, noscript, template, nav, textarea, select, button, rt, rp, svg, math, findling-search, findling-results, findling-marks";
/** Number of texts that are searched before the page gets a turn. */
const SLICE = 200;
const NAME = "findling";
const CURRENT = "findling-current";

/** The marks on a page. */
export class Marks {
  /** @type {Range[]} */
  #ranges;
  /** @type {HTMLElement[][]} The `<mark>` elements of each range, in browsers that can't highlight ranges. */
  #wrapped;
  #at = -1;

  /** @param {Range[]} ranges in document order */
  constructor(ranges) {
    this.#ranges = ranges;
    const highlights = highlighter();
    // From last to first: wrapping a range splits its text node, and earlier ranges must stay valid.
    this.#wrapped = highlights ? [] : ranges.map((_, i) => wrap(ranges[ranges.length - 1 - i])).reverse();
    if (!ranges.length) return;
    style();
    highlights?.set(NAME, new Highlight(...ranges));
  }

  get count() {
    return this.#ranges.length;
  }

  /** Index of the current mark; -1 if there is none. */
  get at() {
    return this.#at;
  }

  /** Makes a mark the current one and scrolls to it. The first mark follows the last. @param {number} index */
  go(index) {
    const { count } = this;
    if (!count) return;
    this.#make(((index % count) + count) % count);
    const range = this.#ranges[this.#at];
    const parent = this.#wrapped[this.#at]?.[0] ?? range.startContainer.parentElement;
    for (let details = parent?.closest("details:not([open])") ?? null; details; details = details.parentElement?.closest("details:not([open])") ?? null) {
      details.setAttribute("open", "");
    }
    const place = parent?.isConnected && this.#wrapped.length ? parent : range;
    if (isSeen(place)) return;
    parent?.scrollIntoView({ block: "center" });
    // The mark of a long paragraph may still be outside the window.
    if (!isSeen(place)) scrollBy(0, place.getBoundingClientRect().top - innerHeight / 3);
  }

  /** @param {number} at */
  #make(at) {
    this.#wrapped[this.#at]?.forEach((mark) => mark.removeAttribute("aria-current"));
    this.#at = at;
    this.#wrapped[at]?.forEach((mark) => mark.setAttribute("aria-current", "true"));
    highlighter()?.set(CURRENT, Object.assign(new Highlight(this.#ranges[at]), { priority: 1 }));
  }

  /**
   * The mark to begin with: the first one at or after an element, or the first of all. Of several in view, the one nearest to the middle
   * of the window wins if the page is scrolled, because a text fragment scrolls to the middle. If the element is folded away, its own mark
   * is taken.
   * @param {Element | null} element
   */
  from(element) {
    const first = Math.max(element ? this.#ranges.findIndex((range) => range.comparePoint(element, 0) <= 0) : 0, 0);
    if (element && !this.#place(first)?.getClientRects().length) return first;
    const seen = this.#seen(first);
    if (!scrollY || (element && isAtTop(element))) return seen[0] ?? first;
    const far = (/** @type {number} */ at) => Math.abs(this.#place(at).getBoundingClientRect().top - innerHeight / 2);
    return seen.sort((a, b) => far(a) - far(b))[0] ?? first;
  }

  /** Makes the first mark in view the current one, if the current one has left the window. Returns whether it did. */
  follow() {
    const [first] = isSeen(this.#place(this.#at)) ? [] : this.#seen(0);
    if (first === undefined) return false;
    this.#make(first);
    return true;
  }

  /** @param {number} at */
  #place(at) {
    return this.#wrapped[at]?.[0] ?? this.#ranges[at];
  }

  /** The marks in view. @param {number} first */
  #seen(first) {
    return this.#ranges.flatMap((_, at) => (at >= first && isSeen(this.#place(at)) ? at : []));
  }

  /** Removes all marks. */
  clear() {
    highlighter()?.delete(NAME);
    highlighter()?.delete(CURRENT);
    for (const mark of this.#wrapped.flat()) {
      const { parentNode } = mark;
      mark.replaceWith(...mark.childNodes);
      parentNode?.normalize();
    }
    this.#ranges = [];
    this.#wrapped = [];
    this.#at = -1;
  }
}

/**
 * Marks a query's words inside an element.
 * @param {string} query
 * @param {{ root?: Element, src?: string, integrity?: string, signal?: AbortSignal }} [options]
 */
export async function mark(query, { root = document.body, src, integrity, signal } = {}) {
  const index = await share(new URL(src ?? MODULE, document.baseURI).href, integrity);
  const runs = collect(root);
  /** @type {Range[]} */
  const ranges = [];
  for (let i = 0; i < runs.length && !signal?.aborted; i += SLICE) {
    const slice = runs.slice(i, i + SLICE);
    const found = await index.marks(query, slice.map((nodes) => nodes.map((node) => node.data).join("")));
    slice.forEach((nodes, j) => ranges.push(...found[j].map(([start, end]) => range(nodes, start, end))));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return new Marks(signal?.aborted ? [] : ranges);
}

/** @param {Range | Element} place */
function isSeen(place) {
  const { top, bottom } = place.getBoundingClientRect();
  return top >= 0 && bottom > top && bottom <= innerHeight;
}

/** Whether the page is scrolled to an element as its anchor. @param {Element} element */
function isAtTop(element) {
  const top = parseFloat(getComputedStyle(element).scrollMarginTop) + (parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0);
  return Math.abs(element.getBoundingClientRect().top - top) < 2;
}

/** @returns {any} the browser's highlight registry, if it has one */
const highlighter = () => (typeof Highlight === "function" ? /** @type {any} */ (CSS).highlights : undefined);

/**
 * The lines of text inside an element, each as a list of its text nodes.
 * @param {Element} root
 */
function collect(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof Element && node.matches(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  /** @type {Text[][]} */
  const runs = [];
  let block = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text)) {
      // Every other element ends a line, including `<br>` and images.
      if (!INLINE.test(node.nodeName)) block = null;
      continue;
    }
    let parent = node.parentElement;
    while (parent && parent !== root && INLINE.test(parent.tagName)) parent = parent.parentElement;
    if (block !== parent || !runs.length) runs.push([]);
    block = parent;
    runs[runs.length - 1].push(node);
  }
  return runs.filter((nodes) => nodes.some((node) => node.data.trim()));
}

/**
 * @param {Text[]} nodes
 * @param {number} start
 * @param {number} end
 */
function range(nodes, start, end) {
  const range = document.createRange();
  let before = 0;
  for (const node of nodes) {
    const after = before + node.length;
    if (start >= before && start < after) range.setStart(node, start - before);
    if (end > before && end <= after) range.setEnd(node, end - before);
    before = after;
  }
  return range;
}

/** @param {Range} range */
function wrap(range) {
  const nodes = [];
  const { startContainer, startOffset, endContainer, endOffset, commonAncestorContainer } = range;
  const walker = document.createTreeWalker(commonAncestorContainer, NodeFilter.SHOW_TEXT);
  for (let node = /** @type {Node | null} */ (walker.currentNode); node; node = walker.nextNode()) {
    if (node instanceof Text && range.intersectsNode(node)) nodes.push(node);
  }
  return nodes.flatMap((node) => {
    const until = node === endContainer ? endOffset : node.length;
    const from = node === startContainer ? startOffset : 0;
    if (until <= from) return [];
    const middle = node.splitText(from);
    middle.splitText(until - from);
    const mark = make("mark", { class: "findling-mark" });
    middle.replaceWith(mark);
    mark.append(middle);
    return mark;
  });
}

/** @type {CSSStyleSheet | undefined} */
let looks;

/** Adds the style of marks to the page. */
function style() {
  if (looks) return;
  looks = new CSSStyleSheet();
  looks.replaceSync(`
:root { --findling-on: var(--findling-mark, light-dark(#ffe69a, #5f4d12)); --findling-on-text: var(--findling-mark-text, light-dark(#2a2000, #ffefc0)) }
::highlight(findling), .findling-mark { background-color: var(--findling-on); color: var(--findling-on-text) }
::highlight(findling-current), ::target-text, .findling-mark[aria-current] { background-color: #ff9632; color: #201000; text-decoration: underline }
`);
  document.adoptedStyleSheets.push(looks);
}
