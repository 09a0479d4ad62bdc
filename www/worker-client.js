// @ts-check
/**
 * Opens an index in a worker, because opening takes longer than a page may be blocked. If no worker can start (a policy forbids it, or the
 * script comes from another host), the index is opened in the page itself.
 */
import { isRemote, open, openRemote } from "./client.js";
import { baseOf, compile, FindlingError } from "./module.js";

/** @typedef {import("./findling.d.ts").Index} Index */

/**
 * @param {import("./findling.d.ts").Source} source
 * @param {string} [integrity]
 * @returns {Promise<Index>}
 */
export async function openAside(source, integrity) {
  if (isRemote(source)) return openRemote(source.provider, openAside);
  const remote = start();
  const base = baseOf(source);
  // The owner pinned the page to this module.
  const pinned = !!integrity;
  try {
    // The page loads the module while the worker starts. A compiled module is handed over without a copy.
    const module = await compile(source, integrity);
    if (!remote) return await open(module, base, pinned);
    try {
      await remote.started();
      remote.about = await remote.call("open", [module, base, pinned]);
      return remote;
    } catch {
      remote.close();
      return await open(module, base, pinned);
    }
  } catch (error) {
    remote?.close();
    throw error;
  }
}

function start() {
  try {
    const { href } = new URL("worker.js", import.meta.url);
    const { trustedTypes } = /** @type {any} */ (globalThis);
    // This policy allows a single address: the worker's.
    const policy = trustedTypes?.createPolicy("findling", { createScriptURL: () => href });
    return new WorkerIndex(new Worker(policy ? policy.createScriptURL("") : href, { type: "module", name: "findling" }));
  } catch {
    return undefined;
  }
}

/** Maximum time for the worker to start once the module has loaded, in milliseconds. After it, the page opens the index itself. */
const PATIENCE = 3000;

/** @implements {Index} */
class WorkerIndex {
  /** @type {import("./findling.d.ts").About} */
  about = /** @type {any} */ (undefined);
  #worker;
  /** @type {Map<number, { resolve: (value: any) => void, reject: (reason: unknown) => void, partial?: (value: any) => void }>} */
  #waiting = new Map();
  #calls = 0;
  #ready = new Promise((resolve, reject) => this.#waiting.set(0, { resolve, reject }));
  /** Set when the worker ended: its error event fires once, even if nothing is waiting. */
  #dead = false;

  /** @param {Worker} worker */
  constructor(worker) {
    this.#worker = worker;
    this.#ready.catch(() => {});
    worker.addEventListener("message", ({ data: { call, value, error, partial } }) => {
      const waiting = this.#waiting.get(call);
      if (partial) return waiting?.partial?.(value);
      this.#waiting.delete(call);
      if (error) waiting?.reject(error.code === "type" ? new TypeError(error.message) : new FindlingError(error.code, error.message));
      else waiting?.resolve(value);
    });
    worker.addEventListener("error", () => this.#end());
  }

  #end() {
    this.#dead = true;
    for (const { reject } of this.#waiting.values()) reject(new FindlingError("module", "The worker ended."));
    this.#waiting.clear();
  }

  /** Resolves when the worker's files have loaded; rejects if that takes too long. */
  started() {
    return Promise.race([this.#ready, new Promise((_, reject) => setTimeout(() => reject(new FindlingError("module", "The worker does not begin.")), PATIENCE))]);
  }

  /**
   * @param {string} method
   * @param {unknown[]} given
   * @param {import("./findling.d.ts").Progress} [options]
   * @returns {Promise<any>}
   */
  call(method, given, { signal, partial } = {}) {
    return new Promise((resolve, reject) => {
      if (this.#dead) return reject(new FindlingError("module", "The worker ended."));
      if (signal?.aborted) return reject(signal.reason);
      const call = ++this.#calls;
      this.#waiting.set(call, { resolve, reject, partial });
      this.#worker.postMessage({ call, method, given });
      signal?.addEventListener("abort", () => {
        this.#waiting.delete(call);
        this.#worker.postMessage({ call, method: "abort" });
        reject(signal.reason);
      }, { once: true });
    });
  }

  /** @type {Index["search"]} */
  search(query, { signal, partial, held: _, ...options } = {}) {
    return this.call("search", [query, options, !!partial], { signal, partial });
  }

  /** @type {Index["marks"]} */
  marks(query, texts) {
    return this.call("marks", [query, texts]);
  }

  /** @type {Index["suggest"]} */
  suggest(typed, options) {
    return this.call("suggest", [typed, options]);
  }

  close() {
    this.#worker.terminate();
    this.#end();
  }
}
