// @ts-check
/** Loads a module and compiles it, whatever it contains. */

/** @typedef {import("./findling.d.ts").Source} Source */

/** The module that was built with this script. */
export const MODULE = new URL("findling.wasm", import.meta.url).href;

/**
 * The address of a module; that of the module built with this script if the source has none.
 * @param {Source} source
 */
export function baseOf(source) {
  const given = source instanceof Response ? source.url : typeof source === "string" || source instanceof URL ? source : "";
  return new URL(given || MODULE, globalThis.document?.baseURI ?? import.meta.url).href;
}

/** An index that can't be opened: `code` is for programs, `message` for the site's owner. */
export class FindlingError extends Error {
  /**
   * @param {import("./findling.d.ts").ErrorCode} code
   * @param {string} message
   * @param {unknown} [cause]
   */
  constructor(code, message, cause) {
    super(message, { cause });
    this.name = "FindlingError";
    this.code = code;
  }
}

/**
 * Loads a module and compiles it. Browsers compile without blocking the page.
 * @param {Source} source
 * @param {string} [integrity] hash of its bytes, as in a script's `integrity` attribute
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compile(source, integrity) {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
    return compiled(() => WebAssembly.compile(/** @type {BufferSource} */ (source)), "The module");
  }
  const response = source instanceof Response ? source : await get(source, integrity);
  const name = response.url || "The module";
  if (!response.ok) {
    throw new FindlingError("network", `${name} answered ${response.status} ${response.statusText}.`);
  }
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("text/html")) {
    throw new FindlingError("module", `${name} answered a web page where findling.wasm should be.`);
  }
  return compiled(
    async () => (type.startsWith("application/wasm") ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer())),
    name,
  );
}

/**
 * @param {() => Promise<WebAssembly.Module>} make
 * @param {string} name
 */
async function compiled(make, name) {
  try {
    return await make();
  } catch (cause) {
    // The compiler's errors are about the file. Any other error means that the bytes ended too soon.
    const code = cause instanceof WebAssembly.CompileError ? "module" : "network";
    throw new FindlingError(code, `${name} can't be compiled: ${message(cause)}`, cause);
  }
}

/**
 * @param {string | URL} source
 * @param {string} [integrity]
 */
async function get(source, integrity) {
  const url = new URL(baseOf(source));
  try {
    if (url.protocol === "file:" && !globalThis.document) {
      const { readFile } = await import("node:fs/promises");
      return new Response(await readFile(url), { headers: { "content-type": "application/wasm" } });
    }
    return await fetch(url, { integrity });
  } catch (cause) {
    throw new FindlingError("network", `${url.href} can't be fetched: ${message(cause)}`, cause);
  }
}

/** @type {Set<string>} */
const said = new Set();

/**
 * Reports an error to the site's owner, once per page. If the visitor is offline, it is no error that an owner could fix.
 * @param {string} cause
 */
export function complain(cause) {
  if (navigator.onLine === false || said.has(cause)) return;
  said.add(cause);
  console.error(`Findling: ${cause}`);
}

/** @param {unknown} error */
export function message(error) {
  return error instanceof Error ? error.message : String(error);
}
