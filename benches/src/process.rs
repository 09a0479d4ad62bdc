//! Other programs, with the time that they took and the memory that they held at most.
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

/// How often a running program's memory is looked at.
const LOOK: Duration = Duration::from_millis(5);

/// What a program that has ended was like.
pub(crate) struct Ran {
    pub(crate) out: String,
    pub(crate) error: String,
    pub(crate) ms: f64,
    /// Bytes, where the system tells.
    pub(crate) memory: u64,
}

/// Runs a program to its end. That it failed is an error, with what it complained of.
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

/// Runs a script of `benches/js` in Node; the last line that it prints is its answer.
pub(crate) fn script(work: &Path, arguments: &[&str]) -> Result<Value, Failure> {
    let node = machine::node().ok_or("Node 20 or later is not installed; `cargo xtask test` gets it")?;
    let mut command = Command::new(node);
    command.args(["--expose-gc", "--max-old-space-size=8192"]).arg(work.join("js/measure.mjs")).args(arguments);
    let ran = run(&mut command)?;
    let line = ran.out.lines().last().unwrap_or_default();
    serde_json::from_str(line).map_err(doing(line))
}

/// This program's own place, as it was when it was first asked for: `cargo bench` may put the program anew, and a system then says of the one
/// that runs that it is deleted.
pub(crate) fn program() -> Result<PathBuf, Failure> {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    if let Some(program) = PROGRAM.get() {
        return Ok(program.clone());
    }
    let program = std::env::current_exe().map_err(doing("this program's own place"))?;
    Ok(PROGRAM.get_or_init(|| program).clone())
}

/// Runs this program once more, for what needs a process of its own.
pub(crate) fn itself(arguments: &[&str]) -> Result<Ran, Failure> {
    run(Command::new(program()?).args(arguments))
}

/// The most memory that a process has held so far.
pub(crate) fn peak(status: &Path) -> u64 {
    let status = fs::read_to_string(status).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) * 1024
}

/// Reads a pipe aside, so that it never fills.
fn reader(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What could be read is what there is to say.
            let _ = pipe.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}
