//! Joins lines into paragraphs.
//!
//! The idea: a typesetter breaks a line only if the next word no longer fits. If it would have fitted, the author ended the line on purpose.
//! So lines are compared with the width of their neighbours, never with a fixed width. Blank lines count only in texts that don't have one
//! after every line. No character is dropped.

use super::classify::{self, Series};
use super::layout::{Layout, Window};
use super::line_joiner::LineJoiner;
use super::line_kind::LineKind;
use super::lines::{LETTER_SPACED, Line, Lines, PAGE_BREAK, TABBED, TRAILING_SPACE, UNDERLINED};
use super::paragraph::Paragraph;
use super::script::{Family, columns, family, is_closer, is_opener, is_stop};
use super::sentence_end::{Ending, ending};

/// Number of lines before and after a line that determine the line length.
const REACH: usize = 8;

/// Returns all paragraphs, in order.
pub(crate) fn assemble(lines: &Lines) -> Vec<Paragraph> {
    let mut assembler = Assembler { lines, series: Series::default(), open_bracket_lines: None };
    let joiner = LineJoiner::new(lines);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut window = Window::new(lines);
    for (at, &line) in lines.all.iter().enumerate() {
        let layout = window.at(at);
        let text = lines.text(line);
        let above = at.checked_sub(1).and_then(|i| lines.all.get(i)).copied();
        let fit = if at > 0 { assembler.fit(at - 1, at) } else { Fit::default() };
        let broken =
            above.is_none_or(|r| !fit.is_full(1) || matches!(ending(lines.text(r)), Ending::Stop | Ending::Soft));
        let kind =
            classify::kind(text, line, &mut assembler.series, broken, lines.all.get(at + 1).map(|&r| lines.text(r)));
        let joins = at > 0
            && paragraphs.last().is_some_and(|paragraph| assembler.joins(at - 1, at, paragraph, &kind, layout, fit));
        if joins && let Some(paragraph) = paragraphs.last_mut() {
            paragraph.right_edge = paragraph.right_edge.max(line.right_edge());
            joiner.append(paragraph, text);
        } else {
            let fits = at > 0 && paragraphs.last().is_some_and(|p| !fit.is_full(p.line_count));
            if let Some(paragraph) = paragraphs.last_mut() {
                paragraph.gap_after = line.gap;
                paragraph.ends_early = fits && matches!(paragraph.ending(), Ending::Open | Ending::Soft)
                    || paragraph.kind != LineKind::Text;
            }
            paragraphs.push(Paragraph {
                text: classify::strip(text, &kind).to_owned(),
                kind,
                line: line.number,
                line_count: 1,
                gap_before: line.gap,
                gap_after: u8::MAX,
                page_break: line.has(PAGE_BREAK),
                underlined: line.has(UNDERLINED),
                letter_spaced: line.has(LETTER_SPACED),
                ends_early: false,
                indent: line.indent,
                right_edge: line.right_edge(),
            });
            assembler.open_bracket_lines = None;
        }
        assembler.track_brackets(text, joins);
    }
    if let Some(last) = paragraphs.last_mut() {
        last.ends_early = last.line_count == 1 && last.ending() == Ending::Open;
    }
    paragraphs
}

/// How much of the available width a line fills.
#[derive(Clone, Copy, Debug, Default)]
struct Fit {
    /// Width of the line with the first word of the next line, in columns.
    need: u32,
    /// Width of the lines here, in columns.
    line_length: u32,
    /// Width that a first line may have lost as indentation, in columns.
    indentation: u32,
}

impl Fit {
    /// Whether the next word did not fit, so the line was not ended on purpose. `lines` is the number of lines of the paragraph so far.
    fn is_full(self, lines: u32) -> bool {
        self.need + if lines == 1 { self.indentation } else { 0 } >= self.line_length
    }
}

struct Assembler<'a> {
    lines: &'a Lines,
    series: Series,
    /// Number of lines since a round or title bracket was opened and not closed.
    open_bracket_lines: Option<u32>,
}

impl Assembler<'_> {
    /// Returns how much line `i` is filled, given the first word of line `j`.
    fn fit(&self, i: usize, j: usize) -> Fit {
        let (Some(&above), Some(&below)) = (self.lines.all.get(i), self.lines.all.get(j)) else {
            return Fit::default();
        };
        // A centred line above flush text.
        if above.indent >= 8 && above.indent >= below.indent.saturating_add(8) {
            return Fit { line_length: u32::MAX, ..Fit::default() };
        }
        let max = |from: usize, to: usize| {
            self.lines
                .all
                .get(from..to.min(self.lines.all.len()))
                .unwrap_or_default()
                .iter()
                .map(|r| u32::from(r.right_edge()))
                .max()
                .unwrap_or(0)
        };
        // Another line length may apply after a page break.
        let page_break = |at: &usize| self.lines.all.get(*at).is_some_and(|r| r.has(PAGE_BREAK));
        let end = (j + 1..j + REACH).find(page_break).unwrap_or(j + REACH);
        let before = max(i.saturating_sub(REACH), i);
        let after = max(j, end);
        // If all lines on one side are short (a title block, a list), only the other side counts.
        let line_length = if before <= 24 || after <= 24 { before.max(after) } else { before.min(after) }
            .max(u32::from(below.right_edge()));
        let slack = if self.lines.unspaced { 2 } else { 1 };
        // Chinese and Japanese text often loses the two-character indentation of a paragraph's first line when it is exported.
        let indentation = if self.lines.unspaced && above.indent == 0 { 4 } else { 0 };
        Fit {
            need: u32::from(above.right_edge()) + first_token_width(self.lines.text(below)) + slack,
            line_length,
            indentation,
        }
    }

    fn joins(&self, i: usize, j: usize, paragraph: &Paragraph, kind: &LineKind, layout: Layout, fit: Fit) -> bool {
        let (Some(&above), Some(&below)) = (self.lines.all.get(i), self.lines.all.get(j)) else { return false };
        if below.has(UNDERLINED)
            || above.has(UNDERLINED)
            || above.has(LETTER_SPACED) != below.has(LETTER_SPACED)
            || below.has(TABBED)
            || above.has(TABBED)
        {
            return false;
        }
        if let (LineKind::Quote(a), LineKind::Quote(b)) = (&paragraph.kind, kind) {
            return a == b && below.gap == 0 && (ending(&paragraph.text) != Ending::Stop || fit.is_full(2));
        }
        // Centred and right-aligned lines are paragraphs of their own.
        if (layout.indent_starts_paragraph && above.indent >= 12 || above.indent >= 24)
            && !paragraph.kind.is_list_marker()
        {
            return false;
        }
        if !kind.continues() || !paragraph.kind.can_continue() {
            return false;
        }
        if paragraph.kind == LineKind::Affiliation && self.open_bracket_lines.is_none() {
            return false;
        }
        if self.open_bracket_lines.is_some_and(|lines| lines <= 4) && below.gap <= layout.usual_gap {
            return true;
        }
        let blank = below.gap > 0 && !layout.blank_lines_everywhere;
        let new_indent = layout.indent_starts_paragraph
            && below.indent >= 2
            && below.indent
                > paragraph
                    .indent
                    .min(above.indent)
                    .saturating_add(u8::from(paragraph.line_count == 1 && paragraph.indent < 2));
        let new_indent =
            new_indent || layout.indent_starts_paragraph && below.indent >= 2 && paragraph.indent == below.indent;
        let full = fit.is_full(paragraph.line_count);
        match ending(self.lines.text(above)) {
            Ending::Stop => {
                let over = below.gap > layout.usual_gap
                    || blank && !below.has(PAGE_BREAK)
                    || above.width > 160
                    || !layout.wrapped
                    || new_indent;
                full && !over && !(layout.trailing_space_ends_paragraph && above.has(TRAILING_SPACE))
            }
            Ending::Soft => {
                !(blank || new_indent || above.width > 160)
                    && full
                    && !(layout.trailing_space_ends_paragraph && above.has(TRAILING_SPACE))
            }
            Ending::Comma if !blank => paragraph.line_count > 1 || full || below.gap == 0 && self.lines.unspaced,
            Ending::Comma | Ending::Open => {
                let marked = paragraph.kind.is_list_marker();
                if blank && !below.has(PAGE_BREAK) || below.gap > layout.usual_gap {
                    return self.continues_after_page_break(paragraph, above, below, full);
                }
                if new_indent && !full {
                    return false;
                }
                if paragraph.line_count == 1 || marked {
                    return full && !classify::is_label_pair(self.lines.text(above), self.lines.text(below));
                }
                full || u32::from(above.width) * 2 > u32::from(below.width) || !self.lines.unspaced && below.gap == 0
            }
        }
    }

    /// Whether a paragraph continues after a page break, in a text with blank lines between paragraphs: the text before is clearly body
    /// text, and the text after continues a sentence.
    fn continues_after_page_break(&self, paragraph: &Paragraph, above: Line, below: Line, full: bool) -> bool {
        let next = self.lines.text(below);
        if self.lines.unspaced && next.chars().next().is_some_and(|c| !c.is_ascii_lowercase()) {
            let inner =
                paragraph.text.chars().rev().take(400).filter(|&c| is_stop(c) || matches!(c, '，' | '；')).count();
            let stops = paragraph.text.chars().rev().take(400).any(|c| c == '。');
            return (stops || inner >= 2 || above.width >= 120)
                && (above.width >= 60 || paragraph.line_count > 1 && full)
                && below.gap <= 3
                && !paragraph.kind.is_list_marker();
        }
        let prose = paragraph.line_count > 1 && full || above.width >= 100;
        prose && next.starts_with(char::is_lowercase) && below.gap <= 3
    }

    /// Tracks round and title brackets over the lines of a paragraph. A line that ends inside one continues.
    fn track_brackets(&mut self, text: &str, joined: bool) {
        if text.len() > 2000 {
            self.open_bracket_lines = None;
            return;
        }
        let mut depth = i32::from(joined && self.open_bracket_lines.is_some());
        for c in text.chars() {
            match c {
                '（' | '《' | '【' | '「' | '『' => depth += 1,
                '）' | '》' | '】' | '」' | '』' => depth = (depth - 1).max(0),
                _ => {}
            }
        }
        self.open_bracket_lines = (depth > 0).then(|| self.open_bracket_lines.map_or(1, |lines| lines + 1));
    }
}

/// Returns the width of the first word of a line, in columns: letters up to a space, or an ideograph with its punctuation.
fn first_token_width(text: &str) -> u32 {
    let mut width = 0;
    let mut chars = text.chars().take(60).peekable();
    while let Some(c) = chars.next() {
        width += u32::from(columns(c)) + u32::from(super::script::is_ambiguous(c));
        if is_opener(c) {
            continue;
        }
        let next = chars.peek().copied();
        let clings = next.is_some_and(|n| is_closer(n) || is_stop(n) || matches!(n, '，' | '、' | '：' | '；'));
        if !clings && (family(c) == Family::Unspaced || next.is_none_or(|n| n == ' ' || family(n) == Family::Unspaced))
        {
            break;
        }
    }
    width
}
