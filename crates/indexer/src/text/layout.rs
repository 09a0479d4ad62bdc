//! Detects the layout around a line: wrapped lines or one line per paragraph, and whether blank lines are meaningful.
//!
//! Uses a moving window, since one file may contain texts with different layouts. Each line enters and leaves the window once.

use super::lines::{Lines, TRAILING_SPACE};
use super::list_markers;
use super::sentence_end::{Ending, ending};

/// Number of lines before and after a line that count.
const REACH: usize = 40;

/// The layout of the text around a line.
#[allow(clippy::struct_excessive_bools, reason = "independent habits, not states")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    /// Line breaks occur inside sentences.
    pub wrapped: bool,
    /// Blank lines follow almost every line, so they are not meaningful.
    pub blank_lines_everywhere: bool,
    /// The highest number of blank lines that does not end a paragraph.
    pub usual_gap: u8,
    /// An indented line starts a paragraph.
    pub indent_starts_paragraph: bool,
    /// A line ends with a space almost only at the end of a paragraph.
    pub trailing_space_ends_paragraph: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    lines: u32,
    open: u32,
    gapped: u32,
    gapped_open: u32,
    wide_gaps: u32,
    indented: u32,
    all: u32,
    trailing_stop: u32,
    trailing_open: u32,
}

/// A window that moves forward over the lines.
pub(crate) struct Window<'a> {
    lines: &'a Lines,
    ahead: usize,
    votes: Votes,
}

impl<'a> Window<'a> {
    pub(crate) fn new(lines: &'a Lines) -> Self {
        Self { lines, ahead: 0, votes: Votes::default() }
    }

    /// Returns the layout around line `at`. Must be called with rising indexes.
    pub(crate) fn at(&mut self, at: usize) -> Layout {
        while self.ahead < self.lines.all.len() && self.ahead <= at + REACH {
            let vote = self.vote(self.ahead);
            self.votes.count(vote, 1);
            self.ahead += 1;
        }
        if let Some(gone) = at.checked_sub(REACH + 1) {
            let vote = self.vote(gone);
            self.votes.count(vote, u32::MAX);
        }
        let v = self.votes;
        let blank_lines_everywhere =
            v.gapped * 10 >= v.lines * 7 && v.gapped_open * 100 >= v.gapped * 45 && v.lines > 0;
        let usual_gap = if blank_lines_everywhere && v.wide_gaps * 2 > v.gapped { 2 } else { 1 };
        Layout {
            wrapped: v.open * 10 >= v.lines * 3,
            blank_lines_everywhere,
            usual_gap,
            indent_starts_paragraph: v.indented * 10 <= v.all * 6,
            trailing_space_ends_paragraph: v.trailing_stop >= 2 && v.trailing_open * 4 <= v.trailing_stop,
        }
    }

    /// Returns the votes of line `at`: 0 or 1 for each count. Short and numbered lines have no vote on wrapping.
    fn vote(&self, at: usize) -> Votes {
        let (Some(&line), next) = (self.lines.all.get(at), self.lines.all.get(at + 1)) else {
            return Votes::default();
        };
        let text = self.lines.text(line);
        let mut vote = Votes { all: 1, indented: u32::from(line.indent >= 2), ..Votes::default() };
        if line.width < 20 || next.is_none() || list_markers::list_marker(text).is_some() {
            return vote;
        }
        let gap = next.map_or(0, |r| r.gap);
        let end = if line.width > 160 { Ending::Stop } else { ending(text) };
        let open = matches!(end, Ending::Open | Ending::Comma);
        vote.lines = 1;
        vote.open = u32::from(open);
        vote.gapped = u32::from(gap > 0);
        vote.gapped_open = u32::from(gap > 0 && open);
        vote.wide_gaps = u32::from(gap > 1);
        let trailing = line.has(TRAILING_SPACE);
        vote.trailing_stop = u32::from(trailing && end == Ending::Stop);
        vote.trailing_open = u32::from(trailing && open);
        vote
    }
}

impl Votes {
    /// Adds `other` multiplied by `times`. `u32::MAX` subtracts it: the counts never fall below what was added.
    fn count(&mut self, other: Self, times: u32) {
        let add = |a: &mut u32, b: u32| *a = a.wrapping_add(b.wrapping_mul(times));
        add(&mut self.lines, other.lines);
        add(&mut self.open, other.open);
        add(&mut self.gapped, other.gapped);
        add(&mut self.gapped_open, other.gapped_open);
        add(&mut self.wide_gaps, other.wide_gaps);
        add(&mut self.indented, other.indented);
        add(&mut self.all, other.all);
        add(&mut self.trailing_stop, other.trailing_stop);
        add(&mut self.trailing_open, other.trailing_open);
    }
}
