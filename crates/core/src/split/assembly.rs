//! One index of what is read of a split index: the texts of the blocks, and sketches of all other fragments.

use core::ops::Range;
use std::sync::Arc;

use super::root::{Root, about};
use super::sketch::Sketches;
use super::text_block::TextBlock;
use crate::Index;
use crate::codec::Token;
use crate::codec::leaf::Posting;
use crate::format::{Manifest, OpenError, SplitRow};
use crate::index::{Anchor, Field, Page, PageTable, Passage, Sketch, TextId, Texts, Totals};
use crate::list::List as _;
use crate::order::sort_by_number;

/// The index of some text blocks, by their numbers, and of sketches of all other fragments. `number` makes its checksum another than that of every other
/// assembly.
pub(super) fn assemble(
    root: &Root,
    blocks: &[Option<&TextBlock>],
    sketches: &Sketches,
    number: u64,
    unread_factor: f32,
) -> Result<Index, OpenError> {
    let mut assembly = Assembly::new(root, sketches);
    let values = assembly.sketch_values(root, sketches);
    let mut values = values.as_slice();
    let mut postings = sketches.postings.as_slice();
    for page in pages(root, blocks, sketches, values) {
        let fragments = root.page_fragments[page as usize]..root.page_fragments[page as usize + 1];
        let own = postings.partition_point(|(_, posting)| posting.fragment < fragments.end);
        let (mut own, rest) = postings.split_at(own);
        postings = rest;
        let read = |fragment: u32| {
            let block = root.block_of(fragment);
            let at = fragment - root.block_fragments[block as usize];
            let texts = blocks.get(block as usize).copied().flatten()?;
            Some(Fragment { block, texts, at: at as usize })
        };
        assembly.begin_page(root, page);
        // Of a page that is not read, only the fragments with postings matter.
        let (first, last) = (root.block_of(fragments.start), root.block_of(fragments.end.saturating_sub(1)));
        let own_blocks = blocks.get(first as usize..=last as usize).unwrap_or_default();
        let visited = if own_blocks.iter().any(Option::is_some) {
            fragments.list()
        } else {
            let mut visited = own.iter().map(|(_, posting)| posting.fragment).list();
            visited.dedup();
            visited
        };
        match visited.iter().copied().find_map(read) {
            Some(first) => assembly.add_page(&first),
            None => assembly.sketch_title(own),
        }
        let (own_values, rest) = values.split_at(values.partition_point(|value| value.page <= page));
        values = rest;
        if let Some(unread) = assembly.texts.table.pages.last_mut().filter(|page| !page.is_read) {
            for value in own_values {
                value.describe(unread);
            }
        }
        for fragment in visited {
            let of_fragment = own.partition_point(|(_, posting)| posting.fragment <= fragment);
            let (sketch, rest) = own.split_at(of_fragment);
            own = rest;
            match read(fragment) {
                Some(fragment) => assembly.add_passages(&fragment),
                None => assembly.sketch_passages(fragment, sketch),
            }
        }
        assembly.end_page();
    }
    let checksum = root.checksum.wrapping_add(number);
    let SplitRow { pages, passages, .. } = root.counts;
    let totals = Totals { pages, passages, words: root.tables.manifest.tokens };
    Index::partial(checksum, Arc::clone(&root.tables), assembly.texts, totals, unread_factor)
}

/// The pages of which anything is known, or all, ascending.
fn pages(root: &Root, blocks: &[Option<&TextBlock>], sketches: &Sketches, values: &[Value]) -> Vec<u32> {
    if sketches.every_page {
        return (0..root.counts.pages).list();
    }
    let mut pages = values.iter().map(|value| value.page).list();
    let mut end = 0;
    for (_, posting) in &sketches.postings {
        // Postings are ascending: most are of the page before.
        if posting.fragment >= end {
            let page = root.page_of(posting.fragment);
            pages.push(page);
            end = root.page_fragments[page as usize + 1];
        }
    }
    for (block, _) in blocks.iter().enumerate().filter(|(_, texts)| texts.is_some()) {
        let (from, to) = (root.block_fragments[block], root.block_fragments[block + 1]);
        pages.extend(root.page_of(from)..=root.page_of(to.saturating_sub(1)));
    }
    sort_by_number(&mut pages, |page| u64::from(*page));
    pages.dedup();
    pages
}

/// A fragment whose texts are read.
struct Fragment<'a> {
    block: u32,
    texts: &'a TextBlock,
    /// Its number in the block.
    at: usize,
}

impl Fragment<'_> {
    fn table(&self) -> &PageTable {
        &self.texts.texts.table
    }
}

/// A value that a page has, known without its texts.
struct Value {
    page: u32,
    of: ValueOf,
    text: TextId,
}

enum ValueOf {
    Field(u16),
    /// The number of the language.
    Lang(u32),
    Title,
}

impl Value {
    fn describe(&self, page: &mut Page) {
        match self.of {
            ValueOf::Field(field) => page.meta.push((field, self.text)),
            ValueOf::Lang(lang) => page.lang = lang,
            ValueOf::Title => page.name = Some(self.text),
        }
    }
}

struct Assembly {
    texts: Texts,
    /// The tokens of each row of the sketches.
    rows: Vec<Vec<Token>>,
    /// A word that is in no query.
    filler: Option<Token>,
    /// The headings over the passage before, if it is of this page and read.
    over: Vec<u32>,
    /// The block that was copied from last, and its first surface form.
    entries: Option<(u32, u32)>,
    /// The words of a passage on average.
    passage_words: u32,
}

impl Assembly {
    /// An assembly of nothing but the words of the sketches. They are a text that is not searched.
    fn new(root: &Root, sketches: &Sketches) -> Assembly {
        let mut texts = Texts::empty();
        let mut add = |words: &[String]| {
            let decoded = &mut texts.decoded;
            let mut tokens = Vec::new();
            for word in words {
                tokens.push(Token { entry: decoded.entries.push(word), start: decoded.text.len() as u32 });
                decoded.text.push_str(word);
            }
            // The words of a row adjoin each other, and no others.
            decoded.text.push_str(APART);
            tokens
        };
        let rows = sketches.rows.iter().map(|row| add(row)).list();
        add(&sketches.words);
        let filler = add(&[FILLER.to_owned()]).first().copied();
        texts.end_text(Field::Plain);
        let passage_words = root.tables.manifest.tokens / root.counts.passages.max(1);
        Assembly { texts, rows, filler, over: Vec::new(), entries: None, passage_words }
    }

    /// Adds the values of fields as texts that are not searched. Returns the page of each, ascending.
    fn sketch_values(&mut self, root: &Root, sketches: &Sketches) -> Vec<Value> {
        let Manifest { fields, langs, .. } = &root.tables.manifest;
        let number = |list: &[String], name: &str| list.iter().position(|other| other == name);
        let mut values = Vec::new();
        for (field, value, fragments) in &sketches.values {
            self.texts.decoded.text.push_str(value);
            let text = self.texts.end_text(Field::Plain);
            let of = || match number(fields, field) {
                Some(field) => Some(ValueOf::Field(field as u16)),
                None if field == "lang" => Some(ValueOf::Lang(number(langs, value)? as u32 + 1)),
                None => (field == "title").then_some(ValueOf::Title),
            };
            let of_page = |fragment: &u32| Some(Value { page: root.page_of(*fragment), of: of()?, text });
            values.extend(fragments.iter().filter_map(of_page));
        }
        sort_by_number(&mut values, |value| u64::from(value.page));
        values
    }

    fn begin_page(&mut self, root: &Root, number: u32) {
        self.over.clear();
        self.texts.begin_page(false);
        if let Some(page) = self.texts.table.pages.last_mut() {
            (page.number, page.words, page.kind) = (number, root.words_of(number), root.kind_of(number));
        }
    }

    fn end_page(&mut self) {
        let table = &mut self.texts.table;
        if let Some(page) = table.pages.last_mut() {
            page.passages.end = table.passages.len() as u32;
        }
    }

    /// Copies a text of a fragment.
    fn copy(&mut self, fragment: &Fragment<'_>, text: TextId) -> TextId {
        let (from, to) = (&fragment.texts.texts, &mut self.texts);
        let first_entry = match self.entries {
            Some((block, first)) if block == fragment.block => first,
            _ => {
                let first = to.decoded.entries.len();
                for entry in from.decoded.entries.iter() {
                    to.decoded.entries.push(entry);
                }
                self.entries = Some((fragment.block, first));
                first
            }
        };
        let at = text.0 as usize;
        let (bytes, tokens) = (&from.decoded.bounds[at..at + 2], &from.decoded.token_bounds[at..at + 2]);
        let base = to.decoded.text.len() as u32;
        to.decoded.text.push_str(&from.decoded.text[bytes[0] as usize..bytes[1] as usize]);
        for token in &from.decoded.tokens[tokens[0] as usize..tokens[1] as usize] {
            to.decoded.tokens.push(Token { entry: first_entry + token.entry, start: token.start - bytes[0] + base });
        }
        let copy = to.end_text(from.table.places[at].field);
        if let Some(weight) = from.weights.get(at) {
            to.set_weight(copy, *weight);
        }
        copy
    }

    /// Copies a page's title, address and metadata.
    fn add_page(&mut self, fragment: &Fragment<'_>) {
        let from = &fragment.table().pages[fragment.at];
        let title = self.copy(fragment, from.title);
        let id = from.id.map(|id| self.copy(fragment, id));
        let url = self.copy(fragment, from.url);
        let meta = from.meta.iter().map(|(field, text)| (*field, self.copy(fragment, *text))).list();
        if let Some(page) = self.texts.table.pages.last_mut() {
            (page.title, page.id, page.url, page.meta) = (title, id, url, meta);
            (page.lang, page.kind, page.is_read) = (from.lang, from.kind, true);
            page.words = fragment.texts.page_words[fragment.at];
        }
    }

    /// Copies a fragment's passages, with the headings that are not over the passage before.
    fn add_passages(&mut self, fragment: &Fragment<'_>) {
        let from = fragment.table();
        let title = self.texts.table.pages.last().map(|page| page.title);
        let page = self.texts.page();
        for passage in &from.passages[range(&from.pages[fragment.at].passages)] {
            let mut path = Vec::new();
            let mut next = passage.heading;
            while let Some(heading) = next.map(|heading| from.headings[heading as usize]) {
                path.push(heading.text);
                next = heading.parent;
            }
            path.reverse();
            let texts = path.iter().map(|text| fragment.texts.texts.decoded.text_of(text.0));
            let kept = self.texts.headings_kept(&self.over, texts);
            self.over.truncate(kept);
            for text in &path[kept..] {
                let text = self.copy(fragment, *text);
                self.texts.add_heading(&mut self.over, text);
            }
            let heading = self.over.last().copied();
            let name = heading.map(|heading| self.texts.table.headings[heading as usize].text).or(title);
            let anchor = match (passage.anchor, name) {
                (Anchor::Text(text), _) => Anchor::Text(self.copy(fragment, text)),
                (Anchor::Slug(_, number), Some(name)) => Anchor::Slug(name, number),
                _ => Anchor::None,
            };
            let body = self.copy(fragment, passage.body);
            self.texts.table.passages.push(Passage { page, body, heading, anchor, sketch: None });
        }
    }

    /// Adds tokens of a row to the text that is next, so often, but not more often than counts.
    fn add_row(&mut self, row: u32, times: u32) {
        for _ in 0..times.min(MOST_TIMES) {
            self.texts.decoded.tokens.extend_from_slice(&self.rows[row as usize]);
        }
    }

    /// Makes a title of the words that it is known to have.
    fn sketch_title(&mut self, postings: &[(u32, Posting)]) {
        self.sketch_name(Field::Title, postings, |posting| posting.counts[0]);
    }

    /// Adds so many words that are not known.
    fn fill(&mut self, words: usize) {
        if let Some(filler) = self.filler {
            self.texts.decoded.tokens.extend((0..words).map(|_| filler));
        }
    }

    /// Makes a title or a heading of the words that are in it so often, and as long as it is. Words that are not known are between them.
    fn sketch_name(&mut self, field: Field, postings: &[(u32, Posting)], count: impl Fn(&Posting) -> u32) {
        let rows = postings.iter().filter(|(_, posting)| count(posting) > 0).list();
        let size = |(row, posting): &&(u32, Posting)| self.rows[*row as usize].len() * count(posting) as usize;
        let known: usize = rows.iter().map(size).sum();
        let words = rows.iter().map(|(_, posting)| posting.name_words.min(MOST_WORDS)).max().unwrap_or(0);
        let unknown = (words as usize).saturating_sub(known);
        let between = unknown / rows.len().max(1);
        for (row, posting) in &rows {
            self.add_row(*row, count(posting));
            self.fill(between);
        }
        self.fill(unknown - between * rows.len());
        if field == Field::Title || words > 0 {
            self.texts.end_text(field);
        }
    }

    /// Makes metadata, headings and passages of the words that a fragment is known to have, a text for each.
    fn sketch_passages(&mut self, fragment: u32, postings: &[(u32, Posting)]) {
        self.over.clear();
        let before = self.texts.decoded.tokens.len();
        for (row, posting) in postings {
            self.add_row(*row, posting.counts[2]);
        }
        if self.texts.decoded.tokens.len() > before {
            self.texts.end_text(Field::Meta);
        }
        let passages = postings.iter().fold(0, |all, (_, posting)| all | posting.headings | posting.bodies);
        for passage in 0..u32::BITS - passages.leading_zeros() {
            let is_in = |passages: u32| passages & 1 << passage != 0;
            let mut length = None;
            self.sketch_name(Field::Heading, postings, |posting| u32::from(is_in(posting.headings)));
            for (row, posting) in postings.iter().filter(|(_, posting)| is_in(posting.bodies)) {
                length = length.max(Some(posting.length));
                // Once in every passage, and the rest in the first.
                let is_first = posting.bodies.trailing_zeros() == passage;
                let more = if is_first { posting.counts[3].saturating_sub(posting.bodies.count_ones()) } else { 0 };
                self.add_row(*row, more + 1);
                // Words of the query need not adjoin each other.
                self.fill(1);
            }
            let body = self.texts.end_text(Field::Body);
            let (page, heading, anchor) = (self.texts.page(), None, Anchor::None);
            let sketch = Some(Sketch { fragment, words: length.map_or(self.passage_words, about) });
            self.texts.table.passages.push(Passage { page, body, heading, anchor, sketch });
        }
    }
}

/// How often a word is in a text of a sketch at most. Ranking hardly tells more of them apart, and a leaf may say any number.
const MOST_TIMES: u32 = 64;
/// Most words of a title or heading of a sketch.
const MOST_WORDS: u32 = 32;
/// A word that nobody types.
const FILLER: &str = "ᛟ";
/// Text between words that don't adjoin.
const APART: &str = "\n\n";

fn range(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}
