//! Reports the lines of the engine and the indexer that tests reach. Needs rustup's component `llvm-tools`.
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::run::{cargo, finish, program, step, target, workspace};

/// The measured crates.
const MEASURED: &str = "crates/(core|indexer)/src";
/// The packages whose tests run: those that need no browser.
const TESTED: &[&str] = &["findling-core", "findling-indexer", "findling-cli", "findling-fuzz"];
/// The program that tests of the command start.
const COMMAND: &str = "findling";
/// Arithmetic overflow fails tests. Shipped programs wrap around.
const INSTRUMENTED: &str = "-Cinstrument-coverage -Coverflow-checks=on";
/// The share of lines that tests must reach, in percent.
const LEAST: f64 = 90.0;

pub(crate) fn run() -> Result<(), String> {
    let home = target()?.join("coverage");
    let tools = tools()?;
    step("1/2 Run instrumented tests");
    let mut tests = cargo(&["test", "--release", "--target-dir"])?;
    tests.arg(&home).args(TESTED.iter().flat_map(|name| ["--package", name])).args(["--lib", "--tests"]);
    tests.env("RUSTFLAGS", INSTRUMENTED).env("LLVM_PROFILE_FILE", home.join("profiles/%p-%m.profraw"));
    let _ = fs::remove_dir_all(home.join("profiles"));
    // Build scripts write profiles, too. Building first lets us delete them.
    let mut build = cargo(&[])?;
    build
        .args(tests.get_args())
        .arg("--no-run")
        .envs(tests.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = build.output().map_err(|error| format!("cargo did not start: {error}"))?;
    let printed = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        return Err(printed);
    }
    let _ = fs::remove_dir_all(home.join("profiles"));
    finish(tests)?;

    step("2/2 Make the report");
    let merged = home.join("merged.profdata");
    let profiles = fs::read_dir(home.join("profiles")).map_err(|error| format!("no profiles: {error}"))?;
    let mut merge = Command::new(tools.join("llvm-profdata"));
    // A command that a test killed may leave an incomplete profile.
    merge
        .args(["merge", "-sparse", "-failure-mode=all", "-o"])
        .arg(&merged)
        .args(profiles.flatten().map(|profile| profile.path()));
    finish(merge)?;
    let mut report = Command::new(tools.join("llvm-cov"));
    report
        .arg("report")
        .arg("--instr-profile")
        .arg(&merged)
        .arg("--show-region-summary=false")
        .arg("--show-branch-summary=false");
    report.arg(home.join("release").join(COMMAND).with_extension(env::consts::EXE_EXTENSION));
    report.args(binaries(&printed).flat_map(|binary| ["--object", binary]));
    let root = workspace()?;
    report.args(["core", "indexer"].map(|name| root.join("crates").join(name).join("src")));
    let report = report.output().map_err(|error| format!("llvm-cov did not start: {error}"))?;
    let report = String::from_utf8_lossy(&report.stdout).into_owned();
    println!("{report}");
    let share = total(&report).ok_or_else(|| format!("llvm-cov printed no total for {MEASURED}"))?;
    if share < LEAST { Err(format!("tests reach {share} % of the lines; the minimum is {LEAST} %")) } else { Ok(()) }
}

/// The folder of rustup's component.
fn tools() -> Result<PathBuf, String> {
    let output = program("rustc", &["--print", "target-libdir"])?
        .output()
        .map_err(|error| format!("rustc did not start: {error}"))?;
    let folder = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()).with_file_name("bin");
    let found = folder.join("llvm-cov").is_file();
    found.then_some(folder).ok_or_else(|| "LLVM's tools are missing\nhint: rustup component add llvm-tools".to_owned())
}

/// The test programs in cargo's output: `Executable … (PATH)`.
fn binaries(printed: &str) -> impl Iterator<Item = &str> {
    let lines = printed.lines().filter(|line| line.trim_start().starts_with("Executable"));
    lines.filter_map(|line| line.rsplit_once('(')?.1.strip_suffix(')'))
}

/// The share of lines in the report's last row, after the share of functions.
fn total(report: &str) -> Option<f64> {
    let row = report.lines().find(|line| line.starts_with("TOTAL"))?;
    row.split_whitespace().filter_map(|cell| cell.strip_suffix('%')).next_back()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_and_share_are_read_from_the_output_of_the_tools() {
        let printed =
            "   Compiling a v1\n  Executable unittests src/lib.rs (/t/a-1)\n  Executable tests/b.rs (/t/b (2))\n";
        assert_eq!(binaries(printed).next(), Some("/t/a-1"));
        let report = "File Functions Missed Executed Lines Missed Cover\nx.rs 3 0 100.00% 30 1 96.67%\nTOTAL 3 0 100.00% 30 1 96.67%\n";
        assert_eq!(total(report), Some(96.67));
    }
}
