// @ts-check
/** Where a result leads: the page, the query for those who mark it there, and a text fragment for browsers that do. */

/** What ends a stretch of text that a browser takes for whole words, in any script. */
const BREAK = /[\s\p{P}]/u;
/** What an excerpt has and the page may not have. */
const SEAM = /[…\n\r\t]/;
const WIDEST = 60;
const CONTEXT = 20;

/**
 * @param {string} url of a page or passage, as the pack has it
 * @param {string} base what it is relative to
 * @param {string} query handed over to pages of this origin, none if empty
 * @param {{ text: string, marks: [number, number][], heading?: string }} [passage] what the text fragment is made of
 * @returns {string | undefined} nothing for an address that is not a web page's
 */
export function link(url, base, query, passage) {
  let to;
  try {
    to = new URL(url, base);
  } catch {
    return undefined;
  }
  if (to.protocol === "mailto:") return to.href;
  // A corpus names pages, on disk where this one is. Whatever else it names (`javascript:`, `data:`) is not followed.
  if (!/^https?:$/.test(to.protocol) && !(to.protocol === "file:" && location.protocol === "file:")) return undefined;
  if (query && to.origin === location.origin) to.searchParams.set("q", query);
  // A place without a name and without a mark is found by its heading.
  const fragment = passage && (passage.marks.length || to.hash ? textFragment(passage.text, passage.marks[0]) : code(passage.heading ?? ""));
  return fragment ? `${to.href}${to.hash ? "" : "#"}:~:text=${fragment}` : to.href;
}

/**
 * The first mark, widened to whole words (to a clause, in scripts without spaces), with what stands around it.
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
 * What stands beside a place, whole words only.
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
