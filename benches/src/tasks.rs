//! The engine's tasks alone: times by criterion in a run of `cargo bench`, and instructions by callgrind.
use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use findling_benches::corpus::Corpus;
use findling_benches::engine::Task;
use findling_benches::error::{Failure, at, doing};
use findling_benches::root;
use findling_benches::texts::{LANGUAGES, Texts};
use serde_json::{Map, Value, json};

use crate::progress::progress;
use crate::{growth, native};

/// Size of the corpora in bytes of text, as in `native.rs`.
const BYTES: usize = 1_000_000;

/// Measures every task in each language.
pub(crate) fn measure(work: &Path, sets: Option<&Path>, counts: bool) -> Result<Value, Failure> {
    progress("natively: criterion");
    criterion(sets)?;
    let mut rows = Vec::new();
    for language in LANGUAGES {
        let corpus = Corpus::made(&Texts::read(language, sets)?, language.tag, BYTES, false);
        let counted = if counts { instructions(&corpus, work)? } else { Map::new() };
        for task in Task::ALL {
            let mut row = estimates(work, &corpus.name, task.name())?;
            row["instructions"] = counted.get(task.name()).cloned().unwrap_or_default();
            rows.push(row);
        }
    }
    Ok(Value::Array(rows))
}

/// Runs `cargo bench`, which prints its own progress.
fn criterion(sets: Option<&Path>) -> Result<(), Failure> {
    let mut bench = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    bench.args(["bench", "--package", "findling-benches", "--bench", "native"]).current_dir(root());
    if let Some(sets) = sets {
        bench.env("FINDLING_SETS", sets);
    }
    let status = bench.status().map_err(doing("cargo bench"))?;
    if status.success() { Ok(()) } else { Err(format!("cargo bench failed: {status}")) }
}

/// Criterion's estimates from the target folder, in nanoseconds.
fn estimates(work: &Path, corpus: &str, task: &str) -> Result<Value, Failure> {
    let folder = work.parent().unwrap_or(work).join("criterion").join(corpus).join(task);
    let path = folder.join("new/estimates.json");
    let text = fs::read_to_string(&path).map_err(at(&path))?;
    let median = &serde_json::from_str::<Value>(&text).map_err(at(&path))?["median"];
    let bound = |name: &str| median["confidence_interval"][name].clone();
    Ok(json!({
        "corpus": corpus, "task": task, "median": median["point_estimate"], "low": bound("lower_bound"), "high": bound("upper_bound"),
    }))
}

fn instructions(corpus: &Corpus, work: &Path) -> Result<Map<String, Value>, Failure> {
    progress(&format!("natively: instructions, {}", corpus.name));
    let folder = corpus.write(work, false)?;
    growth::build_whole(&folder)?;
    Ok(native::instructions(&folder)?.as_object().cloned().unwrap_or_default())
}
