//! What can go wrong in reading and writing, each with its place and its cure.

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
        /// What the system says.
        source: std::io::Error,
    },
    /// A file is not in an encoding that can be read.
    #[error("{}: not UTF-8 at byte {at} (line {line}). Save the file as UTF-8", path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The first byte that is wrong.
        at: usize,
        /// Its line.
        line: usize,
    },
    /// A line of a file has another form than it should.
    #[error("{}, line {line}: {what}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong and what is expected.
        what: String,
    },
    /// A file is no text, and there was no other.
    #[error("{}: {reason}", path.display())]
    NotText {
        /// The file.
        path: PathBuf,
        /// Why, and what to do.
        reason: String,
    },
    /// There is nothing to index.
    #[error("{}: nothing to index. Expected a folder with .html, .md or .txt files, or a .jsonl file with one document a line", path.display())]
    Empty {
        /// The source.
        path: PathBuf,
    },
    /// There is nothing to index among what the patterns leave.
    #[error("{}: no file to index is left by the patterns of files to include and to exclude. Are they as they are meant?", path.display())]
    Excluded {
        /// The source.
        path: PathBuf,
    },
    /// The source is of a kind that can't be read.
    #[error("{}: this kind of source can't be read. Give a folder with .html, .md or .txt files, or a .jsonl file", path.display())]
    Kind {
        /// The source.
        path: PathBuf,
    },
    /// The corpus is larger than a pack can be.
    #[error("the corpus has {bytes} bytes of text; a pack holds at most {limit}. Split it into several")]
    TooLarge {
        /// What it has.
        bytes: usize,
        /// What a pack holds.
        limit: usize,
    },
    /// The pages have more kinds of metadata than a pack can tell apart.
    #[error(
        "the pages have {fields} kinds of metadata; a pack holds at most {limit}. Leave out what nobody filters, sorts or looks for"
    )]
    Fields {
        /// How many there are.
        fields: usize,
        /// How many a pack holds.
        limit: usize,
    },
}

impl Error {
    pub(crate) fn io(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Error + '_ {
        |source| Error::Io { path: path.to_owned(), source }
    }
}
