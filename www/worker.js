// @ts-check
/** The worker: holds one index and answers calls in order. */
import { openModule } from "./index.js";
// Imported here as well, so that it loads at the same time as index.js and not after it.
import "./engine.js";

/** @type {import("./findling.d.ts").Index | undefined} */
let index;
/** @type {Map<number, AbortController>} The searches that are running. */
const running = new Map();

addEventListener("message", async ({ data: { call, method, given } }) => {
  if (method === "abort") return running.get(call)?.abort();
  try {
    if (method === "open") index = await openModule(.../** @type {Parameters<typeof openModule>} */ (given));
    if (method === "search") {
      const { signal } = running.set(call, new AbortController()).get(call) ?? {};
      const partial = (/** @type {unknown} */ value) => postMessage({ call, value, partial: true });
      given[1] = { ...given[1], signal, partial: given[2] ? partial : undefined };
    }
    postMessage({ call, value: method === "open" ? index?.about : await /** @type {any} */ (index)[method](...given) });
  } catch (error) {
    const { code = error instanceof TypeError ? "type" : "module", message } = /** @type {any} */ (error);
    postMessage({ call, error: { code, message } });
  } finally {
    running.delete(call);
  }
});

// The page sends its first call after this message: a message that arrives before the worker's files have loaded may be lost.
postMessage({ call: 0 });
