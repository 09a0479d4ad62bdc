//! The line that says how far a build is: on a terminal, and nowhere else.

use std::io::{IsTerminal, Write, stderr};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use findling_indexer::Stage;

/// No eye reads faster.
const EVERY: Duration = Duration::from_millis(80);

/// A line on standard error that is written over; in a pipe it is silent. It is gone when the build is.
pub(crate) struct Line {
    shown: Option<Mutex<Shown>>,
}

struct Shown {
    at: Instant,
    any: bool,
}

impl Line {
    pub(crate) fn new() -> Line {
        let shown = stderr().is_terminal().then(|| Mutex::new(Shown { at: Instant::now(), any: false }));
        Line { shown }
    }

    /// Shows the state of a stage, unless it was shown a moment ago.
    pub(crate) fn tell(&self, stage: Stage, done: usize, all: usize) {
        // Whoever finds the line taken leaves it to the next: no thread waits for a terminal.
        let Some(Ok(mut shown)) = self.shown.as_ref().map(Mutex::try_lock) else { return };
        if shown.at.elapsed() < EVERY && done > 0 {
            return;
        }
        *shown = Shown { at: Instant::now(), any: true };
        let count = if all > 1 { format!(" {done}/{all}") } else { String::new() };
        // A terminal that is gone is no reason to stop.
        let _ = write!(stderr(), "\r\x1b[K{stage}{count}");
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
