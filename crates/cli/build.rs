//! Puts the engines (modules without an index) and the page's files where the command includes them, made from the workspace's source.
//! A packaged crate carries both, and has `packaged.rs` instead of this script.
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

use findling_glue::{Corpus, Opens, Request, build, nested_target_dir, workspace};

/// The source of the engine and of the page, below the workspace's root. The indexer is no part of it: the engine does not link it.
const SOURCES: &[&str] = &["src", "crates/core", "www", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml"];

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
    let target_dir = nested_target_dir(&workspace, &out);
    let request = Request { workspace: &workspace, target_dir: &target_dir, corpus: Corpus::None, opens: Opens::Whole };
    let module = build(&request)?;
    fs::write(out.join("findling.wasm"), &module.wasm)?;
    fs::write(out.join("findling-split.wasm"), build(&Request { opens: Opens::Both, ..request })?.wasm)?;
    fs::write(out.join("findling-provider.wasm"), build(&Request { opens: Opens::Records, ..request })?.wasm)?;
    fs::write(out.join("findling.js"), &module.js)?;
    fs::write(out.join("findling.d.ts"), &module.dts)?;

    let www = out.join("www");
    println!("cargo::rustc-env=FINDLING_WWW={}", www.display());
    for (name, text) in findling_scripts::assemble(&workspace.join("www"), &module.js)? {
        let path = www.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&www))?;
        fs::write(path, text)?;
    }
    Ok(())
}
