// @ts-check
/** Reloads the page when the site has changed. Only `findling serve` adds this script to pages. */

/** The state of the site that the page shows: the server writes it into the address of this script. */
const shown = new URL(import.meta.url).search.slice(1);
/** Where a tab keeps the state that it last reloaded for, and the page. */
const RELOADED = "findling-reloaded";
/** @type {EventSource | undefined} */
let source;

/** Listens while the page is visible: a browser allows few connections to a host, and many tabs may be open. */
function listen() {
  if (document.hidden) return leave();
  source ??= new EventSource("/.findling/changes");
  source.onmessage = ({ data }) => data !== shown && reload(data);
}

/** Reloads once for each state. A service worker may give the same old page again, which would reload without end. */
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
