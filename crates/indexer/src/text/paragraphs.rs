//! Puts lines together to paragraphs, as a reader does without noticing.
//!
//! The one thought behind it: a typesetter breaks a line only when the next word no longer fits. A line that had room for the next word was
//! broken on purpose. So lines are compared with their neighbours' width, never with a fixed one; blank lines count only in texts where
//! they do not stand after every line. Never drops a character; joins lines with a space where the scripts need one.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::classify::{self, Series};
use super::layout::{Layout, Window};
use super::line_kind::LineKind;
use super::lines::{Lines, Row, SEAM, SPREAD, TABBED, TRAILING, UNDERLINED};
use super::script::{Family, columns, family, is_closer, is_dense_letter, is_hangul, is_opener, is_stop};
use super::sentence_end::{Ending, ending};

/// Rows on either side whose width tells the measure.
const REACH: usize = 8;

/// A paragraph as it stood, before it is known what it is for.
#[allow(clippy::struct_excessive_bools, reason = "independent observations, not states")]
#[derive(Clone, Debug)]
pub(crate) struct Paragraph {
    pub text: String,
    pub kind: LineKind,
    /// First source line.
    pub line: u32,
    /// Source lines it was put together from.
    pub rows: u32,
    pub gap_before: u8,
    pub gap_after: u8,
    /// A page or a rule begins with it.
    pub seam: bool,
    pub underlined: bool,
    pub spread: bool,
    /// Its last line had room for what follows, and no stop: broken on purpose.
    pub short: bool,
    pub indent: u8,
    /// The right edge of its widest line, in columns.
    pub extent: u16,
}

impl Paragraph {
    pub(crate) fn ending(&self) -> Ending {
        ending(&self.text)
    }
}

/// All paragraphs, in order.
pub(crate) fn assemble(lines: &Lines) -> Vec<Paragraph> {
    let mut assembler = Assembler { lines, words: OnceCell::new(), series: Series::default(), open: None };
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut window = Window::new(lines);
    for (at, &row) in lines.rows.iter().enumerate() {
        let layout = window.at(at);
        let text = lines.text(row);
        let above = at.checked_sub(1).and_then(|i| lines.rows.get(i)).copied();
        let fit = if at > 0 { assembler.fit(at - 1, at) } else { Fit::default() };
        let broken =
            above.is_none_or(|r| !fit.runs_on(1) || matches!(ending(lines.text(r)), Ending::Stop | Ending::Soft));
        let kind =
            classify::kind(text, row, &mut assembler.series, broken, lines.rows.get(at + 1).map(|&r| lines.text(r)));
        let joined = at > 0
            && paragraphs.last().is_some_and(|paragraph| assembler.joins(at - 1, at, paragraph, &kind, layout, fit));
        if joined && let Some(paragraph) = paragraphs.last_mut() {
            paragraph.extent = paragraph.extent.max(row.extent());
            assembler.append(paragraph, text);
        } else {
            let fits = at > 0 && paragraphs.last().is_some_and(|p| !fit.runs_on(p.rows));
            if let Some(paragraph) = paragraphs.last_mut() {
                paragraph.gap_after = row.gap;
                paragraph.short = fits && matches!(paragraph.ending(), Ending::Open | Ending::Soft)
                    || paragraph.kind != LineKind::Text;
            }
            paragraphs.push(Paragraph {
                text: classify::strip(text, &kind).to_owned(),
                kind,
                line: row.line,
                rows: 1,
                gap_before: row.gap,
                gap_after: u8::MAX,
                seam: row.has(SEAM),
                underlined: row.has(UNDERLINED),
                spread: row.has(SPREAD),
                short: false,
                indent: row.indent,
                extent: row.extent(),
            });
            assembler.open = None;
        }
        assembler.brackets(text, joined);
    }
    if let Some(last) = paragraphs.last_mut() {
        last.short = last.rows == 1 && last.ending() == Ending::Open;
    }
    paragraphs
}

/// How a line filled its measure.
#[derive(Clone, Copy, Debug, Default)]
struct Fit {
    /// Columns that the line and the beginning of the next would take together.
    need: u32,
    /// Columns that lines have here.
    measure: u32,
    /// Columns that a first line may have lost.
    indentation: u32,
}

impl Fit {
    /// The line was too full to take more: it was not broken on purpose. `rows` is how many lines its paragraph has up to it.
    fn runs_on(self, rows: u32) -> bool {
        self.need + if rows == 1 { self.indentation } else { 0 } >= self.measure
    }
}

struct Assembler<'a> {
    lines: &'a Lines,
    /// Words of the text, gathered when the first hyphen at a line's end asks for them.
    words: OnceCell<HashSet<&'a str>>,
    series: Series,
    /// Rows since a round or title bracket was opened and not closed.
    open: Option<u32>,
}

impl<'a> Assembler<'a> {
    /// How row `i` filled its measure, seen from the beginning of row `j`.
    fn fit(&self, i: usize, j: usize) -> Fit {
        let (Some(&ri), Some(&rj)) = (self.lines.rows.get(i), self.lines.rows.get(j)) else { return Fit::default() };
        // Centred above flush text.
        if ri.indent >= 8 && ri.indent >= rj.indent.saturating_add(8) {
            return Fit { measure: u32::MAX, ..Fit::default() };
        }
        let max = |from: usize, to: usize| {
            self.lines
                .rows
                .get(from..to.min(self.lines.rows.len()))
                .unwrap_or_default()
                .iter()
                .map(|r| u32::from(r.extent()))
                .max()
                .unwrap_or(0)
        };
        // Beyond a page's beginning another measure may rule.
        let seam = |at: &usize| self.lines.rows.get(*at).is_some_and(|r| r.has(SEAM));
        let end = (j + 1..j + REACH).find(seam).unwrap_or(j + REACH);
        let before = max(i.saturating_sub(REACH), i);
        let after = max(j, end);
        // Short lines on one side only (a title block, a list) say nothing about the measure.
        let measure =
            if before <= 24 || after <= 24 { before.max(after) } else { before.min(after) }.max(u32::from(rj.extent()));
        let slack = if self.lines.dense { 2 } else { 1 };
        // Text in ideographs loses the two-character indentation of a paragraph's first line when it is poured out.
        let indentation = if self.lines.dense && ri.indent == 0 { 4 } else { 0 };
        Fit { need: u32::from(ri.extent()) + token(self.lines.text(rj)) + slack, measure, indentation }
    }

    fn joins(&self, i: usize, j: usize, paragraph: &Paragraph, kind: &LineKind, layout: Layout, fit: Fit) -> bool {
        let (Some(&ri), Some(&rj)) = (self.lines.rows.get(i), self.lines.rows.get(j)) else { return false };
        if rj.has(UNDERLINED)
            || ri.has(UNDERLINED)
            || ri.has(SPREAD) != rj.has(SPREAD)
            || rj.has(TABBED)
            || ri.has(TABBED)
        {
            return false;
        }
        if let (LineKind::Quote(a), LineKind::Quote(b)) = (&paragraph.kind, kind) {
            return a == b && rj.gap == 0 && (ending(&paragraph.text) != Ending::Stop || fit.runs_on(2));
        }
        // Lines pushed to the middle or to the right stand for themselves.
        if (layout.indent_opens && ri.indent >= 12 || ri.indent >= 24) && !paragraph.kind.is_list_marker() {
            return false;
        }
        if !kind.continues() || !paragraph.kind.can_continue() {
            return false;
        }
        if paragraph.kind == LineKind::Affiliation && self.open.is_none() {
            return false;
        }
        if self.open.is_some_and(|rows| rows <= 4) && rj.gap <= layout.usual_gap {
            return true;
        }
        let blank = rj.gap > 0 && !layout.blanks_are_idle;
        let new_indent = layout.indent_opens
            && rj.indent >= 2
            && rj.indent
                > paragraph.indent.min(ri.indent).saturating_add(u8::from(paragraph.rows == 1 && paragraph.indent < 2));
        let new_indent = new_indent || layout.indent_opens && rj.indent >= 2 && paragraph.indent == rj.indent;
        let full = fit.runs_on(paragraph.rows);
        match ending(self.lines.text(ri)) {
            Ending::Stop => {
                let over = rj.gap > layout.usual_gap
                    || blank && !rj.has(SEAM)
                    || ri.width > 160
                    || !layout.wrapped
                    || new_indent;
                full && !over && !(layout.trailing_closes && ri.has(TRAILING))
            }
            Ending::Soft => {
                !(blank || new_indent || ri.width > 160) && full && !(layout.trailing_closes && ri.has(TRAILING))
            }
            Ending::Comma if !blank => paragraph.rows > 1 || full || rj.gap == 0 && self.lines.dense,
            Ending::Comma | Ending::Open => {
                let marked = paragraph.kind.is_list_marker();
                if blank && !rj.has(SEAM) || rj.gap > layout.usual_gap {
                    return self.was_cut(paragraph, ri, rj, full);
                }
                if new_indent && !full {
                    return false;
                }
                if paragraph.rows == 1 || marked {
                    return full && !classify::is_label_pair(self.lines.text(ri), self.lines.text(rj));
                }
                full || u32::from(ri.width) * 2 > u32::from(rj.width) || !self.lines.dense && rj.gap == 0
            }
        }
    }

    /// A page's end cut the paragraph although blank lines separate paragraphs here: what stands before is clearly running text, and what
    /// follows goes on.
    fn was_cut(&self, paragraph: &Paragraph, ri: Row, rj: Row, full: bool) -> bool {
        let next = self.lines.text(rj);
        if self.lines.dense && next.chars().next().is_some_and(|c| !c.is_ascii_lowercase()) {
            let inner =
                paragraph.text.chars().rev().take(400).filter(|&c| is_stop(c) || matches!(c, '，' | '；')).count();
            let stops = paragraph.text.chars().rev().take(400).any(|c| c == '。');
            return (stops || inner >= 2 || ri.width >= 120)
                && (ri.width >= 60 || paragraph.rows > 1 && full)
                && rj.gap <= 3
                && !paragraph.kind.is_list_marker();
        }
        let prose = paragraph.rows > 1 && full || ri.width >= 100;
        prose && next.starts_with(char::is_lowercase) && rj.gap <= 3
    }

    /// Appends a row's text with what belongs between.
    fn append(&self, paragraph: &mut Paragraph, text: &'a str) {
        paragraph.rows += 1;
        let text = classify::strip(text, &paragraph.kind);
        let Some(first) = text.chars().next() else { return };
        let last = paragraph.text.chars().next_back().unwrap_or(' ');
        if matches!(last, '-' | '‐') && first.is_lowercase() && self.is_mended(&paragraph.text, text) {
            paragraph.text.pop();
        } else if self.needs_space(last, first, paragraph.text.chars().nth_back(1)) {
            paragraph.text.push(' ');
        }
        paragraph.text.push_str(text);
    }

    fn needs_space(&self, last: char, first: char, second_last: Option<char>) -> bool {
        let wide = |c: char| family(c) == Family::Dense;
        let quote = |c: char| matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·');
        if last == ' ' || matches!(last, '/' | '-' | '‐') && second_last.is_some_and(|c| c != ' ') || first == '/' {
            return false;
        }
        if self.lines.dense && (quote(last) || quote(first))
            || is_opener(last)
            || is_closer(first) && first != '"' && first != '\''
        {
            return false;
        }
        match (wide(last), wide(first)) {
            (true, true) => false,
            (false, false) => !(self.lines.dense && (last == '%' || first == '%' || first == ',' || first == '.')),
            // Where ideographs meet Latin letters, as this text does it elsewhere; never beside wide punctuation.
            _ => {
                let (dense, other) = if wide(last) { (last, first) } else { (first, last) };
                self.lines.airy && is_dense_letter(dense) && other.is_alphanumeric()
                    || is_hangul(other) && is_dense_letter(dense)
            }
        }
    }

    /// Whether the hyphen at the line's end was put there by the line break: the text knows the whole word, or does not know the pair.
    fn is_mended(&self, before: &str, after: &str) -> bool {
        let words = self.words.get_or_init(|| {
            // Row by row: the pieces that a line's end made are two words here, or each would vouch for its own hyphen.
            let text = |row: &Row| self.lines.buf.get(row.start..row.end).unwrap_or_default();
            let apart = |c: char| !(c.is_alphabetic() || c == '-' || c == '‐');
            self.lines.rows.iter().flat_map(|row| text(row).split(apart)).filter(|w| w.len() > 2).collect()
        });
        let head = before.trim_end_matches(['-', '‐']);
        let head = head
            .get(
                head.rfind(|c: char| !(c.is_alphabetic() || c == '-'))
                    .map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8))..,
            )
            .unwrap_or_default();
        let tail = after.get(..after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len())).unwrap_or_default();
        if head.is_empty() || !head.chars().next_back().is_some_and(char::is_alphabetic) {
            return false;
        }
        let whole = format!("{head}{tail}");
        words.contains(whole.as_str()) || !words.contains(format!("{head}-{tail}").as_str()) && !head.contains('-')
    }

    /// Follows round and title brackets over the rows of a paragraph: a line that ends inside one is not over.
    fn brackets(&mut self, text: &str, joined: bool) {
        if text.len() > 2000 {
            self.open = None;
            return;
        }
        let mut depth = i32::from(joined && self.open.is_some());
        for c in text.chars() {
            match c {
                '（' | '《' | '【' | '「' | '『' => depth += 1,
                '）' | '》' | '】' | '」' | '』' => depth = (depth - 1).max(0),
                _ => {}
            }
        }
        self.open = (depth > 0).then(|| self.open.map_or(1, |rows| rows + 1));
    }
}

/// Columns of what can not be parted at the head of a line: a word, or an ideograph with the punctuation that clings to it.
fn token(text: &str) -> u32 {
    let mut width = 0;
    let mut chars = text.chars().take(60).peekable();
    while let Some(c) = chars.next() {
        width += u32::from(columns(c)) + u32::from(super::script::is_ambiguous(c));
        if is_opener(c) {
            continue;
        }
        let next = chars.peek().copied();
        let clings = next.is_some_and(|n| is_closer(n) || is_stop(n) || matches!(n, '，' | '、' | '：' | '；'));
        if !clings && (family(c) == Family::Dense || next.is_none_or(|n| n == ' ' || family(n) == Family::Dense)) {
            break;
        }
    }
    width
}
