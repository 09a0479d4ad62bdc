//! The lines of a text: one shared buffer, and a line of a fixed size for each line that isn't blank.

use crate::model::{Dropped, Why};

/// A page begins here: a form feed, or the single space that pours out in its stead.
pub(crate) const PAGE_BREAK: u8 = 1;
/// Not part of the text; the reason is listed.
pub(crate) const DROPPED: u8 = 2;
/// Its words stood far apart but part no cells: a page's head has its ends there.
pub(crate) const COLUMNS: u8 = 4;
/// The line is underlined by a rule: a heading.
pub(crate) const UNDERLINED: u8 = 8;
/// The source line ended in a space.
pub(crate) const TRAILING_SPACE: u8 = 16;
/// Holds a tab between words.
pub(crate) const TABBED: u8 = 32;
/// Began with exactly one plain space.
pub(crate) const LEADING_SPACE: u8 = 64;
/// Each letter stood apart (`t h u s`): a way to set titles.
pub(crate) const LETTER_SPACED: u8 = 128;

/// One line that is not blank.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Line {
    pub start: usize,
    pub end: usize,
    /// Line in the file, from 1.
    pub number: u32,
    /// Columns of the text, ambiguous characters counted by the file's main script.
    pub width: u16,
    /// Columns of white space before the text.
    pub indent: u8,
    /// Blank lines before it.
    pub gap: u8,
    pub flags: u8,
}

impl Line {
    pub(crate) fn has(self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// The line's right edge.
    pub(crate) fn right_edge(&self) -> u16 {
        self.width.saturating_add(u16::from(self.indent))
    }
}

/// The clean lines of a text.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    pub buf: String,
    pub all: Vec<Line>,
    pub dropped: Vec<Dropped>,
    /// The text is mostly in a script without spaces.
    pub unspaced: bool,
    /// The text sets a space between ideographs and Latin words.
    pub mixed_spacing: bool,
}

impl Lines {
    pub(crate) fn text(&self, line: Line) -> &str {
        self.buf.get(line.start..line.end).unwrap_or_default()
    }

    /// Takes a line out of the text and says why.
    pub(crate) fn drop_line(&mut self, at: usize, why: Why) {
        let Some(&line) = self.all.get(at) else { return };
        let text = self.text(line).to_owned();
        self.dropped.push(Dropped { line: usize::try_from(line.number).unwrap_or(usize::MAX), text, why });
        if let Some(line) = self.all.get_mut(at) {
            line.flags |= DROPPED;
        }
    }
}
