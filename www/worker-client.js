// @ts-check
/**
 * An index in a worker: opening a pack takes longer than a page may stand still. Where a worker can't be had (a policy that forbids
 * it, a script from another host), the page opens the index itself.
 */
import { open } from "./client.js";
import { compile, FindlingError } from "./module.js";

/** @typedef {import("./findling.d.ts").Index} Index */

/**
 * @param {import("./findling.d.ts").Source} source
 * @param {string} [integrity]
 * @returns {Promise<Index>}
 */
export async function openAside(source, integrity) {
  const remote = start();
  try {
    // The page fetches the module while the worker begins; a compiled module is handed over, not copied.
    const module = await compile(source, integrity);
    if (!remote) return await open(module);
    try {
      await remote.begun();
      remote.about = await remote.call("open", [module]);
      return remote;
    } catch {
      remote.close();
      return await open(module);
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
    // The one address that this policy lets through is our own.
    const policy = trustedTypes?.createPolicy("findling", { createScriptURL: () => href });
    return new Remote(new Worker(policy ? policy.createScriptURL("") : href, { type: "module", name: "findling" }));
  } catch {
    return undefined;
  }
}

/** How long a worker may take to begin once the module is here, in milliseconds, before the page does its work. */
const PATIENCE = 3000;

/** @implements {Index} */
class Remote {
  /** @type {import("./findling.d.ts").About} */
  about = /** @type {any} */ (undefined);
  #worker;
  /** @type {Map<number, { resolve: (value: any) => void, reject: (reason: unknown) => void }>} */
  #waiting = new Map();
  #calls = 0;
  #ready = new Promise((resolve, reject) => this.#waiting.set(0, { resolve, reject }));
  /** A worker whose script can't be had says so once, whoever listens. */
  #dead = false;

  /** @param {Worker} worker */
  constructor(worker) {
    this.#worker = worker;
    this.#ready.catch(() => {});
    worker.addEventListener("message", ({ data: { call, value, error } }) => {
      const waiting = this.#waiting.get(call);
      this.#waiting.delete(call);
      if (error) waiting?.reject(new FindlingError(error.code, error.message));
      else waiting?.resolve(value);
    });
    worker.addEventListener("error", () => this.#end());
  }

  #end() {
    this.#dead = true;
    for (const { reject } of this.#waiting.values()) reject(new FindlingError("module", "The worker ended."));
    this.#waiting.clear();
  }

  /** The worker's files have come; one that takes too long is not waited for. */
  begun() {
    return Promise.race([this.#ready, new Promise((_, reject) => setTimeout(() => reject(new FindlingError("module", "The worker does not begin.")), PATIENCE))]);
  }

  /**
   * @param {string} method
   * @param {unknown[]} given
   * @returns {Promise<any>}
   */
  call(method, given) {
    return new Promise((resolve, reject) => {
      if (this.#dead) return reject(new FindlingError("module", "The worker ended."));
      this.#calls += 1;
      this.#waiting.set(this.#calls, { resolve, reject });
      this.#worker.postMessage({ call: this.#calls, method, given });
    });
  }

  /** @type {Index["search"]} */
  search(query, options) {
    return this.call("search", [query, options]);
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
