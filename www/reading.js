// @ts-check
/**
 * The script of a reader page: marks the words of the visitor's query, speaks the visitor's language as the search page does, and adds the
 * query to the links that lead back to the search. The page is complete without it.
 */
import { extra } from "./extra.js";
import { language, words } from "./findling.js";
import "./marks.js";

// As page.js chooses it.
const lang = language(navigator.languages.find((tag) => language(tag) !== "en" || /^en\b/i.test(tag)) ?? "en");
const query = new URL(location.href).searchParams.get("q");
const backLinks = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[rel~=search]"));
if (query) {
  for (const link of backLinks) {
    const to = new URL(link.href);
    to.searchParams.set("q", query);
    link.href = to.href;
  }
  if (!document.querySelector("findling-marks")) {
    const marks = document.createElement("findling-marks");
    marks.setAttribute("back", backLinks[0]?.href ?? "./");
    marks.lang = lang;
    document.body.append(marks);
  }
}

// The page is written in the language of its text.
if (lang !== language(document.documentElement.lang)) {
  const say = await extra({ words: await words(lang) });
  /** @type {[string, string][]} */
  const texts = [[".bar .back", say.say("back")], [".contents summary", say.say("contents")], [".turn .previous small", say.say("before")], [".turn .next small", say.say("after")]];
  for (const [where, text] of texts) {
    const element = document.querySelector(where);
    if (element) Object.assign(element, { textContent: text, lang });
  }
  document.querySelector(".contents")?.setAttribute("aria-label", say.say("contents"));
}
