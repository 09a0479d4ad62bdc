//! The texts as numbers of the lexicon's entries, and back.
//!
//! ```text
//! lexicon   entries, each ended by a zero byte: the usual ones by how usual they are, then the rest in order
//! stream    for each text its pieces, then 0; a piece is its entry's number plus 1, in groups of seven bits, low first
//! ```
//! A piece is a word or a gap. Between two words the gap that their scripts expect goes without saying: a space, or nothing
//! where either is of a script without spaces. Another gap is a piece of its own, and the empty gap is an entry too.
//!
//! Numbers are whole bytes and usual entries have short ones, so that what a host's brotli or gzip makes of them is nearly what an
//! arithmetic coder would, and decoding is one pass of copying. Never panics; allocates no more than the caller's limit.

use crate::lean::parts;
use crate::text::{Class, Strings, class, is_unspaced, read_number};

/// The bytes of the longest entry: what a byte of the stream can be made to mean is bounded, and with it what a pack can take of memory.
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

/// What the decoder keeps of an entry: whether it is a word, and whether it begins and ends with a letter of an unspaced script.
#[derive(Clone, Copy)]
struct Kind {
    word: bool,
    begins: bool,
    ends: bool,
}

/// Reads texts of `text_bytes` bytes and `tokens` words together; more is an error.
pub fn decode(lexicon: &[u8], mut stream: &[u8], text_bytes: u32, tokens: u32) -> Result<Decoded, Corrupt> {
    let lexicon = core::str::from_utf8(lexicon).map_err(|_| Corrupt("a part that is no text"))?;
    let mut entries = Strings::default();
    let mut kinds: Vec<Kind> = Vec::new();
    for entry in parts(lexicon, 0) {
        if entry.len() > LONGEST {
            return Err(Corrupt("a number out of range"));
        }
        entries.push(entry);
        kinds.push(Kind {
            word: is_word(entry),
            begins: entry.chars().next().is_some_and(is_unspaced),
            ends: entry.chars().next_back().is_some_and(is_unspaced),
        });
    }
    // A byte of the stream is at most one word, so a claim beyond that is none to allocate for.
    let room = (tokens as usize).min(stream.len());
    let mut out = Decoded {
        text: String::with_capacity((text_bytes as usize).min(stream.len().saturating_mul(16))),
        bounds: vec![0],
        entries,
        tokens: Vec::with_capacity(room),
        token_bounds: vec![0],
    };
    let mut before: Option<Kind> = None;
    while !stream.is_empty() {
        // The usual pieces have numbers of one byte.
        let number = if let [byte @ 0..0x80, rest @ ..] = stream {
            stream = rest;
            u32::from(*byte)
        } else {
            read_number(&mut stream).ok_or(Corrupt("a number is missing"))?
        };
        let Some(entry) = number.checked_sub(1) else {
            out.bounds.push(out.text.len() as u32);
            out.token_bounds.push(out.tokens.len() as u32);
            before = None;
            continue;
        };
        let kind = *kinds.get(entry as usize).ok_or(Corrupt("a number out of range"))?;
        if kind.word {
            if before.is_some_and(|b| b.word && !b.ends && !kind.begins) {
                out.text.push(' ');
            }
            if out.tokens.len() >= tokens as usize {
                return Err(Corrupt("not what the manifest says"));
            }
            out.tokens.push(Token { entry, start: out.text.len() as u32 });
        }
        let piece = out.entries.get(entry);
        if out.text.len() + piece.len() > text_bytes as usize {
            return Err(Corrupt("not what the manifest says"));
        }
        out.text.push_str(piece);
        before = Some(kind);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// “the end” and 全球 in two texts, the space and the seam going without saying.
    const LEXICON: &[u8] = "the\0end\0全\0球\0\0".as_bytes();
    const STREAM: &[u8] = &[1, 2, 0, 3, 4, 0];

    #[test]
    fn the_gap_that_scripts_expect_goes_without_saying() {
        let decoded = decode(LEXICON, STREAM, 13, 4).unwrap();
        assert_eq!(decoded.text, "the end全球");
        assert_eq!(decoded.bounds, [0, 7, 13]);
        assert_eq!(decoded.token_bounds, [0, 2, 4]);
        assert_eq!(decoded.tokens[1], Token { entry: 1, start: 4 });
    }

    #[test]
    fn the_empty_gap_can_be_said() {
        assert_eq!(decode(LEXICON, &[1, 5, 2, 0], 6, 2).unwrap().text, "theend");
    }

    #[test]
    fn claims_beyond_the_manifest_are_refused() {
        assert!(decode(LEXICON, STREAM, 12, 4).is_err());
        assert!(decode(LEXICON, STREAM, 13, 3).is_err());
        assert!(decode(LEXICON, &[9, 0], 13, 4).is_err());
        assert!(decode(LEXICON, &[0x80], 13, 4).is_err());
        assert!(decode(&[0xff], STREAM, 13, 4).is_err());
    }

    #[test]
    fn any_bytes_are_decoded_or_refused() {
        // Miri takes a thousand times as long.
        for seed in 0..if cfg!(miri) { 20 } else { 2000u32 } {
            let mut x = seed.wrapping_mul(0x9e37_79b9) | 1;
            let mut byte = || {
                x ^= x << 13;
                x ^= x >> 17;
                x ^= x << 5;
                (x >> 8) as u8
            };
            let lexicon: Vec<u8> = (0..20).map(|_| byte() & 0x7f).collect();
            let stream: Vec<u8> = (0..40).map(|_| byte() & 0x0f).collect();
            if let Ok(decoded) = decode(&lexicon, &stream, 200, 30) {
                assert!(decoded.text.len() <= 200 && decoded.tokens.len() <= 30);
            }
        }
    }
}
