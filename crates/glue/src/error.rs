//! The errors of a build, each with a hint.
use std::io;
use std::path::PathBuf;

use crate::request::TARGET;

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
