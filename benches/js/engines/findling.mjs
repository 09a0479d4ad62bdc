/** Findling as built by `findling build`: the module contains the index. */
import { readdirSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** Reads the module, whose name contains a hash. @param {string} folder */
export const load = (folder) => readFileSync(`${folder}/findling/${readdirSync(`${folder}/findling`).find((name) => name.endsWith(".wasm"))}`);

/** Loads the script before the clock starts, as for the other engines. @param {string} folder */
export const prepare = (folder) => import(pathToFileURL(`${folder}/findling/client.js`).href);

/** @param {Uint8Array} bytes @param {string} folder */
export const open = async (bytes, folder) => (await prepare(folder)).open(bytes);

/** @param {any} index @param {string} query */
export async function search(index, query) {
  const { pages } = await index.search(query, { limit: 10 });
  return pages.map((/** @type {{ id: string }} */ page) => page.id);
}
