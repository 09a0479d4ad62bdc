// @ts-check
/**
 * The engine's client: gets a module, takes the pack out of it, and answers queries.
 *
 * The pack stands in the module's custom section `findling`, so that one file is engine and index. Works in pages and in Node 20+.
 */

/** @typedef {import("./findling.d.ts").Index} Index */
/** @typedef {import("./findling.d.ts").Source} Source */

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
  const [module, glue] = await Promise.all([compile(source), load()]);
  const [pack] = WebAssembly.Module.customSections(module, "findling");
  if (!pack) {
    throw new FindlingError("pack", "The module carries no corpus. Publish the findling.wasm that `findling build` wrote.");
  }
  try {
    // One engine serves every index of a page: the first module's. A pack that it can't read says so itself.
    glue.initSync({ module });
  } catch (cause) {
    throw new FindlingError("module", `engine.js and the module don't fit together. Publish the files of one build. (${message(cause)})`, cause);
  }
  try {
    return new EngineIndex(new glue.Engine(new Uint8Array(pack)));
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
   * @param {import("./findling.d.ts").SearchOptions} [options]
   */
  async search(query, options) {
    return this.#engine.search(query, options);
  }

  /**
   * @param {string} query
   * @param {string[]} texts
   * @returns {Promise<[number, number][][]>}
   */
  async marks(query, texts) {
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

let tries = 0;

async function load() {
  try {
    // A browser remembers that a module could not be had; another address is another try.
    return await (tries ? import(`./engine.js?${tries}`) : import("./engine.js"));
  } catch (cause) {
    tries += 1;
    throw new FindlingError("network", `engine.js can't be loaded: ${message(cause)}`, cause);
  }
}

/**
 * @param {Source} source
 * @returns {Promise<WebAssembly.Module>}
 */
async function compile(source) {
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
    return made(() => WebAssembly.compile(/** @type {BufferSource} */ (source)), "The module");
  }
  const response = source instanceof Response ? source : await get(source);
  const name = response.url || "The module";
  if (!response.ok) {
    throw new FindlingError("network", `${name} answered ${response.status} ${response.statusText}.`);
  }
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("text/html")) {
    throw new FindlingError("module", `${name} answered a web page where findling.wasm should be.`);
  }
  return made(
    async () => (type.startsWith("application/wasm") ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer())),
    name,
  );
}

/**
 * @param {() => Promise<WebAssembly.Module>} make
 * @param {string} name
 */
async function made(make, name) {
  try {
    return await make();
  } catch (cause) {
    // Bytes that end too soon are the network's fault; anything the compiler says is the file's.
    const code = cause instanceof WebAssembly.CompileError ? "module" : "network";
    throw new FindlingError(code, `${name} can't be compiled: ${message(cause)}`, cause);
  }
}

/** @param {string | URL} source */
async function get(source) {
  const url = new URL(source, globalThis.document?.baseURI ?? import.meta.url);
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
