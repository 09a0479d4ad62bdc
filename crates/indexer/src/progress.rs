//! Progress of a build.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The stage of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Texts are segmented into words.
    Segmenting,
    /// Language data is computed.
    Learning,
    /// The index is encoded.
    Coding,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Stage::Segmenting => "cutting texts into words",
            Stage::Learning => "learning the languages",
            Stage::Coding => "writing the index",
        })
    }
}

/// Called with the stage, the number of finished steps and the number of all steps, from any thread.
pub type Watch<'a> = &'a (dyn Fn(Stage, usize, usize) + Sync);

/// Ignores the progress.
pub fn unwatched(_: Stage, _: usize, _: usize) {}

/// Counts the steps of one stage across threads.
pub(crate) struct Steps<'a> {
    watch: Watch<'a>,
    stage: Stage,
    done: AtomicUsize,
    all: usize,
}

impl<'a> Steps<'a> {
    pub(crate) fn new(watch: Watch<'a>, stage: Stage, all: usize) -> Steps<'a> {
        watch(stage, 0, all);
        Steps { watch, stage, done: AtomicUsize::new(0), all }
    }

    pub(crate) fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        (self.watch)(self.stage, done, self.all);
    }
}
