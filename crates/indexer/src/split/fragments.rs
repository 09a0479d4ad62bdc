//! Fragments: pages, and parts of long pages. Text blocks are fragments in a row.

use std::ops::Range;

use findling_core::Index;
use findling_core::format::{PageRow, PassageRow};

/// Bytes of text from which on a fragment ends.
const FRAGMENT: usize = 3 << 10;
/// Most passages of a fragment: a posting has a bit for each.
const PASSAGES: u32 = u32::BITS;
/// Bytes of text from which on a text block ends. Blocks are larger if there would be too many.
const BLOCK: usize = 5 << 10;
/// Most files, and most of them for each page. Hosts limit their number.
const MOST_FILES: usize = 8000;
const MOST_FILES_PER_PAGE: usize = 2;

/// The fragments of an index.
pub(super) struct Fragments<'a> {
    pub pages: Vec<PageRow<'a>>,
    pub passages: Vec<PassageRow>,
    /// Number of fragments of each page.
    pub of_pages: Vec<u32>,
    /// The page of each fragment, and its passages.
    pub all: Vec<(u32, Range<u32>)>,
    /// The fragments of each text block.
    pub blocks: Vec<Range<u32>>,
    /// Most leaves.
    pub most_leaves: usize,
}

impl<'a> Fragments<'a> {
    pub(super) fn new(index: &Index, pages: Vec<PageRow<'a>>, passages: Vec<PassageRow>) -> Fragments<'a> {
        let most_files = MOST_FILES.min(MOST_FILES_PER_PAGE * pages.len()).max(2);
        let text = index.all_text().len();
        // Texts take about 6 of 10 files. A block is on average half a fragment longer than its least length.
        let block_size = BLOCK.max((text * 5 / 3 / most_files).saturating_sub(FRAGMENT / 2));
        let mut fragments =
            Fragments { pages, passages, of_pages: Vec::new(), all: Vec::new(), blocks: Vec::new(), most_leaves: 0 };
        let (mut block, mut block_bytes) = (0, 0);
        for (page, row) in (0..).zip(index.pages()) {
            let before = fragments.all.len();
            let range = row.passages();
            let (mut from, mut bytes) = (range.start, 0);
            for passage in range.clone() {
                bytes += index.text(index.passages()[passage as usize].body()).len();
                let last = passage + 1 == range.end;
                if bytes >= FRAGMENT || passage + 1 - from == PASSAGES || last {
                    fragments.all.push((page, from..passage + 1));
                    block_bytes += bytes;
                    (from, bytes) = (passage + 1, 0);
                    if block_bytes >= block_size {
                        let end = fragments.all.len() as u32;
                        fragments.blocks.push(block..end);
                        (block, block_bytes) = (end, 0);
                    }
                }
            }
            if range.is_empty() {
                fragments.all.push((page, range));
            }
            fragments.of_pages.push((fragments.all.len() - before) as u32);
        }
        let end = fragments.all.len() as u32;
        if block < end {
            fragments.blocks.push(block..end);
        }
        fragments.most_leaves = most_files.saturating_sub(fragments.blocks.len()).max(1);
        fragments
    }

    /// Whether a fragment is the first of its page.
    pub(super) fn is_first(&self, fragment: u32) -> bool {
        let page = |fragment: u32| self.all[fragment as usize].0;
        fragment == 0 || page(fragment) != page(fragment - 1)
    }
}
