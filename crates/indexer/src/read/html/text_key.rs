//! The text of a block as pages are compared by it: a hash and a length, so that a large site needs no texts in memory for that.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::model::Block;

/// The text of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextKey {
    /// The same for equal texts. The hasher has fixed keys, so a hash is the same in every run.
    pub hash: u64,
    /// Its length in bytes.
    pub bytes: u32,
    /// The level of a heading, 0 for any other block.
    pub level: u8,
    /// It has a letter or a digit.
    pub has_words: bool,
}

impl TextKey {
    pub(super) fn of(block: &Block) -> TextKey {
        let text = block.text();
        let level = if let Block::Heading { level, .. } = block { *level } else { 0 };
        TextKey { level, ..TextKey::of_text(&text) }
    }

    /// The key of a text that is no block.
    pub(super) fn of_text(text: &str) -> TextKey {
        let has_words = text.chars().any(char::is_alphanumeric);
        TextKey { hash: hash_of(&text), bytes: text.len() as u32, level: 0, has_words }
    }
}

/// A hash that is the same in every run.
pub(super) fn hash_of(content: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    hasher.finish()
}

/// The texts that at least so many pages have, by hash, each with the number of its pages.
pub(super) fn shared_texts<'a>(pages: impl Iterator<Item = &'a [TextKey]>, least: usize) -> BTreeMap<u64, usize> {
    let mut all: Vec<u64> = Vec::new();
    for page in pages {
        let mut texts: Vec<u64> = page.iter().map(|text| text.hash).collect();
        texts.sort_unstable();
        texts.dedup();
        all.append(&mut texts);
    }
    all.sort_unstable();
    all.chunk_by(|a, b| a == b).filter(|same| same.len() >= least).map(|same| (same[0], same.len())).collect()
}

/// Which texts of a page stay. A heading goes only with everything below it: one that recurs over text of the page's own
/// (Parameters, Examples) is how the pages are built.
pub(super) fn kept_texts(texts: &[TextKey], recurring: &HashSet<u64>) -> Vec<bool> {
    let mut kept = vec![true; texts.len()];
    let mut next: Option<u8> = None;
    for (text, kept) in texts.iter().zip(&mut kept).rev() {
        let empty = text.level == 0 || next.is_none_or(|next| next > 0 && next <= text.level);
        *kept = !(empty && recurring.contains(&text.hash));
        if *kept {
            next = Some(text.level);
        }
    }
    kept
}
