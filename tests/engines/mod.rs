//! Search engines for the tests of providers: a Groonga server with the corpus, and recordings of others.
#![allow(dead_code, reason = "every test binary has its own copy, and uses what it needs")]

use std::fs;
use std::path::{Path, PathBuf};

use findling_cli::{engine, section, with_section};
use findling_harness::{Groonga, HarnessError, Reply, Request, node};
use serde_json::{Value, json};

use crate::widget::built;

/// The corpus of the contract.
pub(crate) const CORPUS: &str = "tests/fixtures/widget.jsonl";

const SCHEMA: &str = "table_create Pages TABLE_PAT_KEY ShortText
table_create Passages TABLE_HASH_KEY ShortText
column_create Pages lang COLUMN_SCALAR ShortText
column_create Pages year COLUMN_SCALAR ShortText
column_create Pages field_topic COLUMN_VECTOR ShortText
column_create Passages page COLUMN_SCALAR Pages
column_create Passages anchor COLUMN_SCALAR ShortText
column_create Passages title COLUMN_SCALAR ShortText
column_create Passages headings COLUMN_VECTOR ShortText
column_create Passages text COLUMN_SCALAR Text
column_create Passages lang COLUMN_SCALAR ShortText
column_create Passages date COLUMN_SCALAR ShortText
column_create Passages year COLUMN_SCALAR ShortText
column_create Passages field_topic COLUMN_VECTOR ShortText
table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerNFKC130
column_create Terms passages_title COLUMN_INDEX|WITH_POSITION Passages title
column_create Terms passages_headings COLUMN_INDEX|WITH_POSITION|WITH_SECTION Passages headings
column_create Terms passages_text COLUMN_INDEX|WITH_POSITION Passages text
load --table Passages
";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages of the corpus.
#[allow(clippy::unwrap_used, reason = "a test without its corpus ends here, and says why")]
fn records() -> Vec<Value> {
    let corpus = fs::read_to_string(root().join(CORPUS)).unwrap();
    corpus.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A running Groonga with the corpus.
pub(crate) fn groonga(name: &str) -> Result<Groonga, HarnessError> {
    let passages = |page: &Value| {
        let date = page["date"].as_str().unwrap_or_default();
        let row = |(number, text): (usize, &str)| {
            json!({
                "_key": format!("{}-{number}", page["id"].as_str().unwrap_or_default()), "page": page["url"],
                "title": page["title"], "text": text, "lang": page["lang"], "date": date,
                "year": date.get(..4).unwrap_or_default(),
                "field_topic": page["topic"].as_array().cloned().unwrap_or_default(),
            })
        };
        page["text"].as_str().unwrap_or_default().split("\n\n").enumerate().map(row).collect::<Vec<_>>()
    };
    let rows: Vec<Value> = records().iter().flat_map(passages).collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("groonga").join(name);
    let page = |row: &Value| json!({ "_key": row["page"], "lang": row["lang"], "year": row["year"], "field_topic": row["field_topic"] });
    let pages: Vec<Value> = rows.iter().map(page).collect();
    let (rows, pages) = (Value::Array(rows), Value::Array(pages));
    Groonga::start(&folder, &format!("{SCHEMA}{rows}\nload --table Pages\n{pages}\n"))
}

/// A folder with a page in front of Groonga at `/engine`, and with the elements.
pub(crate) fn provided(name: &str, elements: &str) -> PathBuf {
    let folder = built(name, CORPUS, "--no-split", elements);
    use_provider_module(&folder);
    written(&folder, &description("groonga", "/engine"));
    folder
}

/// The description of an engine with the corpus.
pub(crate) fn description(engine: &str, endpoint: &str) -> Value {
    let topic = if engine == "groonga" { "field_topic" } else { "fields.topic" };
    let (counts, typos) = match engine {
        "groonga" | "typesense" => ("exact", true),
        "quickwit" => ("about", false),
        _ => ("about", true),
    };
    json!({
        "provider": engine, "endpoint": endpoint, "key": "", "title": "Treaties",
        "index": if engine == "groonga" { "Passages" } else { "findling" },
        "langs": ["ar", "en", "zh-Hans"], "pages": 20, "passages": 20,
        "fields": [
            { "name": "date", "sort": true },
            { "name": "lang", "facet": true },
            { "name": "topic", "column": topic, "facet": true },
            { "name": "year", "facet": true },
        ],
        "capabilities": {
            "counts": counts, "typos": typos, "prefix": true, "substring": matches!(engine, "groonga" | "opensearch"),
            "pinyin": false, "facets": true, "sort": true, "suggestions": false,
        },
    })
}

/// Writes a description beside the scripts of a search. Returns its path.
#[allow(clippy::unwrap_used, reason = "a test without its files ends here, and says why")]
pub(crate) fn written(folder: &Path, description: &Value) -> String {
    let path = folder.join("provider.json");
    fs::write(&path, description.to_string()).unwrap();
    path.display().to_string()
}

/// Gives the module in a folder the engine that shows the records of another one.
#[allow(clippy::unwrap_used, reason = "a test without its module ends here, and says why")]
pub(crate) fn use_provider_module(folder: &Path) {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let path = names.into_iter().find(|path| path.extension().is_some_and(|extension| extension == "wasm")).unwrap();
    let module = fs::read(&path).unwrap();
    let index = section(&module, "findling").unwrap();
    fs::write(&path, with_section(engine::PROVIDER_WASM, "findling", index)).unwrap();
}

/// Runs a script of `tests/providers`.
pub(crate) fn node_script(name: &str, arguments: &[&str]) -> Result<String, HarnessError> {
    node(&root().join("tests/providers").join(name), arguments)
}

/// Requests of an adapter with the responses to them, written from the documentation of the engine.
pub(crate) struct Recording {
    pairs: Vec<Value>,
}

impl Recording {
    pub(crate) fn path(engine: &str) -> PathBuf {
        root().join(format!("tests/fixtures/providers/{engine}.json"))
    }

    #[allow(clippy::unwrap_used, reason = "a test without its recording ends here, and says why")]
    pub(crate) fn read(engine: &str) -> Recording {
        let mut recording: Value = serde_json::from_str(&fs::read_to_string(Recording::path(engine)).unwrap()).unwrap();
        assert_eq!(recording["engine"], engine);
        assert!(recording["documentation"].is_string() && recording["note"].is_string());
        Recording { pairs: serde_json::from_value(recording["pairs"].take()).unwrap() }
    }

    pub(crate) fn len(&self) -> usize {
        self.pairs.len()
    }

    /// The number of a recorded request.
    pub(crate) fn position(&self, request: &Request) -> Option<usize> {
        let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
        let same = |pair: &Value| {
            let recorded = &pair["request"];
            recorded["method"] == request.method.as_str()
                && recorded["target"] == request.target.as_str()
                && recorded["body"] == body
        };
        self.pairs.iter().position(same)
    }

    /// The response to a recorded request. A request that is not recorded is an error of the server.
    pub(crate) fn reply(&self, number: Option<usize>, request: &Request) -> Reply {
        let (status, body) = match number {
            Some(number) => ("200 OK", self.pairs[number]["response"].to_string()),
            None => ("501 Not Implemented", format!("not recorded: {} {}", request.method, request.target)),
        };
        Reply { status: status.to_owned(), mime: "application/json".to_owned(), body: body.into_bytes() }
    }
}
