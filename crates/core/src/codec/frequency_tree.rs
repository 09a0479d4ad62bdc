//! Symbols of an alphabet of 64, by how often each came after a context so far.

use super::range_coder::{Coder, LARGEST_TOTAL};
use crate::list::List as _;

/// Size of the alphabet.
const SYMBOLS: usize = 64;
/// Nodes of a tree: the root is node 1, the children of node i are 2i and 2i + 1, the leaves are the symbols.
const NODES: usize = 2 * SYMBOLS;
/// Added to a frequency by each occurrence. Frequencies begin at 1.
const INCREMENT: u32 = 5;

/// A tree of frequencies per context. It learns as it codes, so no table is sent.
#[derive(Clone, Debug)]
pub struct FrequencyTrees {
    nodes: Vec<u32>,
}

impl FrequencyTrees {
    /// Trees that have seen nothing.
    #[must_use]
    pub fn new(contexts: usize) -> FrequencyTrees {
        let node = |at: usize| SYMBOLS as u32 >> (at % NODES).max(1).ilog2();
        FrequencyTrees { nodes: (0..contexts * NODES).map(node).list() }
    }

    /// A symbol in a context.
    pub fn code<C: Coder>(&mut self, coder: &mut C, context: usize, symbol: u32) -> u32 {
        let Some(tree) = self.nodes.get_mut(context * NODES..(context + 1) * NODES) else { return 0 };
        if tree[1] > LARGEST_TOTAL - INCREMENT {
            // Halve all: what was long ago counts less.
            for node in (1..NODES).rev() {
                tree[node] = if node < SYMBOLS { tree[node * 2] + tree[node * 2 + 1] } else { tree[node].div_ceil(2) };
            }
        }
        let slot = coder.slot(tree[1]);
        let (mut start, mut node) = (0, 1);
        for bit in (0..SYMBOLS.ilog2()).rev() {
            tree[node] += INCREMENT;
            node *= 2;
            let left = tree[node];
            let right = if C::DECODES { slot - start >= left } else { symbol >> bit & 1 == 1 };
            if right {
                start += left;
                node += 1;
            }
        }
        coder.narrow(start, tree[node]);
        tree[node] += INCREMENT;
        (node - SYMBOLS) as u32
    }

    /// The frequency of a symbol in a context, and the total of all symbols there.
    #[must_use]
    pub fn frequency(&self, context: usize, symbol: u32) -> (u32, u32) {
        let node = |at: usize| self.nodes.get(context * NODES + at).copied().unwrap_or(1);
        (node(SYMBOLS + symbol as usize), node(1))
    }
}

#[cfg(test)]
mod tests {
    use super::super::range_coder::{Decoder, Encoder};
    use super::*;

    #[test]
    fn symbols_come_back_after_many_halvings() {
        let symbols: Vec<(usize, u32)> =
            (0..40_000u32).map(|i| (i as usize % 3, if i % 5 == 0 { i / 5 % 64 } else { 7 })).collect();
        let (mut trees, mut encoder) = (FrequencyTrees::new(3), Encoder::default());
        for (context, symbol) in &symbols {
            trees.code(&mut encoder, *context, *symbol);
        }
        let bytes = encoder.finish();
        let (mut trees, mut decoder) = (FrequencyTrees::new(3), Decoder::new(&bytes));
        for (context, symbol) in &symbols {
            assert_eq!(trees.code(&mut decoder, *context, 0), *symbol);
        }
    }

    #[test]
    fn a_frequent_symbol_becomes_probable() {
        let (mut trees, mut encoder) = (FrequencyTrees::new(1), Encoder::default());
        assert_eq!(trees.frequency(0, 9), (1, 64));
        for _ in 0..100 {
            trees.code(&mut encoder, 0, 9);
        }
        assert_eq!(trees.frequency(0, 9), (501, 564));
        assert!(encoder.finish().len() < 20);
    }
}
