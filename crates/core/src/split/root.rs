//! The root of a split index: everything but postings and texts.

use std::sync::Arc;

use crate::codec::primer::Primer;
use crate::codec::{leaf, numbers};
use crate::format::{IndexFile, OpenError, PageKind, Section, SplitRow};
use crate::index::Tables;
use crate::list::List as _;
use crate::text::Host;

/// Maximum number of fragments of a root: every search visits all of them.
const MOST_FRAGMENTS: u32 = 1 << 22;
/// Bytes of the check of a block.
const CHECK_BYTES: usize = 3;
/// Most bytes of the words of a primer.
const MOST_PRIMER_BYTES: u32 = 1 << 16;

/// The root of a split index.
pub(super) struct Root {
    pub checksum: u64,
    pub tables: Arc<Tables>,
    pub counts: SplitRow,
    /// Words of the text blocks.
    pub primer: Primer,
    /// The first key of each leaf but the first.
    separators: Vec<String>,
    /// The first fragment of each page, and the number of all.
    pub page_fragments: Vec<u32>,
    /// The first fragment of each text block, and the number of all.
    pub block_fragments: Vec<u32>,
    /// About how many words each page has, as a power of two.
    page_words: Vec<u32>,
    /// The number of each page's kind.
    kinds: Vec<u32>,
    /// See [`Section::BlockChecks`].
    checks: Vec<u8>,
}

fn corrupt(section: Section, what: &'static str) -> OpenError {
    OpenError::Corrupt { section: section.name(), what }
}

impl Root {
    /// Reads the bytes of a root.
    pub(super) fn read(bytes: &[u8], host: Box<dyn Host>) -> Result<Root, OpenError> {
        let file = IndexFile::open(bytes)?;
        let [counts] = file.rows::<SplitRow>(Section::Split)?[..] else {
            return Err(corrupt(Section::Split, "it must have one row"));
        };
        let SplitRow { pages, leaves, text_blocks, .. } = counts;
        let lists = numbers::read(file.section(Section::Fragments), &[pages, pages, pages, text_blocks]);
        let lists = lists.ok_or(corrupt(Section::Fragments, "it does not match the counts"))?;
        let [page_fragments, page_words, kinds, block_fragments] = &lists[..] else { return Err(OpenError::Damaged) };
        let (page_fragments, block_fragments) = (sums(page_fragments), sums(block_fragments));
        if page_fragments.last() != block_fragments.last() || page_fragments.last() > Some(&MOST_FRAGMENTS) {
            return Err(corrupt(Section::Fragments, "pages and blocks have other numbers of fragments, or too many"));
        }
        let separators = leaf::read(file.section(Section::Separators), 0);
        let separators = separators.ok_or(corrupt(Section::Separators, "it is cut off or out of order"))?;
        let primer = Primer::read(file.section(Section::SurfaceTable), MOST_PRIMER_BYTES);
        let primer = primer.ok_or(corrupt(Section::SurfaceTable, "it is cut off, or a word is not UTF-8"))?;
        let checks = file.section(Section::BlockChecks).to_vec();
        if separators.len() + 1 != leaves as usize
            || checks.len() as u64 != (u64::from(leaves) + u64::from(text_blocks)) * CHECK_BYTES as u64
        {
            return Err(corrupt(Section::Split, "it counts other numbers of blocks"));
        }
        let tables = Tables::read(&file, file.manifest()?, host)?;
        Ok(Root {
            checksum: file.checksum(),
            tables: Arc::new(tables),
            counts,
            primer,
            separators: separators.into_iter().map(|entry| entry.key).list(),
            page_fragments,
            block_fragments,
            page_words: page_words.clone(),
            kinds: kinds.clone(),
            checks,
        })
    }

    /// Number of fragments.
    pub(super) fn fragments(&self) -> u32 {
        self.page_fragments.last().copied().unwrap_or(0)
    }

    /// About how many words a page has.
    pub(super) fn words_of(&self, page: u32) -> u32 {
        about(self.page_words[page as usize])
    }

    /// The kind of a page, as far as it is known without its texts.
    pub(super) fn kind_of(&self, page: u32) -> PageKind {
        PageKind::of_number(self.kinds[page as usize])
    }

    /// The leaf of a key.
    pub(super) fn leaf_of(&self, key: &str) -> u32 {
        self.separators.partition_point(|first| first.as_str() <= key) as u32
    }

    /// The text block of a fragment.
    pub(super) fn block_of(&self, fragment: u32) -> u32 {
        (self.block_fragments.partition_point(|first| *first <= fragment) as u32).saturating_sub(1)
    }

    /// The page of a fragment.
    pub(super) fn page_of(&self, fragment: u32) -> u32 {
        (self.page_fragments.partition_point(|first| *first <= fragment) as u32).saturating_sub(1)
    }

    /// See [`check_of`].
    pub(super) fn check(&self, block: u32) -> Option<u32> {
        let at = block as usize * CHECK_BYTES;
        let bytes = self.checks.get(at..at + CHECK_BYTES)?;
        Some(bytes.iter().rev().fold(0, |check, byte| check << 8 | u32::from(*byte)))
    }
}

/// The middle of the numbers with this power of two, about.
pub(super) fn about(power: u32) -> u32 {
    (7 << power.min(28)) / 5
}

/// The sum of all numbers before each, and of all.
fn sums(numbers: &[u32]) -> Vec<u32> {
    let mut sum = 0u32;
    let mut sums = vec![0];
    for number in numbers {
        sum = sum.saturating_add(*number);
        sums.push(sum);
    }
    sums
}
