//! The text stream, encoded.

use findling_core::codec::DENSEST;
use findling_core::codec::frequency_tree::FrequencyTrees;
use findling_core::codec::range_coder::{Encoder, uniform};
use findling_core::codec::text_stream::{AGAIN, CONTEXTS, END, LONGEST_MERGE, MERGE, RECENT, merge};

use super::log2::log2;
use super::merges::{Merged, NONE};
use super::surface_table::Surfaces;

struct Stream<'a> {
    coder: Encoder,
    surfaces: Surfaces,
    pairs: &'a [(u32, u32)],
    trees: FrequencyTrees,
    before: u32,
    /// The last symbols, as the decoder has them, and how many there were.
    recent: Vec<u32>,
    count: usize,
    /// Where each symbol occurred last.
    last: Vec<usize>,
}

/// The section of texts with so many bytes.
pub(super) fn encode(merged: &Merged, surfaces: Surfaces, bytes: usize) -> Vec<u8> {
    let mut stream = Stream {
        coder: Encoder::default(),
        last: vec![usize::MAX; surfaces.uses.len()],
        surfaces,
        pairs: &merged.pairs,
        trees: FrequencyTrees::new(CONTEXTS),
        before: END,
        recent: vec![NONE; RECENT],
        count: 0,
    };
    for symbol in &merged.row {
        if *symbol == NONE {
            stream.code(END);
        } else {
            stream.encode(*symbol, false);
        }
    }
    let mut section = stream.coder.finish();
    // A decoder takes no byte for more text than this.
    section.resize(section.len().max(bytes / DENSEST), 0);
    section
}

impl Stream<'_> {
    fn code(&mut self, symbol: u32) {
        self.trees.code(&mut self.coder, self.before as usize, symbol);
        self.before = symbol;
    }

    /// Encodes a symbol, a merge at its first place by its parts. `as_one`: it must be a single segment, as a part of a merge is.
    fn encode(&mut self, symbol: u32, as_one: bool) {
        let Some((first, second)) = self.new_merge(symbol) else {
            self.known(symbol);
            self.remember(symbol, self.count);
            self.count += 1;
            return;
        };
        let mut parts = Vec::new();
        self.parts(symbol, true, &mut parts);
        let is_one = as_one || self.surfaces.uses[symbol as usize] > 1;
        if is_one && parts.len() > LONGEST_MERGE {
            parts = vec![first, second];
        }
        for part in &parts {
            self.encode(*part, is_one);
        }
        if is_one {
            self.code(MERGE);
            let class = self.surfaces.number(symbol as usize);
            merge(&mut self.coder, &mut self.trees, class, parts.len() as u32 - 2);
            self.count -= parts.len() - 1;
            self.remember(symbol, self.count - 1);
        }
    }

    /// The parts of a merge that the decoder doesn't know yet.
    fn new_merge(&self, symbol: u32) -> Option<(u32, u32)> {
        let at = (symbol as usize).checked_sub(self.surfaces.entries())?;
        self.pairs.get(at).copied().filter(|_| self.surfaces.numbers[symbol as usize] == NONE)
    }

    /// The parts of a symbol at its first place: itself, or those of a merge, and theirs if they occur nowhere else.
    fn parts(&self, symbol: u32, whole: bool, parts: &mut Vec<u32>) {
        match self.new_merge(symbol) {
            Some((first, second)) if whole || self.surfaces.uses[symbol as usize] < 2 => {
                self.parts(first, false, parts);
                self.parts(second, false, parts);
            }
            _ => parts.push(symbol),
        }
    }

    fn remember(&mut self, symbol: u32, at: usize) {
        self.recent[at % RECENT] = symbol;
        self.last[symbol as usize] = at;
    }

    /// Encodes a symbol that the decoder knows: by its class or by how far back it occurred, whichever is cheaper.
    fn known(&mut self, symbol: u32) {
        let class = self.surfaces.class(symbol);
        let size = self.surfaces.sizes[class as usize];
        let back = self.count.wrapping_sub(self.last[symbol as usize]);
        let is_recent = (1..RECENT).contains(&back) && self.recent[self.count.wrapping_sub(back) % RECENT] == symbol;
        if is_recent {
            let power = back.ilog2();
            let cost = |symbol: u32| {
                let (frequency, total) = self.trees.frequency(self.before as usize, symbol);
                log2(u64::from(total)) - log2(u64::from(frequency))
            };
            if cost(AGAIN + power) + (power << 8) < cost(class) + log2(u64::from(size)) {
                self.code(AGAIN + power);
                uniform(&mut self.coder, 1 << power, back as u32 - (1 << power));
                return;
            }
        }
        self.code(class);
        uniform(&mut self.coder, size, self.surfaces.numbers[symbol as usize]);
    }
}

const _: () = assert!(RECENT.ilog2() + AGAIN <= END);
