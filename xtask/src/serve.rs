//! Serves the search page over the corpus until Ctrl-C.
use std::env;
use std::path::PathBuf;

use crate::run::{become_program, cargo, step, workspace};

/// Runs `findling serve`. The command writes the index into the engine that it carries, which gives the same module as a build of the
/// package `findling` (`tests/module.rs` compares them) and compiles the indexer and the engine once instead of twice.
pub(crate) fn run(options: &[String]) -> Result<(), String> {
    step("The command with its engine, then the index of the corpus");
    let mut serve = cargo(&["run", "--release", "--package", "findling-cli", "--", "serve"])?;
    serve.arg(corpus()?).args(options);
    become_program(serve)
}

/// The folder that the module's build script takes, too: `FINDLING_CORPUS`, or `seeds/`.
fn corpus() -> Result<PathBuf, String> {
    let root = workspace()?;
    Ok(env::var_os("FINDLING_CORPUS").map_or_else(|| root.join("seeds"), |folder| root.join(folder)))
}
