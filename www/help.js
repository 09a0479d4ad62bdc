// @ts-check
/** A dialog that explains the operators of a query. Loaded on demand. */
import { extra } from "./extra.js";

/**
 * @param {import("./internal.d.ts").FindlingBox} box
 * @param {import("./internal.d.ts").Kit} kit
 */
export async function show(box, { make, icon, CROSS }) {
  const words = await extra(box);
  const root = box.shadowRoot;
  root.adoptedStyleSheets = [...new Set([...root.adoptedStyleSheets, looks()])];
  const rows = Object.entries({ '"a b"': words.say("phrase"), "-a": words.say("without"), "a OR b": words.say("either"), "title:a": words.say("field") });
  const dialog = make(
    "dialog",
    { class: "tips", part: "help", lang: words.lang, dir: words.rtl ? "rtl" : "ltr", "aria-label": words.say("help"), close: () => dialog.remove() },
    make("button", { type: "button", class: "close", "aria-label": words.say("close"), click: () => dialog.close() }, icon(CROSS)),
    make("p", { class: "head" }, words.say("help")),
    make("dl", {}, ...rows.flatMap(([typed, means]) => [make("dt", {}, make("code", { dir: "ltr" }, typed)), make("dd", {}, means)])),
    make("p", {}, words.say("forms")),
  );
  // A click on the backdrop closes the dialog.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  root.append(dialog);
  dialog.showModal();
}

/** @type {CSSStyleSheet | undefined} */
let shared;

function looks() {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(`
dialog.tips { inset: auto; position: fixed; inset-block-start: 12vh; inset-inline: 0; margin-inline: auto; inline-size: min(30rem, 100vw - 2rem); block-size: auto; padding: 1.25rem 1.5rem; border-radius: var(--radius) }
.tips .close { float: inline-end; margin: -.75rem -1rem 0 0 }
.tips .head { font-size: 1.0625rem; font-weight: 650; margin-block-end: .75rem }
.tips dl { display: grid; grid-template-columns: max-content 1fr; gap: .5rem 1rem; margin-block-end: 1rem }
.tips dd { color: var(--quiet) }
.tips code { font: .9375rem ui-monospace, monospace; padding: .125rem .375rem; border-radius: .375rem; background: var(--active) }
`);
  }
  return shared;
}
