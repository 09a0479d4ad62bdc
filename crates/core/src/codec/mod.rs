//! The texts as numbers of the lexicon's entries, and back.
//!
//! ```text
//! lexicon   1 byte, two to the power of which is the size of the table of letters; each word: what it shares with the one before,
//!           its bytes (usual ones in six bits, what goes on with a character in six, others in nine), 0, its class, and that of the
//!           word with a capital; first the empty gap, at the end an empty word
//! stream    for each text its pieces; a piece is
//!             a class of use, and which entry or phrase of it
//!             or how far back it last stood
//!             or that the last pieces are a phrase from now on, how many they are, and of which class
//!             or that the text ends
//! ```
//! All of it are decisions of [`range_coder`]. A piece is a word, a gap or a phrase: what pieces often make together. Between two words the gap that
//! their scripts expect goes without saying: a space, or nothing where either is of a script without spaces. Another gap is a
//! piece of its own, and the empty gap is an entry too.
//!
//! A phrase is told where it first stands, behind its parts, and is from then on a range of what was read: to read it again is
//! to copy text and words, however many pieces it was made of. Never panics; allocates no more than the caller's limits.

pub mod range_coder;
pub mod surface_table;
pub mod text_stream;

use crate::text::{Class, Strings, class, is_unspaced};

/// The bytes of the longest entry; the segmenter cuts what is longer.
pub const LONGEST: usize = 255;

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The entry of the lexicon.
    pub entry: u32,
    /// The byte at which it begins.
    pub start: u32,
}

/// What a reader gets back.
#[derive(Clone, Debug, Default)]
pub struct Decoded {
    /// All texts, end to end.
    pub text: String,
    /// Where each text begins, and the end of the last.
    pub bounds: Vec<u32>,
    /// The distinct pieces.
    pub entries: Strings,
    /// Every word in order.
    pub tokens: Vec<Token>,
    /// The first token of each text, and the end.
    pub token_bounds: Vec<u32>,
}

/// What is wrong with the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corrupt(pub &'static str);

/// Whether a piece is a word; the empty gap is none.
#[must_use]
pub fn is_word(piece: &str) -> bool {
    piece.chars().next().is_some_and(|c| !matches!(class(c), Class::Space | Class::Other))
}

/// The gap that goes without saying between two words.
#[must_use]
pub fn expected_gap(before: &str, after: &str) -> &'static str {
    let unspaced = |c: Option<char>| c.is_some_and(is_unspaced);
    if unspaced(before.chars().next_back()) || unspaced(after.chars().next()) { "" } else { " " }
}

/// Entries and phrases of about the same use have a class together; there are so many.
pub const CLASSES: usize = 32;
/// No table of letters is larger than two to the power of this.
pub const LARGEST: u32 = 18;
/// A byte of the stream stands for at most so many, so that what a pack takes of memory is a fixed multiple of its size. A writer fills
/// up with zeros what says more in less.
pub const DENSEST: usize = 32;
/// What is beside that for the smallest of streams.
const ROOM: usize = 4096;

/// What a manifest says of the texts.
#[derive(Clone, Copy, Debug)]
pub struct Counts {
    /// Their bytes.
    pub bytes: u32,
    /// How many there are.
    pub texts: u32,
    /// Their words.
    pub tokens: u32,
}

/// Reads texts, neither more nor longer than their counts say.
pub fn decode(lexicon: &[u8], stream: &[u8], counts: Counts) -> Result<Decoded, Corrupt> {
    if counts.bytes as usize / DENSEST > stream.len() + ROOM {
        return Err(Corrupt("a number out of range"));
    }
    let words = surface_table::read(lexicon, counts.bytes).ok_or(Corrupt("a part that is no text"))?;
    text_stream::read(stream, counts, words)
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
            let (mut lexicon, stream) = (noise(seed, 60), noise(seed + 1, 80));
            lexicon[0] = 10;
            let counts = Counts { bytes: 2000, texts: seed % 20, tokens: 300 };
            if let Ok(decoded) = decode(&lexicon, &stream, counts) {
                assert!(decoded.text.len() <= 2000 && decoded.tokens.len() <= 300);
                assert_eq!(decoded.bounds.len(), counts.texts as usize + 1);
                assert!(decoded.bounds.iter().all(|at| decoded.text.is_char_boundary(*at as usize)));
            }
        }
    }

    #[test]
    fn claims_that_the_bytes_do_not_bear_are_refused() {
        let (lexicon, stream) = (noise(1, 60), noise(2, 80));
        let claim = |bytes, texts| decode(&lexicon, &stream, Counts { bytes, texts, tokens: bytes }).unwrap_err().0;
        assert_eq!(claim(u32::MAX, 1), "a number out of range");
        // The end of a text costs something too, and past their end the bytes are zeros.
        assert!(decode(&[0], &[], Counts { bytes: 9, texts: u32::MAX, tokens: 9 }).is_err());
        assert!(!claim(1000, u32::MAX).is_empty());
    }
}
