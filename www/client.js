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
  if (isRemote(source)) return openRemote(source.provider, open);
  const [module, { openModule }] = await Promise.all([compile(source), load()]);
  try {
    return await openModule(module, base, pinned);
  } catch (error) {
    throw new FindlingError(/** @type {any} */ (error).code ?? "module", message(error), error);
  }
}

/**
 * Whether a source is a provider.
 * @param {any} source
 * @returns {source is import("./findling.d.ts").Remote}
 */
export const isRemote = (source) => !!source.provider;

/**
 * Opens an existing search engine as an index.
 * @param {import("./findling.d.ts").Remote["provider"]} provider
 * @param {(source: string) => Promise<import("./findling.d.ts").Index>} opener opens the module whose engine marks its records
 */
export async function openRemote(provider, opener) {
  try {
    return await (await import(tries ? `./provider.js?${tries}` : "./provider.js")).openProvider(provider, opener, MODULE);
  } catch (error) {
    tries += 1;
    throw new FindlingError(/** @type {any} */ (error).code ?? "network", message(error), error);
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
