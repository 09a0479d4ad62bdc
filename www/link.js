// @ts-check
/** The address that a result leads to: the page, with the query for `marks.js` and a text fragment for the browser. */

/** Characters that end a word of a text fragment, in any script. */
const BREAK = /[\s\p{P}]/u;
/** Characters of an excerpt that the page may not contain. */
const SEAM = /[…\n\r\t]/;
/** Maximum length of the text in a text fragment, in UTF-16 units. */
const WIDEST = 60;
/** Maximum length of the text before and after it. */
const CONTEXT = 20;

/**
 * @param {string} url of a page or passage, as the index has it
 * @param {string} base the address that it is relative to
 * @param {string} query added to pages of this origin; none if empty
 * @param {{ text: string, marks: [number, number][], heading?: string }} [passage] the source of the text fragment
 * @returns {string | undefined} undefined if the address is not a web page's
 */
export function link(url, base, query, passage) {
  let to;
  try {
    to = new URL(url, base);
  } catch {
    return undefined;
  }
  if (to.protocol === "mailto:") return to.href;
  // A corpus may link to web pages, and to files if this page is a file. Other schemes (`javascript:`, `data:`) are not followed.
  if (!/^https?:$/.test(to.protocol) && !(to.protocol === "file:" && location.protocol === "file:")) return undefined;
  if (query && to.origin === location.origin) to.searchParams.set("q", query);
  // Without an anchor and without a mark, the heading leads to the passage.
  const fragment = passage && (passage.marks.length || to.hash ? textFragment(passage.text, passage.marks[0]) : code(passage.heading ?? ""));
  return fragment ? `${to.href}${to.hash ? "" : "#"}:~:text=${fragment}` : to.href;
}

/**
 * The text fragment for a mark: widened to whole words (in scripts without spaces, to a clause), with the text around it.
 * @param {string} text
 * @param {[number, number]} [mark]
 */
export function textFragment(text, mark) {
  if (!mark) return "";
  let [start, end] = mark;
  while (start > 0 && !BREAK.test(text[start - 1])) start -= 1;
  while (end < text.length && !BREAK.test(text[end])) end += 1;
  if (end - start > WIDEST) return "";
  const before = around(text, start, -1);
  const after = around(text, end, 1);
  return `${before && `${before}-,`}${code(text.slice(start, end))}${after && `,-${after}`}`;
}

/**
 * The text before or after a position, in whole words.
 * @param {string} text
 * @param {number} from
 * @param {1 | -1} step
 */
function around(text, from, step) {
  const next = step > 0 ? 0 : -1;
  let far = from;
  let whole = from;
  while (text[far + next] && Math.abs(far - from) < CONTEXT && !SEAM.test(text[far + next])) {
    far += step;
    if (BREAK.test(text[far + next] ?? " ")) whole = far;
  }
  return code(text.slice(Math.min(from, whole), Math.max(from, whole)).trim());
}

/** @param {string} text */
const code = (text) => encodeURIComponent(text).replaceAll("-", "%2D");
