// @ts-check
/**
 * The engine's client: gets a module, takes the pack out of it, and answers queries.
 *
 * The pack stands in the module's custom section `findling`, so that one file is engine and index. Works in pages and in Node 20+.
 */

/** @typedef {import("./findling.d.ts").Index} Index */
/** @typedef {import("./findling.d.ts").Source} Source */
/** @typedef {import("./findling.d.ts").SearchOptions} SearchOptions */

/** Why an index can't be opened: `code` for programs, `message` for the site's owner. */
export class FindlingError extends Error {
  /**
   * @param {"network" | "module" | "pack"} code
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
 * Opens an index.
 * @param {Source} source a URL, the bytes, or a response that holds them
 * @returns {Promise<Index>}
 */
export async function open(source) {
  const [module, glue] = await Promise.all([compile(source), import("./engine.js")]);
  const [pack] = WebAssembly.Module.customSections(module, "findling");
  if (!pack) {
    throw new FindlingError("pack", "The module carries no corpus. Publish the findling.wasm that `findling build` wrote.");
  }
  try {
    // One engine serves every index of a page: the first module's.
    glue.initSync({ module });
    const engine = new glue.Engine(new Uint8Array(pack));
    return new EngineIndex(engine);
  } catch (cause) {
    throw new FindlingError("pack", message(cause), cause);
  }
}

/** @implements {Index} */
class EngineIndex {
  #engine;

  /** @param {import("./engine.js").Engine} engine */
  constructor(engine) {
    this.#engine = engine;
    /** @type {import("./findling.d.ts").About} */
    this.about = engine.about();
  }

  /**
   * @param {string} query
   * @param {SearchOptions} [options]
   */
  async search(query, options) {
    return this.#engine.search(query, options);
  }

  /**
   * @param {string} query
   * @param {string[]} texts
   * @returns {[number, number][][]}
   */
  marks(query, texts) {
    return this.#engine.marks(query, texts);
  }

  /**
   * @param {string} typed
   * @param {{ limit?: number }} [options]
   */
  async suggest(typed, options) {
    return this.#engine.suggest(typed, options?.limit ?? 8);
  }

  close() {
    this.#engine.free();
  }
}

/**
 * @param {Source} source
 * @returns {Promise<WebAssembly.Module>}
 */
async function compile(source) {
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
    return compileBytes(/** @type {BufferSource} */ (source));
  }
  const response = source instanceof Response ? source : await get(source);
  if (!response.ok) {
    throw new FindlingError("network", `${response.url || "The module"} answered ${response.status} ${response.statusText}.`);
  }
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("application/wasm")) {
    try {
      return await WebAssembly.compileStreaming(response);
    } catch (cause) {
      throw new FindlingError("module", `${response.url || "The module"} can't be compiled: ${message(cause)}`, cause);
    }
  }
  if (type.startsWith("text/html")) {
    throw new FindlingError("module", `${response.url || "The module's address"} answered a web page where findling.wasm should be.`);
  }
  return compileBytes(await response.arrayBuffer());
}

/** @param {BufferSource} bytes */
async function compileBytes(bytes) {
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    throw new FindlingError("module", `The module can't be compiled: ${message(cause)}`, cause);
  }
}

/** @param {string | URL} source */
async function get(source) {
  const base = globalThis.document?.baseURI ?? import.meta.url;
  const url = new URL(source, base);
  try {
    if (url.protocol === "file:" && !globalThis.document) {
      const { readFile } = await import("node:fs/promises");
      return new Response(await readFile(url), { headers: { "content-type": "application/wasm" } });
    }
    return await fetch(url);
  } catch (cause) {
    throw new FindlingError("network", `${url.href} can't be fetched: ${message(cause)}`, cause);
  }
}

/** @param {unknown} error */
function message(error) {
  return error instanceof Error ? error.message : String(error);
}
