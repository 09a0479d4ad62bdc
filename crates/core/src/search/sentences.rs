//! Where the sentences and clauses of a text end.

use core::ops::Range;

use crate::list::List as _;
use crate::text::{Class, class, is_capital, is_small};

/// The sentences of a text, end to end: each with the white space after it.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    split(text, false, &|at, c| ends_sentence(text, at, c))
}

/// The clauses of a sentence, end to end.
pub(super) fn clauses(text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let sentence = text.get(within.clone()).unwrap_or("");
    let clauses = split(sentence, true, &|at, c| ends_clause(sentence, at, c));
    clauses.into_iter().map(|clause| within.start + clause.start..within.start + clause.end).list()
}

/// Whether a text ends with the end of a sentence.
pub(super) fn is_whole(text: &str) -> bool {
    let text = text.trim_end_matches(is_closer);
    text.chars().next_back().is_some_and(|c| is_stop(c) || c == '.')
}

/// The parts of a text, end to end. `at_spaces`: a space may end a part.
fn split(text: &str, at_spaces: bool, ends: &dyn Fn(usize, char) -> bool) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    // Most of a text is letters, which end nothing: bytes pass faster than characters.
    let looked_at = |byte: &u8| may_end(*byte) || at_spaces && *byte == b' ';
    while let Some(passed) = text.as_bytes()[at..].iter().position(looked_at) {
        at += passed;
        let Some(c) = text[at..].chars().next() else { break };
        let found = ends(at, c);
        at += c.len_utf8();
        if !found {
            continue;
        }
        // The closing mark of a quotation or a bracket, and the space after it, belong to the quotation or the bracket.
        let rest = text[at..].trim_start_matches(|c| is_closer(c) || is_stop(c)).trim_start();
        let end = text.len() - rest.len();
        if end < text.len() {
            parts.push(start..end);
        } else {
            break;
        }
        start = end;
        at = end;
    }
    parts.push(start..text.len());
    parts
}

/// Whether a character that begins with this byte may end a sentence or a clause. Common Latin, Greek, Cyrillic and Chinese letters begin
/// with other bytes.
fn may_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'!' | b',' | b'.' | b':' | b';' | b'?' | 0xd8 | 0xe0 | 0xe2 | 0xe3 | 0xef)
}

/// A character that ends a sentence wherever it stands.
fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '…' | '।' | '؟' | '．')
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '」' | '』' | ')' | '）' | ']' | '】' | '》')
}

fn ends_sentence(text: &str, at: usize, c: char) -> bool {
    match c {
        '\n' => true,
        '!' | '?' => {
            let rest = text[at + 1..].trim_start_matches(|c| is_closer(c) || is_stop(c));
            rest.is_empty() || rest.starts_with(char::is_whitespace)
        }
        '.' => {
            let rest = text[at + 1..].trim_start_matches(is_closer);
            let before = text[..at].rsplit(char::is_whitespace).next().unwrap_or("");
            let next = rest.trim_start().chars().next();
            rest.starts_with(char::is_whitespace)
                && next.is_some_and(|next| !is_small(next))
                && !is_abbreviation(before.trim_start_matches(['(', '[', '"', '“', '«']))
        }
        _ => is_stop(c),
    }
}

fn ends_clause(text: &str, at: usize, c: char) -> bool {
    match c {
        // Thai and its neighbours end clauses with a space.
        ' ' => text[..at].chars().next_back().is_some_and(|c| class(c) == Class::Unspaced),
        '；' | '，' | '、' | '：' | '،' | '。' | '！' | '？' | '।' => true,
        ';' | ',' | ':' | '.' | '!' | '?' | '—' => text[at + c.len_utf8()..].starts_with(char::is_whitespace),
        _ => false,
    }
}

/// Whether a word with a full stop after it is rather an abbreviation or a number in a row: `J`, `U.S`, `Dr`, `St`, `3`.
fn is_abbreviation(word: &str) -> bool {
    let letters = word.chars().count();
    let title = letters <= 3
        && word.chars().next().is_some_and(is_capital)
        && word.chars().skip(1).all(|c| is_small(c) && !"aeiouy".contains(c));
    let ordinal = letters <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    letters > 0 && (letters == 1 || title || ordinal || word.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| text[range].trim_end()).collect()
    }

    #[test]
    fn sentences_end_at_full_stops_of_every_script() {
        assert_eq!(cut("全球治理。它很重要！对吗？对"), ["全球治理。", "它很重要！", "对吗？", "对"]);
        assert_eq!(cut("A lamp. A lens! “Why?” he asked."), ["A lamp.", "A lens!", "“Why?”", "he asked."]);
        assert_eq!(cut("他说：“好。”然后走了。"), ["他说：“好。”", "然后走了。"]);
        assert_eq!(cut("यह है। वह था।"), ["यह है।", "वह था।"]);
        assert_eq!(cut(""), [""]);
    }

    #[test]
    fn every_character_that_ends_a_sentence_or_clause_is_looked_at() {
        for c in ('\0'..=char::MAX).filter(|c| *c != ' ') {
            let text = format!("one{c} Two");
            if ends_sentence(&text, 3, c) || ends_clause(&text, 3, c) {
                assert!(may_end(text.as_bytes()[3]), "{c}");
            }
        }
    }

    #[test]
    fn abbreviations_decimals_versions_and_file_names_end_none() {
        for text in [
            "Dr. Smith met J. R. Hartley in St. Louis.",
            "It grew by 1.8 percent to 3.5 million.",
            "Use astro.config.mjs with version 2.0.1 of Node.js today.",
            "In the U.S. Army it is so.",
            "Am 3. Oktober ist Feiertag.",
            "See e.g. the list.",
        ] {
            assert_eq!(cut(text), [text]);
        }
    }

    #[test]
    fn clauses_stay_with_their_commas() {
        let text = "一是水，二是火；三 1,000。";
        let all: Vec<&str> = clauses(text, 0..text.len()).into_iter().map(|range| &text[range]).collect();
        assert_eq!(all, ["一是水，", "二是火；", "三 1,000。"]);
    }
}
