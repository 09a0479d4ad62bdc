// @ts-check
/**
 * Findling in a page: the custom elements, and `open` for developers.
 *
 * Importing this file defines the elements. The engine and the index are loaded when a visitor is about to search.
 */
import { FindlingSearch } from "./search-element.js";
import { FindlingResults } from "./results-element.js";

export { openAside } from "./worker-client.js";
export { open, FindlingError } from "./client.js";
export { BACK, CROSS, icon, make } from "./dom.js";
export { language, words } from "./i18n.js";
export { complain, MODULE } from "./module.js";
export { share } from "./search-session.js";
export { sheet } from "./style.js";
export { FindlingSearch, FindlingResults };

for (const [name, element] of Object.entries({ "findling-search": FindlingSearch, "findling-results": FindlingResults })) {
  if (globalThis.customElements?.get(name) === undefined) globalThis.customElements?.define(name, element);
}
