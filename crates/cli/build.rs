//! Puts the engine, a module without a pack, where the command can include it: from the folder `engine/` of a packaged
//! crate, or else built from the workspace's source.
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use findling_glue::{Corpus, Request, build, nested_target_dir, workspace};

/// What the engine is made of, seen from the workspace's root. The indexer is not: the bare engine does not link it.
const SOURCES: &[&str] = &["src", "crates/core", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let packaged = Path::new(env!("CARGO_MANIFEST_DIR")).join("engine");
    if packaged.is_dir() { copy(&packaged, &out) } else { compile(&out) }
}

fn copy(packaged: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", packaged.display());
    for name in ["findling.wasm", "findling.js", "findling.d.ts"] {
        fs::copy(packaged.join(name), out.join(name)).map_err(|error| format!("engine/{name}: {error}"))?;
    }
    Ok(())
}

fn compile(out: &Path) -> Result<(), Box<dyn Error>> {
    let workspace = workspace()
        .ok_or("neither a folder engine/ in this crate nor the workspace around it: cannot make the engine")?;
    for source in SOURCES {
        println!("cargo::rerun-if-changed={}", workspace.join(source).display());
    }
    let target_dir = nested_target_dir(&workspace, out);
    let module = build(&Request { workspace: &workspace, target_dir: &target_dir, corpus: Corpus::None })?;
    fs::write(out.join("findling.wasm"), module.wasm)?;
    fs::write(out.join("findling.js"), module.js)?;
    fs::write(out.join("findling.d.ts"), module.dts)?;
    Ok(())
}
