//! Runs other programs and measures their time and peak memory.
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use findling_benches::error::{Failure, doing};
use findling_harness::machine;
use serde_json::Value;

/// Interval between looks at a running program's memory.
const LOOK: Duration = Duration::from_millis(5);

/// A program that has ended.
pub(crate) struct Ran {
    pub(crate) out: String,
    pub(crate) error: String,
    pub(crate) ms: f64,
    /// Peak memory in bytes; 0 if the system does not report it.
    pub(crate) memory: u64,
}

/// Runs a program to its end. If it fails, the error contains its output.
pub(crate) fn run(command: &mut Command) -> Result<Ran, Failure> {
    let name = format!("{command:?}");
    let start = Instant::now();
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.map_err(doing(&name))?;
    let out = reader(child.stdout.take());
    let error = reader(child.stderr.take());
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    let ended = loop {
        memory = memory.max(peak(Path::new(&status)));
        match child.try_wait().map_err(doing(&name))? {
            Some(ended) => break ended,
            None => thread::sleep(LOOK),
        }
    };
    let ms = start.elapsed().as_secs_f64() * 1e3;
    let text = |reader: thread::JoinHandle<String>| reader.join().unwrap_or_default();
    let ran = Ran { out: text(out), error: text(error), ms, memory };
    if ended.success() { Ok(ran) } else { Err(format!("{name} failed:\n{}{}", ran.out, ran.error)) }
}

/// Runs `js/measure.mjs` in Node. The last printed line is the result, as JSON.
pub(crate) fn script(work: &Path, arguments: &[&str]) -> Result<Value, Failure> {
    let node = machine::node().ok_or("Node 20 or later is not installed; `cargo xtask test` gets it")?;
    let mut command = Command::new(node);
    command.args(["--expose-gc", "--max-old-space-size=8192"]).arg(work.join("js/measure.mjs")).args(arguments);
    let ran = run(&mut command)?;
    let line = ran.out.lines().last().unwrap_or_default();
    serde_json::from_str(line).map_err(doing(line))
}

/// Path of this program, as of the first call. `cargo bench` may replace the file, and the system then reports the running program as deleted.
pub(crate) fn program() -> Result<PathBuf, Failure> {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    if let Some(program) = PROGRAM.get() {
        return Ok(program.clone());
    }
    let program = std::env::current_exe().map_err(doing("the path of this program"))?;
    Ok(PROGRAM.get_or_init(|| program).clone())
}

/// Runs this program again, for a measurement that needs its own process.
pub(crate) fn itself(arguments: &[&str]) -> Result<Ran, Failure> {
    run(Command::new(program()?).args(arguments))
}

/// Peak memory of a process so far.
pub(crate) fn peak(status: &Path) -> u64 {
    let status = fs::read_to_string(status).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) * 1024
}

/// Reads a pipe in a thread, so that it never fills up.
fn reader(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // An error ends the output; the part that was read is kept.
            let _ = pipe.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}
