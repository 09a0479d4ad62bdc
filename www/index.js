// @ts-check
/**
 * An open index: the engine with the index from the module's custom section `findling`. One file contains both.
 * Errors have a `code`. `client.js` and `worker-client.js` turn them into a `FindlingError`.
 */

/** @typedef {import("./findling.d.ts").Index} Index */

/**
 * @param {WebAssembly.Module} module
 * @param {string} base the address of the module, beside which the blocks of a split index are
 * @param {boolean} [pinned] whether no other module may take its place when the site is published again
 * @returns {Promise<Index>}
 */
export async function openModule(module, base, pinned = false) {
  const glue = await load();
  const [pack] = WebAssembly.Module.customSections(module, "findling");
  if (!pack) throw fault("pack", "The module carries no corpus. Publish the findling.wasm that `findling build` wrote.");
  try {
    // The engine of the first module serves every index of a page. If it can't read an index, opening that index fails.
    glue.initSync({ module });
  } catch (cause) {
    // A RangeError means that there is too little memory, not that the files don't match.
    throw ended(cause, cause instanceof RangeError ? STOPPED : "engine.js and the module don't fit together. Publish the files of one build");
  }
  return attempt(() => new EngineIndex({ engine: new glue.Engine(new Uint8Array(pack)), base, pinned, loads: new Map() }), "pack");
}

/** @implements {Index} */
class EngineIndex {
  #held;

  /** @param {import("./blocks.js").Held} held */
  constructor(held) {
    this.#held = held;
    /** @type {import("./findling.d.ts").About} */
    this.about = held.engine.about();
  }

  /**
   * @param {string} query
   * @param {import("./findling.d.ts").SearchOptions & import("./findling.d.ts").Progress} [options]
   */
  async search(query, { signal, partial, ...options } = {}) {
    signal?.throwIfAborted();
    const search = (/** @type {object} */ other = {}) => attempt(() => this.#held.engine.search(query, { ...options, ...other }));
    if (!this.#held.engine.split) return search();
    const { complete } = await import("./blocks.js");
    return complete(this.#held, search, { limit: options.limit, signal, partial });
  }

  /**
   * @param {string} query
   * @param {string[]} texts
   * @returns {Promise<[number, number][][]>}
   */
  async marks(query, texts) {
    const { split } = this.#held.engine;
    // A split index knows the words of the last query only.
    if (split) await this.search(query, { limit: 0 });
    return attempt(() => {
      const { engine } = this.#held;
      // Another search may have ended in between.
      if (split) engine.search(query, { limit: 0 });
      return engine.marks(query, texts);
    });
  }

  /**
   * @param {string} typed
   * @param {{ limit?: number }} [options]
   */
  async suggest(typed, options) {
    return attempt(() => this.#held.engine.suggest(typed, options?.limit ?? 8));
  }

  close() {
    try {
      this.#held.engine.free();
    } catch {
      // An engine that stopped has already lost its memory.
    }
  }
}

/**
 * @template T
 * @param {() => T} call
 * @param {import("./findling.d.ts").ErrorCode} [code] the code of the error if the engine refuses
 */
function attempt(call, code = "module") {
  try {
    return call();
  } catch (cause) {
    // An option that doesn't exist or has the wrong type is the caller's mistake.
    if (cause instanceof TypeError) throw cause;
    throw cause instanceof WebAssembly.RuntimeError ? ended(cause, STOPPED) : fault(code, String(cause));
  }
}

const STOPPED = "The engine stopped, out of memory or by a fault of its own";

/**
 * The error for an engine that stopped. The next call to `openModule` loads a new one.
 * @param {unknown} cause
 * @param {string} what
 */
function ended(cause, what) {
  tries += 1;
  return fault("module", `${what}. (${cause})`);
}

let tries = 0;

async function load() {
  try {
    // A browser remembers that an import failed. A new address makes it try again.
    return await (tries ? import(`./engine.js?${tries}`) : import("./engine.js"));
  } catch (cause) {
    tries += 1;
    throw fault("network", `engine.js can't be loaded: ${cause}`);
  }
}

/**
 * @param {import("./findling.d.ts").ErrorCode} code
 * @param {string} message
 */
export const fault = (code, message) => Object.assign(new Error(message), { code });
