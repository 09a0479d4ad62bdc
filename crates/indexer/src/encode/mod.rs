//! Texts as numbers of the lexicon's entries: the writing side of `findling_core::codec`, which says the layout.
//!
//! `phrases` finds what stands together often, `words` writes the lexicon, `stream` the texts, all by `writer`, which makes bytes of
//! decisions.

mod phrases;
mod stream;
mod words;
mod writer;

use std::collections::HashMap;

use findling_core::codec::expected_gap;

use phrases::{Effort, NONE};
use words::Words;

/// How long a build looks for what makes a pack smaller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// As long as the rest of it takes.
    #[default]
    Balanced,
    /// In several ways, of which the smallest is kept.
    Max,
}

impl Level {
    fn efforts(self) -> Vec<Effort> {
        let usual = Effort { step: 15, gain: 16 << 8 };
        match self {
            Level::Balanced => vec![usual],
            Level::Max => {
                let gains = [10, 14, 18, 22, 28];
                let each = gains.iter().map(|gain| Effort { step: 12, gain: gain << 8 });
                each.chain([usual]).collect()
            }
        }
    }
}

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
pub(crate) fn encode(texts: &[Pieces<'_>], level: Level) -> Coded {
    // Each entry has a number by when it came first, and gets the one that it is written by when all are known.
    let mut firsts: HashMap<&str, u32> = HashMap::from([("", 0)]);
    let mut entries: Vec<&str> = vec![""];
    let mut row: Vec<u32> = Vec::new();
    let bytes: usize = texts.iter().map(|text| text.text.len()).sum();
    for text in texts {
        told(text, |piece| {
            let first = *firsts.entry(piece).or_insert_with(|| {
                entries.push(piece);
                entries.len() as u32 - 1
            });
            row.push(first);
        });
        row.push(NONE);
    }
    drop(firsts);
    let efforts = level.efforts();
    let tries = efforts.iter().map(|effort| {
        let phrased = phrases::find(row.clone(), entries.len(), *effort);
        let mut words = Words::new(&entries, &phrased);
        let lexicon = words.write();
        Coded { lexicon, stream: stream::write(&phrased, words, bytes) }
    });
    tries.min_by_key(|coded| coded.lexicon.len() + coded.stream.len()).unwrap_or_default()
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
    use findling_core::codec::{Counts, LONGEST, decode};
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
        let coded = encode(&borrowed, Level::Balanced);
        let bytes = texts.iter().map(String::len).sum::<usize>() as u32;
        let words = borrowed.iter().flat_map(Pieces::iter).filter(|p| p.1).count() as u32;
        let counts = Counts { bytes, texts: texts.len() as u32, tokens: words };
        let decoded = decode(&coded.lexicon, &coded.stream, counts).unwrap();
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
