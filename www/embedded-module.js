// @ts-check
/**
 * Replaces `worker-client.js` in the single-file build: the module is embedded in the page, and there is no worker, because a page that is
 * opened from a disk can't start one.
 */
import { open } from "./client.js";

/** @param {unknown} [_source] ignored: there is only one module */
export const openAside = async (_source) => open(await unpacked("module"));

/**
 * The unpacked content of an element: base64 of gzip.
 * @param {string} id
 */
export async function unpacked(id) {
  const text = document.getElementById(id)?.textContent ?? "";
  const { fromBase64 } = /** @type {any} */ (Uint8Array);
  // Much faster, in browsers that have it.
  const bytes = fromBase64 ? fromBase64.call(Uint8Array, text) : Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
}
