/**
 * Measures one engine on one corpus in its own process: `node measure.mjs build|open|search|questions ENGINE FOLDER LANG`. The folder
 * contains `docs.jsonl` and `queries.jsonl`. `build` saves the index there for the other tasks. Prints one line of JSON.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { keystrokes, prefixes, quality, spread } from "./statistics.mjs";

const [task = "", name = "", folder = "", lang = ""] = process.argv.slice(2);
const engine = await import(`./engines/${name}.mjs`);
const ROUNDS = 5;
/** Rounds over whole questions. */
const QUESTION_ROUNDS = 3;
/** After this time, in milliseconds, no third round starts. */
const LONGEST = 20_000;
/** Number of whole queries that are timed. */
const FULL = 300;
const saved = `${folder}/${name}.index`;

/** @param {string} file @returns {any[]} */
const lines = (file) => readFileSync(`${folder}/${file}`, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const bytes = () => engine.load?.(folder) ?? readFileSync(saved);
/** Memory of this process in bytes, after garbage collection. */
const held = () => {
  globalThis.gc?.();
  return process.memoryUsage().rss;
};

/** @param {() => any} run */
async function timed(run) {
  const start = performance.now();
  const value = await run();
  return [performance.now() - start, value];
}

async function build() {
  const docs = lines("docs.jsonl");
  const [ms, index] = await timed(() => engine.build(docs, lang));
  writeFileSync(saved, index);
  return { ms, bytes: index.length };
}

async function open() {
  const index = bytes();
  await engine.prepare?.(folder);
  const before = held();
  // The first opening, as for a visitor: nothing is compiled or cached yet.
  const [ms, opened] = await timed(() => engine.open(index, folder, lang));
  await engine.search(opened, "a");
  return { ms, memory: Math.max(0, held() - before) };
}

async function search() {
  const index = await engine.open(bytes(), folder, lang);
  const queries = lines("queries.jsonl");
  const typed = keystrokes(queries);
  // The least of several rounds, so that other load on the machine does not count.
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
