//! Runs the targets of `fuzz/` under libFuzzer. Inputs that reach new code are kept in the target folder, so the next run continues from
//! them. The table at the end counts all runs.
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::run::{cargo, finish, program, step, target, workspace};

/// Flags that let libFuzzer see the code an input reaches. Arithmetic overflow is a finding, too.
const INSTRUMENTED: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Coverflow-checks=on -Ccodegen-units=1 --cfg fuzzing";

/// Limits for one input: 10 seconds, 4 GB of memory and 4 KB of input. Exceeding time or memory is a finding.
const LIMITS: &[&str] =
    &["-timeout=10", "-rss_limit_mb=4096", "-max_len=4096", "-report_slow_units=1", "-print_final_stats=1"];

/// `[TARGET]... [--seconds N]`: fuzzes the targets, or all of them, for N seconds each.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let mut seconds = "60".to_owned();
    let mut chosen = Vec::new();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seconds" => seconds.clone_from(arguments.next().ok_or("--seconds lacks a number\nhint: --seconds 60")?),
            name => chosen.push(name.to_owned()),
        }
    }
    let home = target()?.join("fuzz");
    let targets = targets()?;
    if let Some(unknown) = chosen.iter().find(|name| !targets.contains(name)) {
        return Err(format!("unknown target {unknown}\nhint: the targets are {}", targets.join(", ")));
    }

    step("1/3 Write seeds and dictionaries");
    let mut seeds = cargo(&["run", "--release", "--package", "findling-fuzz", "--bin", "seeds", "--"])?;
    seeds.arg(&home);
    finish(seeds)?;

    step("2/3 Build instrumented targets");
    // With --target, the flags apply to the fuzzed code but not to build scripts.
    let triple = host()?;
    let mut build = cargo(&["build", "--release", "--package", "findling-fuzz", "--features", "libfuzzer"])?;
    build
        .args(["--target", &triple])
        .args(targets.iter().flat_map(|name| ["--bin", name]))
        .env("RUSTFLAGS", INSTRUMENTED);
    finish(build)?;

    let programs = target()?.join(&triple).join("release");
    for name in targets.iter().filter(|name| chosen.is_empty() || chosen.contains(name)) {
        step(&format!("3/3 Fuzz {name} for {seconds} s"));
        fuzz(&programs.join(name), &home.join(name), &seconds)?;
    }
    println!("{}", table(&home, &targets));
    Ok(())
}

/// Runs a target in its folder. The output of libFuzzer is appended to a log.
fn fuzz(program: &Path, folder: &Path, seconds: &str) -> Result<(), String> {
    let scratch = scratch();
    for needed in [&folder.join("corpus"), &scratch] {
        fs::create_dir_all(needed).map_err(|error| format!("{}: {error}", needed.display()))?;
    }
    let log = folder.join("log");
    let file = fs::File::options().create(true).append(true).open(&log);
    let file = file.map_err(|error| format!("{}: {error}", log.display()))?;
    let mut fuzzer = Command::new(program);
    fuzzer.args(["corpus", "seeds", "-dict=words.dict", "-artifact_prefix=./", &format!("-max_total_time={seconds}")]);
    fuzzer.args(LIMITS).current_dir(folder).env("TMPDIR", &scratch).env("RAYON_NUM_THREADS", "1");
    let status = fuzzer.stdout(Stdio::null()).stderr(file).status();
    let _ = fs::remove_dir_all(&scratch);
    let status = status.map_err(|error| format!("{} did not start: {error}", program.display()))?;
    if status.success() {
        return Ok(());
    }
    Err(format!(
        "the fuzzer found a failure; {} describes it, and the input is in the same folder\nhint: add a test with the input, then fix the cause",
        log.display()
    ))
}

/// The folder for files that the readers read: in memory if the system has /dev/shm.
fn scratch() -> PathBuf {
    let shared = PathBuf::from("/dev/shm");
    let parent = if shared.is_dir() { shared } else { env::temp_dir() };
    parent.join(format!("findling-fuzz-{}", std::process::id()))
}

/// The names of the targets: the files in `fuzz/targets`.
fn targets() -> Result<Vec<String>, String> {
    let folder = workspace()?.join("fuzz/targets");
    let files = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut names: Vec<String> =
        files.flatten().filter_map(|file| Some(file.path().file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    Ok(names)
}

fn host() -> Result<String, String> {
    let output = program("rustc", &["-vV"])?.output().map_err(|error| format!("rustc did not start: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "rustc -vV printed no host".to_owned())
}

/// The totals of all runs.
fn table(home: &Path, targets: &[String]) -> String {
    let mut rows =
        vec![format!("{:<10} {:>13} {:>8} {:>9} {:>7}", "target", "executions", "edges", "features", "inputs")];
    let mut all = 0;
    for name in targets {
        let log = fs::read_to_string(home.join(name).join("log")).unwrap_or_default();
        let executions: u64 = figures(&log, "stat::number_of_executed_units:").sum();
        let last = |what: &str| figures(&log, what).max().unwrap_or_default();
        let inputs = fs::read_dir(home.join(name).join("corpus")).map_or(0, Iterator::count);
        rows.push(format!("{name:<10} {executions:>13} {:>8} {:>9} {inputs:>7}", last(" cov:"), last(" ft:")));
        all += executions;
    }
    rows.push(format!("{:<10} {all:>13}", "all"));
    rows.join("\n")
}

/// The numbers that follow a word.
fn figures(text: &str, word: &str) -> impl Iterator<Item = u64> {
    text.split(word).skip(1).filter_map(|rest| rest.split_whitespace().next()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn executions_of_all_runs_are_added_and_the_widest_reach_counts() {
        let log = "#2 INITED cov: 3 ft: 4 corp: 1\n#9 DONE cov: 7 ft: 12 corp\nstat::number_of_executed_units: 9\n#1 cov: 6 ft: 8\nstat::number_of_executed_units: 5\n";
        assert_eq!(figures(log, "stat::number_of_executed_units:").sum::<u64>(), 14);
        assert_eq!(figures(log, " cov:").max(), Some(7));
        assert_eq!(figures(log, " ft:").max(), Some(12));
    }

    #[test]
    fn every_target_has_a_program() {
        let targets = targets().unwrap();
        assert!(targets.contains(&"packs".to_owned()) && targets.len() == 15, "{targets:?}");
    }
}
