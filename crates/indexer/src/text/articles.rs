//! Finds the boundaries between the articles of one file.
//!
//! A boundary needs evidence: a mail header, a title with a byline, an author note that closes an article, or a numbering that starts again
//! on a new page. A line that only looks like a title is a heading, never a boundary.

use std::ops::Range;

use super::line_kind::LineKind;
use super::paragraph::Paragraph;
use super::script::{is_hangul, is_unspaced_letter};
use super::sentence_end::Ending;

/// Returns the articles as ranges of paragraphs, in order. The ranges cover all paragraphs.
pub(crate) fn split(paragraphs: &[Paragraph]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut state = State::default();
    let last_numbers = last_numbers(paragraphs);
    for at in 0..paragraphs.len() {
        if let Some(start) = boundary(paragraphs, at, &state, &last_numbers).filter(|&s| s > state.start) {
            ranges.push(state.start..start);
            state = State { start, ..State::default() };
            for again in start..at {
                state.observe(paragraphs, again);
            }
        }
        state.observe(paragraphs, at);
    }
    if state.start < paragraphs.len() {
        ranges.push(state.start..paragraphs.len());
    }
    ranges
}

/// State of the current article.
#[derive(Default)]
struct State {
    start: usize,
    /// The article has body text.
    body: bool,
    /// Number of numbered headings, and the outermost marker style with its highest number.
    numbered: u32,
    top: Option<super::list_marker::ListMarker>,
    /// A heading without a number follows the start of the body.
    unnumbered: bool,
}

impl State {
    fn observe(&mut self, paragraphs: &[Paragraph], at: usize) {
        let Some(paragraph) = paragraphs.get(at) else { return };
        if let Some(marker) =
            paragraph.kind.list_marker().filter(|m| m.style != super::list_marker::MarkerStyle::Bullet)
        {
            self.numbered += 1;
            if self.top.is_none_or(|top| marker.style <= top.style) {
                self.top = Some(marker);
            }
        }
        self.unnumbered |= self.body && is_title_like(paragraph) && paragraph.ends_early;
        self.body |= is_body(paragraph);
    }
}

/// Returns all list markers with their paragraph indexes. Used to check whether a series continues later.
fn last_numbers(paragraphs: &[Paragraph]) -> Vec<(usize, super::list_marker::ListMarker)> {
    paragraphs.iter().enumerate().filter_map(|(at, p)| Some((at, p.kind.list_marker()?))).collect()
}

/// Whether a paragraph is body text: a sentence, or several lines.
pub(crate) fn is_body(paragraph: &Paragraph) -> bool {
    matches!(paragraph.kind, LineKind::Text | LineKind::ListMarker(_) | LineKind::Label(_))
        && (matches!(paragraph.ending(), Ending::Stop | Ending::Soft) || paragraph.text.len() > 300)
}

/// Whether a paragraph looks like a title, subtitle or heading: short, and without a full stop.
pub(crate) fn is_title_like(paragraph: &Paragraph) -> bool {
    let width = paragraph.text.chars().take(161).count();
    let letters = paragraph.text.chars().filter(|c| c.is_alphabetic()).take(2).count();
    let unspaced = is_mostly_unspaced(&paragraph.text);
    paragraph.kind == LineKind::Text
        && paragraph.line_count <= 4
        && paragraph.ending() == Ending::Open
        && letters >= 2
        && width <= if unspaced { 70 } else { 160 }
        && !paragraph.text.contains(['。', '；'])
}

pub(crate) fn is_mostly_unspaced(text: &str) -> bool {
    let unspaced = text.chars().take(400).filter(|&c| is_unspaced_letter(c)).count();
    let other = text.chars().take(400).filter(|&c| c.is_alphabetic() && !is_unspaced_letter(c)).count();
    unspaced * 2 > other
}

/// Whether two texts are in different scripts, so one translates the other.
pub(crate) fn is_other_script(a: &str, b: &str) -> bool {
    let script = |text: &str| {
        (
            is_mostly_unspaced(text),
            text.chars().filter(|&c| is_hangul(c)).count() * 2 > text.chars().filter(|c| c.is_alphabetic()).count(),
        )
    };
    script(a) != script(b)
}

fn boundary(
    paragraphs: &[Paragraph],
    at: usize,
    state: &State,
    markers: &[(usize, super::list_marker::ListMarker)],
) -> Option<usize> {
    let paragraph = paragraphs.get(at)?;
    let prev = at.checked_sub(1).and_then(|i| paragraphs.get(i));
    let next = paragraphs.get(at + 1);
    match paragraph.kind {
        // A mail header. A title-like line above it (MEMORANDUM) belongs to it if that line starts a page.
        LineKind::Header(_) => {
            let opens = prev.is_none_or(|p| !matches!(p.kind, LineKind::Header(_)));
            let seen = state.body
                || paragraphs
                    .get(state.start..at)
                    .is_some_and(|s| s.iter().any(|p| matches!(p.kind, LineKind::Header(_))));
            let above = prev.is_some_and(|p| p.page_break && is_title_like(p));
            return (opens && seen).then_some(if above { at - 1 } else { at });
        }
        LineKind::Byline | LineKind::Source if state.body => return titles_above(paragraphs, at, state.start),
        // A title and a date start an article only if text follows. A name and a date close a letter.
        LineKind::Date if state.body && next.is_some_and(|n| is_body(n) || n.kind == LineKind::Source) => {
            let start = titles_above(paragraphs, at, state.start)?;
            let title = paragraphs.get(start)?;
            return (title.page_break || title.gap_before > title.gap_after).then_some(start);
        }
        _ => {}
    }
    if !state.body {
        return None;
    }
    // A note on the author closes an article. A title-like line after it starts the next.
    if prev.is_some_and(|p| p.kind == LineKind::Affiliation) && is_title_like(paragraph) && next.is_some() {
        return Some(at);
    }
    if !paragraph.page_break {
        return None;
    }
    let continues = |top: super::list_marker::ListMarker| {
        let later = markers.partition_point(|m| m.0 < at);
        markers
            .get(later..)
            .unwrap_or_default()
            .iter()
            .take_while(|m| m.1.style >= top.style || m.1.number != 1)
            .any(|m| m.1.style == top.style && m.1.number == top.number + 1)
    };
    let series_ended = state.numbered >= 2 && state.top.is_some_and(|top| top.number >= 2 && !continues(top));
    if let Some(marker) = paragraph.kind.list_marker() {
        // Number 1 of an outer style, after an inner series has ended: another article.
        let outer = state.top.is_some_and(|top| marker.style < top.style);
        return (marker.number == 1 && outer && series_ended && paragraph.ending() == Ending::Open).then_some(at);
    }
    if !is_title_like(paragraph) || !paragraph.ends_early {
        return None;
    }
    let translated = next.is_some_and(|n| is_title_like(n) && is_other_script(&paragraph.text, &n.text));
    // All headings had numbers, the series has ended, and a heading without a number starts a new page.
    let unnumbered_title = series_ended && !state.unnumbered && next.is_some_and(is_body);
    (translated || unnumbered_title).then_some(at)
}

/// Returns the first of at most 3 title-like lines directly above `at`.
fn titles_above(paragraphs: &[Paragraph], at: usize, floor: usize) -> Option<usize> {
    let mut start = at;
    while start > floor
        && at - start < 3
        && paragraphs
            .get(start - 1)
            .is_some_and(|p| is_title_like(p) || matches!(p.kind, LineKind::Hash(1 | 2)) || p.kind == LineKind::Date)
    {
        start -= 1;
        // A line that continues a sentence is not a title.
        if paragraphs.get(start).is_some_and(|p| p.page_break || p.letter_spaced)
            && paragraphs.get(start.wrapping_sub(1)).is_none_or(|p| p.ending() != Ending::Open)
        {
            break;
        }
    }
    (start < at && paragraphs.get(start).is_some_and(|p| p.kind != LineKind::Date)).then_some(start)
}
