//! Sites of 1,000 to 100,000 pages with Findling and with Pagefind: building, files, and what a visitor's first search fetches.
use std::fs;
use std::path::Path;

use findling_benches::corpus::Corpus;
use findling_benches::error::{Failure, at, doing};
use findling_harness::Browser;
use serde_json::{Value, json};

use crate::growth::build;
use crate::process::itself;
use crate::progress::progress;
use crate::rivals::pagefind;
use crate::sizes::{files, published};
use crate::visit::{FINDLING, PAGEFIND, first_result};

/// Number of queries of first visits, each several times, and of queries whose bytes are counted without a browser.
const VISITED: usize = 3;
const COUNTED: usize = 100;

/// Most pages of a site that is also visited with a whole index.
const WHOLE: usize = 2000;

/// Measures one site.
pub(crate) fn measure(corpus: &Corpus, work: &Path) -> Result<Value, Failure> {
    let name = &corpus.name;
    let folder = corpus.write(work, true)?;
    let site = folder.join("site");
    let browser = Browser::launch().map_err(doing("Chromium"))?;
    let words = corpus.queries.iter().filter(|query| ["words", "keyword"].contains(&query.task.as_str()));
    let queries: Vec<&str> = words.map(|query| query.text.as_str()).take(VISITED).collect();
    let visits = |search| -> Result<Vec<Value>, Failure> {
        queries.iter().map(|query| first_result(&site, search, &browser, query, false)).collect()
    };
    let mut whole = Value::Null;
    if corpus.docs.len() <= WHOLE {
        progress(&format!("{name}: the first result with a whole index"));
        build(&folder, "site", "site/findling", &["--no-split"])?;
        whole = json!({ "index": index_size(&site.join("findling"))?, "visits": visits(&FINDLING)? });
    }
    progress(&format!("{name}: build"));
    let ours = build(&folder, "site", "site/findling", &["--split"])?;
    let theirs = pagefind(work, &folder)?;
    let out = site.join("findling");
    let root = index_size(&out)?;
    progress(&format!("{name}: bytes of {COUNTED} queries"));
    let fetched = fetched(corpus, &folder, &out)?;
    progress(&format!("{name}: the first result"));
    let (our_visits, their_visits) = (visits(&FINDLING)?, visits(&PAGEFIND[0])?);
    Ok(json!({
        "corpus": name, "lang": corpus.lang, "docs": corpus.docs.len(), "text": corpus.bytes(), "root": root, "fetched": fetched, "whole": whole,
        "findling": { "build": ours, "host": host(&out)?, "visits": our_visits },
        "pagefind": { "build": theirs, "host": host(&site.join("pagefind"))?, "visits": their_visits },
    }))
}

/// Bytes, files and round trips of queries, beyond engine, root and scripts.
fn fetched(corpus: &Corpus, folder: &Path, out: &Path) -> Result<Value, Failure> {
    let path = folder.join("asked.jsonl");
    let step = corpus.queries.len().div_ceil(COUNTED).max(1);
    let lines = corpus.queries.iter().step_by(step).enumerate();
    let lines: Vec<String> =
        lines.map(|(number, query)| json!({ "qid": number.to_string(), "query": query.text }).to_string()).collect();
    fs::write(&path, lines.join("\n")).map_err(at(&path))?;
    let (out, path) = (out.to_string_lossy(), path.to_string_lossy());
    let inspected = itself(&["findling", "inspect", &out, "--queries", &path, "--json"])?;
    let report: Value = serde_json::from_str(&inspected.out).map_err(doing("findling inspect --json"))?;
    Ok(report["blocks"]["queries"].clone())
}

/// Number and bytes of the files on a host, as they are.
fn host(folder: &Path) -> Result<Value, Failure> {
    let files = files(folder)?;
    let sizes = files.iter().map(|path| Ok(fs::metadata(path).map_err(at(path))?.len()));
    let bytes = sizes.sum::<Result<u64, Failure>>()?;
    Ok(json!({ "files": files.len(), "bytes": bytes }))
}

/// Bytes of the index, or of the root, in the module of a search.
fn index_size(out: &Path) -> Result<usize, Failure> {
    let path = published(out, "findling.wasm")?;
    let module = fs::read(&path).map_err(at(&path))?;
    Ok(findling_cli::section(&module, "findling").map_or(0, <[u8]>::len))
}
