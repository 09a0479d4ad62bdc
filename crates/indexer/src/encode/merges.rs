//! Which neighbouring segments occur together so often that a merge of them pays.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::log2::log2;

/// No symbol: ends a text in a row of segments.
pub(super) const NONE: u32 = u32::MAX;

/// How hard to search.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effort {
    /// How many times less often than in the pass before a pair may occur, in tenths.
    pub step: u32,
    /// What a merge must save, in 256ths of a bit.
    pub gain: i64,
}

/// Segments with merges among them.
#[derive(Debug)]
pub(super) struct Merged {
    /// The texts, each ended by [`NONE`].
    pub row: Vec<u32>,
    /// The two parts of each merge, which come before it; the first merge has the number after the last surface form.
    pub pairs: Vec<(u32, u32)>,
}

/// Hashes pairs, which are numbers already.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0 ^ n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 ^= self.0 >> 32;
    }
}

type Pairs<T> = HashMap<u64, T, BuildHasherDefault<Mix>>;

fn pair(a: u32, b: u32) -> u64 {
    u64::from(a) << 32 | u64::from(b)
}

/// Merges pairs of neighbours, most frequent first, then pairs of the result.
pub(super) fn find(mut row: Vec<u32>, entries: usize, effort: Effort) -> Merged {
    let mut pairs = Vec::new();
    let mut most = u32::MAX;
    loop {
        let uses = uses(row.iter(), entries + pairs.len());
        let counts = count(&row, &uses);
        let Some(top) = counts.values().copied().max().filter(|top| *top > 1) else { break };
        let last = most == 2;
        most = ((most.min(top)).saturating_mul(10) / effort.step).max(2);
        let worth = |(key, count): (u64, u32)| {
            let of = |symbol: u64| u64::from(uses.get(symbol as usize).copied().unwrap_or(1));
            let chance = log2(of(key >> 32) * of(key & 0xffff_ffff));
            let saved = i64::from(log2(u64::from(count) * row.len() as u64)) - i64::from(chance) + 256;
            count >= most && i64::from(count) * saved > effort.gain
        };
        let mut chosen: Pairs<(u32, u32)> =
            counts.into_iter().filter(|row| worth(*row)).map(|(key, n)| (key, (n, NONE))).collect();
        if !chosen.is_empty() {
            row = join(&row, &mut chosen, entries, &mut pairs);
        }
        if last {
            break;
        }
    }
    Merged { row, pairs }
}

/// How often each of so many symbols occurs.
pub(super) fn uses<'a>(some: impl Iterator<Item = &'a u32>, symbols: usize) -> Vec<u32> {
    let mut uses = vec![0u32; symbols];
    for symbol in some {
        if let Some(n) = uses.get_mut(*symbol as usize) {
            *n += 1;
        }
    }
    uses
}

/// How often each pair occurs in a row, of those that can occur twice.
fn count(row: &[u32], uses: &[u32]) -> Pairs<u32> {
    let often = |symbol: u32| uses.get(symbol as usize).is_some_and(|n| *n > 1);
    let mut counts: Pairs<u32> = Pairs::default();
    let mut overlaps = false;
    for w in row.windows(3).chain(row.get(row.len().saturating_sub(2)..)) {
        let &[a, b, ..] = w else { continue };
        // Three equal symbols contain their pair once.
        if overlaps {
            overlaps = false;
            continue;
        }
        overlaps = a == b && w.get(2) == Some(&a);
        if often(a) && often(b) {
            *counts.entry(pair(a, b)).or_default() += 1;
        }
    }
    counts
}

/// A row with the chosen pairs merged; of two that overlap, the more frequent one.
fn join(row: &[u32], chosen: &mut Pairs<(u32, u32)>, entries: usize, pairs: &mut Vec<(u32, u32)>) -> Vec<u32> {
    let mut out = Vec::with_capacity(row.len());
    let mut at = 0;
    while let Some(&a) = row.get(at) {
        at += 1;
        let next = row.get(at).map(|b| (*b, pair(a, *b)));
        let Some((b, (count, number))) = next.and_then(|(b, key)| Some((b, chosen.get(&key).copied()?))) else {
            out.push(a);
            continue;
        };
        let following = row.get(at + 1).and_then(|c| chosen.get(&pair(b, *c)));
        if following.is_some_and(|following| following.0 > count) {
            out.push(a);
            continue;
        }
        let number = if number == NONE {
            let number = (entries + pairs.len()) as u32;
            pairs.push((a, b));
            chosen.insert(pair(a, b), (count, number));
            number
        } else {
            number
        };
        out.push(number);
        at += 1;
    }
    out
}
