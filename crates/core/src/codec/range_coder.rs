//! An arithmetic coder in whole numbers alone: the same bytes mean the same on every machine.
//!
//! What is likely is learnt as it goes, in one of two ways. [`Habits`] count how often each of 64 things came after each of some
//! others. [`Letters`] decide a byte bit by bit, and look each bit up in two places, that of its narrow surroundings and that of its
//! wide ones; a place holds by how much it speaks for yes (as a logarithm of the odds) and how often it was asked, and what two
//! places say is added. So a narrow place that knows nothing yet leaves the word to the wide one, and there is no third thing that
//! weighs them.
//!
//! One code goes both ways: what reads passes over the value that it is given and returns the one that it found.
#![allow(
    clippy::inline_always,
    reason = "a few instructions for each bit of a lexicon; the compiler for size makes calls of them"
)]

/// The bytes of a section, read or written.
pub trait Bits {
    /// Whether what is given is passed over.
    const READS: bool;
    /// A decision which is yes in `yes` of 4096 cases.
    fn bit(&mut self, yes: u32, given: bool) -> bool;
    /// Which of `n` equal parts the next bytes are in; `n` is at least one and at most 65,536.
    fn part(&mut self, n: u32) -> u32;
    /// Goes on in `size` of the parts that were asked for, from `start` on.
    fn enter(&mut self, start: u32, size: u32);
}

/// One of `n` that are as likely as each other.
pub fn one_of<B: Bits>(bits: &mut B, n: u32, value: u32) -> u32 {
    let few = n <= 1 << 16;
    let (n, shift) = if few { (n.max(1), 0) } else { (((n - 1) >> 12) + 1, 12) };
    let part = bits.part(n);
    let high = if B::READS { part } else { value >> shift };
    bits.enter(high, 1);
    if few { high } else { high << 12 | one_of(bits, 1 << 12, value & 0xfff) }
}

/// How often each of 64 things came after each of some others.
#[derive(Debug)]
pub struct Habits {
    /// For each of those before a tree of 128 counts: the second is that of all, the last 64 are those of each.
    counts: Vec<u32>,
}

/// What one time counts, where never counts one.
const ONCE: u32 = 5;
/// At so many each becomes half of what it is: what was long ago counts less.
const FULL: u32 = 1 << 16;

impl Habits {
    /// None, after so many.
    #[must_use]
    pub fn new(before: usize) -> Habits {
        let mut counts = vec![64; before << 7];
        for (at, count) in counts.iter_mut().enumerate() {
            *count >>= (at & 127).max(1).ilog2();
        }
        Habits { counts }
    }

    /// One of the 64 after one of the others.
    pub fn after<B: Bits>(&mut self, bits: &mut B, before: usize, given: u32) -> u32 {
        let Some(tree) = self.counts.get_mut(before << 7..(before + 1) << 7) else { return 0 };
        if tree[1] > FULL - ONCE {
            for node in (1..128).rev() {
                tree[node] = if node < 64 { tree[node * 2] + tree[node * 2 + 1] } else { tree[node].div_ceil(2) };
            }
        }
        let part = bits.part(tree[1]);
        let (mut start, mut node) = (0, 1);
        for bit in (0..6).rev() {
            tree[node] += ONCE;
            node *= 2;
            let left = tree[node];
            if if B::READS { part - start >= left } else { given >> bit & 1 == 1 } {
                start += left;
                node += 1;
            }
        }
        bits.enter(start, tree[node]);
        tree[node] += ONCE;
        node as u32 - 64
    }

    /// What one would be among how many.
    #[must_use]
    pub fn odds(&self, before: usize, given: u32) -> (u32, u32) {
        let count = |at: usize| self.counts.get(before << 7 | at).copied().unwrap_or(1);
        (count(64 + given as usize), count(1))
    }
}

/// No bit is taken to be surer than this many of 4096: what is sure can still be otherwise.
const DOUBT: u32 = 2;
/// Log odds from -8 to 8 in 256ths: a place holds them in units of a 2^17th above five bits that count.
const TABLE: usize = 1 << 12;
/// Where in it even odds are.
const EVEN: i32 = 1 << 11;
/// What a place moves for a bit, by how often it was asked before: it learns fast at first, and goes on forgetting.
const PACE: [u8; 32] =
    [88, 58, 44, 35, 29, 25, 22, 19, 17, 16, 14, 13, 12, 11, 11, 10, 9, 9, 8, 8, 8, 7, 7, 7, 6, 6, 6, 6, 5, 5, 5, 3];

/// The bytes that most words have: the end, letters but for q, and what Chinese characters begin with.
const USUAL: [u8; 32] = *b"\0abcdefghijklmnoprstuvwxyz\xe4\xe5\xe6\xe7\xe8\xe9";

/// Bytes and what was learnt of them.
#[derive(Debug)]
pub struct Letters {
    /// First what log odds are of 4096, then the places.
    table: Vec<u32>,
}

impl Letters {
    /// None yet, with two to the power of `size` places.
    #[must_use]
    pub fn new(size: u32) -> Letters {
        let mut table = vec![0; TABLE + (1 << size)];
        // From even odds to one in three thousand, each a 256th smaller than the one before.
        let mut odds = 1u32 << 20;
        for at in 0..TABLE / 2 {
            let less = (((odds >> 4) << 12) / ((1 << 16) + (odds >> 4))).max(DOUBT);
            table[TABLE / 2 + at] = 4096 - less;
            table[TABLE / 2 - 1 - at] = less;
            odds -= odds >> 8;
        }
        Letters { table }
    }

    /// A byte in its narrow and its wide surroundings, which any numbers tell; `inside` a character the rest of which it is.
    pub fn next<B: Bits>(&mut self, bits: &mut B, narrow: u32, wide: u32, inside: bool, given: u8) -> u8 {
        let place = |surroundings: u32| (surroundings.wrapping_mul(0x9e37_79b1) >> 10) as usize;
        let (narrow, wide) = (place(narrow), place(wide));
        // Behind a one: six bits of what goes on with a character; a one and five bits of what is usual; a zero and all eight.
        let code = match USUAL.iter().position(|byte| *byte == given) {
            _ if B::READS => 0,
            _ if inside => 1 << 6 | usize::from(given) & 63,
            Some(at) => 3 << 5 | at,
            None => 2 << 8 | usize::from(given),
        };
        let mut node = 1usize;
        while node < if inside { 1 << 6 } else { 2 << 8 } && (inside || node >> 5 != 3) {
            let given = !B::READS && code >> (code.ilog2() - node.ilog2() - 1) & 1 == 1;
            node = node * 2 + usize::from(self.decide(bits, narrow + node, wide + node, given));
        }
        if inside {
            return 1 << 7 | node as u8 & 63;
        }
        if node >> 5 == 3 { USUAL[node & 31] } else { node as u8 }
    }

    fn decide<B: Bits>(&mut self, bits: &mut B, narrow: usize, wide: usize, given: bool) -> bool {
        let (chances, places) = self.table.split_at_mut(TABLE);
        let last = places.len() - 1;
        let (narrow, wide) = (narrow & last, wide & last);
        let (a, b) = (places[narrow], places[wide]);
        let odds = (((a.cast_signed() >> 5) + (b.cast_signed() >> 5)) >> 9) + EVEN;
        let yes = chances[if odds < 0 { 0 } else { TABLE.min(odds as usize + 1) - 1 }];
        let bit = bits.bit(yes, given);
        let wrong = if bit { 4096 - yes } else { yes.wrapping_neg() } << 5;
        places[narrow] = learnt(a, wrong);
        places[wide] = learnt(b, wrong);
        bit
    }
}

/// A place after a bit of which it was so wrong.
#[inline(always)]
fn learnt(place: u32, wrong: u32) -> u32 {
    let count = place as usize & 31;
    place.wrapping_add(wrong.wrapping_mul(u32::from(PACE[count]))).wrapping_add(u32::from(count < 31))
}

/// Reads what a writer made. What is not there reads as zeros.
#[derive(Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    range: u32,
    code: u32,
}

impl<'a> Reader<'a> {
    /// Begins at the first byte.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Reader<'a> {
        let mut reader = Reader { bytes, at: 0, range: u32::MAX, code: 0 };
        for _ in 0..4 {
            reader.next();
        }
        reader
    }

    /// Whether more was asked for than a writer wrote.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.at > self.bytes.len() + 8
    }

    #[inline(always)]
    fn fill(&mut self) {
        while self.range < 1 << 24 {
            self.range <<= 8;
            self.next();
        }
    }

    fn next(&mut self) {
        self.code = self.code << 8 | u32::from(self.bytes.get(self.at).copied().unwrap_or(0));
        self.at += 1;
    }
}

impl Bits for Reader<'_> {
    const READS: bool = true;

    #[inline(always)]
    fn bit(&mut self, yes: u32, _: bool) -> bool {
        let bound = (self.range >> 12) * yes;
        let bit = self.code < bound;
        if bit {
            self.range = bound;
        } else {
            self.code -= bound;
            self.range -= bound;
        }
        self.fill();
        bit
    }

    fn part(&mut self, n: u32) -> u32 {
        self.range /= n;
        (self.code / self.range).min(n - 1)
    }

    fn enter(&mut self, start: u32, size: u32) {
        self.code -= start * self.range;
        self.range *= size;
        self.fill();
    }
}
