//! `findling-glue OUT`: builds the module that carries its corpus, and writes `findling.wasm`, `findling.js` and
//! `findling.d.ts` to the folder OUT. The workspace's own tasks use it; the product's command is `findling`.
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

use findling_glue::{Corpus, Request, build, nested_target_dir, workspace};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::args_os().nth(1).ok_or("name the folder to write to: findling-glue OUT")?);
    let workspace = workspace().ok_or("the checkout that this program was built from is gone")?;
    let target_dir = nested_target_dir(&workspace, &env::current_exe()?);
    let module = build(&Request { workspace: &workspace, target_dir: &target_dir, corpus: Corpus::Default })?;
    fs::create_dir_all(&out)?;
    for (name, bytes) in [
        ("findling.wasm", module.wasm.as_slice()),
        ("findling.js", module.js.as_bytes()),
        ("findling.d.ts", module.dts.as_bytes()),
    ] {
        fs::write(out.join(name), bytes)?;
    }
    Ok(())
}
