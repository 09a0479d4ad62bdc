// @ts-check
/** Put into pages by `findling serve`, and by nothing else: loads the page anew when something it may show has changed. */

/** @type {string | undefined} */
let shown;
/** @type {EventSource | undefined} */
let source;

/** Listens while the page is seen: a browser has few connections to a host, and many tabs may be open. */
function listen() {
  if (document.hidden) return leave();
  source ??= new EventSource("/.findling/changes");
  source.onmessage = ({ data }) => {
    // The server says its state at the beginning, too: what changed while nobody listened is not missed.
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
