//! Builds the engine, a module without an index, for the command to include. The published crate contains the engine and has
//! `packaged.rs` in place of this script.
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

use findling_glue::{Corpus, Request, build, nested_target_dir, workspace};

/// The sources of the engine, relative to the workspace. The engine does not link the indexer.
const SOURCES: &[&str] = &["src", "crates/core", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml"];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: the engine was not built: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo did not set OUT_DIR")?);
    let workspace = workspace().ok_or("the workspace of this crate no longer exists")?;
    for source in SOURCES {
        println!("cargo::rerun-if-changed={}", workspace.join(source).display());
    }
    println!("cargo::rustc-env=FINDLING_WWW={}", workspace.join("www").display());
    let target_dir = nested_target_dir(&workspace, &out);
    let module = build(&Request { workspace: &workspace, target_dir: &target_dir, corpus: Corpus::None })?;
    fs::write(out.join("findling.wasm"), module.wasm)?;
    fs::write(out.join("findling.js"), module.js)?;
    fs::write(out.join("findling.d.ts"), module.dts)?;
    Ok(())
}
