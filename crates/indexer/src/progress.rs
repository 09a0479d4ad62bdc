//! How far a long build is, for whoever watches it.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a build is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Texts are cut into words.
    Segmenting,
    /// What the languages need is found out.
    Learning,
    /// Words become numbers, and numbers bytes.
    Coding,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Stage::Segmenting => "cutting texts into words",
            Stage::Learning => "learning the languages",
            Stage::Coding => "writing the pack",
        })
    }
}

/// Is told the stage, how many steps of it are done, and how many there are; from any thread.
pub type Watch<'a> = &'a (dyn Fn(Stage, usize, usize) + Sync);

/// Nobody watches.
pub fn unwatched(_: Stage, _: usize, _: usize) {}

/// Counts the steps of one stage, whichever thread takes them.
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
