// @ts-check
/** Reloads the page when the site has changed. Only `findling serve` adds this script to pages. */

/** @type {string | undefined} */
let shown;
/** @type {EventSource | undefined} */
let source;

/** Listens while the page is visible: a browser allows few connections to a host, and many tabs may be open. */
function listen() {
  if (document.hidden) return leave();
  source ??= new EventSource("/.findling/changes");
  source.onmessage = ({ data }) => {
    // The server also sends its state at the beginning, so a change that happened in between is not missed.
    if (shown !== undefined && data !== shown) location.reload();
    shown = data;
  };
}

function leave() {
  source?.close();
  source = undefined;
}

document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", leave);
addEventListener("pageshow", listen);
listen();
