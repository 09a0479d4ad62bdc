//! Bytes of words, coded bit by bit.
//!
//! Each bit is looked up in two contexts, a narrow and a wide one. A context holds the logarithm of the odds that the bit is true and how
//! often it was seen; the two logarithms are added. So a narrow context that has seen nothing leaves the decision to the wide one, and no
//! weights mix them.
#![allow(
    clippy::inline_always,
    reason = "a few instructions per bit; the compiler makes calls of them when it optimises for size"
)]

use super::range_coder::Coder;

/// Smallest probability of a bit, of 4096: even a certain bit can be otherwise.
const LEAST: u32 = 2;
/// Size of the table from log odds to probabilities: -8 to 8 in 256ths.
const ODDS: usize = 1 << 12;
/// Place of even odds in that table.
const EVEN: i32 = 1 << 11;
/// How far a context moves towards a bit, by how often it was seen: fast at first, then slower, never standing still.
const RATES: [u8; 32] =
    [88, 58, 44, 35, 29, 25, 22, 19, 17, 16, 14, 13, 12, 11, 11, 10, 9, 9, 8, 8, 8, 7, 7, 7, 6, 6, 6, 6, 5, 5, 5, 3];

/// The bytes of most words, coded in six bits: the end, letters but for q, the first bytes of Chinese characters.
const USUAL: [u8; 32] = *b"\0abcdefghijklmnoprstuvwxyz\xe4\xe5\xe6\xe7\xe8\xe9";

/// The contexts and what they learnt.
#[derive(Clone, Debug)]
pub struct ByteModel {
    /// The probability of 4096 for each of the log odds, then the contexts: log odds in their upper 27 bits, times seen in the lower 5.
    table: Vec<u32>,
}

impl ByteModel {
    /// A model that has seen nothing, with two to the power of `size` contexts.
    #[must_use]
    pub fn new(size: u32) -> ByteModel {
        let mut table = vec![0; ODDS + (1 << size)];
        // From even odds to one in three thousand, each a 256th smaller than the one before.
        let mut odds = 1u32 << 20;
        for at in 0..ODDS / 2 {
            let less = (((odds >> 4) << 12) / ((1 << 16) + (odds >> 4))).max(LEAST);
            table[ODDS / 2 + at] = 4096 - less;
            table[ODDS / 2 - 1 - at] = less;
            odds -= odds >> 8;
        }
        ByteModel { table }
    }

    /// A byte in a narrow and a wide context, each any number. `inside`: it continues a character.
    ///
    /// The bits are one and six of a continuation byte; one, one and five of a usual byte; one, zero and all eight of another.
    pub fn code<C: Coder>(&mut self, coder: &mut C, narrow: u32, wide: u32, inside: bool, byte: u8) -> u8 {
        let hash = |context: u32| (context.wrapping_mul(0x9e37_79b1) >> 10) as usize;
        let (narrow, wide) = (hash(narrow), hash(wide));
        let code = match USUAL.iter().position(|usual| *usual == byte) {
            _ if C::DECODES => 0,
            _ if inside => 1 << 6 | usize::from(byte) & 63,
            Some(at) => 3 << 5 | at,
            None => 2 << 8 | usize::from(byte),
        };
        let mut node = 1usize;
        while node < if inside { 1 << 6 } else { 2 << 8 } && (inside || node >> 5 != 3) {
            let bit = !C::DECODES && code >> (code.ilog2() - node.ilog2() - 1) & 1 == 1;
            node = node * 2 + usize::from(self.bit(coder, narrow + node, wide + node, bit));
        }
        if inside {
            return 1 << 7 | node as u8 & 63;
        }
        if node >> 5 == 3 { USUAL[node & 31] } else { node as u8 }
    }

    fn bit<C: Coder>(&mut self, coder: &mut C, narrow: usize, wide: usize, bit: bool) -> bool {
        let (probabilities, contexts) = self.table.split_at_mut(ODDS);
        let last = contexts.len() - 1;
        let (narrow, wide) = (narrow & last, wide & last);
        let (a, b) = (contexts[narrow], contexts[wide]);
        let odds = (((a.cast_signed() >> 5) + (b.cast_signed() >> 5)) >> 9) + EVEN;
        let probability = probabilities[odds.clamp(0, 2 * EVEN - 1) as usize];
        let bit = coder.bit(probability, bit);
        let error = if bit { 4096 - probability } else { probability.wrapping_neg() } << 5;
        contexts[narrow] = learn(a, error);
        contexts[wide] = learn(b, error);
        bit
    }
}

/// A context after a bit that its probability missed by `error`.
#[inline(always)]
fn learn(context: u32, error: u32) -> u32 {
    let seen = context as usize & 31;
    context.wrapping_add(error.wrapping_mul(u32::from(RATES[seen]))).wrapping_add(u32::from(seen < 31))
}

#[cfg(test)]
mod tests {
    use super::super::range_coder::{Decoder, Encoder};
    use super::*;

    #[test]
    fn any_bytes_come_back() {
        let bytes: Vec<u8> = (0..3000u32).map(|i| (i.wrapping_mul(0x9e37_79b1) >> 20) as u8).collect();
        // A continuation byte has its upper bits from the character.
        let inside = |i: usize| i.is_multiple_of(3) && bytes[i] >> 6 == 2;
        let (mut model, mut encoder) = (ByteModel::new(10), Encoder::default());
        for (i, byte) in bytes.iter().enumerate() {
            model.code(&mut encoder, i as u32 % 5, 7, inside(i), *byte);
        }
        let coded = encoder.finish();
        let (mut model, mut decoder) = (ByteModel::new(10), Decoder::new(&coded));
        for (i, byte) in bytes.iter().enumerate() {
            assert_eq!(model.code(&mut decoder, i as u32 % 5, 7, inside(i), 0), *byte, "byte {i}");
        }
    }

    #[test]
    fn repeated_words_become_cheap() {
        let (mut model, mut encoder) = (ByteModel::new(12), Encoder::default());
        for _ in 0..200 {
            for (i, byte) in b"governance\0".iter().enumerate() {
                model.code(&mut encoder, i as u32, 1 << 25, false, *byte);
            }
        }
        assert!(encoder.finish().len() < 200, "less than a byte per word of eleven");
    }
}
