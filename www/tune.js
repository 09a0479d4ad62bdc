// @ts-check
/**
 * The page of `findling serve --tune`, for owners: why a page ranks where it does, and what other weights change. The weights are those of one
 * search; the index is not built again.
 */

/**
 * A weight: its value in the build, its value without settings, and the end of its slider.
 * @typedef {{ name: string, about: string, built: number, usual: number, most: number }} Weight
 */

/** Number of results on the page, and of those among which a page's place before is looked for. */
const SHOWN = 10;
const COMPARED = 100;
/** Where the browser keeps the watched queries. */
const WATCHED = "findling-watched-queries";
/** Labels of the kinds of matches. */
const KINDS = new Map([["exact", "as typed"], ["variant", "written otherwise"], ["part", "part of a word"], ["inflected", "inflected"], ["prefix", "beginning"], ["synonym", "synonym"], ["pinyin", "pinyin"], ["typo", "mistyped"]]);

/** @type {{ search: string, weights: Weight[] }} */
const { search, weights } = await (await fetch("weights.json")).json();
/** @type {{ open(): Promise<import("./findling.d.ts").Index> }} */
const { open } = await import(search);
const index = await open();

/**
 * @template {HTMLElement} T
 * @param {string} id
 */
const element = (id) => /** @type {T} */ (document.getElementById(id));
const query = /** @type {HTMLInputElement} */ (element("query"));
const panel = /** @type {HTMLDetailsElement} */ (element("panel"));
const snippet = /** @type {HTMLTextAreaElement} */ (element("snippet"));
const copy = /** @type {HTMLButtonElement} */ (element("copy"));

/** @type {Map<string, number>} */
const values = new Map(weights.map(({ name, built }) => [name, built]));
const read = new URLSearchParams(location.search);
for (const { name } of weights) {
  const value = Number.parseFloat(read.get(name) ?? "");
  if (value >= 0 && value <= 100) values.set(name, value);
}
query.value = read.get("q") ?? index.about.examples[0] ?? "";
if (index.about.title) element("about").prepend(`${index.about.title}: `);

/**
 * @param {string} tag
 * @param {Record<string, unknown>} properties
 * @param {(Node | string)[]} children
 */
function make(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

/** The weights as the options of a search. */
const current = () => Object.fromEntries(values);
const isOther = (/** @type {Weight} */ { name, built }) => values.get(name) !== built;

for (const weight of weights) {
  const { name, about, most } = weight;
  const range = /** @type {HTMLInputElement} */ (make("input", { type: "range", min: 0, max: most, step: most > 2 ? 0.1 : 0.05, id: `range-${name}` }));
  const number = /** @type {HTMLInputElement} */ (make("input", { type: "number", min: 0, max: 100, step: "any", inputMode: "decimal", ariaLabel: `${name}, as a number` }));
  const row = make("div", { className: "weight" }, make("label", { htmlFor: range.id }, name), number, range, make("p", {}, about));
  row.dataset.name = name;
  element("weights").append(row);
  for (const input of [range, number]) {
    input.addEventListener("input", () => {
      const value = Math.round(input.valueAsNumber * 100) / 100;
      if (!(value >= 0 && value <= 100)) return;
      values.set(name, value);
      show(input);
    });
  }
}

/** @type {Map<string, Promise<import("./findling.d.ts").Answer>>} The answers with the weights of the build: another weight does not change them. */
const asBuilt = new Map();
/** Maximum number of answers that are kept. */
const KEPT = 50;

/** @param {string} text */
function answerAsBuilt(text) {
  const answer = asBuilt.get(text) ?? index.search(text, { limit: COMPARED });
  // What was asked for last is forgotten last.
  asBuilt.delete(text);
  asBuilt.set(text, answer);
  answer.catch(() => asBuilt.delete(text));
  const [oldest] = asBuilt.keys();
  if (asBuilt.size > KEPT) asBuilt.delete(oldest);
  return answer;
}

/** Asks and shows everything. `by`: the input that a person changes, which keeps what was typed. */
let asked = 0;
async function show(/** @type {HTMLInputElement | undefined} */ by = undefined) {
  const turn = ++asked;
  for (const weight of weights) {
    const row = element("weights").querySelector(`[data-name="${weight.name}"]`);
    for (const input of row?.querySelectorAll("input") ?? []) {
      if (input !== by) input.value = String(values.get(weight.name));
    }
    row?.classList.toggle("other", isOther(weight));
  }
  const others = weights.filter(isOther).length;
  element("changed").textContent = others ? `${others} changed` : "as built";
  keep();
  remember();
  const text = query.value.trim();
  const [before, now] = text ? await Promise.all([answerAsBuilt(text), index.search(text, { limit: SHOWN, explain: true, weights: current() })]) : [];
  if (turn !== asked) return;
  results(before, now);
  await watched(turn);
}

/**
 * @param {import("./findling.d.ts").Answer | undefined} before
 * @param {import("./findling.d.ts").Answer | undefined} now
 */
function results(before, now) {
  const best = now?.pages[0]?.score || 1;
  element("count").textContent = now ? `${now.total} ${now.total === 1 ? "page" : "pages"}` : "Type a query to see its ranking.";
  const rows = (now?.pages ?? []).map((page, at) => {
    const was = before?.pages.findIndex(({ id }) => id === page.id) ?? -1;
    const link = make("a", { href: new URL(page.url, new URL(index.about.base || ".", new URL(search, location.href))).href }, page.title);
    if (page.lang) link.lang = page.lang;
    const score = make("meter", { min: 0, max: 1, value: Math.min(page.score / best, 1) });
    score.ariaLabel = "Score, compared with the first result";
    const why = page.why.map(({ word, kind, fields, count, weight }) =>
      make("li", {}, make("strong", {}, word), make("span", {}, `${KINDS.get(kind)} in ${fields.join(", ")}`), make("span", {}, `${count} ${count === 1 ? "match" : "matches"}`), make("span", {}, `rarity ${weight.toFixed(2)}`)),
    );
    if (page.lowered) why.push(make("li", {}, make("span", {}, "Lowered: a changelog, a list of links, an older version, a copy or a translation")));
    return make("li", { className: "result" }, make("div", { className: "top" }, make("span", { className: "rank" }, `${at + 1}.`), link, moved(was, at)), make("div", { className: "url" }, `${page.url} · score ${page.score.toFixed(2)}`), score, make("ul", { className: "why" }, ...why));
  });
  element("results").replaceChildren(...rows);
}

/** How far a page moved: from its place with the weights of the build. */
function moved(/** @type {number} */ was, /** @type {number} */ at) {
  if (was === at) return "";
  if (was < 0) return make("span", { className: "moved up" }, "▲ new");
  return make("span", { className: `moved ${was > at ? "up" : "down"}` }, `${was > at ? "▲" : "▼"} was ${was + 1}`);
}

/** The watched queries, each with its first result now and as built. */
async function watched(/** @type {number} */ turn) {
  const list = queries();
  const answers = await Promise.all(list.map((text) => Promise.all([answerAsBuilt(text), index.search(text, { limit: 1, weights: current() })])));
  if (turn !== asked) return;
  const rows = list.map((text, at) => {
    const [before, now] = answers[at].map(({ pages }) => pages[0]);
    const other = before?.id !== now?.id;
    const lines = [make("span", {}, now?.title ?? "no result"), ...(other ? [make("span", { className: "moved down" }, `▼ was ${before?.title ?? "no result"}`)] : [])];
    const open = make("button", { type: "button", className: "open", onclick: () => { query.value = text; show(); } }, text, ...lines);
    const remove = make("button", { type: "button", className: "remove", ariaLabel: `Stop watching ${text}`, onclick: () => { save(list.filter((one) => one !== text)); show(); } }, "✕");
    return make("li", {}, open, remove);
  });
  const buttons = () => [.../** @type {NodeListOf<HTMLElement>} */ (element("watched").querySelectorAll("button"))];
  const focused = buttons().indexOf(/** @type {HTMLElement} */ (document.activeElement));
  element("watched").replaceChildren(...rows);
  // The button that was pressed gives its focus to the one in its place. After the last query, the field has it.
  if (focused >= 0) (buttons()[focused] ?? buttons().at(-1) ?? query).focus();
  element("watched-about").hidden = rows.length > 1;
  const text = query.value.trim();
  /** @type {HTMLButtonElement} */ (element("watch")).disabled = !text || list.includes(text);
}

/** @returns {string[]} */
function queries() {
  try {
    const list = JSON.parse(localStorage.getItem(WATCHED) ?? "[]");
    return Array.isArray(list) ? list.filter((text) => typeof text === "string") : [];
  } catch {
    return [];
  }
}

function save(/** @type {string[]} */ list) {
  try {
    localStorage.setItem(WATCHED, JSON.stringify(list));
  } catch {
    // Without storage the list ends with the page.
  }
}

/** Shows the lines of findling.toml that keep the weights. */
function keep() {
  const others = weights.filter(({ name, usual }) => values.get(name) !== usual);
  snippet.value = others.length ? ["[weights]", ...others.map(({ name }) => `${name} = ${values.get(name)}`)].join("\n") : "";
  snippet.rows = Math.max(2, others.length + 1);
  snippet.hidden = copy.hidden = !others.length;
  element("keep-about").textContent = others.length ? "Put these lines in findling.toml, and build again:" : "All weights have their defaults. Move one, and the lines for findling.toml appear here.";
}

/** Keeps the query and the weights in the page's address, so that a reload or a link shows the same. */
function remember() {
  const state = new URLSearchParams(query.value ? { q: query.value } : {});
  for (const weight of weights.filter(isOther)) state.set(weight.name, String(values.get(weight.name)));
  try {
    history.replaceState(null, "", `?${state}`);
  } catch {
    // Browsers limit how often a page may change its address. The next change tries again.
  }
}

query.addEventListener("input", () => show());
element("ask").addEventListener("submit", (event) => event.preventDefault());
element("watch").addEventListener("click", () => {
  save([...new Set([...queries(), query.value.trim()])]);
  show();
});
element("reset").addEventListener("click", () => {
  for (const { name, built } of weights) values.set(name, built);
  show();
});
copy.addEventListener("click", async () => {
  snippet.select();
  await navigator.clipboard.writeText(snippet.value).then(() => { copy.textContent = "Copied"; }, () => { copy.textContent = "Selected: press Ctrl+C"; });
  setTimeout(() => { copy.textContent = "Copy"; }, 2000);
});
panel.open = matchMedia("(min-width: 60rem)").matches;
await show();
document.body.dataset.ready = "";
