//! The texts as numbers of surface forms, and back.
//!
//! ```text
//! surface table  1 byte, two to the power of which is the number of contexts of the byte model; each word: how many bytes it shares with
//!                the word before, its other bytes and 0, its frequency class, and the class of the same word with a capital; the first
//!                word is the empty gap, the last one is empty
//! text stream    for each text its segments; a segment is
//!                  a frequency class, and which surface form or merge of that class
//!                  or how far back it last occurred
//!                  or that the last segments are a merge from now on: of which class, and how many segments
//!                  or that the text ends
//! ```
//! All of it is symbols of a [`range_coder`], by a [`frequency_tree`] or a [`byte_model`]. A segment is a word, a gap, or a **merge**: a
//! sequence of segments that occurs often. Between two words the gap that their scripts expect is not coded: a space, or nothing if either
//! is of a script without spaces. Any other gap is a segment, and the empty gap is a surface form too.
//!
//! A merge is declared after its segments where they first occur, and is from then on a range of decoded text: to read it again is to copy
//! text and tokens, however many segments it has. Decoding never panics and allocates no more than the caller's limits.

pub mod byte_model;
pub mod frequency_tree;
pub mod range_coder;
pub mod surface_table;
pub mod text_stream;

use crate::format::{OpenError, Section};
use crate::text::{Class, StringTable, class, is_unspaced};

/// Length of the longest surface form in bytes; the segmenter cuts longer ones.
pub const LONGEST: usize = 255;

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its surface form.
    pub entry: u32,
    /// Its first byte among all texts.
    pub start: u32,
}

/// The decoded texts.
#[derive(Clone, Debug, Default)]
pub struct Decoded {
    /// All texts, end to end.
    pub text: String,
    /// Where each text begins, and the end of the last.
    pub bounds: Vec<u32>,
    /// The distinct surface forms.
    pub entries: StringTable,
    /// Every word in order.
    pub tokens: Vec<Token>,
    /// The first token of each text, and the end of the last.
    pub token_bounds: Vec<u32>,
}

/// Whether a segment is a word; the empty gap is none.
#[must_use]
pub fn is_word(segment: &str) -> bool {
    segment.chars().next().is_some_and(|c| !matches!(class(c), Class::Space | Class::Other))
}

/// The gap between two words that is not coded.
#[must_use]
pub fn expected_gap(before: &str, after: &str) -> &'static str {
    let unspaced = |c: Option<char>| c.is_some_and(is_unspaced);
    if unspaced(before.chars().next_back()) || unspaced(after.chars().next()) { "" } else { " " }
}

/// Number of frequency classes: surface forms and merges that occur about equally often share a class.
pub const CLASSES: usize = 32;
/// Largest size of the byte model, as a power of two.
pub const LARGEST: u32 = 18;
/// Most bytes of text that a byte of the text stream may stand for, so that the memory an index takes is a fixed multiple of its size. An
/// encoder pads the stream with zeros if it needs fewer bytes.
pub const DENSEST: usize = 32;
/// Bytes of text allowed beside that, for the smallest of streams.
const ROOM: usize = 4096;

/// The manifest's counts of the texts.
#[derive(Clone, Copy, Debug)]
pub struct Counts {
    /// Their bytes.
    pub bytes: u32,
    /// How many there are.
    pub texts: u32,
    /// How many words they have.
    pub tokens: u32,
}

/// Decodes texts, neither more nor longer than their counts.
pub fn decode(surface_table: &[u8], text_stream: &[u8], counts: Counts) -> Result<Decoded, OpenError> {
    let corrupt = |section: Section, what| OpenError::Corrupt { section: section.name(), what };
    if counts.bytes as usize / DENSEST > text_stream.len() + ROOM {
        return Err(corrupt(Section::TextStream, "it is too short for the manifest's counts"));
    }
    let surfaces = surface_table::read(surface_table, counts.bytes)
        .ok_or(corrupt(Section::SurfaceTable, "it is cut off, or a word is not UTF-8"))?;
    text_stream::read(text_stream, counts, surfaces)
        .ok_or(corrupt(Section::TextStream, "it is cut off, or a number is out of range"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes that no writer wrote.
    fn noise(seed: u32, count: usize) -> Vec<u8> {
        let mut x = seed.wrapping_mul(0x9e37_79b9) | 1;
        let mut byte = || {
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
            (x >> 8) as u8
        };
        (0..count).map(|_| byte()).collect()
    }

    #[test]
    fn any_bytes_are_decoded_or_refused() {
        // Miri takes a thousand times as long.
        for seed in 0..if cfg!(miri) { 3 } else { 1000u32 } {
            let (mut surfaces, stream) = (noise(seed, 60), noise(seed + 1, 80));
            surfaces[0] = 10;
            let counts = Counts { bytes: 2000, texts: seed % 20, tokens: 300 };
            if let Ok(decoded) = decode(&surfaces, &stream, counts) {
                assert!(decoded.text.len() <= 2000 && decoded.tokens.len() <= 300);
                assert_eq!(decoded.bounds.len(), counts.texts as usize + 1);
                assert!(decoded.bounds.iter().all(|at| decoded.text.is_char_boundary(*at as usize)));
            }
        }
    }

    #[test]
    fn counts_beyond_what_the_bytes_can_hold_are_refused() {
        let (surfaces, stream) = (noise(1, 60), noise(2, 80));
        let decode = |stream: &[u8], bytes, texts| decode(&surfaces, stream, Counts { bytes, texts, tokens: bytes });
        assert_eq!(
            decode(&stream, u32::MAX, 1).unwrap_err(),
            OpenError::Corrupt { section: "text stream", what: "it is too short for the manifest's counts" }
        );
        // The end of a text is a symbol too, and beyond the end the bytes are zeros.
        assert!(decode(&[], 9, u32::MAX).is_err());
        assert!(decode(&stream, 1000, u32::MAX).is_err());
    }
}
