//! Builds the wasm module and the JavaScript that loads it. Only the Rust toolchain must be installed: cargo compiles the module, and
//! wasm-bindgen is called as a library.
//!
//! A build writes into the given target folder only. Flags, wrappers and features of the calling build do not reach it, so the same source
//! always gives the same module.
//!
//! ```no_run
//! let workspace = findling_glue::workspace().expect("a checkout");
//! let module = findling_glue::build(&findling_glue::Request {
//!     workspace: &workspace,
//!     target_dir: &workspace.join("target/engine"),
//!     corpus: findling_glue::Corpus::None,
//!     opens: findling_glue::Opens::Both,
//! });
//! ```
mod bind;
mod cargo;
mod error;
mod module;
mod references;
mod request;
mod trim;

use std::path::{Path, PathBuf};

use wasmparser::Validator;

pub use error::GlueError;
pub use module::Module;
pub use request::{Corpus, Opens, Request};

/// The exports that only a split index needs.
const SPLIT: &[&str] = &["engine_feed", "engine_lose", "engine_open_split", "engine_search_split"];
/// The exports that only a provider needs.
const RECORDS: &[&str] = &["engine_plan", "engine_present"];

/// Builds a module. Cargo's output goes to standard error. The first build takes seconds, and a repeated one well under one
/// second. Callers that share a target folder wait for each other.
pub fn build(request: &Request<'_>) -> Result<Module, GlueError> {
    cargo::ensure_target(request.workspace)?;
    finish(&cargo::build(request)?, request.opens)
}

/// Makes the module that a page loads from the one that the linker wrote.
fn finish(linked: &[u8], opens: Opens) -> Result<Module, GlueError> {
    let left_out = match opens {
        Opens::Whole => [SPLIT, RECORDS].concat(),
        Opens::Both => RECORDS.to_vec(),
        Opens::Records => SPLIT.to_vec(),
    };
    let module = bind::bind(trim::trim(linked, &left_out)?, &left_out)?;
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
            assert!(matches!(finish(bytes, Opens::Both), Err(GlueError::Malformed(_))), "{bytes:?}");
        }
    }
}
