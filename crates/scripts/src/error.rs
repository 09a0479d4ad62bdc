//! The errors of assembling the scripts.

use std::path::PathBuf;

/// Why the scripts can't be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file can't be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The reason the system gave.
        source: std::io::Error,
    },
    /// A file is missing, or lacks a part.
    #[error("{name}: {what}")]
    Missing {
        /// The file, below `www/`.
        name: String,
        /// The missing part.
        what: &'static str,
    },
    /// A script has a syntax error.
    #[error("{name}: {message}")]
    Syntax {
        /// The script.
        name: String,
        /// The error that the parser reports.
        message: String,
    },
}
