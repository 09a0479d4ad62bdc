//! The excerpt: the sentences of a passage that answer best, as many as there is room for.

use core::ops::Range;

use super::sentences::{clauses, is_whole, sentences};
use super::window::{TermMark, best_window};
use crate::format::Asks;
use crate::list::List as _;
use crate::text::{is_capital, is_unspaced};

/// How often the best sentence of an excerpt counts, beside the excerpt's terms: an answer stands in one sentence.
const BEST_SENTENCE: f32 = 2.0;
/// No Chinese or Japanese character comes before it.
const FIRST_WIDE: char = '\u{2e80}';
/// Bonus for a sentence with the number, date or name that the question asks for, in units of the question's heaviest term.
const ANSWERS: f32 = 0.7;
/// How much less a term tells with each further sentence of the text that has it.
const COMMONNESS: f32 = 0.5;

/// The caller's and the question's wishes for an excerpt.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    /// Its length in characters, if the caller says one.
    pub length: Option<usize>,
    /// The kind of answer that the question asks for.
    pub asks: Asks,
}

/// The room for an excerpt. A Chinese or Japanese character takes more of it: it says more.
struct Room {
    wide: usize,
    other: usize,
    most: usize,
}

impl Room {
    fn new(length: Option<usize>) -> Room {
        match length {
            // 160 Chinese or Japanese characters, or 200 others.
            None => Room { wide: 5, other: 4, most: 800 },
            Some(length) => Room { wide: 1, other: 1, most: length },
        }
    }

    /// The room that a text takes.
    fn of(&self, text: &str) -> usize {
        if text.is_ascii() {
            return text.len() * self.other;
        }
        let is_wide = |c: char| c >= FIRST_WIDE && is_unspaced(c);
        text.chars().map(|c| if is_wide(c) { self.wide } else { self.other }).sum()
    }
}

/// A part of a text: a sentence, or a clause of a long one.
#[derive(Debug)]
pub(super) struct Part {
    bytes: Range<usize>,
    room: usize,
}

/// The terms of the query in a part.
struct Evidence {
    /// A bit for each term in it.
    terms: u64,
    /// The weight of these terms, and more if the part can answer the question.
    value: f32,
}

/// The part of a text that its excerpt is made of.
pub(super) struct Choice {
    bytes: Range<usize>,
    /// The weight of the terms in its best sentences, the sentence with most of them once more.
    pub value: f32,
}

/// Chooses the parts of a text that answer best. `marks` is everything in it that speaks for a part, ascending.
pub(super) fn choose(text: &str, parts: &[Part], marks: &[TermMark], wish: Wish) -> Choice {
    let room = Room::new(wish.length);
    let fits = parts.iter().map(|part| part.room).sum::<usize>() <= room.most + room.most / 4;
    let (best, value) = best_parts(text, parts, marks, wish, &room);
    Choice { bytes: if fits { 0..text.len() } else { best }, value }
}

/// The first parts of a text, as many as there is room for: for a text in which nothing matches.
pub(super) fn opening(text: &str, parts: &[Part], length: Option<usize>) -> Choice {
    let room = Room::new(length);
    if parts.iter().map(|part| part.room).sum::<usize>() <= room.most + room.most / 4 {
        return Choice { bytes: 0..text.len(), value: 0.0 };
    }
    let (mut used, mut end) = (0, 0);
    for part in parts {
        used += part.room;
        if end > 0 && used > room.most {
            break;
        }
        end = part.bytes.end;
    }
    let part = text.get(..end).unwrap_or("");
    if room.of(part) > room.most + room.most / 4 {
        // Not even a clause fits.
        let length = room.most / if part.starts_with(is_unspaced) { room.wide } else { room.other };
        end = best_window(part, &[], length).end;
    }
    Choice { bytes: 0..end, value: 0.0 }
}

/// The bytes of the parts that answer best, and their value.
fn best_parts(text: &str, parts: &[Part], marks: &[TermMark], wish: Wish, room: &Room) -> (Range<usize>, f32) {
    let (evidence, weights) = evidence(text, parts, marks, wish);
    let mut best = (0..1, -1.0);
    for first in 0..parts.len() {
        let (mut used, mut terms, mut weight, mut highest) = (0, 0, 0.0, 0.0);
        for (last, (part, evidence)) in parts.iter().zip(&evidence).enumerate().skip(first) {
            used += part.room;
            if last > first && used > room.most {
                break;
            }
            if evidence.terms & !terms != 0 {
                terms |= evidence.terms;
                weight = weights.of(terms);
            }
            if evidence.value > highest {
                highest = evidence.value;
            }
            // Of equals, the one that fills the room.
            let filled = if used <= room.most { used as f32 * 1e-5 } else { 0.0 };
            let value = weight + highest * BEST_SENTENCE + filled;
            if value > best.1 {
                best = (first..last + 1, value);
            }
        }
    }
    let bytes = parts.get(best.0).and_then(|parts| Some(parts.first()?.bytes.start..parts.last()?.bytes.end));
    let bytes = bytes.unwrap_or(0..text.len());
    let part = text.get(bytes.clone()).unwrap_or("");
    if room.of(part.trim_end()) <= room.most + room.most / 4 {
        return (bytes, best.1);
    }
    // Not even a clause fits.
    let inside = marks.iter().filter(|mark| bytes.contains(&mark.range.start) && mark.range.end <= bytes.end);
    let moved =
        |mark: &TermMark| TermMark { range: mark.range.start - bytes.start..mark.range.end - bytes.start, ..*mark };
    let inside = inside.map(moved).list();
    let length = room.most / if part.chars().next().is_some_and(is_unspaced) { room.wide } else { room.other };
    let window = best_window(part, &inside, length);
    (bytes.start + window.start..bytes.start + window.end, best.1)
}

/// The weight of each term in one text. A term that many sentences have weighs less.
struct TextWeights([f32; 64]);

impl TextWeights {
    fn new(marks: &[TermMark], evidence: &[Evidence]) -> TextWeights {
        let mut weights = [0.0; 64];
        for mark in marks {
            weights[number(mark)] = mark.weight;
        }
        for (number, weights) in weights.iter_mut().enumerate().filter(|(_, weights)| **weights > 0.0) {
            let with = evidence.iter().filter(|evidence| evidence.terms & 1 << number != 0).count();
            *weights /= 1.0 + COMMONNESS * with.saturating_sub(1) as f32;
        }
        TextWeights(weights)
    }

    /// Of terms, each once.
    fn of(&self, mut terms: u64) -> f32 {
        let mut sum = 0.0;
        while terms != 0 {
            sum += self.0[terms.trailing_zeros() as usize];
            terms &= terms - 1;
        }
        sum
    }
}

/// The bit of a mark's term.
fn number(mark: &TermMark) -> usize {
    mark.term.min(63)
}

/// The sentences of a text, and the clauses of those for which an excerpt of this length has no room.
pub(super) fn parts(text: &str, length: Option<usize>) -> Vec<Part> {
    let room = Room::new(length);
    let part = |bytes: Range<usize>| Part { room: room.of(text.get(bytes.clone()).unwrap_or("")), bytes };
    let mut parts = Vec::new();
    for sentence in sentences(text) {
        let sentence = part(sentence);
        if sentence.room > room.most + room.most / 4 {
            parts.extend(clauses(text, sentence.bytes).into_iter().map(part));
        } else {
            parts.push(sentence);
        }
    }
    parts
}

/// The terms of the query in each part of a text, and the terms' weights.
fn evidence(text: &str, parts: &[Part], marks: &[TermMark], wish: Wish) -> (Vec<Evidence>, TextWeights) {
    let mut rest = marks;
    let terms = |part: &Part| {
        let (inside, after) = rest.split_at(rest.partition_point(|mark| mark.range.start < part.bytes.end));
        rest = after;
        Evidence { terms: inside.iter().fold(0, |terms, mark| terms | 1 << number(mark)), value: 0.0 }
    };
    let mut evidence = parts.iter().map(terms).list();
    let weights = TextWeights::new(marks, &evidence);
    let heaviest = weights.0.iter().copied().fold(0.0, f32::max);
    for (part, evidence) in parts.iter().zip(&mut evidence).filter(|(_, evidence)| evidence.terms != 0) {
        evidence.value = weights.of(evidence.terms);
        if can_answer(wish.asks, text.get(part.bytes.clone()).unwrap_or("")) {
            evidence.value += heaviest * ANSWERS;
        }
    }
    (evidence, weights)
}

/// Whether a sentence has what a question asks for.
fn can_answer(asks: Asks, sentence: &str) -> bool {
    let han_number = |c: char| "一二三四五六七八九十百千万萬亿億两兩半".contains(c);
    match asks {
        Asks::Nothing | Asks::Anything => false,
        Asks::Number => sentence.chars().any(|c| is_digit(c) || han_number(c)),
        Asks::Date => sentence.chars().any(is_digit) || sentence.contains(['年', '月', '世']),
        // A name has a capital inside the sentence, or the point of a foreign name in Chinese.
        Asks::Person | Asks::Place => {
            sentence.contains('·') || sentence.split_whitespace().skip(1).any(|word| word.starts_with(is_capital))
        }
    }
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '٠'..='٩' | '०'..='९' | '๐'..='๙')
}

/// The excerpt of a text, with an ellipsis where a sentence was cut, and the marks in it.
pub(super) fn cut(text: &str, marks: &[Range<usize>], choice: &Choice) -> (String, Vec<Range<usize>>) {
    let bytes = choice.bytes.clone();
    let part = text.get(bytes.clone()).unwrap_or("");
    let bytes = bytes.start..bytes.start + part.trim_end().len();
    let mut out = String::new();
    if bytes.start > 0 && !is_whole(text[..bytes.start].trim_end()) && !text[..bytes.start].ends_with('\n') {
        out.push('…');
    }
    // A mark that the end of the excerpt cuts is left out, unless it fills the excerpt.
    let shown = |range: &Range<usize>| range.end <= bytes.end || range.len() > bytes.len() / 2;
    let ranges = marks.iter().filter(|range| shown(range));
    let inside = ranges.map(|range| range.start.max(bytes.start)..range.end.min(bytes.end));
    let mut moved: Vec<Range<usize>> = Vec::new();
    let mut at = bytes.start;
    for mark in inside.filter(|range| range.start < range.end) {
        copy(text, at..mark.start, &mut out);
        let start = out.len();
        copy(text, mark.clone(), &mut out);
        moved.push(start..out.len());
        at = mark.end;
    }
    copy(text, at..bytes.end, &mut out);
    if bytes.end < text.trim_end().len() && !is_whole(&out) && !text[bytes.end..].starts_with('\n') {
        out.push('…');
    }
    let marks = merged(&out, moved.into_iter());
    (out, marks)
}

/// Copies a part of a text, with a space between paragraphs. After Chinese punctuation is none.
fn copy(text: &str, bytes: Range<usize>, out: &mut String) {
    let mut start = bytes.start;
    for (at, _) in text.get(bytes.clone()).unwrap_or("").match_indices('\n') {
        let at = bytes.start + at;
        out.push_str(text.get(start..at).unwrap_or(""));
        start = at + 1;
        let before_wide = text[start..].starts_with(is_unspaced);
        let is_wide =
            text[..at].ends_with(is_wide_punctuation) || before_wide && text[..at].ends_with(['”', '’', '—', '…']);
        if !is_wide {
            out.push(' ');
        }
    }
    out.push_str(text.get(start..bytes.end).unwrap_or(""));
}

/// Punctuation that has its space in it.
fn is_wide_punctuation(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
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

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(range: Range<usize>, term: usize) -> TermMark {
        TermMark { range, term, weight: 1.0 }
    }

    /// An excerpt with all marks shown.
    fn shown(text: &str, marks: &[TermMark], length: usize, asks: Asks) -> (String, Vec<String>) {
        let ranges: Vec<Range<usize>> = marks.iter().map(|mark| mark.range.clone()).collect();
        let (excerpt, marks) =
            cut(text, &ranges, &choose(text, &parts(text, Some(length)), marks, Wish { length: Some(length), asks }));
        let marked = marks.iter().map(|range| excerpt[range.clone()].to_owned()).collect();
        (excerpt, marked)
    }

    #[test]
    fn a_short_text_is_its_own_excerpt() {
        let (text, marks) = shown("A lamp is lit.", &[mark(2..6, 0), mark(7..9, 1)], 160, Asks::Nothing);
        assert_eq!((text.as_str(), marks), ("A lamp is lit.", vec!["lamp is".to_owned()]));
    }

    #[test]
    fn the_excerpt_is_the_sentences_with_the_most_different_terms() {
        let far = "Nothing is here. ".repeat(20);
        let text = format!("A lamp. {far}The lamp and the lens turn. {far}");
        let at = |word: &str, from: usize| text[from..].find(word).unwrap() + from;
        let second = at("The lamp", 0);
        let ranges = [(at("lamp", 0), 0), (at("lamp", second), 0), (at("lens", second), 1)];
        let marks: Vec<TermMark> = ranges.iter().map(|(start, term)| mark(*start..*start + 4, *term)).collect();
        let (excerpt, marks) = shown(&text, &marks, 60, Asks::Nothing);
        assert!(excerpt.contains("The lamp and the lens turn."), "{excerpt}");
        assert!(excerpt.starts_with("Nothing") || excerpt.starts_with("The"), "whole sentences: {excerpt}");
        assert!(excerpt.ends_with('.') && !excerpt.contains('…') && excerpt.chars().count() <= 75, "{excerpt}");
        assert_eq!(marks, ["lamp", "lens"]);
    }

    #[test]
    fn a_question_for_a_number_prefers_a_sentence_with_one() {
        let text = "The tower is very high. The tower stands in a park with old trees. The tower has 9 rooms.";
        let ranges: Vec<TermMark> =
            text.match_indices("tower").map(|(at, word)| mark(at..at + word.len(), 0)).collect();
        assert!(shown(text, &ranges, 30, Asks::Number).0.contains("9 rooms"));
        assert!(shown(text, &ranges, 30, Asks::Nothing).0.contains("high"));
    }

    #[test]
    fn a_cut_sentence_has_an_ellipsis_and_a_seam_of_paragraphs_no_space_in_chinese() {
        let long = "全球治理需要合作，".repeat(30);
        let text = format!("{long}灯塔亮了。");
        let at = text.find("灯塔").unwrap();
        let (excerpt, marks) = shown(&text, &[mark(at..at + 6, 0)], 40, Asks::Nothing);
        assert!(excerpt.starts_with('…') && excerpt.ends_with("灯塔亮了。"), "{excerpt}");
        assert_eq!(marks, ["灯塔"]);
        assert_eq!(shown("第一段。\n第二段。", &[], 40, Asks::Nothing).0, "第一段。第二段。");
        assert_eq!(
            shown("所长\n第二段。", &[], 40, Asks::Nothing).0,
            "所长 第二段。",
            "a line without an end stays apart"
        );
        assert_eq!(
            shown("One.\nTwo.", &[mark(5..8, 0)], 40, Asks::Nothing),
            ("One. Two.".to_owned(), vec!["Two".to_owned()])
        );
        assert_eq!(shown("“One.”\nTwo.", &[], 40, Asks::Nothing).0, "“One.” Two.");
        assert_eq!(shown("他说：“好。”\n第二段。", &[], 40, Asks::Nothing).0, "他说：“好。”第二段。");
    }
}
