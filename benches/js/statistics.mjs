/** Statistics of measured times and of answers. */

/** @param {number[]} times in milliseconds */
export function spread(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), most: sorted.at(-1) ?? 0 };
}

/** @typedef {{ query: string, gold: string[], task: string }} Query */

/**
 * A sample of the queries, typed letter by letter, in the order of typing.
 * @param {Query[]} queries
 * @param {number} [most] maximum number of queries
 */
export function keystrokes(queries, most = 100) {
  const short = queries.filter(({ query }) => [...query].length <= 28);
  const step = Math.max(1, short.length / most);
  const chosen = Array.from({ length: Math.min(most, short.length) }, (_, i) => short[Math.floor(i * step)]?.query ?? "");
  return chosen.flatMap(prefixes);
}

/** A query as it grows in the box, by one character at a time. @param {string} query */
export const prefixes = (query) => [...query].map((_, i, all) => all.slice(0, i + 1).join(""));

/**
 * MRR@10 and hit@10 by kind of query.
 * @param {Query[]} queries
 * @param {string[][]} answers
 */
export function quality(queries, answers) {
  /** @type {Record<string, { n: number, mrr: number, hit: number }>} */
  const tasks = {};
  queries.forEach(({ gold, task }, i) => {
    if (!gold.length) return;
    const sums = (tasks[task] ??= { n: 0, mrr: 0, hit: 0 });
    const rank = (answers[i] ?? []).slice(0, 10).findIndex((id) => gold.includes(id));
    sums.n += 1;
    if (rank < 0) return;
    sums.mrr += 1 / (rank + 1);
    sums.hit += 1;
  });
  return Object.fromEntries(Object.entries(tasks).map(([task, { n, mrr, hit }]) => [task, { n, mrr: mrr / n, hit: hit / n }]));
}
