// @ts-check
/**
 * The worker that keeps a search for when there is no network: all of the search's own files from the beginning, and each page of the
 * site that was seen. What the network has is newer and goes first; only files whose names have their content's hash are taken from here
 * while there is one.
 *
 * `findling build --offline` puts in what the files are and where they stand.
 */

/** @type {{ build: string, folder: string, files: string[] }} */
const SEARCH = { build: "", folder: "", files: [] };

const worker = /** @type {any} */ (globalThis);
const scope = new URL(worker.registration.scope);
const home = new URL(SEARCH.folder, scope);
const PREFIX = `findling:${scope.pathname}:`;
const OWN = `${PREFIX}search:${SEARCH.build}`;
const SEEN = `${PREFIX}seen`;
/** Pages seen that are kept. */
const MOST = 200;
const LASTING = /\/(findling\.[0-9a-f]{16}\.wasm|code\.[0-9a-f]{16}\/.*)$/;

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(activate()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const url = new URL(request.url);
  // Others' files are not ours to keep; a part of a file can't be kept.
  if (request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname) || request.headers.has("range")) return;
  const own = url.pathname.startsWith(home.pathname);
  if (own && LASTING.test(url.pathname)) event.respondWith(kept(request));
  else event.respondWith(fresh(event, own));
});

async function install() {
  const cache = await caches.open(OWN);
  // What has its hash in its name is the same as the one that the last build has.
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

/** The search of before stays for pages that are open; what was before that goes. */
async function activate() {
  const own = (await caches.keys()).filter((name) => name.startsWith(`${PREFIX}search:`) && name !== OWN);
  await Promise.all(own.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** @param {Request} request for what never changes */
async function kept(request) {
  return (await caches.match(request)) ?? fetch(request);
}

/**
 * What the network has; without one, what was kept.
 * @param {any} event
 * @param {boolean} own of the search, which is kept as one build made it
 */
async function fresh(event, own) {
  const { request } = event;
  // Of a page there is one, whatever was searched for on it.
  const page = request.mode === "navigate" || request.destination === "document";
  const key = page ? request.url.split(/[?#]/)[0] : request;
  try {
    const response = await fetch(request);
    if (!own && response.ok && response.type === "basic") event.waitUntil(remember(key, response.clone()));
    return response;
  } catch (error) {
    // As hosts do: a folder is its index.html, and a page needs no extension.
    const names = page ? [key, `${key}index.html`, `${key}.html`] : [key];
    for (const name of names) {
      const there = (await (await caches.open(own ? OWN : SEEN)).match(name)) ?? (await caches.match(name));
      if (there) return there;
    }
    throw error;
  }
}

/**
 * @param {RequestInfo} key
 * @param {Response} response
 */
async function remember(key, response) {
  const cache = await caches.open(SEEN);
  // What is seen again is the newest again.
  await cache.delete(key);
  await cache.put(key, response);
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST)).map((old) => cache.delete(old)));
}
