// @ts-check
/**
 * The command `findling` as a WebAssembly module: the same source as the native one, and the same bytes come out. It needs Node alone,
 * fetches nothing, and sees the disk that the current folder is on.
 */
import { readFile } from "node:fs/promises";
import { join, parse } from "node:path";

/** @type {Promise<WebAssembly.Module> | undefined} */
let compiled;

/**
 * @param {string[]} args what stands after `findling` on a command line
 * @param {{ cwd?: string }} [options]
 * @returns {Promise<number>}
 */
export async function run(args, { cwd = process.cwd() } = {}) {
  compiled ??= readFile(new URL("command.wasm", import.meta.url)).then((bytes) => WebAssembly.compile(bytes));
  const { root } = parse(cwd);
  // Below the root a module's paths are the system's with slashes.
  const folder = `/${cwd.slice(root.length).replaceAll("\\", "/")}`;
  const wasi = await quietly(async () => {
    const { WASI } = await import("node:wasi");
    return new WASI({
      version: "preview1",
      args: ["findling", ...args],
      env: { ...process.env, PWD: folder },
      preopens: { "/": root },
      returnOnExit: true,
    });
  });
  return wasi.start(await WebAssembly.instantiate(await compiled, slowly(/** @type {any} */ (wasi).getImportObject())));
}

/**
 * The module that `build` wrote into a folder; the script there says its name.
 * @param {string} folder
 * @returns {Promise<Uint8Array>}
 */
export async function built(folder) {
  const script = await readFile(join(folder, "findling.js"), "utf8");
  const [, name] = /"(findling(?:\.[0-9a-f]{16})?\.wasm)"/.exec(script) ?? [];
  if (!name) throw new Error(`${folder}: findling.js names no module. Give the folder that findling build wrote`);
  return readFile(join(folder, name));
}

/**
 * What a module imports, behind functions of JavaScript. Optimised code would call Node's own straight away, without telling the
 * collector of garbage, which these set to work: that ends in a segmentation fault (nodejs/node#46777).
 * @param {Record<string, Record<string, (...given: unknown[]) => unknown>>} imports
 * @returns {WebAssembly.Imports}
 */
function slowly(imports) {
  const behind = (/** @type {[string, (...given: unknown[]) => unknown]} */ [name, call]) =>
    /** @type {const} */ ([name, (/** @type {unknown[]} */ ...given) => call(...given)]);
  return Object.fromEntries(Object.entries(imports).map(([name, calls]) => [name, Object.fromEntries(Object.entries(calls).map(behind))]));
}

/**
 * Node calls all of WASI experimental when it is first used, which is nothing to tell those who build a site.
 * @template T
 * @param {() => Promise<T>} task
 * @returns {Promise<T>}
 */
async function quietly(task) {
  const { emitWarning } = process;
  process.emitWarning = (/** @type {any} */ warning, /** @type {any[]} */ ...rest) => {
    if (!String(warning).startsWith("WASI")) emitWarning.call(process, warning, ...rest);
  };
  try {
    return await task();
  } finally {
    process.emitWarning = emitWarning;
  }
}
