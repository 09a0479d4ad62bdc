//! Runs the engine under Miri, which detects undefined behaviour and emulates other machines: 32-bit ones and big-endian ones. Needs
//! rustup's nightly toolchain with the components `miri` and `rust-src`.
use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use crate::run::{program, step, tests};

/// A 64-bit and a 32-bit machine, both big-endian.
const OTHERS: &[&str] = &["s390x-unknown-linux-gnu", "powerpc-unknown-linux-gnu"];
const UNITS: &[&str] = &["--package", "findling-core", "--lib"];
/// Opens a stored index, runs queries, and prints the answers.
const ANSWERS: &[&str] = &["--package", "findling-indexer", "--test", "golden", "--", "--nocapture"];

/// `[TARGET]...`: the machines to emulate beside this one. Default: [`OTHERS`].
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let others: Vec<&str> =
        if arguments.is_empty() { OTHERS.to_vec() } else { arguments.iter().map(String::as_str).collect() };
    step("Get the answers of this machine");
    let mut native = tests()?;
    native.args(ANSWERS);
    let expected = answers(native)?;
    for machine in [None].into_iter().chain(others.into_iter().map(Some)) {
        let name = machine.unwrap_or("this machine");
        step(&format!("Run the engine's unit tests under Miri: {name}"));
        answers(miri(machine, UNITS)?)?;
        step(&format!("Get the answers under Miri: {name}"));
        let emulated = answers(miri(machine, ANSWERS)?)?;
        if emulated.is_empty() || emulated != expected {
            let other = expected.symmetric_difference(&emulated).map(String::as_str).collect::<Vec<_>>().join("\n");
            return Err(format!("the answers of {name} differ:\n{other}"));
        }
    }
    println!("{} answers, identical on all machines", expected.len());
    Ok(())
}

fn miri(machine: Option<&str>, tests: &[&str]) -> Result<Command, String> {
    let mut command = program("rustup", &["run", "nightly", "cargo", "miri", "test"])?;
    if let Some(machine) = machine {
        // C code of dependencies is compiled but not linked, so this machine's compiler is enough.
        command.args(["--target", machine]);
        command.envs([("TARGET_CC", "cc"), ("TARGET_AR", "ar"), ("CRATE_CC_NO_DEFAULTS", "1")]);
    }
    // RUSTUP_TOOLCHAIN names the checkout's toolchain, which is not the nightly.
    command.args(tests).env_remove("RUSTUP_TOOLCHAIN").env("MIRIFLAGS", "-Zmiri-disable-isolation");
    Ok(command)
}

/// Runs tests and returns the answers in their output.
fn answers(mut tests: Command) -> Result<BTreeSet<String>, String> {
    let output = tests.stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| format!("{} did not start: {error}", tests.get_program().to_string_lossy()))?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        return Err(printed);
    }
    Ok(printed.lines().filter_map(|line| Some(line.split_once("answer: ")?.1.to_owned())).collect())
}
