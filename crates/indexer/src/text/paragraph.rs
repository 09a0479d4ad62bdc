//! A paragraph before structure detection: its text, its kind, and its layout in the source.

use super::line_kind::LineKind;
use super::sentence_end::{Ending, ending};

/// A paragraph, before its role in the article is known.
#[allow(clippy::struct_excessive_bools, reason = "independent observations, not states")]
#[derive(Clone, Debug)]
pub(crate) struct Paragraph {
    pub text: String,
    pub kind: LineKind,
    /// Number of its first source line.
    pub line: u32,
    /// Number of source lines that it was joined from.
    pub line_count: u32,
    pub gap_before: u8,
    pub gap_after: u8,
    /// It begins after a page break or a removed rule.
    pub page_break: bool,
    pub underlined: bool,
    pub letter_spaced: bool,
    /// Its last line has space left and ends without a full stop: the author ended it on purpose.
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
