//! The progress line of a build, on a terminal only.

use std::io::{IsTerminal, Write, stderr};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use findling_indexer::Stage;

use crate::error::is_quiet;

/// Minimum time between two updates of the line.
const EVERY: Duration = Duration::from_millis(80);

/// A line on standard error that is overwritten, and removed when dropped. Nothing is printed into a pipe.
pub(crate) struct Line {
    shown: Option<Mutex<Shown>>,
}

struct Shown {
    at: Instant,
    any: bool,
}

impl Line {
    pub(crate) fn new() -> Line {
        let shown =
            (stderr().is_terminal() && !is_quiet()).then(|| Mutex::new(Shown { at: Instant::now(), any: false }));
        Line { shown }
    }

    /// Shows the progress of a stage, unless the line was just updated.
    pub(crate) fn show(&self, stage: Stage, done: usize, all: usize) {
        self.say(&stage.to_string(), done, all);
    }

    /// Shows how much is done of something, unless the line was just updated.
    pub(crate) fn say(&self, what: &str, done: usize, all: usize) {
        // No thread waits for the terminal: a later update shows the progress.
        let Some(Ok(mut shown)) = self.shown.as_ref().map(Mutex::try_lock) else { return };
        if shown.at.elapsed() < EVERY && done > 0 {
            return;
        }
        *shown = Shown { at: Instant::now(), any: true };
        let count = if all > 1 { format!(" {done}/{all}") } else { String::new() };
        // A closed terminal does not stop the build.
        let _ = write!(stderr(), "\r\x1b[K{what}{count}");
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if let Some(Ok(shown)) = self.shown.as_ref().map(Mutex::lock)
            && shown.any
        {
            let _ = write!(stderr(), "\r\x1b[K");
        }
    }
}
