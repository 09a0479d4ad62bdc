//! Errors between a test and its browser.
use std::time::Duration;
use std::{fmt, io};

/// Why a step of a test failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum HarnessError {
    /// A program is not installed: its name, and how to install it.
    Missing(&'static str, &'static str),
    /// A file or process failed.
    Io(io::Error),
    /// The browser's socket closed or broke.
    Socket(Box<tungstenite::Error>),
    /// The browser refused a call: the method and the reason.
    Refused(String, String),
    /// The page's script threw: the exception with its stack.
    Script(String),
    /// A condition did not hold in time: its description.
    Timeout(String, Duration),
    /// A program failed: its output.
    Program(String),
}

impl fmt::Display for HarnessError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(what, cure) => write!(out, "{what} is not installed: {cure}"),
            Self::Io(error) => write!(out, "{error}"),
            Self::Socket(error) => write!(out, "the connection to the browser failed: {error}"),
            Self::Refused(method, reason) => write!(out, "the browser refused {method}: {reason}"),
            Self::Script(thrown) => write!(out, "the page threw: {thrown}"),
            Self::Timeout(what, after) => write!(out, "nothing after {after:?}: {what}"),
            Self::Program(output) => write!(out, "{output}"),
        }
    }
}

impl std::error::Error for HarnessError {}

impl From<io::Error> for HarnessError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<tungstenite::Error> for HarnessError {
    fn from(error: tungstenite::Error) -> Self {
        Self::Socket(Box::new(error))
    }
}
