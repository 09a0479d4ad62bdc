//! The primer: words that so many text blocks have that they are stored once, in the root.

use std::collections::HashMap;

use findling_core::codec::primer::Primer;

use super::text_blocks::Texts;
use crate::encode::{encode_primer, surface_forms};

/// Share of the blocks that must have a word, one in so many.
const ONE_IN: usize = 10;
/// Most words.
const MOST: usize = 600;

/// The section of the primer of some blocks, and the primer.
pub(super) fn primer(blocks: &[Texts<'_>]) -> (Vec<u8>, Primer) {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for block in blocks {
        for form in surface_forms(&block.segments) {
            *counts.entry(form).or_default() += 1;
        }
    }
    let least = (blocks.len() / ONE_IN).max(3);
    let mut words: Vec<(&str, usize)> =
        counts.into_iter().filter(|(word, count)| !word.is_empty() && *count >= least).collect();
    words.sort_unstable_by_key(|(word, count)| (usize::MAX - count, *word));
    words.truncate(MOST);
    words.sort_unstable();
    // How many blocks have a word, in 31 steps.
    let classed: Vec<(&str, u32)> =
        words.iter().map(|(word, count)| (*word, (count * 31 / blocks.len()) as u32)).collect();
    let section = encode_primer(&classed);
    let primer = Primer::read(&section, u32::MAX).unwrap_or_default();
    (section, primer)
}
