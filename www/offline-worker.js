// @ts-check
/**
 * The service worker that makes the search work offline. It stores all files of the search when it is installed, every page of the site that
 * the visitor opens, and the blocks of a split index that a search used. The network goes first, because its files are newer. Only files with a content hash in their names are taken
 * from the cache while there is a network.
 *
 * `findling build --offline` fills in the names of the files and their folder.
 */

/** @type {{ build: string, folder: string, files: string[] }} */
const SEARCH = { build: "", folder: "", files: [] };

const worker = /** @type {any} */ (globalThis);
const scope = new URL(worker.registration.scope);
const home = new URL(SEARCH.folder, scope);
const PREFIX = `findling:${scope.pathname}:`;
const OWN = `${PREFIX}search:${SEARCH.build}`;
const SEEN = `${PREFIX}seen`;
/** Maximum number of visited pages in the cache. */
const MOST = 200;
/** Blocks of a split index, and the maximum number of them in the cache. With `--offline-all` they are files of the build instead. */
const BLOCK = /\/blocks\/\w+\.[0-9a-f]{6}\.bin$/;
const BLOCKS = `${PREFIX}blocks`;
const MOST_BLOCKS = 2000;
const LASTING = /\/(findling\.[0-9a-f]{16}\.wasm|code\.[0-9a-f]{16}\/.*|blocks\/\w+\.[0-9a-f]{6}\.bin)$/;

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(activate()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const url = new URL(request.url);
  // Files of other origins are not cached, nor answers of a search engine, and a part of a file can't be.
  if (request.method !== "GET" || request.cache === "no-store" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname) || request.headers.has("range")) return;
  const own = url.pathname.startsWith(home.pathname);
  if (own && LASTING.test(url.pathname)) event.respondWith(lasting(event));
  else event.respondWith(fresh(event, own));
});

async function install() {
  const cache = await caches.open(OWN);
  // A file with its hash in its name is the same in an earlier build's cache.
  await Promise.all(
    SEARCH.files.map(async (name) => {
      const url = new URL(name, home);
      const there = LASTING.test(url.pathname) && (await caches.match(url));
      if (there) return cache.put(url, there);
      const response = await fetch(url, { cache: "no-cache" });
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      return cache.put(url, response);
    }),
  );
  await worker.skipWaiting();
}

/** Keeps the previous build's cache for pages that are still open, and deletes older ones. */
async function activate() {
  const own = (await caches.keys()).filter((name) => name.startsWith(`${PREFIX}search:`) && name !== OWN);
  await Promise.all(own.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** @param {any} event a request for a file that never changes */
async function lasting(event) {
  const { request } = event;
  // A damaged block is requested past all caches.
  const there = request.cache === "reload" ? undefined : await caches.match(request);
  if (there) return there;
  const response = await fetch(request);
  if (BLOCK.test(request.url) && response.ok) event.waitUntil(remember(BLOCKS, MOST_BLOCKS, request.url, response.clone()));
  return response;
}

/**
 * The network's answer; without a network, the cached one.
 * @param {any} event
 * @param {boolean} own whether the file belongs to the search, whose cache holds the files of one build
 */
async function fresh(event, own) {
  const { request } = event;
  // A page is cached once, without the query in its address.
  const page = request.mode === "navigate" || request.destination === "document";
  const key = page ? request.url.split(/[?#]/)[0] : request;
  try {
    const response = await fetch(request);
    if (!own && response.ok && response.type === "basic") event.waitUntil(remember(SEEN, MOST, key, response.clone()));
    return response;
  } catch (error) {
    // As hosts do: a folder serves its index.html, and the extension .html is optional.
    const names = page ? [key, `${key}index.html`, `${key}.html`] : [key];
    for (const name of names) {
      const there = (await (await caches.open(own ? OWN : SEEN)).match(name)) ?? (await caches.match(name));
      if (there) return there;
    }
    throw error;
  }
}

/**
 * Adds an answer to a cache, and removes the oldest ones beyond a number.
 * @param {string} name
 * @param {number} most
 * @param {RequestInfo} key
 * @param {Response} response
 */
async function remember(name, most, key, response) {
  const cache = await caches.open(name);
  // A page that is opened again becomes the newest entry.
  await cache.delete(key);
  await cache.put(key, response);
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - most)).map((old) => cache.delete(old)));
}
