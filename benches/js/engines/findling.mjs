/** Findling, as `findling build` made it: the module is the index. */
import { readdirSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** Its content's hash is in the module's name. @param {string} folder */
export const load = (folder) => readFileSync(`${folder}/findling/${readdirSync(`${folder}/findling`).find((name) => name.endsWith(".wasm"))}`);

/** The others' scripts are here before the clock begins; so is this one. @param {string} folder */
export const prepare = (folder) => import(pathToFileURL(`${folder}/findling/client.js`).href);

/** @param {Uint8Array} bytes @param {string} folder */
export const open = async (bytes, folder) => (await prepare(folder)).open(bytes);

/** @param {any} index @param {string} query */
export async function search(index, query) {
  const { pages } = await index.search(query, { limit: 10 });
  return pages.map((/** @type {{ id: string }} */ page) => page.id);
}
