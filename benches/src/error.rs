//! What can go wrong while measuring: said in words, for whoever typed the command.
use std::fmt::Display;
use std::path::Path;

/// A sentence that says what failed and where.
pub type Failure = String;

/// Says which file an error is about.
pub fn at<E: Display>(path: &Path) -> impl FnOnce(E) -> Failure + '_ {
    move |error| format!("{}: {error}", path.display())
}

/// Says what was being done.
pub fn doing<E: Display>(what: &str) -> impl FnOnce(E) -> Failure + '_ {
    move |error| format!("{what}: {error}")
}
