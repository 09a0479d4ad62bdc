//! Runs everything that a change must pass, fastest first, and stops at the first failure.
//!
//! All steps are in release mode, so that build scripts, macros and what they depend on are compiled once.
use std::fs;
use std::time::Instant;

use crate::run::{cargo, finish, program, step, tests, workspace};

/// The seed of random tests, so that CI gives the same change the same result. `cargo xtask test` uses a new seed each time.
const SEED: (&str, &str) = ("PROPTEST_RNG_SEED", "1");

pub(crate) fn run() -> Result<(), String> {
    let readme = workspace()?.join("README.md");
    let readme = fs::read_to_string(&readme).map_err(|error| format!("{}: {error}", readme.display()))?;
    let command = test_command(&readme)?;

    timed("Format", || finish(cargo(&["fmt", "--all", "--check"])?))?;
    timed("Lints", || {
        finish(cargo(&["clippy", "--release", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"])?)
    })?;
    timed("House rules and dependency policy", || {
        let mut house = tests()?;
        house.args(["--locked", "--package", "findling", "--test", "house"]);
        finish(house)
    })?;
    timed("Documentation", || {
        let mut doc = cargo(&["doc", "--release", "--workspace", "--no-deps", "--locked"])?;
        doc.env("RUSTDOCFLAGS", "--deny warnings");
        finish(doc)
    })?;
    timed("The test command in the README", || {
        let (name, arguments) = command.split_first().ok_or("README.md: the test command is empty")?;
        let mut test = program(name, arguments)?;
        test.env(SEED.0, SEED.1);
        finish(test)
    })?;
    step("All passed");
    Ok(())
}

fn timed(what: &str, task: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    step(what);
    let start = Instant::now();
    task()?;
    eprintln!("-- {what}: {:.0} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// The test command that a newcomer types: the second line of the first code block under the heading "Quick start".
fn test_command(readme: &str) -> Result<Vec<&str>, String> {
    let mut lines = readme.lines().map(str::trim);
    let heading = |line: &&str| line.starts_with('#') && line.to_lowercase().contains("quick start");
    let second =
        lines.by_ref().find(heading).and_then(|_| lines.by_ref().find(|line| line.starts_with("```"))).and_then(|_| {
            lines.by_ref().take_while(|line| !line.starts_with("```")).filter(|line| !line.is_empty()).nth(1)
        });
    let command = second.ok_or("README.md: the code block under the heading \"Quick start\" lacks a second command")?;
    Ok(command.split(" #").next().unwrap_or_default().split_whitespace().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const README: &str = "# Findling\n```\nno\nno\n```\n## Quick start\nTwo lines:\n```sh\ncargo run --release  # serves\n\ncargo xtask test     # tests\n```\n";

    #[test]
    fn test_command_is_the_second_in_the_quick_start() {
        assert_eq!(test_command(README).unwrap(), ["cargo", "xtask", "test"]);
    }

    #[test]
    fn readme_without_a_test_command_is_an_error_that_names_the_heading() {
        let one_line = README.replace("cargo xtask test     # tests\n", "");
        assert!(test_command(&one_line).unwrap_err().contains("Quick start"));
    }
}
