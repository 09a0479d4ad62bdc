//! Whole questions, typed letter by letter: the time of every key in Node and natively.
use std::path::Path;

use findling_benches::corpus::Corpus;
use findling_benches::error::Failure;
use findling_benches::texts::Language;
use serde_json::{Value, json};

use crate::growth::build_whole;
use crate::native;
use crate::process::script;
use crate::progress::progress;

/// One question in this many is typed: enough for a stable 99th percentile in less than 2 minutes.
const EVERY: usize = 10;

/// Measures the question sets of a language, one row per set.
pub(crate) fn measure(language: &Language, sets: &Path, work: &Path) -> Result<Vec<Value>, Failure> {
    language
        .questions
        .iter()
        .map(|name| row(&Corpus::questions(&sets.join(name), language.tag, EVERY)?, work))
        .collect()
}

fn row(corpus: &Corpus, work: &Path) -> Result<Value, Failure> {
    progress(&format!("{}: build", corpus.name));
    let folder = corpus.write(work, false)?;
    build_whole(&folder)?;
    progress(&format!("{}: {} questions, letter by letter", corpus.name, corpus.queries.len()));
    let node = script(work, &["questions", "findling", &folder.to_string_lossy(), &corpus.lang])?;
    Ok(json!({
        "corpus": corpus.name, "lang": corpus.lang, "text": corpus.bytes(), "docs": corpus.docs.len(),
        "questions": corpus.queries.len(), "every": EVERY, "node": node, "native": native::questions(&folder)?,
    }))
}
