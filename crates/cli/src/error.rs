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
    /// The search can't be written. Nothing that was there is lost.
    #[error("{}: {source}. The search that was there before is as it was; mend this and build again", path.display())]
    Output {
        /// The file or folder.
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
        source: findling_core::OpenError,
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
    /// Answers are not what the owner expects.
    #[error("{slipped} of {all} answers slipped")]
    Slipped {
        /// How many.
        slipped: usize,
        /// Of how many.
        all: usize,
    },
    /// A published search has something to be mended.
    #[error("{0} to be mended")]
    Ill(usize),
    /// An address can't be asked.
    #[error("{url}: {what}")]
    Ask {
        /// The address.
        url: String,
        /// What is wrong, and what to do.
        what: String,
    },
    /// Whoever reads the output has gone away, which is no failure.
    #[error("the output was closed")]
    Closed,
}

impl Failure {
    pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Failure + '_ {
        |source| Failure::Io { path: path.to_owned(), source }
    }

    pub(crate) fn output(path: &Path) -> impl FnOnce(std::io::Error) -> Failure + '_ {
        |source| Failure::Output { path: path.to_owned(), source }
    }

    /// Prints the failure and gives the exit code: 2 for arguments, 1 for everything else.
    #[must_use]
    pub fn report(self) -> ExitCode {
        match self {
            Failure::Closed => ExitCode::SUCCESS,
            Failure::Usage(text) => {
                say(text.trim_end());
                ExitCode::from(2)
            }
            other => {
                tell(&other.to_string());
                ExitCode::FAILURE
            }
        }
    }
}

/// Says something on standard error, under the command's name. Where nobody listens any more, it is not said.
pub(crate) fn tell(text: &str) {
    say(&format!("findling: {text}"));
}

fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
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
