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
  const [pack] = WebAssembly.Module.customSections(module, "findling");
  if (!pack) throw fault("pack", "The module carries no corpus. Publish the findling.wasm that `findling build` wrote.");
  const bytes = new Uint8Array(pack);
  let { Engine, exports } = await start(module);
  const split = Engine.is_root(bytes);
  const lacks = (/** @type {string} */ part) => !(part in exports) && WebAssembly.Module.exports(module).some(({ name }) => name === part);
  if (lacks("engine_open_split") || lacks("engine_present")) {
    // The first module has no part for split indexes, or for providers. This one gets an engine of its own.
    tries += 1;
    ({ Engine } = await start(module));
  }
  const engine = attempt(() => (split ? Engine.open_split(bytes) : new Engine(bytes)), "pack");
  return new EngineIndex({ engine, split, base, pinned, loads: new Map() });
}

/**
 * Starts the engine. The engine of the first module serves every index of a page. If it can't read an index, opening that index fails.
 * @param {WebAssembly.Module} module
 */
async function start(module) {
  const glue = await load();
  try {
    return { Engine: glue.Engine, exports: glue.initSync({ module }) };
  } catch (cause) {
    // A RangeError means that there is too little memory, not that the files don't match.
    throw ended(cause, cause instanceof RangeError ? STOPPED : "engine.js and the module don't fit together. Publish the files of one build");
  }
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
   * @param {import("./findling.d.ts").SearchOptions & import("./findling.d.ts").Progress & import("./internal.d.ts").Through} [options]
   */
  async search(query, { signal, partial, held: _, through, choice, records, ...options } = {}) {
    signal?.throwIfAborted();
    const { engine, split } = this.#held;
    // A provider's records, and the parts of a query for it.
    if (through) return attempt(() => engine[through](query, choice, records));
    if (!split) return attempt(() => engine.search(query, options));
    return (await import("./blocks.js")).search(this.#held, attempt, query, options, { signal, partial });
  }

  /**
   * @param {string} query
   * @param {string[]} texts
   * @returns {Promise<[number, number][][]>}
   */
  async marks(query, texts) {
    const { engine, split } = this.#held;
    if (!split) return attempt(() => engine.marks(query, texts));
    return (await import("./blocks.js")).marks(this.#held, attempt, query, texts);
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
const fault = (code, message) => Object.assign(new Error(message), { code });
