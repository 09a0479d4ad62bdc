//! Corpora of any size made of real sentences, their queries, and the engine's tasks: shared by `cargo xtask bench` and `cargo bench`.
pub mod corpus;
pub mod document;
pub mod engine;
pub mod error;
mod queries;
mod random;
pub mod texts;

use std::path::Path;

pub use queries::{Query, keystrokes, prefixes};

/// The root of the workspace.
#[must_use]
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}
