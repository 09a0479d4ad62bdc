//! The outcome of reading one file.

use crate::model::{Page, TextFile};

/// What became of a file.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    /// It was read.
    Pages(TextFile),
    /// It can't be.
    Skipped(String),
    /// It can, and is not to be found.
    Passed(String),
}

impl Outcome {
    pub(super) fn page(page: Page) -> Outcome {
        Outcome::Pages(TextFile { pages: vec![page], ..TextFile::default() })
    }
}
