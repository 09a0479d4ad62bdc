// @ts-check
/** Opens an index in the caller's own thread. Works in pages and in Node 20 or later. */
import { baseOf, compile, FindlingError, message, MODULE } from "./module.js";

export { FindlingError } from "./module.js";

/**
 * Opens an index.
 * @param {import("./findling.d.ts").Source} [source] a URL, the bytes, a response that holds them, or the compiled module
 * @param {string} [base] the address of the module, beside which the blocks of a split index are
 * @param {boolean} [pinned] whether no other module may take its place when the site is published again
 * @returns {Promise<import("./findling.d.ts").Index>}
 */
export async function open(source = MODULE, base = baseOf(source), pinned) {
  const [module, { openModule }] = await Promise.all([compile(source), load()]);
  try {
    return await openModule(module, base, pinned);
  } catch (error) {
    throw new FindlingError(/** @type {any} */ (error).code ?? "module", message(error), error);
  }
}

let tries = 0;

async function load() {
  try {
    // A browser remembers that an import failed. A new address makes it try again.
    return await (tries ? import(`./index.js?${tries}`) : import("./index.js"));
  } catch (cause) {
    tries += 1;
    throw new FindlingError("network", `index.js can't be loaded: ${message(cause)}`, cause);
  }
}
