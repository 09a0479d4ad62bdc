// @ts-check
/**
 * Findling in a page: `open` for developers, and the custom elements for everybody.
 *
 * Importing this file fetches nothing else; the engine comes when an index is opened.
 */
export { open, FindlingError } from "./client.js";
