//! Lists of numbers, mostly small. A small number is a symbol, of a larger one the power of two below it; the rest of its bits follow.

use super::DENSEST;
use super::frequency_tree::FrequencyTrees;
use super::range_coder::{Coder, Decoder, Encoder, uniform};
use crate::list::List as _;

/// Numbers from here on are coded by their power.
const SMALL: u32 = 32;
/// Contexts: a small number before, each in a context of its own up to this one.
const CONTEXTS: usize = 16;

/// Codes lists of numbers.
#[derive(Debug)]
pub struct NumberCoder<C> {
    /// One end of the coder.
    pub coder: C,
    trees: FrequencyTrees,
}

impl<C: Coder> NumberCoder<C> {
    /// A coder that has seen nothing.
    pub fn new(coder: C) -> NumberCoder<C> {
        NumberCoder { coder, trees: FrequencyTrees::new(CONTEXTS) }
    }

    /// Codes a list of `count` numbers.
    pub fn list(&mut self, numbers: &[u32], count: usize) -> Vec<u32> {
        let mut before = 0;
        let mut list = Vec::new();
        for at in 0..count {
            let given = numbers.get(at).copied().unwrap_or(0);
            let symbol = if given < SMALL { given } else { SMALL + given.ilog2() };
            let symbol = self.trees.code(&mut self.coder, before, symbol);
            let number = match symbol.checked_sub(SMALL) {
                None => symbol,
                Some(power) => {
                    let high = 1u32 << power.min(31);
                    high | uniform(&mut self.coder, high, given.wrapping_sub(high))
                }
            };
            list.push(number);
            before = (symbol as usize).min(CONTEXTS - 1);
        }
        list
    }
}

/// Reads lists of so many numbers each.
#[must_use]
pub fn read(bytes: &[u8], counts: &[u32]) -> Option<Vec<Vec<u32>>> {
    let all = counts.iter().fold(0, |sum: u64, count| sum + u64::from(*count));
    if all > (bytes.len() as u64 + 8) * DENSEST as u64 {
        return None;
    }
    let mut numbers = NumberCoder::new(Decoder::new(bytes));
    let lists = counts.iter().map(|count| numbers.list(&[], *count as usize)).list();
    (!numbers.coder.is_past_end()).then_some(lists)
}

/// The bytes of lists.
#[must_use]
pub fn write(lists: &[&[u32]]) -> Vec<u8> {
    let mut numbers = NumberCoder::new(Encoder::default());
    for list in lists {
        numbers.list(list, list.len());
    }
    let mut bytes = numbers.coder.finish();
    let all = lists.iter().map(|list| list.len()).list().into_iter().sum::<usize>();
    bytes.resize(bytes.len().max(all / DENSEST), 0);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let (a, b) = (vec![1, 1, 1, 2, 40, 1, 0], vec![u32::MAX, 7, 31, 32, 33]);
        let bytes = write(&[&a, &b]);
        assert_eq!(read(&bytes, &[a.len() as u32, b.len() as u32]), Some(vec![a, b]));
        let ones = vec![1; 50_000];
        let bytes = write(&[&ones]);
        assert_eq!(bytes.len(), ones.len() / DENSEST);
        assert_eq!(read(&bytes, &[50_000]), Some(vec![ones]));
    }

    #[test]
    fn counts_beyond_the_bytes_are_refused() {
        assert_eq!(read(&[1, 2, 3], &[u32::MAX, 5]), None);
        assert_eq!(read(&[1, 2, 3], &[900]), None);
    }
}
