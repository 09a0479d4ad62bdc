//! The search of a split index, step by step.

use super::asked::Asked;
use super::assembly::assemble;
use super::root::Root;
use super::sketch::{self, Sketches};
use super::text_block::TextBlock;
use crate::codec::leaf::{self, LeafEntry};
use crate::format::{IndexFile, OpenError, Section};
use crate::list::List as _;
use crate::search::PageHit;
use crate::text::Host;
use crate::{Answer, Index, Options, Session};

/// The number of a block: leaves first, then text blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

impl BlockId {
    /// The name of the block's file: what it has, its number, and its check.
    #[must_use]
    pub fn name(self, is_leaf: bool, check: u32) -> String {
        format!("{}{}.{check:06x}.bin", if is_leaf { LEAF } else { TEXT }, self.0)
    }

    /// The block whose file has this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<BlockId> {
        name.strip_prefix([LEAF, TEXT])?.split('.').next()?.parse().ok().map(BlockId)
    }
}

/// The part of a block's checksum that the root and the block's name have. Of two builds, the blocks of one in sixteen million pairs of blocks
/// with the same number can't be told apart.
#[must_use]
pub fn check_of(checksum: u64) -> u32 {
    checksum as u32 & 0xff_ffff
}

/// The letter that the name of a leaf begins with: words.
const LEAF: char = 'w';
/// The letter that the name of a text block begins with.
const TEXT: char = 't';
/// Number of times that one search needs texts, unless none of the pages that are read has what the query asks for.
const MOST_ROUNDS: usize = 6;
/// Number of pages beyond those shown whose texts are read first: one of them may be better than its sketch.
const CANDIDATES: usize = 4;
/// Maximum number of unread pages among the first ones.
const MOST_UNREAD: usize = 100;
/// Maximum number of passes of a search whose lookups lead to further lookups.
const MOST_PASSES: usize = 6;

/// Bytes of blocks, as they are sent, from which on another query forgets all of them. Read, they take some twenty times as much memory.
const MOST_HELD: usize = 2 << 20;

/// A split index, and the blocks that were read so far.
pub struct SplitIndex {
    root: Root,
    /// The leaves that are read, by number.
    leaves: Vec<Option<Vec<LeafEntry>>>,
    /// The text blocks that are read, by number.
    texts: Vec<Option<TextBlock>>,
    /// Bytes of the blocks that are read.
    held: usize,
    /// Number of indexes that were assembled.
    assemblies: u64,
    /// The last query and how far its search came.
    asked: Asked,
}

impl core::fmt::Debug for SplitIndex {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("SplitIndex").field("manifest", &self.root.tables.manifest).finish_non_exhaustive()
    }
}

/// The result of a search with the blocks that are read.
#[derive(Debug)]
pub struct Step {
    /// The index that the answer's ids are of.
    pub index: Index,
    /// The answer so far: the pages whose texts are read.
    pub answer: Answer,
    /// The blocks that are needed next. If there are none, the answer is final.
    pub needs: Vec<BlockId>,
}

impl Step {
    fn new(index: Index, mut answer: Answer, options: &Options, needs: Vec<u32>) -> Step {
        answer.pages.retain(|hit| index.pages()[hit.page.0 as usize].is_read && !hit.is_doubtful);
        answer.pages.truncate(options.limit);
        Step { index, answer, needs: needs.into_iter().map(BlockId).list() }
    }
}

impl SplitIndex {
    /// Opens the bytes of a root.
    pub fn open(root: &[u8], host: Box<dyn Host>) -> Result<SplitIndex, OpenError> {
        let root = Root::read(root, host)?;
        let leaves = (0..root.counts.leaves).map(|_| None).list();
        let texts = (0..root.counts.text_blocks).map(|_| None).list();
        Ok(SplitIndex { root, leaves, texts, held: 0, assemblies: 0, asked: Asked::default() })
    }

    /// Whether the bytes of an index file are the root of a split index.
    #[must_use]
    pub fn is_root(bytes: &[u8]) -> bool {
        IndexFile::open(bytes).is_ok_and(|file| !file.section(Section::Split).is_empty())
    }

    /// All blocks: leaves first, then text blocks.
    pub fn blocks(&self) -> impl Iterator<Item = BlockId> {
        (0..self.root.counts.leaves.saturating_add(self.root.counts.text_blocks)).map(BlockId)
    }

    /// Whether a block is a leaf.
    #[must_use]
    pub fn is_leaf(&self, block: BlockId) -> bool {
        block.0 < self.root.counts.leaves
    }

    /// The name of a block's file.
    #[must_use]
    pub fn name(&self, block: BlockId) -> String {
        block.name(self.is_leaf(block), self.root.check(block.0).unwrap_or(0))
    }

    /// The index without any texts: what the corpus is about.
    pub fn empty(&self) -> Result<Index, OpenError> {
        assemble(&self.root, &[], &Sketches::of_every_page(), 0, 1.0)
    }

    /// Takes the bytes of a block.
    ///
    /// They must be those that the index was built with: the root has a part of their checksum.
    pub fn feed(&mut self, block: BlockId, bytes: &[u8]) -> Result<(), OpenError> {
        let file = IndexFile::open(bytes)?;
        if self.root.check(block.0) != Some(check_of(file.checksum())) {
            return Err(OpenError::Damaged);
        }
        self.held += bytes.len();
        match block.0.checked_sub(self.root.counts.leaves) {
            None => {
                let entries = leaf::read(file.section(Section::Leaf), self.root.fragments());
                let what = "it is cut off or out of order";
                let entries = entries.ok_or(OpenError::Corrupt { section: Section::Leaf.name(), what })?;
                self.leaves[block.0 as usize] = Some(entries);
            }
            Some(number) => {
                let bounds = self.root.block_fragments.get(number as usize..).unwrap_or_default();
                let [from, to, ..] = *bounds else { return Err(OpenError::Damaged) };
                let fragments = to - from;
                self.texts[number as usize] =
                    Some(TextBlock::read(&file, &self.root.tables.manifest, fragments, &self.root.primer)?);
            }
        }
        Ok(())
    }

    /// Searches without a block that fails to load, until another query.
    pub fn lose(&mut self, block: BlockId) {
        self.asked.lost.push(block.0);
    }

    /// The index of all texts. All text blocks must have been read.
    pub fn whole(&mut self) -> Result<Index, OpenError> {
        self.assemblies += 1;
        let blocks = self.texts.iter().map(Option::as_ref).list();
        assemble(&self.root, &blocks, &Sketches::of_every_page(), self.assemblies, 1.0)
    }

    /// Answers a query as well as the blocks allow that are read.
    pub fn search(&mut self, session: &mut Session, query: &str, options: &Options) -> Result<Step, OpenError> {
        if self.asked.query != query {
            self.asked = Asked::new(query);
            if self.held > MOST_HELD {
                self.forget();
            }
        }
        if self.asked.options != *options {
            // More pages, or others, may need texts as often again.
            (self.asked.options, self.asked.rounds) = (options.clone(), 0);
        }
        let mut pass = 0;
        loop {
            pass += 1;
            let (index, answer) = self.answer(session, query, options, self.asked.unread_factor(), true)?;
            self.asked.compare(&index, &answer.pages);
            let mut lookups = index.terms().notes().all();
            let guesses = core::mem::take(&mut lookups.guesses);
            let mut looked_up_more = self.asked.lookups.add(lookups);
            let mut leaves = self.missing_leaves();
            // Only its own leaf shows whether a word is missing. Guesses wait until that leaf is read.
            if !looked_up_more && leaves.is_empty() {
                looked_up_more = self.asked.lookups.add_guesses(guesses);
                leaves = self.missing_leaves();
            }
            if !leaves.is_empty() {
                return Ok(Step::new(index, answer, options, leaves));
            }
            if looked_up_more && pass < MOST_PASSES {
                continue;
            }
            let pages = |more: usize| &answer.pages[..answer.pages.len().min(options.limit.saturating_add(more))];
            let mut texts = self.unread_blocks(&index, pages(0));
            if self.asked.rounds == 0 || !texts.is_empty() {
                let again = self.asked.rounds.saturating_sub(MOST_ROUNDS).min(5);
                texts = self.unread_blocks(&index, pages(CANDIDATES << again));
            }
            let first_text = self.root.counts.leaves;
            let is_missing = |number: &u32| {
                self.texts[*number as usize].is_none() && !self.asked.lost.contains(&(number + first_text))
            };
            let missing = texts.iter().copied().filter(is_missing).list();
            texts.retain(|number| !self.asked.blocks.contains(number));
            let is_assembled = texts.is_empty();
            self.asked.blocks.append(&mut texts);
            if missing.is_empty() && !is_assembled {
                continue;
            }
            if missing.is_empty() {
                return Ok(Step::new(index, answer, options, Vec::new()));
            }
            if let Some(last) = self.last_step(session, query, options)? {
                return Ok(last);
            }
            self.asked.rounds += 1;
            let needs = missing.into_iter().map(|number| number + first_text).list();
            return Ok(Step::new(index, answer, options, needs));
        }
    }

    /// The answer by the pages that are read, if texts were needed often enough. Never an empty one: others may have what none of these has.
    fn last_step(&mut self, session: &mut Session, query: &str, options: &Options) -> Result<Option<Step>, OpenError> {
        let last_by_rows = (self.asked.rounds >= MOST_ROUNDS, true);
        // Sketches of strings may say of all pages what is true of none.
        let last_by_words = (self.asked.rounds >= MOST_ROUNDS * 2, false);
        for (is_last, by_rows) in [last_by_rows, last_by_words] {
            if !is_last {
                continue;
            }
            let (index, mut answer) = self.answer(session, query, options, 0.0, by_rows)?;
            answer.pages.retain(|hit| hit.unread.is_empty());
            let step = Step::new(index, answer, options, Vec::new());
            if !step.answer.pages.is_empty() {
                return Ok(Some(step));
            }
        }
        Ok(None)
    }

    /// Forgets all blocks. The browser's cache still has them.
    fn forget(&mut self) {
        self.held = 0;
        self.leaves.fill_with(|| None);
        self.texts.fill_with(|| None);
    }

    /// The leaves to read for what was looked up.
    fn missing_leaves(&self) -> Vec<u32> {
        let is_missing = |leaf: &u32| self.leaves[*leaf as usize].is_none() && !self.asked.lost.contains(leaf);
        sketch::leaves(&self.root, &self.asked.lookups).into_iter().filter(is_missing).list()
    }

    /// Answers a query by the text blocks and the lookups that it led to so far. `by_rows`: sketches have the strings that their texts may have.
    fn answer(
        &mut self,
        session: &mut Session,
        query: &str,
        options: &Options,
        unread_factor: f32,
        by_rows: bool,
    ) -> Result<(Index, Answer), OpenError> {
        let rows = if by_rows { self.asked.lookups.rows.as_slice() } else { &[] };
        let sketches = Sketches::new(&self.root, &self.leaves, &self.asked.lookups, rows);
        let mut blocks = self.texts.iter().map(|_| None).list();
        for number in &self.asked.blocks {
            blocks[*number as usize] = self.texts[*number as usize].as_ref();
        }
        self.assemblies += 1;
        let index = assemble(&self.root, &blocks, &sketches, self.assemblies, unread_factor)?;
        // Pages that are not read are left out in the end.
        let wanted = Options { limit: options.limit.saturating_add(MOST_UNREAD), ..options.clone() };
        let mut answer = session.search(&index, query, &wanted);
        answer.at_most = answer.count.is_none() && !rows.is_empty();
        Ok((index, answer))
    }

    /// The text blocks that pages must be read from to be shown, each once.
    fn unread_blocks(&self, index: &Index, pages: &[PageHit]) -> Vec<u32> {
        let mut blocks = Vec::new();
        for hit in pages {
            let mut fragments = hit.unread.clone();
            let page = &index.pages()[hit.page.0 as usize];
            if fragments.is_empty() && !page.is_read {
                fragments.push(self.root.page_fragments[page.number as usize]);
            }
            for fragment in fragments {
                let block = self.root.block_of(fragment);
                if !blocks.contains(&block) {
                    blocks.push(block);
                }
            }
        }
        blocks
    }
}
