//! Texts as numbers of surface forms: the encoder of [`findling_core::codec`], which documents the layout.
//!
//! `merges` finds segments that often occur together, `surface_table` and `text_stream` encode the two sections.

mod log2;
mod merges;
mod surface_table;
mod text_stream;

use std::collections::{HashMap, HashSet};

use findling_core::codec::expected_gap;
use findling_core::codec::primer::Primer;

use merges::{Effort, NONE};
use surface_table::Surfaces;
pub(crate) use surface_table::encode_primer;

/// How long a build searches for a smaller index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// About as long as the rest of the build.
    #[default]
    Balanced,
    /// In several ways; the smallest result is kept.
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
    /// The surface forms.
    pub surface_table: Vec<u8>,
    /// The texts.
    pub text_stream: Vec<u8>,
}

/// A text in segments; joined they are the text. Only the end of each is stored, as a corpus has some ten million of them.
#[derive(Debug)]
pub(crate) struct Segments<'a> {
    text: &'a str,
    /// Twice the place in the text, and one more if the segment is a word.
    ends: Vec<u32>,
}

impl<'a> Segments<'a> {
    /// From segments in order, each with whether it is a word.
    pub(crate) fn new(text: &'a str, segments: &[(&str, bool)]) -> Segments<'a> {
        let mut at = 0;
        let end = |(segment, word): &(&str, bool)| {
            at += segment.len() as u32;
            at * 2 + u32::from(*word)
        };
        Segments { text, ends: segments.iter().map(end).collect() }
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// The segments, each with whether it is a word.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'a str, bool)> {
        let mut at = 0;
        self.ends.iter().map(move |end| {
            let from = std::mem::replace(&mut at, (end / 2) as usize);
            (self.text.get(from..at).unwrap_or_default(), end % 2 == 1)
        })
    }
}

/// Codes texts.
pub(crate) fn encode(texts: &[Segments<'_>], level: Level, primer: &Primer) -> Coded {
    // Surface forms are numbered by when they first occur; their final numbers follow when all are known.
    let mut firsts: HashMap<&str, u32> = HashMap::from([("", 0)]);
    let mut entries: Vec<&str> = vec![""];
    let mut row: Vec<u32> = Vec::new();
    let bytes: usize = texts.iter().map(|text| text.text.len()).sum();
    for text in texts {
        each_coded(text, |segment| {
            let first = *firsts.entry(segment).or_insert_with(|| {
                entries.push(segment);
                entries.len() as u32 - 1
            });
            row.push(first);
        });
        row.push(NONE);
    }
    drop(firsts);
    let efforts = level.efforts();
    let tries = efforts.iter().map(|effort| {
        let merged = merges::find(row.clone(), entries.len(), *effort);
        let mut surfaces = Surfaces::new(&entries, &merged, primer);
        let surface_table = surfaces.encode(primer);
        Coded { surface_table, text_stream: text_stream::encode(&merged, surfaces, bytes) }
    });
    tries.min_by_key(|coded| coded.surface_table.len() + coded.text_stream.len()).unwrap_or_default()
}

/// The surface forms of texts, each once.
pub(crate) fn surface_forms<'a>(texts: &[Segments<'a>]) -> HashSet<&'a str> {
    let mut forms = HashSet::new();
    for text in texts {
        each_coded(text, |segment| {
            forms.insert(segment);
        });
    }
    forms
}

/// Visits the segments of a text that are coded: its words, and the gaps that the decoder would not expect.
fn each_coded<'a>(text: &Segments<'a>, mut visit: impl FnMut(&'a str)) {
    let mut before: Option<&str> = None;
    let mut gap = "";
    for (segment, word) in text.iter() {
        if !word {
            // A gap of several segments is coded whole.
            if !gap.is_empty() {
                visit(gap);
                before = None;
            }
            gap = segment;
            if before.is_none() {
                visit(gap);
                gap = "";
            }
            continue;
        }
        if let Some(before) = before
            && gap != expected_gap(before, segment)
        {
            visit(gap);
        }
        visit(segment);
        (before, gap) = (Some(segment), "");
    }
    if !gap.is_empty() {
        visit(gap);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use findling_core::codec::{Counts, LONGEST, decode};
    use findling_core::text::{Segment, segments};
    use proptest::prelude::*;

    /// Parts of what is too long for a surface form, as the segmenter makes them.
    fn parts(segment: &str) -> impl Iterator<Item = String> {
        let chars: Vec<char> = segment.chars().collect();
        chars.chunks(LONGEST / 4).map(|part| part.iter().collect()).collect::<Vec<String>>().into_iter()
    }

    /// The primer of all surface forms of some texts.
    fn primer_of(texts: &[Segments<'_>]) -> Primer {
        let mut words: Vec<(&str, u32)> =
            surface_forms(texts).into_iter().map(|word| (word, word.len() as u32 % 32)).collect();
        words.sort_unstable();
        words.retain(|(word, _)| !word.is_empty());
        let primer = Primer::read(&encode_primer(&words), u32::MAX).unwrap();
        assert_eq!(
            primer.words.iter().skip(1).collect::<Vec<_>>(),
            words.iter().map(|word| word.0).collect::<Vec<_>>()
        );
        primer
    }

    /// Codes texts, each cut by character class and its runs after every `step` characters, and reads them again: without a primer, and
    /// with a primer of the words of the first text.
    fn again(texts: &[String], step: usize) -> Vec<String> {
        let pieces_of = |text: &'_ String| -> Vec<(String, bool)> {
            let mut out = Vec::new();
            for segment in segments(text) {
                match segment {
                    Segment::Run(run) => {
                        let chars: Vec<char> = run.chars().collect();
                        out.extend(chars.chunks(step).map(|c| (c.iter().collect(), true)));
                    }
                    Segment::Word(word) => out.extend(parts(word).map(|part| (part, true))),
                    Segment::Gap(gap) => out.extend(parts(gap).map(|part| (part, false))),
                }
            }
            out
        };
        let owned: Vec<Vec<(String, bool)>> = texts.iter().map(pieces_of).collect();
        let cut: Vec<Vec<(&str, bool)>> =
            owned.iter().map(|text| text.iter().map(|p| (p.0.as_str(), p.1)).collect()).collect();
        let borrowed: Vec<Segments<'_>> = texts.iter().zip(&cut).map(|(text, cut)| Segments::new(text, cut)).collect();
        let bytes = texts.iter().map(String::len).sum::<usize>() as u32;
        let words = borrowed.iter().flat_map(Segments::iter).filter(|p| p.1).count() as u32;
        let counts = Counts { bytes, texts: texts.len() as u32, tokens: words };
        let [plain, primed] = [Primer::default(), primer_of(&borrowed[..borrowed.len().min(1)])].map(|primer| {
            let coded = encode(&borrowed, Level::Balanced, &primer);
            let decoded = decode(&coded.surface_table, &coded.text_stream, counts, &primer).unwrap();
            assert_eq!(decoded.tokens.len(), words as usize);
            let text = |w: &[u32]| decoded.text[w[0] as usize..w[1] as usize].to_owned();
            decoded.bounds.windows(2).map(text).collect::<Vec<_>>()
        });
        assert_eq!(plain, primed);
        plain
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
