// @ts-check
/** The worker's side of an index opened aside: one index, and calls answered in order. */
import { openModule } from "./index.js";
// Named here too, so that it is fetched beside index.js and not after it.
import "./engine.js";

/** @type {import("./findling.d.ts").Index | undefined} */
let index;

addEventListener("message", async ({ data: { call, method, given } }) => {
  try {
    if (method === "open") index = await openModule(given[0]);
    postMessage({ call, value: method === "open" ? index?.about : await /** @type {any} */ (index)[method](...given) });
  } catch (error) {
    const { code = "module", message } = /** @type {any} */ (error);
    postMessage({ call, error: { code, message } });
  }
});

// Whoever made this worker speaks to it only now: what was said before its files came may be lost.
postMessage({ call: 0 });
