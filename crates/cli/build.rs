//! Puts the engine, a module without a pack, where the command can include it, built from the workspace's source. A packaged crate
//! carries the engine, and has `packaged.rs` in this script's place.
use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use findling_glue::{Corpus, Request, build, nested_target_dir, workspace};

/// What the engine is made of, seen from the workspace's root. The indexer is not: the bare engine does not link it.
const SOURCES: &[&str] = &["src", "crates/core", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let workspace = workspace().ok_or("the workspace around this crate is gone: cannot make the engine")?;
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
