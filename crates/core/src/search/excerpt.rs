//! The excerpt: the window of a passage with the most of the query in it, cut where a reader would cut.

use core::ops::Range;

use crate::lean::{count, is_space, list, trim_start};
use crate::text::is_unspaced;

/// What ends at a character.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cut {
    None,
    Word,
    Clause,
    Sentence,
}

impl Cut {
    fn of(c: char) -> Cut {
        match c {
            '\n' | '。' | '！' | '？' | '.' | '!' | '?' | '…' | '।' | '؟' => Cut::Sentence,
            '；' | '，' | '、' | '：' | ';' | ',' | ':' | '،' => Cut::Clause,
            c if is_space(c) => Cut::Word,
            _ => Cut::None,
        }
    }
}

/// Cuts an excerpt of about `length` characters from `text`, whose `marks` are ranges with the number and the weight of the
/// word that they answer. Returns the excerpt, with an ellipsis where text was left out, and the marks in it.
pub(super) fn cut(text: &str, marks: &[(Range<usize>, u32, f32)], length: usize) -> (String, Vec<Range<usize>>) {
    let most = length + length / 4;
    // A character has at most four bytes: most texts need no counting.
    if text.len() <= most || (text.len() <= most * 4 && count(text) <= most) {
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
    // What the end of the excerpt cuts is not marked, but for a match that fills it.
    let shown = |m: &&(Range<usize>, u32, f32)| m.0.end <= window.end || m.0.len() > window.len() / 2;
    let inside = marks.iter().filter(shown).map(|m| m.0.start.max(window.start)..m.0.end.min(window.end));
    let moved =
        list(inside.filter(|m| m.start < m.end).map(|m| m.start - window.start + lead..m.end - window.start + lead));
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
    // The window's marks are those from `first` up to `next`; what they are worth goes with them, in whole numbers.
    let (mut best, mut best_start, mut best_value) = (0..length, 0, 0);
    let mut held = vec![0u32; marks.iter().map(|m| m.1 as usize + 1).max().unwrap_or(0)];
    let worth = |weight: f32, others: u32| (weight * if others == 0 { 20_000.0 } else { 1_000.0 }) as u64;
    let (mut value, mut next) = (1, 0);
    for (first, mark) in marks.iter().enumerate() {
        let from = ends[first].0;
        while let Some(mark) = marks.get(next)
            && (next == first || ends[next].1 <= from + length)
        {
            let held = &mut held[mark.1 as usize];
            value += worth(mark.2, *held);
            *held += 1;
            next += 1;
        }
        if value > best_value {
            (best, best_start, best_value) = (from..ends[next - 1].1.min(from + length), mark.0.start, value);
        }
        let held = &mut held[mark.1 as usize];
        *held -= 1;
        value -= worth(mark.2, *held);
    }
    // What room is left goes a third before the marks and the rest behind.
    let room = length.saturating_sub(best.len());
    let start = start_near(text, back(text, best_start, room / 3), best_start);
    let before = count(text.get(start..best_start).unwrap_or(""));
    let high = on(text, start, length.max(before + best.len()));
    start..end_near(text, on(text, best_start, best.len()), high)
}

/// Whether a character begins with this byte.
fn begins(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

/// The byte so many characters behind another, or the end.
fn on(text: &str, mut at: usize, mut chars: usize) -> usize {
    while let Some(byte) = text.as_bytes().get(at) {
        if begins(*byte) {
            if chars == 0 {
                break;
            }
            chars -= 1;
        }
        at += 1;
    }
    at
}

/// The byte so many characters before another, or the beginning.
fn back(text: &str, mut at: usize, mut chars: usize) -> usize {
    while chars > 0
        && at > 0
        && let Some(byte) = text.as_bytes().get(at - 1)
    {
        chars -= usize::from(begins(*byte));
        at -= 1;
    }
    at
}

/// The beginning of a sentence, a clause or a word from `low` on, at most at `high`: the first of the best there are.
fn start_near(text: &str, low: usize, high: usize) -> usize {
    if low == 0 {
        return 0;
    }
    let span = text.get(low..high).unwrap_or("");
    let mut start = if span.chars().next().is_some_and(is_unspaced) { low } else { high };
    let mut best = Cut::None;
    for (at, c) in span.char_indices() {
        if Cut::of(c) > best {
            (best, start) = (Cut::of(c), low + at + c.len_utf8());
        }
    }
    let rest = text.get(start..high).unwrap_or("");
    start + (rest.len() - trim_start(rest).len())
}

/// The end of a sentence, a clause or a word after `low`, at most at `high`: the last of the best there are.
fn end_near(text: &str, low: usize, high: usize) -> usize {
    if high >= text.len() {
        return text.len();
    }
    let span = text.get(low..high).unwrap_or("");
    let mut end = high;
    let mut best = if span.chars().next_back().is_some_and(is_unspaced) { Cut::Clause } else { Cut::Word };
    for (at, c) in span.char_indices() {
        let cut = Cut::of(c);
        // A sentence does not end so early that half of the room is wasted.
        if cut >= best && (cut == Cut::Word || at * 2 >= span.len()) {
            (best, end) = (cut, low + at + if cut == Cut::Word { 0 } else { c.len_utf8() });
        }
    }
    end
}
