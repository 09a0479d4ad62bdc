//! Finds where one article ends and the next begins in a file that holds several.
//!
//! A boundary needs a witness: the head of a mail, a title with its byline, the note on a writer that closes an article, a numbering that begins
//! anew on a new page. A title-like line alone is a heading, never a boundary.

use std::ops::Range;

use super::line_kind::Kind;
use super::paras::Para;
use super::script::{is_dense_letter, is_hangul};
use super::sentence_end::Ending;

/// The articles as ranges of paragraphs, in order, covering all of them.
pub(crate) fn split(paras: &[Para]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut state = State::default();
    let last_numbers = last_numbers(paras);
    for at in 0..paras.len() {
        if let Some(start) = boundary(paras, at, &state, &last_numbers).filter(|&s| s > state.start) {
            ranges.push(state.start..start);
            state = State { start, ..State::default() };
            for again in start..at {
                state.see(paras, again);
            }
        }
        state.see(paras, at);
    }
    if state.start < paras.len() {
        ranges.push(state.start..paras.len());
    }
    ranges
}

/// What is known of the article so far.
#[derive(Default)]
struct State {
    start: usize,
    /// Running text was seen.
    body: bool,
    /// Headings with a number, and the outermost style of them with its greatest number.
    numbered: u32,
    top: Option<super::marks::Mark>,
    /// A heading without a number was seen after the body began.
    unnumbered: bool,
}

impl State {
    fn see(&mut self, paras: &[Para], at: usize) {
        let Some(para) = paras.get(at) else { return };
        if let Some(mark) = para.kind.mark().filter(|m| m.style != super::marks::Style::Bullet) {
            self.numbered += 1;
            if self.top.is_none_or(|top| mark.style <= top.style) {
                self.top = Some(mark);
            }
        }
        self.unnumbered |= self.body && is_title_like(para) && para.short;
        self.body |= is_body(para);
    }
}

/// For each paragraph: whether its style's next number comes later is asked of this list of marks with their places.
fn last_numbers(paras: &[Para]) -> Vec<(usize, super::marks::Mark)> {
    paras.iter().enumerate().filter_map(|(at, p)| Some((at, p.kind.mark()?))).collect()
}

/// Running text: a sentence, or several lines.
pub(crate) fn is_body(para: &Para) -> bool {
    matches!(para.kind, Kind::Text | Kind::Mark(_) | Kind::Label(_))
        && (matches!(para.ending(), Ending::Stop | Ending::Soft) || para.text.len() > 300)
}

/// Could be a title, a subtitle or a heading by its look: short, and without a stop.
pub(crate) fn is_title_like(para: &Para) -> bool {
    let width = para.text.chars().take(161).count();
    let letters = para.text.chars().filter(|c| c.is_alphabetic()).take(2).count();
    let dense = is_dense(&para.text);
    para.kind == Kind::Text
        && para.rows <= 4
        && para.ending() == Ending::Open
        && letters >= 2
        && width <= if dense { 70 } else { 160 }
        && !para.text.contains(['。', '；'])
}

pub(crate) fn is_dense(text: &str) -> bool {
    let dense = text.chars().take(400).filter(|&c| is_dense_letter(c)).count();
    let other = text.chars().take(400).filter(|&c| c.is_alphabetic() && !is_dense_letter(c)).count();
    dense * 2 > other
}

/// The two are written in different scripts: one translates the other.
pub(crate) fn is_other_script(a: &str, b: &str) -> bool {
    let script = |text: &str| {
        (
            is_dense(text),
            text.chars().filter(|&c| is_hangul(c)).count() * 2 > text.chars().filter(|c| c.is_alphabetic()).count(),
        )
    };
    script(a) != script(b)
}

fn boundary(paras: &[Para], at: usize, state: &State, marks: &[(usize, super::marks::Mark)]) -> Option<usize> {
    let para = paras.get(at)?;
    let prev = at.checked_sub(1).and_then(|i| paras.get(i));
    let next = paras.get(at + 1);
    match para.kind {
        // A mail's head; a word above it (MEMORANDUM) belongs to it if it opened a page.
        Kind::Header(_) => {
            let opens = prev.is_none_or(|p| !matches!(p.kind, Kind::Header(_)));
            let seen = state.body
                || paras.get(state.start..at).is_some_and(|s| s.iter().any(|p| matches!(p.kind, Kind::Header(_))));
            let above = prev.is_some_and(|p| p.seam && is_title_like(p));
            return (opens && seen).then_some(if above { at - 1 } else { at });
        }
        Kind::Byline | Kind::Source if state.body => return titles_above(paras, at, state.start),
        // Title and date open an article only if text follows; a name and a date close a letter.
        Kind::Date if state.body && next.is_some_and(|n| is_body(n) || n.kind == Kind::Source) => {
            let start = titles_above(paras, at, state.start)?;
            let title = paras.get(start)?;
            return (title.seam || title.gap_before > title.gap_after).then_some(start);
        }
        _ => {}
    }
    if !state.body {
        return None;
    }
    // The note on the writer closes an article; what looks like a title then opens the next.
    if prev.is_some_and(|p| p.kind == Kind::Affiliation) && is_title_like(para) && next.is_some() {
        return Some(at);
    }
    if !para.seam {
        return None;
    }
    let resumed = |top: super::marks::Mark| {
        let later = marks.partition_point(|m| m.0 < at);
        marks
            .get(later..)
            .unwrap_or_default()
            .iter()
            .take_while(|m| m.1.style >= top.style || m.1.number != 1)
            .any(|m| m.1.style == top.style && m.1.number == top.number + 1)
    };
    let settled = state.numbered >= 2 && state.top.is_some_and(|top| top.number >= 2 && !resumed(top));
    if let Some(mark) = para.kind.mark() {
        // First of an outer numbering than any before, after an inner one that came to its end: another text.
        let outer = state.top.is_some_and(|top| mark.style < top.style);
        return (mark.number == 1 && outer && settled && para.ending() == Ending::Open).then_some(at);
    }
    if !is_title_like(para) || !para.short {
        return None;
    }
    let translated = next.is_some_and(|n| is_title_like(n) && is_other_script(&para.text, &n.text));
    // Every heading had a number, the numbers are used up, and here on a new page is one without.
    let stranger = settled && !state.unnumbered && next.is_some_and(is_body);
    (translated || stranger).then_some(at)
}

/// The first of the title-like lines right above `at`, three at most.
fn titles_above(paras: &[Para], at: usize, floor: usize) -> Option<usize> {
    let mut start = at;
    while start > floor
        && at - start < 3
        && paras
            .get(start - 1)
            .is_some_and(|p| is_title_like(p) || matches!(p.kind, Kind::Hash(1 | 2)) || p.kind == Kind::Date)
    {
        start -= 1;
        // Nothing that a sentence goes over into is a title.
        if paras.get(start).is_some_and(|p| p.seam || p.spread)
            && paras.get(start.wrapping_sub(1)).is_none_or(|p| p.ending() != Ending::Open)
        {
            break;
        }
    }
    (start < at && paras.get(start).is_some_and(|p| p.kind != Kind::Date)).then_some(start)
}
