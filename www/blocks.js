// @ts-check
/**
 * The blocks of a split index: the files beside the module that a search fetches as it needs them. Loaded on demand.
 *
 * Several searches can run at once on one engine. Between two steps of one, another may have made the engine forget how far it came, so
 * each search keeps its own list of lost blocks.
 */

/** @typedef {import("./findling.d.ts").Results} Results */
/** @typedef {{ users: number, stop: AbortController, done: Promise<void> }} Load */
/** @typedef {{ engine: import("./engine.js").Engine, split: boolean, base: string, pinned: boolean, loads?: Map<string, Load> }} Held */

/** Number of pages that are fetched first: those that a visitor sees. */
const FIRST = 5;
/** How long the visitor must have paused before texts are fetched, and before those of further pages are, in milliseconds. */
const PAUSE = 200;
const LONG_PAUSE = 600;
/** Factor of the pauses for a visitor who saves data. */
const SAVING = 3;
/** Time before a block that failed is requested once more, in milliseconds. */
const RETRY = 300;
/** How long a request goes on after its search ended, in milliseconds. The next letter's search often needs the same block. */
const GRACE = 100;

/**
 * Fetches what a search needs and searches again, until its answer is final.
 * @param {Held} held the engine and the address of its module. A site that was published again gets another engine
 * @param {(call: () => any) => any} attempt
 * @param {string} query
 * @param {import("./findling.d.ts").SearchOptions} options
 * @param {import("./findling.d.ts").Progress} progress
 * @returns {Promise<import("./findling.d.ts").Answer>}
 */
export async function search(held, attempt, query, options, { signal, partial }) {
  const { limit = 10 } = options;
  const { connection } = /** @type {any} */ (globalThis.navigator ?? {});
  const patience = connection?.saveData ? SAVING : 1;
  const began = Date.now();
  /** @type {Map<string, string>} The blocks that fail to load, with the causes. */
  const lost = new Map();
  let canMove = !held.pinned;
  let all = limit <= FIRST || !partial;
  for (;;) {
    signal?.throwIfAborted();
    const { engine } = held;
    const [results, needs] = attempt(() => engine.search_split(query, all ? options : { ...options, limit: FIRST }));
    const forgotten = needs.filter((name) => lost.has(name));
    if (forgotten.length) {
      for (const name of forgotten) engine.lose(name);
    } else if (needs.length) {
      if (results.pages.length) partial?.(results);
      // A visitor who types on needs no texts.
      if (partial && needs[0].startsWith("t")) await pause(PAUSE * patience - (Date.now() - began), signal);
      const failed = await loadAll(held, needs, signal);
      if (failed.length && canMove) {
        canMove = false;
        await move(held, engine).catch(() => {});
      }
      if (held.engine !== engine) lost.clear();
      else for (const [name, cause] of failed) lost.set(name, cause);
    } else if (!all) {
      all = true;
      if (results.pages.length < FIRST) continue;
      partial?.({ ...results, steady: true });
      await pause(LONG_PAUSE * patience, signal);
    } else {
      const [cause] = lost.values();
      if (cause === undefined) return results;
      // With another query the engine forgets which blocks are lost: the next search tries them again.
      engine.search_split("", { limit: 0 });
      return { ...results, incomplete: cause };
    }
  }
}

/**
 * @param {Held} held
 * @param {(call: () => any) => any} attempt
 * @param {string} query
 * @param {string[]} texts
 * @returns {Promise<[number, number][][]>}
 */
export async function marks(held, attempt, query, texts) {
  const options = { limit: 0 };
  // A split index knows the words of the last query only.
  await search(held, attempt, query, options, {});
  return attempt(() => {
    // Another search may have ended in between.
    held.engine.search_split(query, options);
    return held.engine.marks(query, texts);
  });
}

/**
 * Waits. Rejects as soon as the search ends.
 * @param {number} time in milliseconds
 * @param {AbortSignal} [signal]
 */
async function pause(time, signal) {
  signal?.throwIfAborted();
  if (time <= 0) return;
  await new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, time);
    signal?.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason)), { once: true });
  });
}

/**
 * Gives blocks to the engine. Returns those that fail to load, with the causes.
 * @param {Held} held
 * @param {string[]} names
 * @param {AbortSignal} [signal]
 */
async function loadAll(held, names, signal) {
  /** @type {[string, string][]} */
  const failed = [];
  await Promise.all(names.map((name) => load(held, name, signal).catch(({ message }) => failed.push([name, message]))));
  signal?.throwIfAborted();
  return failed;
}

/**
 * Gives a block to the engine. Searches that need the same block share a request.
 * @param {Held} held
 * @param {string} name
 * @param {AbortSignal} [signal]
 */
function load({ engine, base, loads }, name, signal) {
  const current = loads?.get(name) ?? begin();
  current.users += 1;
  return new Promise((resolve, reject) => {
    current.done.then(resolve, reject);
    signal?.addEventListener("abort", () => {
      reject(signal.reason);
      setTimeout(() => {
        current.users -= 1;
        if (current.users || loads?.get(name) !== current) return;
        loads.delete(name);
        current.stop.abort();
      }, GRACE);
    }, { once: true });
  });

  function begin() {
    const stop = new AbortController();
    const done = feed(engine, new URL(`blocks/${name}`, base), name, stop.signal);
    /** @type {Load} */
    const load = { users: 0, stop, done };
    loads?.set(name, load);
    const end = () => loads?.get(name) === load && loads.delete(name);
    done.then(end, end);
    return load;
  }
}

/**
 * Gives a block to the engine. A block that fails to load or is damaged is requested once more, past the browser's cache.
 * @param {import("./engine.js").Engine} engine
 * @param {URL} url
 * @param {string} name
 * @param {AbortSignal} signal
 */
async function feed(engine, url, name, signal) {
  try {
    engine.feed(name, await get(url, { signal }));
  } catch {
    await pause(RETRY, signal);
    try {
      engine.feed(name, await get(url, { signal, cache: "reload" }));
    } catch (cause) {
      throw new Error(`${url.href} can't be used: ${cause instanceof Error ? cause.message : cause}`);
    }
  }
}

/**
 * Goes on with the current index, if the site was published again: its script names another module. A page that stayed open while its site
 * was published twice asks for blocks that no longer exist.
 * @param {Held} held
 * @param {import("./engine.js").Engine} engine the engine whose blocks fail to load
 */
async function move(held, engine) {
  const script = new TextDecoder().decode(await get(new URL("findling.js", held.base), { cache: "no-cache" }));
  const [name] = script.match(/findling\.[0-9a-f]{16}\.wasm/) ?? [];
  const base = new URL(name ?? held.base, held.base).href;
  // Another search may have moved on already.
  if (base === held.base || held.engine !== engine) return;
  const module = await WebAssembly.compile(await get(new URL(base), {}));
  const [root] = WebAssembly.Module.customSections(module, "findling");
  const Engine = /** @type {typeof import("./engine.js").Engine} */ (engine.constructor);
  const next = Engine.open_split(new Uint8Array(root));
  if (held.engine === engine) Object.assign(held, { engine: next, base, loads: new Map() });
}

/**
 * @param {URL} url
 * @param {RequestInit} options
 */
async function get(url, options) {
  if (url.protocol === "file:" && !globalThis.document) {
    const { readFile } = await import("node:fs/promises");
    return readFile(url);
  }
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
