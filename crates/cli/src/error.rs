//! Failures of commands, and how they are printed: `error:` with the cause and its place, then `hint:` with what to do.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use thiserror::Error;

/// Why a command failed. A message is a sentence with the cause. The sentences after it say what to do.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Failure {
    /// The command line can't be parsed. The text is clap's, with its own `error:`.
    #[error("{0}")]
    Arguments(String),
    /// The arguments make no sense together, or for this corpus.
    #[error("{0}")]
    Usage(String),
    /// A file or folder can't be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The reason the system gave.
        source: std::io::Error,
    },
    /// The search can't be written. The earlier search is unchanged.
    #[error("{}: {source}. The earlier search is unchanged; fix the cause and build again", path.display())]
    Output {
        /// The file or folder.
        path: PathBuf,
        /// The reason the system gave.
        source: std::io::Error,
    },
    /// The corpus can't be compiled.
    #[error(transparent)]
    Corpus(#[from] findling_indexer::Error),
    /// The index can't be opened.
    #[error("{}: {source}", path.display())]
    Pack {
        /// The file.
        path: PathBuf,
        /// The error.
        source: findling_core::OpenError,
    },
    /// A line of a file is wrong.
    #[error("{}, line {line}: {what}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The error, and the expected form.
        what: String,
    },
    /// The file is not a module with an index.
    #[error("{}: {what}", path.display())]
    Module {
        /// The file.
        path: PathBuf,
        /// The error, and the expected file.
        what: &'static str,
    },
    /// The module was not built from these texts.
    #[error("{}: the article “{title}” of {} is not among these texts. Give the folder that the module was built from", path.display(), module.display())]
    Texts {
        /// The texts.
        path: PathBuf,
        /// The module.
        module: PathBuf,
        /// The missing article.
        title: String,
    },
    /// The preview can't be served.
    #[cfg(not(target_family = "wasm"))]
    #[error(transparent)]
    Serve(#[from] crate::serve::ServeError),
    /// Queries don't lead to the expected pages or excerpts.
    #[error(
        "{failed} of {all} queries do not lead to the expected page or excerpt. Change the site or the expectations listed above"
    )]
    Check {
        /// The number of queries with another answer.
        failed: usize,
        /// The number of all queries.
        all: usize,
    },
    /// A published search has errors.
    #[error("{0} found. Each is listed above with what to do")]
    Doctor(String),
    /// A URL can't be fetched.
    #[error("{url}: {what}")]
    Fetch {
        /// The URL.
        url: String,
        /// The error, and what to do.
        what: String,
    },
    /// The reader of the output closed it, which is not an error.
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

    /// Prints the failure and returns the exit code: 2 for arguments, 1 for everything else.
    #[must_use]
    pub fn report(self) -> ExitCode {
        match self {
            Failure::Closed => return ExitCode::SUCCESS,
            Failure::Arguments(ref text) => print_error(text.trim_end()),
            ref other => print_error(&lines(&other.to_string(), other.hint())),
        }
        match self {
            Failure::Arguments(_) | Failure::Usage(_) => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }

    /// What to do about a failure whose message does not contain it.
    fn hint(&self) -> Option<&'static str> {
        let kind = match self {
            Failure::Io { source, .. } | Failure::Corpus(findling_indexer::Error::Io { source, .. }) => source.kind(),
            _ => return None,
        };
        match kind {
            ErrorKind::NotFound => Some("Check the path"),
            ErrorKind::PermissionDenied => Some("Check the permissions of the file and its folder"),
            _ => None,
        }
    }
}

/// A message as it is printed: the cause on one line, what to do on the next.
pub(crate) fn lines(message: &str, hint: Option<&str>) -> String {
    // A hint starts with a capital, a flag or a command. A full stop within a path has none of these behind it.
    let starts = |rest: &str| rest.starts_with(|c: char| c.is_ascii_uppercase() || matches!(c, '-' | '`'));
    let stop = message.match_indices(". ").map(|(at, _)| at).find(|at| message.get(at + 2..).is_some_and(starts));
    let cause = message.get(..stop.unwrap_or(message.len())).unwrap_or(message);
    match stop.and_then(|at| message.get(at + 2..)).or(hint) {
        Some(hint) => format!("error: {cause}\nhint: {hint}"),
        None => format!("error: {cause}"),
    }
}

/// Whether the command prints errors only, for the whole process.
static QUIET: AtomicBool = AtomicBool::new(false);

/// Sets whether the command prints errors only.
pub(crate) fn set_quiet(quiet: bool) {
    QUIET.store(quiet, Ordering::Relaxed);
}

/// Whether the command prints errors only.
pub(crate) fn is_quiet() -> bool {
    QUIET.load(Ordering::Relaxed)
}

/// Prints the report of a command that went well, unless it is quiet.
pub(crate) fn print_report(text: &str) -> Result<(), Failure> {
    if is_quiet() { Ok(()) } else { print(text) }
}

/// Prints a warning: the command goes on.
pub(crate) fn warn(text: &str) {
    if is_quiet() {
        return;
    }
    print_error(&format!("warning: {text}"));
}

/// Prints news of a command that runs for long.
pub(crate) fn note(text: &str) {
    print_error(&format!("note: {text}"));
}

/// Writes to standard error. That nobody reads it is not an error.
pub(crate) fn print_error(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Writes to standard output. A reader that stops early (`| head`) is not an error.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(e) if e.kind() == ErrorKind::BrokenPipe => Err(Failure::Closed),
        Err(source) => Err(Failure::Io { path: PathBuf::from("standard output"), source }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_a_cause_and_a_hint() {
        for (message, hint, printed) in [
            ("a.txt: not UTF-8. Save it as UTF-8", None, "error: a.txt: not UTF-8\nhint: Save it as UTF-8"),
            ("no folder. `findling build`. Twice", Some("x"), "error: no folder\nhint: `findling build`. Twice"),
            ("my. folder: gone", Some("Check the path"), "error: my. folder: gone\nhint: Check the path"),
            ("plain", None, "error: plain"),
        ] {
            assert_eq!(lines(message, hint), printed);
        }
    }
}
