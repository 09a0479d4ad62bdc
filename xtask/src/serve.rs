//! The search page over the corpus that the module carries: built, then served until Ctrl-C.
use std::env;
use std::path::PathBuf;

use crate::run::{become_program, cargo, finish, step, target, workspace};

pub(crate) fn run(options: &[String]) -> Result<(), String> {
    let out = target()?.join("embedded");
    step("1/2 The module: engine and corpus in one file");
    let mut glue = cargo(&["run", "--release", "--package", "findling-glue", "--"])?;
    glue.arg(&out);
    finish(glue)?;

    step("2/2 The server");
    let mut serve = cargo(&["run", "--release", "--package", "findling-cli", "--", "serve"])?;
    serve.arg(out.join("findling.wasm")).arg("--texts").arg(corpus()?).args(options);
    become_program(serve)
}

/// The texts that the module is made of: found as the module's build script finds them.
fn corpus() -> Result<PathBuf, String> {
    let root = workspace()?;
    Ok(env::var_os("FINDLING_CORPUS").map_or_else(|| root.join("seeds"), |folder| root.join(folder)))
}
