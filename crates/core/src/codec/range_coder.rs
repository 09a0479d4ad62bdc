//! A range coder in whole numbers alone: the same bytes decode to the same symbols on every machine.
//!
//! Models are written once, over the trait [`Coder`]: an [`Encoder`] writes the symbol that it is given, a [`Decoder`] ignores it and
//! returns the symbol that it read.
#![allow(
    clippy::inline_always,
    reason = "a few instructions per bit; the compiler makes calls of them when it optimises for size"
)]

/// Both ends renormalise while their range is smaller than this.
const SMALLEST: u32 = 1 << 24;
/// Largest total of frequencies.
pub const LARGEST_TOTAL: u32 = 1 << 16;

/// One end of the coder.
pub trait Coder {
    /// Whether symbols are read, so that given ones are ignored.
    const DECODES: bool;
    /// A binary symbol, which is true in `probability` of 4096 cases.
    fn bit(&mut self, probability: u32, bit: bool) -> bool;
    /// Divides the range into `total` equal slots, at least one and at most [`LARGEST_TOTAL`]. The slot of the next symbol, when decoding.
    fn slot(&mut self, total: u32) -> u32;
    /// Narrows the range to `size` of these slots from `start` on.
    fn narrow(&mut self, start: u32, size: u32);
}

/// One of `n` equally likely symbols.
pub fn uniform<C: Coder>(coder: &mut C, n: u32, symbol: u32) -> u32 {
    const LOW_BITS: u32 = 12;
    let n = n.max(1);
    if n <= LARGEST_TOTAL {
        let slot = coder.slot(n);
        let symbol = if C::DECODES { slot } else { symbol };
        coder.narrow(symbol, 1);
        return symbol;
    }
    let high = uniform(coder, ((n - 1) >> LOW_BITS) + 1, symbol >> LOW_BITS);
    high << LOW_BITS | uniform(coder, 1 << LOW_BITS, symbol & ((1 << LOW_BITS) - 1))
}

/// Reads what an [`Encoder`] wrote. Bytes beyond the end read as zeros.
#[derive(Debug)]
pub struct Decoder<'a> {
    bytes: &'a [u8],
    at: usize,
    range: u32,
    code: u32,
}

impl<'a> Decoder<'a> {
    /// Begins at the first byte.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Decoder<'a> {
        let mut decoder = Decoder { bytes, at: 0, range: u32::MAX, code: 0 };
        for _ in 0..4 {
            decoder.next_byte();
        }
        decoder
    }

    /// Whether more was read than an encoder wrote.
    #[must_use]
    pub fn is_past_end(&self) -> bool {
        self.at > self.bytes.len() + 8
    }

    #[inline(always)]
    fn renormalise(&mut self) {
        while self.range < SMALLEST {
            self.range <<= 8;
            self.next_byte();
        }
    }

    fn next_byte(&mut self) {
        self.code = self.code << 8 | u32::from(self.bytes.get(self.at).copied().unwrap_or(0));
        self.at += 1;
    }
}

impl Coder for Decoder<'_> {
    const DECODES: bool = true;

    #[inline(always)]
    fn bit(&mut self, probability: u32, _: bool) -> bool {
        let bound = (self.range >> 12) * probability;
        let bit = self.code < bound;
        if bit {
            self.range = bound;
        } else {
            self.code -= bound;
            self.range -= bound;
        }
        self.renormalise();
        bit
    }

    fn slot(&mut self, total: u32) -> u32 {
        self.range /= total;
        (self.code / self.range).min(total - 1)
    }

    fn narrow(&mut self, start: u32, size: u32) {
        self.code -= start * self.range;
        self.range *= size;
        self.renormalise();
    }
}

/// Writes bytes. The indexer encodes; the module does not link it.
#[derive(Debug)]
pub struct Encoder {
    bytes: Vec<u8>,
    low: u64,
    range: u32,
    /// The last byte, which a carry may still change, and the number of bytes 255 after it.
    last: Option<u8>,
    full: usize,
}

impl Default for Encoder {
    fn default() -> Encoder {
        Encoder { bytes: Vec::new(), low: 0, range: u32::MAX, last: None, full: 0 }
    }
}

impl Encoder {
    /// The bytes, without zeros at their end: a decoder reads zeros beyond every end.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        for _ in 0..5 {
            self.shift();
        }
        while self.bytes.last() == Some(&0) {
            self.bytes.pop();
        }
        self.bytes
    }

    fn renormalise(&mut self) {
        while self.range < SMALLEST {
            self.range <<= 8;
            self.shift();
        }
    }

    fn shift(&mut self) {
        let carry = (self.low >> 32) as u8;
        if carry > 0 || self.low < 0xff00_0000 {
            self.bytes.extend(self.last.map(|last| last.wrapping_add(carry)));
            let full = core::mem::take(&mut self.full);
            self.bytes.extend(core::iter::repeat_n(carry.wrapping_sub(1), full));
            self.last = Some((self.low >> 24) as u8);
        } else {
            self.full += 1;
        }
        self.low = (self.low & 0x00ff_ffff) << 8;
    }
}

impl Coder for Encoder {
    const DECODES: bool = false;

    fn bit(&mut self, probability: u32, bit: bool) -> bool {
        let bound = (self.range >> 12) * probability;
        if bit {
            self.range = bound;
        } else {
            self.low += u64::from(bound);
            self.range -= bound;
        }
        self.renormalise();
        bit
    }

    fn slot(&mut self, total: u32) -> u32 {
        self.range /= total;
        0
    }

    fn narrow(&mut self, start: u32, size: u32) {
        self.low += u64::from(start) * u64::from(self.range);
        self.range *= size;
        self.renormalise();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_come_back() {
        let sizes = [1, 2, 3, 255, 65_536, 65_537, 1_000_000, u32::MAX];
        let symbols: Vec<(u32, u32)> =
            (0..400u32).map(|i| (sizes[i as usize % 8], i.wrapping_mul(0x9e37_79b1) % sizes[i as usize % 8])).collect();
        let mut encoder = Encoder::default();
        for (n, symbol) in &symbols {
            uniform(&mut encoder, *n, *symbol);
            encoder.bit(4000, symbol % 7 != 0);
        }
        let bytes = encoder.finish();
        let mut decoder = Decoder::new(&bytes);
        for (n, symbol) in &symbols {
            assert_eq!(uniform(&mut decoder, *n, 0), *symbol);
            assert_eq!(decoder.bit(4000, false), symbol % 7 != 0);
        }
        assert!(!decoder.is_past_end());
    }

    #[test]
    fn probable_bits_cost_little() {
        let cost = |probability: u32, false_every: u32| {
            let mut encoder = Encoder::default();
            for i in 0..8000 {
                encoder.bit(probability, i % false_every != 0);
            }
            encoder.finish().len()
        };
        assert!((995..=1005).contains(&cost(2048, 2)), "a bit each");
        assert!(cost(4090, 1000) < 20);
    }

    #[test]
    fn reading_on_past_the_end_is_noticed() {
        let mut decoder = Decoder::new(&[1, 2, 3]);
        for _ in 0..20 {
            uniform(&mut decoder, 256, 0);
        }
        assert!(decoder.is_past_end());
    }
}
