// @ts-check
/** Details of a result: which words of the query the page contains, how and where, and a button that copies the excerpt. Loaded on demand. */
import { extra } from "./extra.js";

/**
 * Opens or closes the details below the page's title.
 * @param {import("./internal.d.ts").FindlingBox} box
 * @param {import("./findling.d.ts").Page} page
 * @param {HTMLElement} button
 * @param {import("./internal.d.ts").Kit} kit
 */
export async function toggle(box, page, button, { make }) {
  const top = /** @type {HTMLElement} */ (button.parentElement);
  const open = button.ariaExpanded !== "true";
  button.ariaExpanded = String(open);
  if (!open) return top.nextElementSibling?.matches(".details") && top.nextElementSibling.remove();
  const { index, query, choice, reach } = box.session;
  const [words, found] = await Promise.all([extra(box), index.search(query, { ...choice, limit: reach, passages: 1, explain: true })]);
  if (button.ariaExpanded !== "true" || top.nextElementSibling?.matches(".details")) return;
  box.shadowRoot.adoptedStyleSheets = [...new Set([...box.shadowRoot.adoptedStyleSheets, looks()])];
  const why = found.pages.find(({ id }) => id === page.id)?.why ?? [];
  const rows = why.map(({ word, kind, fields, count }) =>
    make("li", {}, make("strong", { lang: page.lang || undefined }, word), make("span", {}, [words.say(kind), fields.map((field) => words.say(field)).join(", "), words.say("places", { n: count })].filter(Boolean).join(" · "))),
  );
  const copy = make("button", { type: "button", class: "chip", part: "copy", click: () => take() }, words.say("copy"));
  const panel = make("div", { class: "details", part: "details", lang: words.lang }, ...(rows.length ? [make("p", { class: "head" }, words.say("why")), make("ul", {}, ...rows)] : []), copy);
  top.after(panel);

  async function take() {
    const [best] = page.passages;
    const href = top.parentElement?.querySelector("a")?.href ?? page.url;
    const text = [best?.text, page.title, href.replace(/#?:~:text=.*/, "")].filter(Boolean).join("\n");
    try {
      await navigator.clipboard.writeText(text);
      copy.textContent = words.say("copied");
      box.announce(words.say("copied"));
    } catch {
      // The browser denies access to the clipboard: show the text, selected, for the visitor to copy.
      const field = make("textarea", { rows: 4, readonly: true, "aria-label": words.say("copy") });
      field.value = text;
      copy.replaceWith(field);
      field.select();
    }
  }
}

/** @type {CSSStyleSheet | undefined} */
let shared;

function looks() {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(`
.details { margin: .25rem .25rem .5rem; padding: .75rem 1rem; border-radius: var(--radius); background: var(--active); font-size: .9375rem }
.details li { display: flex; flex-wrap: wrap; gap: 0 .625rem; padding-block: .125rem }
.details li span { color: var(--quiet) }
.details .chip { margin-block-start: .5rem; background: var(--surface) }
.details textarea { inline-size: 100%; margin-block-start: .5rem; font: inherit; color: var(--text); background: var(--surface); border: 1px solid var(--edge); border-radius: calc(var(--radius) / 2); padding: .5rem }
`);
  }
  return shared;
}
