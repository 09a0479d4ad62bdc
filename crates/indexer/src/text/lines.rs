//! The lines of a text: one shared buffer, and an entry of fixed size for each line that isn't blank.

use crate::model::{Dropped, Why};

/// A page begins with this line: after a form feed, or after the single space that text exports use instead.
pub(crate) const PAGE_BREAK: u8 = 1;
/// The line is not part of the text. It is reported with the reason.
pub(crate) const DROPPED: u8 = 2;
/// The line has wide gaps that do not separate table cells, as running heads do.
pub(crate) const COLUMNS: u8 = 4;
/// The line is underlined by a rule, so it is a heading.
pub(crate) const UNDERLINED: u8 = 8;
/// The source line ended with a space.
pub(crate) const TRAILING_SPACE: u8 = 16;
/// The line contains a tab between words.
pub(crate) const TABBED: u8 = 32;
/// The line began with exactly one space.
pub(crate) const LEADING_SPACE: u8 = 64;
/// The letters are spaced out (`t h u s`), as in titles.
pub(crate) const LETTER_SPACED: u8 = 128;

/// A line that is not blank.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Line {
    pub start: usize,
    pub end: usize,
    /// Line number in the file, from 1.
    pub number: u32,
    /// Width of the text in columns. Characters of ambiguous width count by the main script of the file.
    pub width: u16,
    /// Width of the indentation in columns.
    pub indent: u8,
    /// Number of blank lines before it.
    pub gap: u8,
    pub flags: u8,
}

impl Line {
    pub(crate) fn has(self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// The right edge of the line, in columns.
    pub(crate) fn right_edge(&self) -> u16 {
        self.width.saturating_add(u16::from(self.indent))
    }
}

/// The cleaned lines of a text.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    pub buf: String,
    pub all: Vec<Line>,
    pub dropped: Vec<Dropped>,
    /// The text is mostly in a script without spaces between words.
    pub unspaced: bool,
    /// The text has spaces between ideographs and Latin words.
    pub mixed_spacing: bool,
}

impl Lines {
    pub(crate) fn text(&self, line: Line) -> &str {
        self.buf.get(line.start..line.end).unwrap_or_default()
    }

    /// Drops a line from the text and reports the reason.
    pub(crate) fn drop_line(&mut self, at: usize, why: Why) {
        let Some(&line) = self.all.get(at) else { return };
        let text = self.text(line).to_owned();
        self.dropped.push(Dropped { line: usize::try_from(line.number).unwrap_or(usize::MAX), text, why });
        if let Some(line) = self.all.get_mut(at) {
            line.flags |= DROPPED;
        }
    }
}
