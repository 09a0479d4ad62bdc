// @ts-check
/** Explains the operators of a query, inside the element, with words of this corpus. Loaded on demand. */
import { extra } from "./extra.js";

/**
 * Opens or closes the help above the results.
 * @param {import("./internal.d.ts").FindlingBox} box
 * @param {import("./internal.d.ts").Kit} kit
 */
export async function show(box, { make }) {
  const root = box.shadowRoot;
  const words = await extra(box);
  const open = root.querySelector(".tips");
  if (open) return open.remove();
  root.adoptedStyleSheets = [...new Set([...root.adoptedStyleSheets, looks()])];
  const { index, examples, query } = box.session;
  const [one, two] = [...examples, ...query.split(/\s+/).filter(Boolean), "a", "b"];
  const row = (/** @type {string} */ query, /** @type {string} */ means) =>
    make("li", {}, make("button", { type: "button", class: "again try", dir: "auto", click: () => (panel.remove(), box.input.focus(), box.ask(query)) }, query), make("span", {}, means));
  const chinese = index?.about.langs.some((lang) => lang.startsWith("zh"));
  // A search engine may find neither typos nor pinyin.
  const able = index?.about.capabilities ?? { typos: true, pinyin: true };
  const panel = make(
    "div",
    { class: "tips", part: "help", role: "group", lang: words.lang, "aria-label": words.say("help") },
    make("ul", {}, row(`"${one}"`, words.say("phrase")), row(`${one} -${two.split(" ")[0]}`, words.say("without")), row(`${one} OR ${two}`, words.say("either")), row(`title:${one.split(" ")[0]}`, words.say("field"))),
    make("p", {}, able.typos ? words.say("forms") : "", able.pinyin && chinese ? ` ${words.say("chinese")}` : ""),
  );
  box.body.querySelector(".notes")?.after(panel);
  box.input.addEventListener("input", () => panel.remove(), { once: true });
  box.body.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !panel.isConnected) return;
    event.preventDefault();
    event.stopPropagation();
    panel.remove();
    /** @type {HTMLElement | null} */ (root.querySelector(".help"))?.focus();
  });
  box.announce([...panel.querySelectorAll("span, p")].map((part) => part.textContent).join(" "));
}

/** @type {CSSStyleSheet | undefined} */
let shared;

function looks() {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(`
.tips { margin: 0 .25rem .5rem; padding: .5rem .75rem; border-radius: calc(var(--radius) - .25rem); background: var(--active); font-size: .9375rem }
.tips li { display: flex; flex-wrap: wrap; align-items: center; gap: 0 .75rem }
.tips span, .tips p { color: var(--quiet) }
.tips .try { min-block-size: 2.25rem; color: var(--accent); text-align: start }
.tips .try:hover { text-decoration: underline }
@media (max-width: 40rem), (pointer: coarse) { .tips .try { min-block-size: 2.75rem } }
`);
  }
  return shared;
}
