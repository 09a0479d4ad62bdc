//! Errors of reading and writing. Each has its place and what to do.

use std::path::PathBuf;

use thiserror::Error;

/// Why a corpus could not be compiled.
#[derive(Debug, Error)]
pub enum Error {
    /// A file or folder can't be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The reason the system gave.
        source: std::io::Error,
    },
    /// The encoding of a file can't be read.
    #[error("{}: not UTF-8 at byte {at} (line {line}). Save the file as UTF-8", path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The first invalid byte.
        at: usize,
        /// Its line.
        line: usize,
    },
    /// A line of a file has an unexpected form.
    #[error("{}, line {line}: {what}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The error, and the expected form.
        what: String,
    },
    /// The only file isn't text.
    #[error("{}: {reason}", path.display())]
    NotText {
        /// The file.
        path: PathBuf,
        /// The reason, and what to do.
        reason: String,
    },
    /// A file changed between two passes.
    #[error("{}: the file changed while it was read. Run the command again", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The source has nothing to index.
    #[error("{}: nothing to index. Expected a folder with .html, .md or .txt files, or a .jsonl file with one document a line", path.display())]
    Empty {
        /// The source.
        path: PathBuf,
    },
    /// The patterns leave nothing to index.
    #[error("{}: the patterns of --include and --exclude leave no file to index. Check the patterns", path.display())]
    Excluded {
        /// The source.
        path: PathBuf,
    },
    /// This kind of source can't be read.
    #[error("{}: this kind of source can't be read. Give a folder with .html, .md or .txt files, or a .jsonl file", path.display())]
    Kind {
        /// The source.
        path: PathBuf,
    },
    /// The corpus is larger than an index can be.
    #[error(
        "the corpus has {bytes} bytes of text; an index holds at most {limit}. Build the parts of the corpus separately"
    )]
    TooLarge {
        /// The size of the corpus.
        bytes: usize,
        /// The largest size.
        limit: usize,
    },
    /// The pages have more metadata fields than an index can have.
    #[error(
        "the pages have {fields} metadata fields; an index holds at most {limit}. Leave out fields that nobody searches, filters or sorts by"
    )]
    Fields {
        /// The number of fields.
        fields: usize,
        /// The largest number of fields.
        limit: usize,
    },
}

impl Error {
    pub(crate) fn io(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Error + '_ {
        |source| Error::Io { path: path.to_owned(), source }
    }
}
