//! The outcome of reading one file.

use crate::model::{Page, TextFile};

/// The outcome of reading one file.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    /// Its pages.
    Pages(TextFile),
    /// It can't be read; the reason.
    Unreadable(String),
    /// It can be read, but should not be found; the reason.
    NotSearchable(String),
}

impl Outcome {
    pub(super) fn page(page: Page) -> Outcome {
        Outcome::Pages(TextFile { pages: vec![page], ..TextFile::default() })
    }
}
