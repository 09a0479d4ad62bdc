// A long day of one instance: node soak.js QUERIES, beside findling.wasm, its scripts and texts.json. Prints what it saw as JSON.
import { readFile } from "node:fs/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { openModule } from "./index.js";

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc");
const near = (name) => new URL(name, import.meta.url);
const texts = JSON.parse(await readFile(near("texts.json"), "utf8"));
const module = await WebAssembly.compile(await readFile(near("findling.wasm")));
const all = Number(process.argv[2]);

// A source of numbers that is the same for everyone.
let state = 7n;
const below = (end) => {
  state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
  return Number(state >> 33n) % end;
};
const pick = (list) => list[below(list.length)];

/** A piece of a text, of so many characters at most. */
function piece(most) {
  const text = [...pick(texts)];
  const at = below(text.length);
  return text.slice(at, at + 1 + below(most)).join("");
}

/** What a field holds while somebody types into it, deletes, pastes, composes, and thinks better of it. */
function* visit() {
  const wanted = piece(12);
  const shown = [];
  const kind = below(6);
  if (kind === 0) {
    // An input method: letters first, and the characters in their place.
    const sounds = pick(["quanqiuhua", "duobianhezuo", "yiqing", "zhongguo", "hezuo", "zhili"]);
    for (let end = 1; end <= sounds.length; end += 1) shown.push(sounds.slice(0, end));
    shown.push(wanted);
  } else if (kind === 1) {
    shown.push(piece(400), piece(60), "");
  } else if (kind === 2) {
    shown.push(`"${wanted}"`, `${wanted} -${piece(3)}`, `title:${piece(4)}`, `${piece(3)} OR ${piece(3)}`, "lang:ko", "(((");
  } else {
    const chars = [...wanted];
    for (let end = 1; end <= chars.length; end += 1) shown.push(chars.slice(0, end).join(""));
    if (kind === 3 && chars.length > 2) {
      [chars[0], chars[1]] = [chars[1], chars[0]];
      shown.push(chars.join(""));
    }
    for (let end = chars.length - 1; end > below(chars.length); end -= 1) shown.push(chars.slice(0, end).join(""));
  }
  yield* shown.filter(Boolean);
}

const engine = await import("./engine.js");
const index = await openModule(module);
/** The engine's memory, and what JavaScript holds when all that can go has gone: what is finalised, and code that was not run for some collections. */
async function memory() {
  for (let i = 0; i < 10; i += 1) {
    gc();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { wasm: engine.initSync({ module }).memory.buffer.byteLength, heap: process.memoryUsage().heapUsed };
}
/** Milliseconds of work, which other programs on this machine do not lengthen. */
const worked = () => process.cpuUsage().user / 1000;

// Another instance, with nothing behind it.
const { initSync, Engine } = await import("./engine.js?fresh");
initSync({ module });
const fresh = new Engine(new Uint8Array(WebAssembly.Module.customSections(module, "findling")[0]));

const [tenths, held] = [[], []];
let [asked, other, begun] = [0, 0, worked()];
while (asked < all) {
  for (const query of visit()) {
    const answer = await index.search(query, { facets: below(9) ? [] : ["lang"], explain: !below(9) });
    if (below(4) === 0) await index.suggest(query);
    if (below(50) === 0) await index.marks(query, [pick(texts).slice(0, 2000)]);
    asked += 1;
    if (asked % 97 === 0) {
      const options = { limit: 10 };
      const [ours, theirs] = [await index.search(query, options), fresh.search(query, options)];
      if (JSON.stringify(ours) !== JSON.stringify(theirs)) throw new Error(`another answer than a fresh instance's to ${JSON.stringify(query)}`);
      other += 1;
    }
    if (answer.query !== query) throw new Error(`the answer to another query: ${answer.query}`);
    if (asked % Math.ceil(all / 10) === 0) {
      tenths.push(Math.round(worked() - begun));
      held.push(await memory());
      begun = worked();
    }
  }
}

// Opens and closes, after a few that warm up.
const round = async () => {
  const opened = await openModule(module);
  await opened.search("合作");
  opened.close();
};
for (let i = 0; i < 5; i += 1) await round();
const before = await memory();
for (let i = 0; i < 100; i += 1) await round();
console.log(JSON.stringify({ asked, compared: other, held, warm: held[0], end: held.at(-1), before, after: await memory(), tenths }));
