/**
 * Measures one engine on one corpus, in a process of its own: `node measure.mjs build|open|search|questions ENGINE FOLDER LANG`. The folder has `docs.jsonl` and
 * `queries.jsonl`; what an engine builds is kept there for the others. Prints one line of JSON.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { keystrokes, prefixes, quality, spread } from "./statistics.mjs";

const [task = "", name = "", folder = "", lang = ""] = process.argv.slice(2);
const engine = await import(`./engines/${name}.mjs`);
const ROUNDS = 5;
/** Rounds over whole questions. */
const QUESTION_ROUNDS = 3;
/** After so many milliseconds there are two rounds and no more. */
const LONGEST = 20_000;
/** How many whole queries are timed. */
const FULL = 300;
const kept = `${folder}/${name}.index`;

/** @param {string} file @returns {any[]} */
const lines = (file) => readFileSync(`${folder}/${file}`, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const bytes = () => engine.load?.(folder) ?? readFileSync(kept);
/** Bytes that this process holds, its garbage and its input put aside. */
const held = () => {
  globalThis.gc?.();
  return process.memoryUsage().rss;
};

/** @param {() => any} what */
async function timed(what) {
  const start = performance.now();
  const value = await what();
  return [performance.now() - start, value];
}

async function build() {
  const docs = lines("docs.jsonl");
  const [ms, index] = await timed(() => engine.build(docs, lang));
  writeFileSync(kept, index);
  return { ms, bytes: index.length };
}

async function open() {
  const index = bytes();
  await engine.prepare?.(folder);
  const before = held();
  // The first time, as a visitor has it: nothing is compiled or warm yet.
  const [ms, opened] = await timed(() => engine.open(index, folder, lang));
  await engine.search(opened, "a");
  return { ms, memory: Math.max(0, held() - before) };
}

async function search() {
  const index = await engine.open(bytes(), folder, lang);
  const queries = lines("queries.jsonl");
  const typed = keystrokes(queries);
  // The least of several rounds is the text's own time: what else the machine did meanwhile falls away, for each engine alike.
  const time = async (/** @type {string[]} */ texts) => {
    const least = texts.map(() => Infinity);
    const end = performance.now() + LONGEST;
    for (let round = 0; round < ROUNDS && (round < 2 || performance.now() < end); round += 1) {
      for (const [i, text] of texts.entries()) least[i] = Math.min(least[i] ?? Infinity, (await timed(() => engine.search(index, text)))[0]);
    }
    return spread(least);
  };
  const keys = await time(typed);
  const full = await time(queries.filter((_, i) => i % Math.ceil(queries.length / FULL) === 0).map(({ query }) => query));
  const answers = [];
  for (const { query } of queries) answers.push(await engine.search(index, query));
  return { keys, full, quality: quality(queries, answers) };
}

/**
 * Types every query letter by letter. A key's time is the least of three rounds, as CPU time and as wall time: other programs on the
 * machine lengthen the wall time much more than the CPU time.
 */
async function questions() {
  const index = await engine.open(bytes(), folder, lang);
  const typed = lines("queries.jsonl").flatMap(({ query }) => prefixes(query));
  const [cpu, wall] = [typed.map(() => Infinity), typed.map(() => Infinity)];
  for (let round = 0; round < QUESTION_ROUNDS; round += 1) {
    for (const [i, text] of typed.entries()) {
      const [start, before] = [performance.now(), process.cpuUsage()];
      await engine.search(index, text);
      const { user, system } = process.cpuUsage(before);
      wall[i] = Math.min(wall[i] ?? Infinity, performance.now() - start);
      cpu[i] = Math.min(cpu[i] ?? Infinity, (user + system) / 1000);
    }
  }
  return { cpu: spread(cpu), wall: spread(wall) };
}

const tasks = { build, open, search, questions };
console.log(JSON.stringify(await tasks[/** @type {keyof typeof tasks} */ (task)]()));
