//! The native engine, measured in processes of their own: opening an index, keystrokes and instructions.
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use findling_benches::engine::{Engine, Task, open};
use findling_benches::error::{Failure, at, doing};
use findling_benches::prefixes;
use serde_json::{Value, json};

use crate::process::{itself, peak, program, run};
use crate::progress::progress;
use crate::sizes::published;

const ROUNDS: usize = 5;
/// Rounds over whole questions, as in `js/measure.mjs`.
const QUESTION_ROUNDS: usize = 3;
/// Tasks whose instructions are counted, and how often each runs. Writing is missing: it takes too long under callgrind.
const COUNTED: &[(Task, usize)] = &[(Task::Load, 1), (Task::Key, 200), (Task::Query, 50), (Task::Marks, 50)];

/// The measurement of one process: `native FOLDER`, `questions FOLDER`, or under callgrind `count FOLDER TASK TIMES`.
pub(crate) fn child(arguments: &[String]) -> Result<Value, Failure> {
    match arguments {
        [task, folder] if task == "native" => times(Path::new(folder)),
        [task, folder] if task == "questions" => typed(Path::new(folder)),
        [task, folder, what, often] if task == "count" => {
            count(Path::new(folder), what, often.parse().map_err(doing(often))?)
        }
        other => Err(format!("no such task: {other:?}")),
    }
}

/// Times of the corpus that is built in this folder.
pub(crate) fn measure(folder: &Path) -> Result<Value, Failure> {
    let ran = itself(&["native", &folder.to_string_lossy()])?;
    serde_json::from_str(&ran.out).map_err(doing(&ran.out))
}

/// Keystroke times of the corpus that is built in this folder, with every query typed letter by letter.
pub(crate) fn questions(folder: &Path) -> Result<Value, Failure> {
    let ran = itself(&["questions", &folder.to_string_lossy()])?;
    serde_json::from_str(&ran.out).map_err(doing(&ran.out))
}

/// Whether instructions can be counted on this machine. If not, prints a note.
pub(crate) fn counts() -> bool {
    let there = Command::new("valgrind").arg("--version").output().is_ok_and(|ran| ran.status.success());
    if !there {
        progress("valgrind is not installed: no instructions are counted");
    }
    there
}

/// Instructions of each task, by callgrind: the difference between running it N and 2 N times, without the cost of starting.
pub(crate) fn instructions(folder: &Path) -> Result<Value, Failure> {
    let program = program()?;
    let counted = |task: Task, often: usize| {
        let mut command = Command::new("valgrind");
        command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(&program);
        let ran = run(command.arg("count").arg(folder).arg(task.name()).arg(often.to_string()))?;
        let line = ran.error.lines().find_map(|line| line.split_once("Collected : "));
        let count = line.and_then(|(_, count)| count.trim().parse::<u64>().ok());
        count.ok_or_else(|| format!("valgrind counted nothing:\n{}", ran.error))
    };
    let each = COUNTED.iter().map(|&(task, often)| {
        let more = counted(task, 2 * often)?.saturating_sub(counted(task, often)?);
        Ok((task.name().to_owned(), json!(more / often as u64)))
    });
    each.collect::<Result<serde_json::Map<_, _>, Failure>>().map(Value::Object)
}

/// The index of the corpus that is built in this folder.
pub(crate) fn pack(folder: &Path) -> Result<Vec<u8>, Failure> {
    let path = published(&folder.join("findling"), "findling.wasm")?;
    let module = fs::read(&path).map_err(at(&path))?;
    let pack = findling_cli::section(&module, "findling").ok_or("a module without a pack")?;
    Ok(pack.to_vec())
}

fn count(folder: &Path, name: &str, often: usize) -> Result<Value, Failure> {
    let task = Task::ALL.iter().find(|task| task.name() == name).ok_or_else(|| format!("no such task: {name}"))?;
    let engine = Engine::new(folder, Some(pack(folder)?))?;
    (0..often).try_for_each(|i| engine.run(*task, i))?;
    Ok(Value::Null)
}

fn times(folder: &Path) -> Result<Value, Failure> {
    let pack = pack(folder)?;
    let status = Path::new("/proc/self/status");
    let before = peak(status);
    let index = open(&pack)?;
    let memory = peak(status).saturating_sub(before);
    let mut opening = f64::INFINITY;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        drop(open(&pack)?);
        opening = opening.min(start.elapsed().as_secs_f64() * 1e3);
    }
    drop(index);
    let engine = Engine::new(folder, Some(pack))?;
    Ok(json!({ "open": opening, "memory": memory, "keys": spread(keys(&engine, engine.typed(), ROUNDS)) }))
}

/// Milliseconds of every key of every query.
fn typed(folder: &Path) -> Result<Value, Failure> {
    let engine = Engine::new(folder, Some(pack(folder)?))?;
    let typed: Vec<String> = engine.asked().iter().flat_map(|query| prefixes(query)).collect();
    Ok(spread(keys(&engine, &typed, QUESTION_ROUNDS)))
}

/// The least time of each query over several rounds, in milliseconds.
fn keys(engine: &Engine, typed: &[String], rounds: usize) -> Vec<f64> {
    let mut least = vec![f64::INFINITY; typed.len()];
    for _ in 0..rounds {
        for (query, least) in typed.iter().zip(&mut least) {
            let start = Instant::now();
            engine.ask(query);
            *least = least.min(start.elapsed().as_secs_f64() * 1e3);
        }
    }
    least
}

/// Percentiles, as `spread` in `js/statistics.mjs`.
fn spread(mut times: Vec<f64>) -> Value {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get(((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1)));
    json!({ "n": times.len(), "p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "most": times.last() })
}
