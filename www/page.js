// @ts-check
/** The script of the search page: chooses the visitor's language, and shows the title and size of the corpus in it. */
import { language, words } from "./findling.js";

const tag = navigator.languages.find((tag) => language(tag) !== "en" || /^en\b/i.test(tag)) ?? "en";
document.documentElement.lang = language(tag);

const title = /** @type {HTMLElement} */ (document.querySelector("#title"));
const counts = /** @type {HTMLElement} */ (document.querySelector("#about"));
const ours = await words(tag);

// The build wrote the title and the number of pages.
const pages = counts.querySelector("data")?.value;
if (pages) counts.textContent = ours.say("pages", { n: Number(pages) });

document.addEventListener("findling:ready", (event) => {
  const about = /** @type {CustomEvent<import("./findling.d.ts").About>} */ (event).detail;
  title.textContent = document.title = about.title;
  if (about.langs[0]) title.lang = about.langs[0];
  counts.textContent = ours.say("pages", { n: about.pages });
});
document.addEventListener("findling:error", () => {
  if (!pages) title.textContent = document.title = ours.say("search");
});
