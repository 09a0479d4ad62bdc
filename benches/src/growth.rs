//! Findling alone as its corpus grows: sizes, building, opening and keystrokes, natively, in Node and in Chromium.
use std::fs;
use std::path::Path;

use findling_benches::corpus::Corpus;
use findling_benches::error::{Failure, at};
use serde_json::{Value, json};

use crate::browser::Chromium;
use crate::native;
use crate::process::{itself, script};
use crate::progress::progress;
use crate::sizes::{WIDGET, brotli, published, sent};

/// Maximum bytes of text for the brotli yardstick and for counted instructions, which take too long above.
const SMALL: usize = 12_000_000;
const COUNTED: usize = 2_000_000;
/// Number of times that an index is opened, each in a new process.
const OPENED: usize = 3;

/// Builds a corpus's search page with a whole index; returns the time and memory.
pub(crate) fn build_whole(folder: &Path) -> Result<Value, Failure> {
    build(folder, "docs.jsonl", "findling", &["--no-split"])
}

/// Builds a corpus's search page; returns the time and memory.
pub(crate) fn build(folder: &Path, source: &str, out: &str, options: &[&str]) -> Result<Value, Failure> {
    let (source, out) = (folder.join(source), folder.join(out));
    // A build keeps the previous build's files, which would be counted too.
    if out.is_dir() {
        fs::remove_dir_all(&out).map_err(at(&out))?;
    }
    let (source, path) = (source.to_string_lossy(), out.to_string_lossy());
    let ran = itself(&[&["findling", "build", &source, "--out", &path], options].concat())?;
    // Node treats the scripts as modules only if package.json says so.
    let package = out.join("package.json");
    fs::write(&package, "{\"type\":\"module\"}").map_err(at(&package))?;
    Ok(json!({ "ms": ran.ms, "memory": ran.memory }))
}

/// The fastest of several openings in Node, with its memory.
pub(crate) fn opened(work: &Path, engine: &str, folder: &Path, lang: &str) -> Result<Value, Failure> {
    let runs: Result<Vec<Value>, Failure> =
        (0..OPENED).map(|_| script(work, &["open", engine, &folder.to_string_lossy(), lang])).collect();
    let mut runs = runs?;
    runs.sort_by(|a, b| a["ms"].as_f64().unwrap_or(0.0).total_cmp(&b["ms"].as_f64().unwrap_or(0.0)));
    Ok(runs.swap_remove(0))
}

/// Sizes of the index and of everything that the first result needs.
pub(crate) fn weights(folder: &Path) -> Result<Value, Failure> {
    let out = folder.join("findling");
    let path = published(&out, "findling.wasm")?;
    let module = fs::read(&path).map_err(at(&path))?;
    let pack = findling_cli::section(&module, "findling").ok_or("a module without a pack")?;
    let together = brotli(&module);
    let widget: usize = WIDGET.iter().map(|name| sent(&published(&out, name)?)).sum::<Result<usize, Failure>>()?;
    let language = sent(&published(&out, "lang/zh-Hans.js")?)?;
    Ok(json!({
        "engine": brotli(findling_cli::engine::WASM), "pack": pack.len(), "module_sent": together,
        "widget": widget + language, "cold": together + widget + language,
    }))
}

/// Measures one corpus natively, in Node and in Chromium, with instructions if they can be counted.
pub(crate) fn measure(corpus: &Corpus, work: &Path, chromium: &Chromium, counts: bool) -> Result<Value, Failure> {
    let folder = corpus.write(work, false)?;
    let (bytes, lang) = (corpus.bytes(), corpus.lang.as_str());
    progress(&format!("{}: build", corpus.name));
    let building = build_whole(&folder)?;
    progress(&format!("{}: natively, in Node, in Chromium", corpus.name));
    let node = script(work, &["search", "findling", &folder.to_string_lossy(), lang])?;
    Ok(json!({
        "corpus": corpus.name, "lang": lang, "text": bytes, "docs": corpus.docs.len(),
        "yardstick": (bytes <= SMALL).then(|| brotli(corpus.text().as_bytes())),
        "bytes": weights(&folder)?, "build": building,
        "native": native::measure(&folder)?,
        "instructions": if counts && bytes <= COUNTED { Some(native::instructions(&folder)?) } else { None },
        "node": { "open": opened(work, "findling", &folder, lang)?, "keys": node["keys"], "full": node["full"] },
        "chromium": chromium.measure("findling", &corpus.name, lang)?,
    }))
}
