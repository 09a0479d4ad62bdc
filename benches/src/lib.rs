//! Corpora of any size out of real sentences, with what is asked of them: what `cargo xtask bench` measures with, and `cargo bench`,
//! with the engine's own tasks.
pub mod corpus;
pub mod document;
pub mod engine;
pub mod error;
mod queries;
mod random;
pub mod texts;

use std::path::Path;

pub use queries::{Query, keystrokes, prefixes};

/// The workspace.
#[must_use]
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}
