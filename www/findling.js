// @ts-check
/**
 * Findling in a page: `open` for developers, and the custom elements for everybody.
 *
 * Importing this file fetches the elements' few files; the engine and its pack come when a visitor shows that they will search.
 */
import { FindlingSearch } from "./search-element.js";
import { FindlingResults } from "./results-element.js";

export { openAside } from "./worker-client.js";
export { open, FindlingError } from "./client.js";
export { CROSS, icon, make } from "./dom.js";
export { language, words } from "./i18n.js";
export { complain, MODULE } from "./module.js";
export { share } from "./search-session.js";
export { sheet } from "./style.js";
export { FindlingSearch, FindlingResults };

for (const [name, element] of Object.entries({ "findling-search": FindlingSearch, "findling-results": FindlingResults })) {
  if (globalThis.customElements?.get(name) === undefined) globalThis.customElements?.define(name, element);
}
