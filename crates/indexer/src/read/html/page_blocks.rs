//! The blocks of a page, with their anchors and weights.

use std::collections::BTreeMap;

use crate::model::{Block, Emphasis};
use crate::read::left_out::PageParts;

/// What was read of a page's content.
#[derive(Debug, Default)]
pub(in crate::read) struct PageBlocks {
    /// The first heading of level 1.
    pub title: Option<String>,
    /// The block before which it is, and its name.
    pub title_place: (usize, Option<String>),
    /// There are other headings of level 1.
    pub has_more_titles: bool,
    pub blocks: Vec<Block>,
    /// How much of it is links.
    pub links: LinkShare,
    /// The names of headings, by block.
    pub anchors: BTreeMap<usize, String>,
    /// The first date that the content gives for machines.
    pub first_date: Option<String>,
    /// What parts count that do not count once.
    pub emphasis: Emphasis,
    /// The parts of the page that are left out.
    pub left_out: Vec<PageParts>,
}

/// How much of a content is links and code, headings aside.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::read) struct LinkShare {
    /// Number of links.
    pub links: usize,
    /// Characters in links.
    pub linked: usize,
    /// Characters in code.
    pub code: usize,
    /// All characters.
    pub all: usize,
}

impl LinkShare {
    /// Fewer links are no list.
    const MIN_LINKS: usize = 20;

    /// Minimum share of code in a listing of source code, in percent.
    const LISTING_PERCENT: usize = 95;

    /// Whether nearly all of the text is code.
    pub(super) fn is_listing(self) -> bool {
        self.all > 0 && self.code * 100 >= self.all * LinkShare::LISTING_PERCENT
    }

    /// Whether at least half of the text is in links.
    pub(super) fn is_list(self) -> bool {
        self.links >= LinkShare::MIN_LINKS && self.linked * 2 >= self.all
    }
}

impl PageBlocks {
    /// Adds a block with its weight in tenths.
    pub(super) fn push(&mut self, block: Block, tenths: u8) {
        if tenths != Emphasis::ONCE {
            self.emphasis.blocks.insert(self.blocks.len(), tenths);
        }
        self.blocks.push(block);
    }

    /// On a page with several headings of level 1, the extra ones start parts, and all other headings move down one level.
    pub(super) fn shift_levels(&mut self, extra_h1s: &[usize]) {
        if extra_h1s.is_empty() {
            return;
        }
        for (at, block) in self.blocks.iter_mut().enumerate() {
            if let Block::Heading { level, .. } = block
                && extra_h1s.binary_search(&at).is_err()
            {
                *level = (*level + 1).min(6);
            }
        }
    }
}
