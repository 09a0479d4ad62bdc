//! The excerpt: the window of a passage with the most of the query in it, cut where a reader would cut.

use core::ops::Range;

use crate::lean::{count, is_space, list, trim_start};
use crate::text::is_unspaced;

/// Where a sentence or a clause ends, best first.
fn rank_of_end(c: char) -> u8 {
    match c {
        '\n' | '。' | '！' | '？' | '.' | '!' | '?' | '…' | '।' | '؟' => 2,
        '；' | '，' | '、' | '：' | ';' | ',' | ':' | '،' => 1,
        _ => 0,
    }
}

/// Cuts an excerpt of about `length` characters from `text`, whose `marks` are ranges with the number and the weight of the
/// word that they answer. Returns the excerpt, with an ellipsis where text was left out, and the marks in it.
pub(super) fn cut(text: &str, marks: &[(Range<usize>, u32, f32)], length: usize) -> (String, Vec<Range<usize>>) {
    let chars = count(text);
    if chars <= length + length / 4 {
        return (text.to_owned(), merged(text, &list(marks.iter().map(|m| m.0.clone()))));
    }
    let window = best_window(text, marks, length);
    let mut out = String::new();
    if window.start > 0 {
        out.push('…');
    }
    let lead = out.len();
    out.push_str(text.get(window.clone()).unwrap_or(""));
    if window.end < text.len() {
        out.push('…');
    }
    let inside = marks.iter().map(|m| m.0.clone()).filter(|m| m.start >= window.start && m.end <= window.end);
    let moved = list(inside.map(|m| m.start - window.start + lead..m.end - window.start + lead));
    let marks = merged(&out, &moved);
    (out, marks)
}

/// Marks that touch, or that only a space parts, become one.
fn merged(text: &str, marks: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        match out.last_mut() {
            Some(last) if last.end == mark.start || text.get(last.end..mark.start) == Some(" ") => last.end = mark.end,
            _ => out.push(mark.clone()),
        }
    }
    out
}

/// The window that holds the most weight of different words, and of those the most marks, and of those the first; moved
/// out to the ends of sentences or clauses where they are near.
fn best_window(text: &str, marks: &[(Range<usize>, u32, f32)], length: usize) -> Range<usize> {
    // How many characters stand before each mark's ends: the text is walked once, mark by mark.
    let mut ends = Vec::new();
    let (mut at, mut passed) = (0, 0);
    for mark in marks {
        let from = passed + count(text.get(at..mark.0.start).unwrap_or(""));
        passed = from + count(text.get(mark.0.clone()).unwrap_or(""));
        at = mark.0.end;
        ends.push((from, passed));
    }
    let (mut best, mut best_start, mut best_value) = (0..length, 0, -1.0);
    for (i, first) in marks.iter().enumerate() {
        let from = ends[i].0;
        let mut seen: Vec<u32> = Vec::new();
        let (mut value, mut to) = (0.0, from);
        for (mark, (_, end)) in marks.iter().zip(&ends).skip(i) {
            if *end > from + length {
                break;
            }
            to = *end;
            if seen.contains(&mark.1) {
                value += 0.05 * mark.2;
            } else {
                seen.push(mark.1);
                value += mark.2;
            }
        }
        if value > best_value + 1e-6 {
            (best, best_start, best_value) = (from..to.max(from + 1), first.0.start, value);
        }
    }
    // What room is left goes a third before the marks and the rest behind.
    let room = length.saturating_sub(best.len());
    let start = start_near(text, back(text, best_start, room / 3), best_start);
    let before = count(text.get(start..best_start).unwrap_or(""));
    let high = on(text, start, length.max(before + best.len()));
    start..end_near(text, on(text, best_start, best.len()), high)
}

/// The byte so many characters behind another, or the end.
fn on(text: &str, at: usize, chars: usize) -> usize {
    text.get(at..).and_then(|rest| rest.char_indices().nth(chars)).map_or(text.len(), |c| at + c.0)
}

/// The byte so many characters before another, or the beginning.
fn back(text: &str, at: usize, chars: usize) -> usize {
    let before = text.get(..at).unwrap_or("");
    chars.checked_sub(1).map_or(at, |n| before.char_indices().rev().nth(n).map_or(0, |c| c.0))
}

/// The beginning of a sentence, a clause or a word from `low` on, at most at `high`.
fn start_near(text: &str, low: usize, high: usize) -> usize {
    if low == 0 {
        return 0;
    }
    let span = text.get(low..high).unwrap_or("");
    for wanted in [2, 1] {
        if let Some((at, c)) = span.char_indices().find(|(_, c)| rank_of_end(*c) == wanted) {
            let after = low + at + c.len_utf8();
            let rest = text.get(after..high).unwrap_or("");
            return after + (rest.len() - trim_start(rest).len());
        }
    }
    span.char_indices()
        .find(|(_, c)| is_space(*c))
        .map_or(if span.chars().next().is_some_and(is_unspaced) { low } else { high }, |(at, c)| {
            low + at + c.len_utf8()
        })
}

/// The end of a sentence, a clause or a word after `low`, at most at `high`.
fn end_near(text: &str, low: usize, high: usize) -> usize {
    if high >= text.len() {
        return text.len();
    }
    let span = text.get(low..high).unwrap_or("");
    for wanted in [2, 1] {
        // Not so early that half of the room is wasted.
        let found = span.char_indices().rev().find(|(at, c)| rank_of_end(*c) == wanted && *at * 2 >= span.len());
        if let Some((at, c)) = found {
            return low + at + c.len_utf8();
        }
    }
    let last_space = span.char_indices().rev().find(|(_, c)| is_space(*c));
    match last_space {
        Some((at, _)) if !span.chars().next_back().is_some_and(is_unspaced) => low + at,
        _ => high,
    }
}
