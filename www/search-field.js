// @ts-check
/** The field of a search element. If the element contains a form, its labels and names are used. */
import { CROSS, GLASS, icon, make } from "./dom.js";

/**
 * @param {HTMLElement} box
 * @param {import("./i18n.js").Words} words
 * @param {() => void} clear
 */
export function field(box, words, clear) {
  const theirs = box.querySelector("form");
  const own = /** @type {HTMLInputElement | null} */ (theirs?.querySelector("input[name]") ?? null);
  const said = box.getAttribute("label") ?? undefined;
  const label = said ?? own?.labels?.[0]?.textContent?.trim() ?? own?.ariaLabel ?? words.say("search");
  const action = theirs?.getAttribute("action") ?? undefined;
  const input = make("input", {
    part: "input",
    type: "search",
    name: own?.name ?? "q",
    "aria-label": label,
    placeholder: box.getAttribute("placeholder") ?? own?.placeholder ?? label,
    enterkeyhint: "search",
    autocomplete: "off",
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: "false",
  });
  input.value = own?.value ?? "";
  const form = make(
    "form",
    // A dialog has its own name and isn't a landmark of the page.
    { role: box.hasAttribute("modal") ? undefined : "search", "aria-label": said, part: "field", class: "field", action, submit: (/** @type {Event} */ event) => event.preventDefault() },
    icon(GLASS),
    input,
    make("button", { type: "button", part: "clear", class: "clear", "aria-label": words.say("clear"), click: clear }, icon(CROSS)),
  );
  return { label, action, input, form };
}
