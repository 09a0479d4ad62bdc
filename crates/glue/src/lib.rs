//! Builds the wasm module and the JavaScript that binds it, with cargo and the wasm-bindgen library alone: no tool has
//! to be installed beside the Rust toolchain.
//!
//! It never writes outside the target folder it is given, and it never lets the settings of the build that called it
//! (flags, wrappers, features) leak into the build of the module: the same source gives the same module, whether a
//! build script, a lint run or a command asked for it.
//!
//! ```no_run
//! let workspace = findling_glue::workspace().expect("a checkout");
//! let module = findling_glue::build(&findling_glue::Request {
//!     workspace: &workspace,
//!     target_dir: &workspace.join("target/engine"),
//!     corpus: findling_glue::Corpus::None,
//! });
//! ```
mod bind;
mod cargo;
mod exports;
mod functions;
mod linked;
mod names;
mod prune;
mod sections;
mod settle;

use std::io;
use std::path::{Path, PathBuf};

/// What to build.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The folder of the workspace's `Cargo.toml`.
    pub workspace: &'a Path,
    /// Where cargo keeps this build's artefacts. It must not be the target folder of a cargo that is running now.
    pub target_dir: &'a Path,
    /// What the module carries.
    pub corpus: Corpus<'a>,
}

/// What a module carries in its section `findling`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corpus<'a> {
    /// Nothing: the bare engine, which opens a pack that the page hands to it.
    None,
    /// What the package's build script compiles by default: `FINDLING_CORPUS` if the environment has it, else `seeds/`.
    Default,
    /// This folder.
    Folder(&'a Path),
}

/// A module and the files a page needs to load it.
#[derive(Clone, Debug)]
pub struct Module {
    /// The module. Of its custom sections only `findling` is left.
    pub wasm: Vec<u8>,
    /// The ES module that loads it.
    pub js: String,
    /// The types of that ES module.
    pub dts: String,
}

/// Why there is no module.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GlueError {
    /// The standard library for WebAssembly is not installed, and could not be.
    #[error("the Rust toolchain has no {TARGET} target. Type: rustup target add {TARGET}")]
    NoTarget,
    /// A program did not start.
    #[error("{program} could not be started: {source}. Is the Rust toolchain installed and in PATH?")]
    Start {
        /// The program's name.
        program: String,
        /// The reason the system gave.
        source: io::Error,
    },
    /// Cargo ran, and found errors.
    #[error("cargo could not build the wasm module ({status}); its messages stand above")]
    Cargo {
        /// How cargo ended.
        status: std::process::ExitStatus,
    },
    /// A file that should be there is not readable or writable.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The reason the system gave.
        source: io::Error,
    },
    /// wasm-bindgen refused the module.
    #[error(
        "wasm-bindgen refused the module: {0}. Are the versions of wasm-bindgen and wasm-bindgen-cli-support the same in Cargo.lock?"
    )]
    Bind(String),
    /// The bytes are no wasm module.
    #[error("the module is malformed at byte {0}; remove the target folder and build again")]
    Malformed(usize),
    /// The compiler made something that it never made before.
    #[error(
        "the module has parts that its functions can't be arranged around; is this toolchain newer than the one in rust-toolchain.toml?"
    )]
    Unknown,
}

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Builds a module. Cargo's own output goes to standard error. Costs seconds at first, and well under one when nothing
/// has changed since; two callers that share a target folder take turns.
pub fn build(request: &Request<'_>) -> Result<Module, GlueError> {
    cargo::ensure_target(request.workspace)?;
    let module = names::shorten(bind::bind(prune::prune(&cargo::build(request)?)?)?)?;
    let wasm = sections::keep_only(&module.wasm, "findling")?;
    Ok(Module { wasm: settle::settle(&wasm)?, ..module })
}

/// The workspace this crate was compiled in, if it is still there: its `Cargo.toml` two folders up.
#[must_use]
pub fn workspace() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2)?;
    root.join("crates/glue").is_dir().then(|| root.to_path_buf())
}

/// The target folder for the module's own builds, given any path inside the target folder of the build that asks
/// (`OUT_DIR`, or the running program): `engine/` beside its profiles, so that every caller shares one set of artefacts.
#[must_use]
pub fn nested_target_dir(workspace: &Path, inside: &Path) -> PathBuf {
    // Cargo marks the target folders that it makes. One that was there before it (a mounted volume) has no mark.
    let marked = inside.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file());
    marked.map_or_else(|| workspace.join("target"), Path::to_path_buf).join("engine")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nested_folder_is_found_from_anywhere_inside_a_target_folder() {
        let root = std::env::temp_dir().join(format!("findling-glue-{}", std::process::id()));
        let out = root.join("debug/build/findling-cli-0/out");
        std::fs::create_dir_all(&out).unwrap();
        assert_eq!(nested_target_dir(Path::new("/checkout"), &out), Path::new("/checkout/target/engine"));
        std::fs::write(root.join("CACHEDIR.TAG"), "").unwrap();
        assert_eq!(nested_target_dir(Path::new("/checkout"), &out), root.join("engine"));
        std::fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn the_workspace_is_the_one_this_crate_stands_in() {
        assert!(workspace().unwrap().join("Cargo.lock").is_file());
    }
}
