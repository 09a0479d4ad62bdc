//! Errors of the benchmarks: messages for the person who typed the command.
use std::fmt::Display;
use std::path::Path;

/// A message that names the failure and its place.
pub type Failure = String;

/// Adds the path of the file to an error.
pub fn at<E: Display>(path: &Path) -> impl FnOnce(E) -> Failure + '_ {
    move |error| format!("{}: {error}", path.display())
}

/// Adds the step that failed to an error.
pub fn doing<E: Display>(what: &str) -> impl FnOnce(E) -> Failure + '_ {
    move |error| format!("{what}: {error}")
}
