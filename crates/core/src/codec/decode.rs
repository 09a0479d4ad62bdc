//! From the two coded sections to the texts.

use super::primer::Primer;
use super::{Counts, DENSEST, Decoded, surface_table, text_stream};
use crate::format::{OpenError, Section};

/// Bytes of text allowed beside that, for the smallest of streams.
const ROOM: usize = 4096;

/// Decodes texts, neither more nor longer than their counts.
pub fn decode(surface_table: &[u8], text_stream: &[u8], counts: Counts, primer: &Primer) -> Result<Decoded, OpenError> {
    let corrupt = |section: Section, what| OpenError::Corrupt { section: section.name(), what };
    if counts.bytes as usize / DENSEST > text_stream.len() + ROOM {
        return Err(corrupt(Section::TextStream, "it is too short for the manifest's counts"));
    }
    let surfaces = surface_table::read(surface_table, counts.bytes, primer)
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
            if let Ok(decoded) = decode(&surfaces, &stream, counts, &Primer::default()) {
                assert!(decoded.text.len() <= 2000 && decoded.tokens.len() <= 300);
                assert_eq!(decoded.bounds.len(), counts.texts as usize + 1);
                assert!(decoded.bounds.iter().all(|at| decoded.text.is_char_boundary(*at as usize)));
            }
        }
    }

    #[test]
    fn counts_beyond_what_the_bytes_can_hold_are_refused() {
        let (surfaces, stream) = (noise(1, 60), noise(2, 80));
        let decode = |stream: &[u8], bytes, texts| {
            decode(&surfaces, stream, Counts { bytes, texts, tokens: bytes }, &Primer::default())
        };
        assert_eq!(
            decode(&stream, u32::MAX, 1).unwrap_err(),
            OpenError::Corrupt { section: "text stream", what: "it is too short for the manifest's counts" }
        );
        // The end of a text is a symbol too, and beyond the end the bytes are zeros.
        assert!(decode(&[], 9, u32::MAX).is_err());
        assert!(decode(&stream, 1000, u32::MAX).is_err());
    }
}
