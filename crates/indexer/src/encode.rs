//! Texts as numbers of the lexicon's entries: the writing side of `findling_core::codec`, which says the layout.

use std::collections::HashMap;

use findling_core::codec::expected_gap;
use findling_core::text::write_number;

/// Entries that stand more often than this come first, by how often they stand; the rest are in order, which is what a host's
/// compression does best with.
const USUAL: usize = 200;

/// The coded sections.
#[derive(Debug, Default)]
pub(crate) struct Coded {
    /// The entries.
    pub lexicon: Vec<u8>,
    /// The texts.
    pub stream: Vec<u8>,
}

/// A text in pieces; joined they are the text. Only where each ends is kept, as a corpus has some ten million of them.
#[derive(Debug)]
pub(crate) struct Pieces<'a> {
    text: &'a str,
    /// Twice the place in the text, and one more if the piece is a word.
    ends: Vec<u32>,
}

impl<'a> Pieces<'a> {
    /// From pieces that follow each other, each with whether it is a word.
    pub(crate) fn new(text: &'a str, pieces: &[(&str, bool)]) -> Pieces<'a> {
        let mut at = 0;
        let end = |(piece, word): &(&str, bool)| {
            at += piece.len() as u32;
            at * 2 + u32::from(*word)
        };
        Pieces { text, ends: pieces.iter().map(end).collect() }
    }

    /// The pieces, each with whether it is a word.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'a str, bool)> {
        let mut at = 0;
        self.ends.iter().map(move |end| {
            let from = std::mem::replace(&mut at, (end / 2) as usize);
            (self.text.get(from..at).unwrap_or_default(), end % 2 == 1)
        })
    }
}

/// Codes texts.
pub(crate) fn encode(texts: &[Pieces<'_>]) -> Coded {
    // Each entry has a number by when it came first, and gets the one that it is written by when all are known.
    let mut firsts: HashMap<&str, usize> = HashMap::new();
    let mut entries: Vec<(&str, usize)> = Vec::new();
    let mut all: Vec<usize> = Vec::new();
    let mut ends: Vec<usize> = Vec::new();
    for text in texts {
        told(text, |piece| {
            let first = *firsts.entry(piece).or_insert(entries.len());
            match entries.get_mut(first) {
                Some((_, count)) => *count += 1,
                None => entries.push((piece, 1)),
            }
            all.push(first);
        });
        ends.push(all.len());
    }
    let mut order: Vec<usize> = (0..entries.len()).collect();
    let rank =
        |at: &usize| entries.get(*at).map(|(entry, n)| (if *n > USUAL { usize::MAX - n } else { usize::MAX }, *entry));
    order.sort_unstable_by_key(rank);
    let mut coded = Coded::default();
    let mut numbers = vec![0; entries.len()];
    for (number, first) in order.into_iter().enumerate() {
        if let (Some((entry, _)), Some(slot)) = (entries.get(first), numbers.get_mut(first)) {
            *slot = number as u32 + 1;
            coded.lexicon.extend_from_slice(entry.as_bytes());
            coded.lexicon.push(0);
        }
    }
    let mut start = 0;
    for end in ends {
        for first in all.get(start..end).unwrap_or_default() {
            write_number(&mut coded.stream, numbers.get(*first).copied().unwrap_or(0));
        }
        coded.stream.push(0);
        start = end;
    }
    coded
}

/// Visits the pieces of a text that have to be told: its words, and the gaps that do not go without saying.
fn told<'a>(text: &Pieces<'a>, mut visit: impl FnMut(&'a str)) {
    let mut before: Option<&str> = None;
    let mut gap = "";
    for (piece, word) in text.iter() {
        if !word {
            // A gap of several pieces is told whole.
            if !gap.is_empty() {
                visit(gap);
                before = None;
            }
            gap = piece;
            if before.is_none() {
                visit(gap);
                gap = "";
            }
            continue;
        }
        if let Some(before) = before
            && gap != expected_gap(before, piece)
        {
            visit(gap);
        }
        visit(piece);
        (before, gap) = (Some(piece), "");
    }
    if !gap.is_empty() {
        visit(gap);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use findling_core::codec::{LONGEST, decode};
    use findling_core::text::{Piece, pieces};
    use proptest::prelude::*;

    /// What no entry can hold is in parts, as the segmenter makes them.
    fn parts(piece: &str) -> impl Iterator<Item = String> {
        let chars: Vec<char> = piece.chars().collect();
        chars.chunks(LONGEST / 4).map(|part| part.iter().collect()).collect::<Vec<String>>().into_iter()
    }

    /// Codes texts, each cut by character class and its runs after every `step` characters, and reads them again.
    fn again(texts: &[String], step: usize) -> Vec<String> {
        let pieces_of = |text: &'_ String| -> Vec<(String, bool)> {
            let mut out = Vec::new();
            for piece in pieces(text) {
                match piece {
                    Piece::Run(run) => {
                        let chars: Vec<char> = run.chars().collect();
                        out.extend(chars.chunks(step).map(|c| (c.iter().collect(), true)));
                    }
                    Piece::Word(word) => out.extend(parts(word).map(|part| (part, true))),
                    Piece::Gap(gap) => out.extend(parts(gap).map(|part| (part, false))),
                }
            }
            out
        };
        let owned: Vec<Vec<(String, bool)>> = texts.iter().map(pieces_of).collect();
        let cut: Vec<Vec<(&str, bool)>> =
            owned.iter().map(|text| text.iter().map(|p| (p.0.as_str(), p.1)).collect()).collect();
        let borrowed: Vec<Pieces<'_>> = texts.iter().zip(&cut).map(|(text, cut)| Pieces::new(text, cut)).collect();
        let coded = encode(&borrowed);
        let bytes = texts.iter().map(String::len).sum::<usize>() as u32;
        let words = borrowed.iter().flat_map(Pieces::iter).filter(|p| p.1).count() as u32;
        let decoded = decode(&coded.lexicon, &coded.stream, bytes, words).unwrap();
        assert_eq!(decoded.tokens.len(), words as usize);
        let text = |w: &[u32]| decoded.text[w[0] as usize..w[1] as usize].to_owned();
        decoded.bounds.windows(2).map(text).collect()
    }

    proptest! {
        #[test]
        fn texts_come_back_byte_for_byte(
            texts in prop::collection::vec("[^\u{0}]{0,30}|([A-Za-z]{1,5}[ ,.]{0,2}){0,9}|([全球治理G20 ，]{1,9})", 0..6),
            step in 1usize..4,
        ) {
            prop_assert_eq!(again(&texts, step), texts);
        }
    }

    #[test]
    fn adversarial_texts_come_back_and_stay_small() {
        let texts = [
            "word ".repeat(100_000),
            "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo".repeat(3_000),
            " ".repeat(100_000),
            ('\u{4e00}'..'\u{9fff}').collect::<String>(),
        ];
        for text in texts {
            assert_eq!(again(std::slice::from_ref(&text), 2), [text]);
        }
    }
}
