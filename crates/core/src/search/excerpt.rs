//! The excerpt: the part of a passage with the most of the query in it, cut at sentences, clauses or words.

use core::ops::Range;

use crate::text::is_unspaced;

/// A range of a text that matches a term, in bytes.
#[derive(Clone, Debug)]
pub(super) struct TermMark {
    pub range: Range<usize>,
    /// The term's number.
    pub term: usize,
    /// The term's weight.
    pub weight: f32,
}

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
            c if c.is_whitespace() => Cut::Word,
            _ => Cut::None,
        }
    }
}

/// Cuts an excerpt of about `length` characters from `text`. Returns the excerpt, with an ellipsis where text was left out, and the marks in
/// it.
pub(super) fn cut(text: &str, marks: &[TermMark], length: usize) -> (String, Vec<Range<usize>>) {
    let most = length + length / 4;
    // A character has at most four bytes: most texts need no counting.
    if text.len() <= most || (text.len() <= most * 4 && text.chars().count() <= most) {
        return (text.to_owned(), merged(text, marks.iter().map(|mark| mark.range.clone())));
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
    // A mark that the end of the excerpt cuts is left out, unless it fills the excerpt.
    let shown = |range: &Range<usize>| range.end <= window.end || range.len() > window.len() / 2;
    let ranges = marks.iter().map(|mark| mark.range.clone()).filter(shown);
    let inside = ranges.map(|range| range.start.max(window.start)..range.end.min(window.end));
    let moved = inside.filter(|range| range.start < range.end);
    let moved = moved.map(|range| range.start - window.start + lead..range.end - window.start + lead);
    let marks = merged(&out, moved);
    (out, marks)
}

/// Unites marks with nothing or a single space between them.
fn merged(text: &str, marks: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        match out.last_mut() {
            Some(last) if last.end == mark.start || text.get(last.end..mark.start) == Some(" ") => last.end = mark.end,
            _ => out.push(mark),
        }
    }
    out
}

/// The bytes of the excerpt: those with the most weight of different terms, then the most marks, then the first; extended to the ends of
/// sentences or clauses close by.
fn best_window(text: &str, marks: &[TermMark], length: usize) -> Range<usize> {
    // The character at which each mark starts and ends: the text is walked once, mark by mark.
    let chars = |range: Range<usize>| text.get(range).map_or(0, |part| part.chars().count());
    let mut ends = Vec::with_capacity(marks.len());
    let (mut at, mut passed) = (0, 0);
    for TermMark { range, .. } in marks {
        let from = passed + chars(at..range.start);
        passed = from + chars(range.clone());
        at = range.end;
        ends.push((from, passed));
    }
    // The window slides over the marks from `first` up to `next`; its value follows, in whole numbers.
    let (mut best, mut best_start, mut best_value) = (0..length, 0, 0);
    let mut held = vec![0u32; marks.iter().map(|mark| mark.term + 1).max().unwrap_or(0)];
    let worth = |mark: &TermMark, others: u32| (mark.weight * if others == 0 { 20_000.0 } else { 1_000.0 }) as u64;
    let (mut value, mut next) = (1, 0);
    for (first, mark) in marks.iter().enumerate() {
        let from = ends[first].0;
        while let Some(mark) = marks.get(next)
            && (next == first || ends[next].1 <= from + length)
        {
            value += worth(mark, held[mark.term]);
            held[mark.term] += 1;
            next += 1;
        }
        if value > best_value {
            (best, best_start, best_value) = (from..ends[next - 1].1.min(from + length), mark.range.start, value);
        }
        held[mark.term] -= 1;
        value -= worth(mark, held[mark.term]);
    }
    // A third of the room left goes before the marks, the rest after them.
    let room = length.saturating_sub(best.len());
    let start = start_near(text, back(text, best_start, room / 3), best_start);
    let high = forward(text, start, length.max(chars(start..best_start) + best.len()));
    start..end_near(text, forward(text, best_start, best.len()), high)
}

/// The byte so many characters after another, or the end.
fn forward(text: &str, at: usize, chars: usize) -> usize {
    text[at..].char_indices().nth(chars).map_or(text.len(), |(offset, _)| at + offset)
}

/// The byte so many characters before another, or the beginning.
fn back(text: &str, at: usize, chars: usize) -> usize {
    let Some(last) = chars.checked_sub(1) else { return at };
    text[..at].char_indices().rev().nth(last).map_or(0, |(offset, _)| offset)
}

/// The first beginning of a sentence between two bytes, or else of a clause, or else of a word.
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
    start + (rest.len() - rest.trim_start().len())
}

/// The last end of a sentence between two bytes, or else of a clause, or else of a word.
fn end_near(text: &str, low: usize, high: usize) -> usize {
    if high >= text.len() {
        return text.len();
    }
    let span = text.get(low..high).unwrap_or("");
    let mut end = high;
    let mut best = if span.chars().next_back().is_some_and(is_unspaced) { Cut::Clause } else { Cut::Word };
    for (at, c) in span.char_indices() {
        let cut = Cut::of(c);
        // No sentence ends so early that half of the room is wasted.
        if cut >= best && (cut == Cut::Word || at * 2 >= span.len()) {
            (best, end) = (cut, low + at + if cut == Cut::Word { 0 } else { c.len_utf8() });
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(range: Range<usize>, term: usize) -> TermMark {
        TermMark { range, term, weight: 1.0 }
    }

    #[test]
    fn a_short_text_is_its_own_excerpt() {
        let (text, marks) = cut("A lamp is lit.", &[mark(2..6, 0), mark(7..9, 1)], 160);
        assert_eq!((text.as_str(), marks.len(), &text[marks[0].clone()]), ("A lamp is lit.", 1, "lamp is"));
    }

    #[test]
    fn the_excerpt_has_the_most_different_terms() {
        let far = "Nothing is here. ".repeat(20);
        let text = format!("A lamp. {far}The lamp and the lens turn. {far}");
        let at = |word: &str, from: usize| text[from..].find(word).unwrap() + from;
        let second = at("The lamp", 0);
        let ranges = [(at("lamp", 0), 0), (at("lamp", second), 0), (at("lens", second), 1)];
        let marks: Vec<TermMark> = ranges.iter().map(|(start, term)| mark(*start..*start + 4, *term)).collect();
        let (excerpt, marks) = cut(&text, &marks, 60);
        assert!(excerpt.contains("The lamp and the lens turn."), "{excerpt}");
        assert!(excerpt.starts_with('…') && excerpt.ends_with('…') && excerpt.chars().count() <= 80);
        let words: Vec<&str> = marks.iter().map(|range| &excerpt[range.clone()]).collect();
        assert_eq!(words, ["lamp", "lens"]);
    }

    #[test]
    fn positions_count_characters() {
        let text = "全球abc治理";
        assert_eq!((forward(text, 3, 2), forward(text, 0, 9), back(text, 9, 4), back(text, 9, 0)), (7, 15, 3, 9));
    }
}
