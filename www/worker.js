// @ts-check
/** The worker: holds one index and answers calls in order. */
import { openModule } from "./index.js";
// Imported here as well, so that it loads at the same time as index.js and not after it.
import "./engine.js";

/** @type {import("./findling.d.ts").Index | undefined} */
let index;

addEventListener("message", async ({ data: { call, method, given } }) => {
  try {
    if (method === "open") index = await openModule(given[0]);
    postMessage({ call, value: method === "open" ? index?.about : await /** @type {any} */ (index)[method](...given) });
  } catch (error) {
    const { code = error instanceof TypeError ? "type" : "module", message } = /** @type {any} */ (error);
    postMessage({ call, error: { code, message } });
  }
});

// The page sends its first call after this message: a message that arrives before the worker's files have loaded may be lost.
postMessage({ call: 0 });
