// @ts-check
/**
 * Findling in a page: the custom elements, and `open` for developers.
 *
 * Importing this file defines the elements. The engine and the index are loaded when a visitor is about to search.
 */
import { FindlingSearch } from "./search-element.js";
import { FindlingResults } from "./results-element.js";
import { words } from "./i18n.js";

export { openAside } from "./worker-client.js";
export { open, FindlingError } from "./client.js";
export { BACK, CROSS, icon, make } from "./dom.js";
export { language, visitor, words } from "./i18n.js";
export { complain, MODULE } from "./module.js";
export { share } from "./search-session.js";
export { sheet } from "./style.js";
export { FindlingSearch, FindlingResults };

/** All strings of the interface, with those of help and reader pages. @param {string} tag */
export const moreWords = async (tag) => (await import("./extra.js")).extra(/** @type {any} */ ({ words: await words(tag) }));

for (const [name, element] of Object.entries({ "findling-search": FindlingSearch, "findling-results": FindlingResults })) {
  if (globalThis.customElements?.get(name) === undefined) globalThis.customElements?.define(name, element);
}
