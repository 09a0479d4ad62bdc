//! Cuts texts into segments: words and the gaps between. The joined segments are the text.
//!
//! Core's one tokeniser cuts scripts with spaces by char class. A dictionary cuts the others. Its words become the term dictionary.

mod han;
mod icu;

pub(crate) use han::{opens_name, parts};

use findling_core::text::{Segment, segments};

/// Cuts runs of unspaced scripts.
#[derive(Default)]
pub struct Segmenter {
    icu: icu::IcuSegmenter,
}

impl std::fmt::Debug for Segmenter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Segmenter")
    }
}

/// Maximum length of a segment in bytes. A longer one is cut, so that no text makes a dictionary of megabytes, and no byte of the stream
/// decodes to more than the reader accepts.
const LONGEST: usize = 240;
const _: () = assert!(LONGEST <= findling_core::codec::LONGEST);

impl Segmenter {
    /// The segments of a text, each with whether it is a word.
    #[must_use]
    pub fn cut<'a>(&self, text: &'a str, lang: &str) -> Vec<(&'a str, bool)> {
        let mut out = Vec::new();
        for piece in segments(text) {
            match piece {
                Segment::Word(word) => push(&mut out, word, true),
                Segment::Gap(gap) => push(&mut out, gap, false),
                Segment::Run(run) => {
                    let japanese = lang.starts_with("ja") || run.chars().any(|c| matches!(c, '\u{3041}'..='\u{30ff}'));
                    let han = run.chars().all(|c| findling_core::text::class(c) == findling_core::text::Class::Han);
                    let words = if han && !japanese { han::cut(run) } else { self.icu.cut(run) };
                    for word in words {
                        push(&mut out, word, true);
                    }
                }
            }
        }
        out
    }
}

fn push<'a>(out: &mut Vec<(&'a str, bool)>, mut piece: &'a str, word: bool) {
    while piece.len() > LONGEST {
        let mut end = LONGEST;
        while !piece.is_char_boundary(end) {
            end -= 1;
        }
        let (head, rest) = piece.split_at(end);
        out.push((head, word));
        piece = rest;
    }
    out.push((piece, word));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn show(text: &str, lang: &str) -> String {
        Segmenter::default().cut(text, lang).into_iter().map(|p| p.0).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn chinese_is_cut_into_words() {
        assert_eq!(show("全球治理需要合作。", "zh"), "全球|治理|需要|合作|。");
    }

    #[test]
    fn japanese_and_thai_are_cut_into_words() {
        assert_eq!(show("図書館で本を読む", "ja").split('|').next(), Some("図書館"));
        assert!(show("ภาษาไทยเป็นภาษา", "th").contains('|'));
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "\\PC{0,40}") {
            let segmenter = thread_segmenter();
            let joined: String = segmenter.cut(&text, "").into_iter().map(|p| p.0).collect();
            prop_assert_eq!(joined, text);
        }
    }

    fn thread_segmenter() -> &'static Segmenter {
        static SEGMENTER: std::sync::OnceLock<Segmenter> = std::sync::OnceLock::new();
        SEGMENTER.get_or_init(Segmenter::default)
    }
}
