//! The build script of the published crate, which contains the engine and the page. Installing it compiles nothing for WebAssembly.
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=packaged.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo did not set OUT_DIR")?);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    println!("cargo::rustc-env=FINDLING_WWW={}", root.join("www").display());
    println!("cargo::rerun-if-changed=engine");
    for name in ["findling.wasm", "findling-split.wasm", "findling-provider.wasm", "findling.js", "findling.d.ts"] {
        fs::copy(root.join("engine").join(name), out.join(name)).map_err(|error| format!("engine/{name}: {error}"))?;
    }
    Ok(())
}
