/** SQLite's FTS5 in its WebAssembly build. English: stems and prefixes, all words or else any. Chinese: trigrams; queries of less than 3 characters scan every row. */
import start from "@sqlite.org/sqlite-wasm";

const sqlite = await start({ print: () => {}, printErr: () => {} });
const TOKENIZE = { zh: "tokenize='trigram'", en: "tokenize='porter unicode61', prefix='2 3 4'" };

/** @param {any[]} docs @param {"zh" | "en"} lang */
export function build(docs, lang) {
  const db = new sqlite.oo1.DB(":memory:");
  db.exec(`create virtual table docs using fts5(id unindexed, title, text, ${TOKENIZE[lang]})`);
  const insert = db.prepare("insert into docs values (?, ?, ?)");
  db.transaction(() => {
    for (const { id, title, text } of docs) insert.bind([id, title, text]).stepReset();
  });
  insert.finalize();
  db.exec("insert into docs(docs) values ('optimize')");
  db.exec("vacuum");
  return Buffer.from(sqlite.capi.sqlite3_js_db_export(db));
}

/** @param {Buffer} bytes @param {string} _folder @param {string} lang */
export function open(bytes, _folder, lang) {
  const db = new sqlite.oo1.DB(":memory:");
  const at = sqlite.wasm.allocFromTypedArray(new Uint8Array(bytes));
  const { SQLITE_DESERIALIZE_FREEONCLOSE, SQLITE_DESERIALIZE_READONLY } = sqlite.capi;
  sqlite.capi.sqlite3_deserialize(db.pointer, "main", at, bytes.length, bytes.length, SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY);
  const select = "select id from docs where";
  const end = "order by bm25(docs, 0, 2, 1) limit 10";
  return { zh: lang === "zh", match: db.prepare(`${select} docs match ? ${end}`), like: db.prepare(`${select} text like ? limit 10`) };
}

/** @param {any} index @param {string} query */
export function search({ zh, match, like }, query) {
  const words = query.split(/\s+/).filter(Boolean).map((word) => `"${word.replaceAll('"', '""')}"`);
  const short = zh && [...query].length < 3;
  const statement = short ? like : match;
  const ask = (/** @type {string} */ text) => {
    const ids = [];
    statement.bind([text]);
    while (statement.step()) ids.push(statement.get(0));
    statement.reset();
    return ids;
  };
  if (short) return ask(`%${query}%`);
  const end = zh ? "" : "*";
  const all = ask(words.join(" ") + end);
  // If no row contains all words, search for rows that contain some.
  return all.length || words.length < 2 ? all : ask(words.join(" OR ") + end);
}

export const files = ["@sqlite.org/sqlite-wasm/dist/index.mjs", "@sqlite.org/sqlite-wasm/dist/sqlite3.wasm"];
