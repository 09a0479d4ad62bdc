// @ts-check
/**
 * In the place of `worker-client.js`, in a file that has everything in itself: the module stands in the page, and there is no worker, as a page
 * from a disk can have none.
 */
import { open } from "./client.js";

/** @param {unknown} [_source] there is one module, whatever is asked for */
export const openAside = async (_source) => open(await unpacked("module"));

/**
 * What stands packed in an element of the page.
 * @param {string} id
 */
export async function unpacked(id) {
  const text = document.getElementById(id)?.textContent ?? "";
  const { fromBase64 } = /** @type {any} */ (Uint8Array);
  // Browsers that have it are much quicker so.
  const bytes = fromBase64 ? fromBase64.call(Uint8Array, text) : Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
}
