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
  const open = /** @type {HTMLElement & { end?: () => void } | null} */ (root.querySelector(".tips"));
  if (open) return open.end?.();
  const words = await extra(box);
  if (root.querySelector(".tips")) return;
  root.adoptedStyleSheets = [...new Set([...root.adoptedStyleSheets, looks()])];
  const { index, examples } = box.session;
  const [one = "a", two = "b"] = examples;
  const row = (/** @type {string} */ query, /** @type {string} */ means) => {
    const ask = () => (close(), box.input.focus(), box.ask(query));
    return make("li", {}, make("button", { type: "button", class: "again try", dir: "auto", click: ask }, query), make("span", {}, means));
  };
  const chinese = index?.about.langs.some((lang) => lang.startsWith("zh"));
  const panel = make(
    "div",
    { class: "tips", part: "help", role: "group", lang: words.lang, "aria-label": words.say("help") },
    make("ul", {}, row(`"${one}"`, words.say("phrase")), row(`${one} -${two.split(" ")[0]}`, words.say("without")), row(`${one} OR ${two}`, words.say("either")), row(`title:${one.split(" ")[0]}`, words.say("field"))),
    make("p", {}, words.say("forms"), ...(chinese ? [" ", words.say("chinese")] : [])),
  );
  Object.assign(panel, { end: close });
  box.body.querySelector(".notes")?.after(panel);
  const stop = new AbortController();
  const { signal } = stop;
  box.input.addEventListener("input", close, { signal });
  const escape = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close();
    /** @type {HTMLElement | null} */ (root.querySelector(".help"))?.focus();
  };
  box.body.addEventListener("keydown", escape, { signal });
  box.announce([...panel.querySelectorAll("span, p")].map((part) => part.textContent).join(" "));

  function close() {
    stop.abort();
    panel.remove();
  }
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
