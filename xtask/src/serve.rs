//! The search page over the corpus that the module carries: built, then served until Ctrl-C.
use std::env;
use std::path::{Path, PathBuf};

use crate::run::{become_program, cargo, finish, step, workspace};

pub(crate) fn run(options: &[String]) -> Result<(), String> {
    let out = embedded()?;
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

/// Beside the profiles in the target folder that this program was built in.
fn embedded() -> Result<PathBuf, String> {
    let program = env::current_exe().map_err(|error| format!("this program's own place is not known: {error}"))?;
    let target = program.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file()).map(Path::to_path_buf);
    Ok(target.map_or_else(|| workspace().map(|folder| folder.join("target")), Ok)?.join("embedded"))
}
