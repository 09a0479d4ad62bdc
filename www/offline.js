// @ts-check
/**
 * Search and read without a network: a page that names this script has the worker registered that `findling build --offline` wrote into
 * the site's root. A browser that has no such workers, or may not have them, goes on as before.
 */
const root = new URL("../", import.meta.url);

if ("serviceWorker" in navigator) {
  addEventListener("load", () => {
    navigator.serviceWorker.register(new URL("findling-offline.js", root), { scope: root.pathname, updateViaCache: "none" }).catch((error) => {
      console.warn(`The search will not work offline: ${error}`);
    });
  });
}
