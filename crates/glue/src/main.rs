//! `findling-glue [--bare] OUT` builds the module with its corpus and writes `findling.wasm`, `findling.js` and `findling.d.ts` to the
//! folder OUT. `--bare` leaves out the corpus and also writes `findling-split.wasm`, which opens split indexes, and `findling-provider.wasm`,
//! which shows the records of another engine. Tasks of the workspace use this program; users run `findling`.
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

use findling_glue::{Corpus, Opens, Request, build, nested_target_dir, workspace};

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
    let mut arguments = env::args_os().skip(1).peekable();
    let bare = arguments.next_if(|argument| argument == "--bare").is_some();
    let corpus = if bare { Corpus::None } else { Corpus::Default };
    let out = PathBuf::from(arguments.next().ok_or("the output folder is missing\nhint: findling-glue [--bare] OUT")?);
    let workspace =
        workspace().ok_or("the checkout that this program was built from no longer exists\nhint: build it again")?;
    let target_dir = nested_target_dir(&workspace, &env::current_exe()?);
    let request = Request { workspace: &workspace, target_dir: &target_dir, corpus, opens: Opens::Whole };
    let module = build(&request)?;
    fs::create_dir_all(&out)?;
    if bare {
        fs::write(out.join("findling-split.wasm"), build(&Request { opens: Opens::Both, ..request })?.wasm)?;
        fs::write(out.join("findling-provider.wasm"), build(&Request { opens: Opens::Records, ..request })?.wasm)?;
    }
    for (name, bytes) in [
        ("findling.wasm", module.wasm.as_slice()),
        ("findling.js", module.js.as_bytes()),
        ("findling.d.ts", module.dts.as_bytes()),
    ] {
        fs::write(out.join(name), bytes)?;
    }
    Ok(())
}
