//! Failures, printed as one readable paragraph.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use thiserror::Error;

/// Why a command failed.
#[derive(Debug, Error)]
pub enum Failure {
    /// The arguments make no sense; the text says which and how they should be.
    #[error("{0}")]
    Usage(String),
    /// A file or folder can't be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The corpus can't be compiled.
    #[error(transparent)]
    Corpus(#[from] findling_indexer::Error),
    /// The pack can't be opened.
    #[error("{}: {source}", path.display())]
    Pack {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: findling_core::PackError,
    },
    /// A line of a file of queries is wrong.
    #[error("{}, line {line}: {what}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong and what is expected.
        what: String,
    },
    /// The file is no module with a pack in it.
    #[error("{}: {what}", path.display())]
    Module {
        /// The file.
        path: PathBuf,
        /// What is wrong and what is expected.
        what: &'static str,
    },
    /// The texts are not those that the module was made of.
    #[error("{}: the article “{title}” of {} is not among these texts. Give the folder that the module was made of", path.display(), module.display())]
    Texts {
        /// The texts.
        path: PathBuf,
        /// The module.
        module: PathBuf,
        /// The article that is not there.
        title: String,
    },
    /// The preview can't be served.
    #[cfg(not(target_family = "wasm"))]
    #[error(transparent)]
    Serve(#[from] crate::serve::ServeError),
    /// Whoever reads the output has gone away, which is no failure.
    #[error("the output was closed")]
    Closed,
}

impl Failure {
    pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Failure + '_ {
        |source| Failure::Io { path: path.to_owned(), source }
    }

    /// Prints the failure and gives the exit code: 2 for arguments, 1 for everything else.
    #[must_use]
    pub fn report(self) -> ExitCode {
        match self {
            Failure::Closed => ExitCode::SUCCESS,
            Failure::Usage(text) => {
                eprintln!("{}", text.trim_end());
                ExitCode::from(2)
            }
            other => {
                eprintln!("findling: {other}");
                ExitCode::FAILURE
            }
        }
    }
}

/// Writes to standard output; a reader who has seen enough (`| head`) is no error.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(e) if e.kind() == ErrorKind::BrokenPipe => Err(Failure::Closed),
        Err(source) => Err(Failure::Io { path: PathBuf::from("standard output"), source }),
    }
}
