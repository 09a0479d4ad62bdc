//! The engine under Miri, which sees what is undefined or out of bounds and does as other machines do: of 32 bits, with the other order of bytes.
//! Needs rustup's nightly with the components `miri` and `rust-src`.
use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use crate::run::{program, step, tests};

/// A machine of 64 bits with the other order of bytes, and one of 32 with it.
const OTHERS: &[&str] = &["s390x-unknown-linux-gnu", "powerpc-unknown-linux-gnu"];
const UNITS: &[&str] = &["--package", "findling-core", "--lib"];
/// A kept pack opened and asked; what it answers is printed.
const ANSWERS: &[&str] = &["--package", "findling-indexer", "--test", "golden", "--", "--nocapture"];

/// `[TARGET]...`: these machines beside this one, or those above.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let others: Vec<&str> =
        if arguments.is_empty() { OTHERS.to_vec() } else { arguments.iter().map(String::as_str).collect() };
    step("The answers of this machine");
    let mut native = tests()?;
    native.args(ANSWERS);
    let expected = answers(native)?;
    for machine in [None].into_iter().chain(others.into_iter().map(Some)) {
        let name = machine.unwrap_or("this machine");
        step(&format!("The engine's own tests under Miri: {name}"));
        answers(miri(machine, UNITS)?)?;
        step(&format!("The answers under Miri: {name}"));
        let told = answers(miri(machine, ANSWERS)?)?;
        if told.is_empty() || told != expected {
            let other = expected.symmetric_difference(&told).map(String::as_str).collect::<Vec<_>>().join("\n");
            return Err(format!("{name} gives other answers:\n{other}"));
        }
    }
    println!("{} answers, the same everywhere to the last bit", expected.len());
    Ok(())
}

fn miri(machine: Option<&str>, tests: &[&str]) -> Result<Command, String> {
    let mut command = program("rustup", &["run", "nightly", "cargo", "miri", "test"])?;
    if let Some(machine) = machine {
        // Nothing is linked, so this machine's compiler does for what dependencies have in C.
        command.args(["--target", machine]);
        command.envs([("TARGET_CC", "cc"), ("TARGET_AR", "ar"), ("CRATE_CC_NO_DEFAULTS", "1")]);
    }
    // What the toolchain of the checkout is, says nothing about the nightly's.
    command.args(tests).env_remove("RUSTUP_TOOLCHAIN").env("MIRIFLAGS", "-Zmiri-disable-isolation");
    Ok(command)
}

/// Runs tests to their end; the lines of their output that tell answers.
fn answers(mut tests: Command) -> Result<BTreeSet<String>, String> {
    let output = tests.stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| format!("{} did not start: {error}", tests.get_program().to_string_lossy()))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        return Err(said);
    }
    Ok(said.lines().filter_map(|line| Some(line.split_once("answer: ")?.1.to_owned())).collect())
}
