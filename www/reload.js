// @ts-check
/** Reloads the page when the site has changed. Only `findling serve` adds this script to pages, with what the page shows in its address. */

const shown = new URL(import.meta.url).search.slice(1);
/** Where a tab keeps what it was reloaded for. */
const RELOADED = "findling-reloaded";
/** @type {EventSource | undefined} */
let source;

/** Listens while the page is visible: a browser allows few connections to a host, and many tabs may be open. */
function listen() {
  if (document.hidden) return leave();
  source ??= new EventSource("/.findling/changes");
  source.onmessage = ({ data }) => data !== shown && reload(data);
}

/** Reloads once for a change: a page from the cache of a service worker is the same again. */
function reload(/** @type {string} */ state) {
  const reason = `${state} ${location.pathname}`;
  try {
    if (sessionStorage.getItem(RELOADED) === reason) return;
    sessionStorage.setItem(RELOADED, reason);
  } catch {
    // Without storage the page can't tell whether it was reloaded.
    return;
  }
  location.reload();
}

function leave() {
  source?.close();
  source = undefined;
}

document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", leave);
addEventListener("pageshow", listen);
listen();
