//! Builds the wasm module and the JavaScript that loads it. Only the Rust toolchain has to be installed: cargo compiles the
//! module, and wasm-bindgen is called as a library.
//!
//! A build writes to the target folder it is given and nowhere else. Flags, wrappers and features of the calling build do not
//! reach it: the same source gives the same module, whoever asks.
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
mod references;
mod trim;

use std::io;
use std::path::{Path, PathBuf};

use wasmparser::Validator;

/// What to build.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The folder of the workspace's `Cargo.toml`.
    pub workspace: &'a Path,
    /// The folder for this build's artefacts. It must not be the target folder of a cargo that is running.
    pub target_dir: &'a Path,
    /// The corpus in the module.
    pub corpus: Corpus<'a>,
}

/// The corpus whose index is in a module's section `findling`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corpus<'a> {
    /// None: the bare engine, which opens an index that the page passes to it.
    None,
    /// The default of the package's build script: the folder in `FINDLING_CORPUS`, or `seeds/`.
    Default,
    /// This folder.
    Folder(&'a Path),
}

/// A module and the files a page needs to load it.
#[derive(Clone, Debug)]
pub struct Module {
    /// The module. Its only custom section is `findling`.
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
    /// The standard library for WebAssembly is missing, and rustup did not install it.
    #[error(
        "the Rust toolchain lacks the target {TARGET}, for which the module is compiled\nhint: rustup target add {TARGET}"
    )]
    NoTarget,
    /// A program did not start.
    #[error("{program} did not start: {source}\nhint: install the Rust toolchain, and add it to PATH")]
    Start {
        /// The program's name.
        program: String,
        /// The reason from the system.
        source: io::Error,
    },
    /// Cargo reported errors.
    #[error("cargo did not build the wasm module ({status})\nhint: the cause is in cargo's messages above")]
    Cargo {
        /// Cargo's exit status.
        status: std::process::ExitStatus,
    },
    /// A file cannot be read or written.
    #[error("{}: {source}\nhint: check that the file is there, and its permissions", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The reason from the system.
        source: io::Error,
    },
    /// wasm-bindgen rejected the module.
    #[error(
        "wasm-bindgen rejected the module: {0}\nhint: wasm-bindgen and wasm-bindgen-cli-support need the same version in Cargo.lock"
    )]
    Bind(String),
    /// The bytes are not a valid WebAssembly module.
    #[error("the wasm module is not valid: {0}\nhint: remove the target folder and build again")]
    Malformed(String),
}

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Builds a module. Cargo's output goes to standard error. The first build takes seconds, and a repeated one well under one
/// second. Callers that share a target folder wait for each other.
pub fn build(request: &Request<'_>) -> Result<Module, GlueError> {
    cargo::ensure_target(request.workspace)?;
    finish(&cargo::build(request)?)
}

/// Makes the module that a page loads from the one that the linker wrote.
fn finish(linked: &[u8]) -> Result<Module, GlueError> {
    let module = bind::bind(trim::trim(linked)?)?;
    let valid = Validator::new().validate_all(&module.wasm);
    valid.map_err(|error| GlueError::Malformed(error.to_string()))?;
    Ok(module)
}

/// The workspace that this crate was compiled in, if it still exists.
#[must_use]
pub fn workspace() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2)?;
    root.join("crates/glue").is_dir().then(|| root.to_path_buf())
}

/// The target folder for builds of the module: `engine/` in the target folder that contains the path `inside` (`OUT_DIR`, or the
/// running program). All callers share its artefacts.
#[must_use]
pub fn nested_target_dir(workspace: &Path, inside: &Path) -> PathBuf {
    // Cargo marks target folders that it creates. A folder that existed before, such as a mounted volume, has no mark.
    let marked = inside.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file());
    marked.map_or_else(|| workspace.join("target"), Path::to_path_buf).join("engine")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_folder_is_found_from_any_path_in_a_target_folder() {
        let root = std::env::temp_dir().join(format!("findling-glue-{}", std::process::id()));
        let out = root.join("debug/build/findling-cli-0/out");
        std::fs::create_dir_all(&out).unwrap();
        assert_eq!(nested_target_dir(Path::new("/checkout"), &out), Path::new("/checkout/target/engine"));
        std::fs::write(root.join("CACHEDIR.TAG"), "").unwrap();
        assert_eq!(nested_target_dir(Path::new("/checkout"), &out), root.join("engine"));
        std::fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn workspace_is_the_one_that_contains_this_crate() {
        assert!(workspace().unwrap().join("Cargo.lock").is_file());
    }

    #[test]
    fn bytes_that_are_not_a_module_are_an_error() {
        for bytes in [&b""[..], b"not a module", b"\0asm\x01\0\0\0\x01\x05\x01"] {
            assert!(matches!(finish(bytes), Err(GlueError::Malformed(_))), "{bytes:?}");
        }
    }
}
