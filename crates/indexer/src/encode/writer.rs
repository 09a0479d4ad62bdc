//! The writing side of `findling_core::codec::range_coder`, and what its decisions cost.

use findling_core::codec::range_coder::Bits;

/// Bytes in the making.
#[derive(Debug)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    low: u64,
    range: u32,
    /// The last byte, which a carry may still change, and how many of 255 follow it.
    last: Option<u8>,
    full: usize,
}

impl Writer {
    pub(super) fn new() -> Writer {
        Writer { bytes: Vec::new(), low: 0, range: u32::MAX, last: None, full: 0 }
    }

    /// The bytes, without the zeros at their end, which a reader finds behind every end.
    pub(super) fn finish(mut self) -> Vec<u8> {
        for _ in 0..5 {
            self.shift();
        }
        while self.bytes.last() == Some(&0) {
            self.bytes.pop();
        }
        self.bytes
    }

    fn fill(&mut self) {
        while self.range < 1 << 24 {
            self.range <<= 8;
            self.shift();
        }
    }

    fn shift(&mut self) {
        let carry = (self.low >> 32) as u8;
        if carry > 0 || self.low < 0xff00_0000 {
            self.bytes.extend(self.last.map(|last| last.wrapping_add(carry)));
            let full = std::mem::take(&mut self.full);
            self.bytes.extend(std::iter::repeat_n(carry.wrapping_sub(1), full));
            self.last = Some((self.low >> 24) as u8);
        } else {
            self.full += 1;
        }
        self.low = (self.low & 0x00ff_ffff) << 8;
    }
}

impl Bits for Writer {
    const READS: bool = false;

    fn bit(&mut self, yes: u32, bit: bool) -> bool {
        let bound = (self.range >> 12) * yes;
        if bit {
            self.range = bound;
        } else {
            self.low += u64::from(bound);
            self.range -= bound;
        }
        self.fill();
        bit
    }

    fn part(&mut self, n: u32) -> u32 {
        self.range /= n;
        0
    }

    fn enter(&mut self, start: u32, size: u32) {
        self.low += u64::from(start) * u64::from(self.range);
        self.range *= size;
        self.fill();
    }
}

/// A section that begins with the size of its table of letters.
pub(super) fn section(size: u32, say: impl FnOnce(Writer) -> Writer) -> Vec<u8> {
    let mut section = vec![size as u8];
    section.extend(say(Writer::new()).finish());
    section
}

/// The binary logarithm in 256ths, the same on every machine.
pub(super) fn log2(n: u64) -> u32 {
    let whole = n.max(1).ilog2();
    // From one to two, in units of a 2^31st; its square is twice that where the next bit of the logarithm is one.
    let mut rest = (u128::from(n.max(1)) << 31 >> whole) as u64;
    let mut log = whole;
    for _ in 0..8 {
        rest = (rest * rest) >> 31;
        let bit = (rest >> 32) as u32;
        rest >>= bit;
        log = log << 1 | bit;
    }
    log
}

#[cfg(test)]
mod tests {
    use super::*;
    use findling_core::codec::range_coder::{Habits, Letters, Reader, one_of};
    use proptest::prelude::*;

    #[test]
    fn logarithms_are_those_of_the_library() {
        for n in [1u64, 2, 3, 5, 4096, 4097, 1 << 40, u64::MAX] {
            let off = f64::from(log2(n)) / 256.0 - (n as f64).log2();
            assert!((-0.005..=0.0001).contains(&off), "{n}: {off}");
        }
    }

    /// Says numbers in each of the ways that there are, or reads them.
    fn say<B: Bits>(bits: &mut B, said: &[(u32, u32, u32)]) -> Vec<u32> {
        let (mut habits, mut letters) = (Habits::new(3), Letters::new(10));
        let mut say = |(value, of, how): &(u32, u32, u32)| match how {
            0 => habits.after(bits, *of as usize % 3, value % 64),
            1 => one_of(bits, of + 1, value % (of + 1)),
            _ => u32::from(letters.next(bits, *of, 7, how % 2 == 0, *value as u8)),
        };
        said.iter().map(&mut say).collect()
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(said in prop::collection::vec((any::<u32>(), 0u32..200_000, 0u32..9), 0..3000)) {
            let mut writer = Writer::new();
            let written = say(&mut writer, &said);
            let bytes = writer.finish();
            let mut reader = Reader::new(&bytes);
            let unsaid: Vec<_> = said.iter().map(|(_, of, how)| (0, *of, *how)).collect();
            prop_assert_eq!(say(&mut reader, &unsaid), written);
            prop_assert!(!reader.is_over());
        }
    }
}
