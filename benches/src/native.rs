//! The engine as this machine runs it, in a process of its own: opening a pack, and keystrokes.
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use findling_core::search::{bytes, results};
use findling_core::{Index, Options};
use findling_indexer::NativeHost;
use serde_json::{Value, json};

use crate::child::{itself, peak, run};
use crate::error::{Failure, at, doing};
use crate::texts::lines;
use crate::weigh::published;

const ROUNDS: usize = 5;
/// How many queries are typed.
const TYPED: usize = 100;
/// How many keystrokes are counted in instructions, which is slow.
const COUNTED: usize = 200;

/// What one process measures: `native FOLDER`, and under callgrind `count FOLDER KEYS`.
pub(crate) fn child(arguments: &[String]) -> Result<Value, Failure> {
    match arguments {
        [task, folder] if task == "native" => times(Path::new(folder)),
        [task, folder, keys] if task == "count" => count(Path::new(folder), keys.parse().map_err(doing(keys))?),
        other => Err(format!("no such task: {other:?}")),
    }
}

/// Times of a corpus that is built in this folder.
pub(crate) fn measure(folder: &Path) -> Result<Value, Failure> {
    let ran = itself(&["native", &folder.to_string_lossy()])?;
    serde_json::from_str(&ran.out).map_err(doing(&ran.out))
}

/// Instructions of opening and of a keystroke, by callgrind, where it is installed.
pub(crate) fn instructions(folder: &Path) -> Option<Value> {
    let program = std::env::current_exe().ok()?;
    let counted = |keys: Option<usize>| {
        let mut command = Command::new("valgrind");
        command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(&program);
        match keys {
            Some(keys) => command.args(["count".as_ref(), folder.as_os_str()]).arg(keys.to_string()),
            None => command.arg("nothing"),
        };
        let ran = run(&mut command).ok()?;
        let line = ran.error.lines().find_map(|line| line.split_once("Collected : "))?;
        line.1.trim().parse::<u64>().ok()
    };
    let (nothing, opened, typed) = (counted(None)?, counted(Some(0))?, counted(Some(COUNTED))?);
    Some(json!({ "open": opened.saturating_sub(nothing), "key": typed.saturating_sub(opened) / COUNTED as u64 }))
}

/// The pack of a corpus that is built in this folder.
pub(crate) fn pack(folder: &Path) -> Result<Vec<u8>, Failure> {
    let path = published(&folder.join("findling"), "findling.wasm")?;
    let module = fs::read(&path).map_err(at(&path))?;
    let pack = findling_cli::section(&module, "findling").ok_or("a module without a pack")?;
    Ok(pack.to_vec())
}

fn open(pack: &[u8]) -> Result<Index, Failure> {
    Index::open(pack, Box::new(NativeHost)).map_err(|error| error.message())
}

/// As `keystrokes` of the scripts, which say how.
fn keystrokes(folder: &Path) -> Result<Vec<String>, Failure> {
    let queries = lines(&folder.join("queries.jsonl"))?;
    let text = |query: &Value| query["query"].as_str().unwrap_or_default().to_owned();
    let short: Vec<String> = queries.iter().map(text).filter(|query| query.chars().count() <= 28).collect();
    let most = TYPED.min(short.len());
    let chosen = (0..most).map(|i| &short[i * short.len() / most]);
    Ok(chosen.flat_map(|query| query.char_indices().map(|(i, c)| query[..i + c.len_utf8()].to_owned())).collect())
}

fn ask(index: &Index, query: &str) {
    let answer = index.search(query, &Options::default());
    std::hint::black_box(results(index, &answer, bytes));
}

fn count(folder: &Path, keys: usize) -> Result<Value, Failure> {
    let index = open(&pack(folder)?)?;
    let typed = keystrokes(folder)?;
    for query in typed.iter().cycle().step_by(7).take(keys) {
        ask(&index, query);
    }
    Ok(Value::Null)
}

fn times(folder: &Path) -> Result<Value, Failure> {
    let pack = pack(folder)?;
    let status = Path::new("/proc/self/status");
    let before = peak(status);
    let mut index = open(&pack)?;
    let memory = peak(status).saturating_sub(before);
    let mut opening = f64::INFINITY;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        index = open(&pack)?;
        opening = opening.min(start.elapsed().as_secs_f64() * 1e3);
    }
    let typed = keystrokes(folder)?;
    let mut least = vec![f64::INFINITY; typed.len()];
    for _ in 0..ROUNDS {
        for (query, least) in typed.iter().zip(&mut least) {
            let start = Instant::now();
            ask(&index, query);
            *least = least.min(start.elapsed().as_secs_f64() * 1e3);
        }
    }
    Ok(json!({ "open": opening, "memory": memory, "keys": spread(least) }))
}

/// As the scripts' `spread`.
fn spread(mut times: Vec<f64>) -> Value {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get(((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1)));
    json!({ "n": times.len(), "p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "most": times.last() })
}
