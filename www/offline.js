// @ts-check
/**
 * Makes the search work offline: registers the service worker that `findling build --offline` wrote into the site's root. In a browser
 * without service workers the search works online only.
 */
const root = new URL("../", import.meta.url);

if ("serviceWorker" in navigator) {
  addEventListener("load", () => {
    navigator.serviceWorker.register(new URL("findling-offline.js", root), { scope: root.pathname, updateViaCache: "none" }).catch((error) => {
      console.warn(`The search will not work offline: ${error}`);
    });
  });
}
