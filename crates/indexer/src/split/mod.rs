//! A split index from a whole one: for sites too large to be sent at once.
//!
//! `findling_core::split` reads it and defines the parts.

mod fragments;
mod keys;
mod leaves;
mod primer;
mod text_blocks;

use findling_core::Index;
use findling_core::codec::leaf::{self, LeafEntry};
use findling_core::codec::numbers;
use findling_core::format::{IndexFile, OpenError, Section, SplitRow, assemble, encode};
use findling_core::split::{BlockId, check_of};
use rayon::prelude::*;

use crate::NativeHost;
use fragments::Fragments;
use text_blocks::Texts;

/// The files of a split index.
#[derive(Clone, Debug, Default)]
pub struct SplitFiles {
    /// The root.
    pub root: Vec<u8>,
    /// The blocks by number, leaves before text blocks, with the names of their files.
    pub blocks: Vec<(String, Vec<u8>)>,
    /// Number of leaves.
    pub leaves: usize,
}

/// Splits an index file.
pub fn split(bytes: &[u8]) -> Result<SplitFiles, OpenError> {
    let index = Index::open(bytes, Box::new(NativeHost))?;
    let file = IndexFile::open(bytes)?;
    let fragments = Fragments::new(&index, file.rows(Section::Pages)?, file.rows(Section::Passages)?);
    let leaves = leaves::leaves(&index, &fragments);
    let leaf = |entries: &Vec<LeafEntry>| assemble(&[(Section::Leaf, leaf::write(entries))]);
    let mut blocks: Vec<Vec<u8>> = leaves.par_iter().map(leaf).collect();
    let texts: Vec<Texts<'_>> =
        fragments.blocks.par_iter().map(|block| Texts::of(&index, &fragments, block.clone())).collect();
    let (words, primer) = primer::primer(&texts);
    blocks.par_extend(texts.into_par_iter().map(|texts| texts.encode(&primer)));
    let counts = SplitRow {
        pages: index.pages().len() as u32,
        passages: index.passages().len() as u32,
        leaves: leaves.len() as u32,
        text_blocks: fragments.blocks.len() as u32,
    };
    let separators: Vec<LeafEntry> =
        leaves.windows(2).map(|pair| LeafEntry { key: separator(&pair[0], &pair[1]), postings: Vec::new() }).collect();
    let page_words: Vec<u32> = index.pages().iter().map(|page| about(page.words())).collect();
    let kinds: Vec<u32> = index.pages().iter().map(|page| page.kind().number()).collect();
    let block_fragments: Vec<u32> = fragments.blocks.iter().map(|block| block.len() as u32).collect();
    let checks: Vec<u32> = blocks.iter().map(|block| check(block)).collect();
    let languages = Section::ALL.into_iter().filter(|section| section.is_of_languages());
    let root = [
        file.manifest()?.sections(),
        languages.map(|section| (section, file.section(section).to_vec())).collect(),
        vec![
            (Section::SurfaceTable, words),
            (Section::Split, encode([counts])),
            (Section::Separators, leaf::write(&separators)),
            (Section::Fragments, numbers::write(&[&fragments.of_pages, &page_words, &kinds, &block_fragments])),
            (
                Section::BlockChecks,
                checks.iter().flat_map(|check| [*check as u8, (check >> 8) as u8, (check >> 16) as u8]).collect(),
            ),
        ],
    ];
    let names = (0..).zip(checks).map(|(number, check)| BlockId(number).name(number < counts.leaves, check));
    Ok(SplitFiles { root: assemble(&root.concat()), blocks: names.zip(blocks).collect(), leaves: leaves.len() })
}

/// The three bytes of a block's checksum that the root has.
fn check(block: &[u8]) -> u32 {
    IndexFile::open(block).map_or(0, |file| check_of(file.checksum()))
}

/// The shortest key that comes after the keys of one leaf and not after those of the next.
fn separator(before: &[LeafEntry], after: &[LeafEntry]) -> String {
    let (last, first) = (before.last().map_or("", |entry| &entry.key), after.first().map_or("", |entry| &entry.key));
    let common = last.chars().zip(first.chars()).take_while(|(a, b)| a == b).count();
    first.chars().take(common + 1).collect()
}

/// A number of words as a power of two.
fn about(words: u32) -> u32 {
    words.max(1).ilog2()
}
