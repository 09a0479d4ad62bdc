//! A paragraph before structure detection: its text, its kind, and its layout in the source.

use super::line_kind::LineKind;
use super::sentence_end::{Ending, ending};

/// A paragraph as it stood, before it is known what it is for.
#[allow(clippy::struct_excessive_bools, reason = "independent observations, not states")]
#[derive(Clone, Debug)]
pub(crate) struct Paragraph {
    pub text: String,
    pub kind: LineKind,
    /// First source line.
    pub line: u32,
    /// Source lines it was put together from.
    pub line_count: u32,
    pub gap_before: u8,
    pub gap_after: u8,
    /// A page or a rule begins with it.
    pub page_break: bool,
    pub underlined: bool,
    pub letter_spaced: bool,
    /// Its last line had room for what follows, and no stop: broken on purpose.
    pub ends_early: bool,
    pub indent: u8,
    /// The right edge of its widest line, in columns.
    pub right_edge: u16,
}

impl Paragraph {
    pub(crate) fn ending(&self) -> Ending {
        ending(&self.text)
    }
}
