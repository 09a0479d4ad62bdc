//! An open index: what search reads of it.

use core::ops::Range;
use std::sync::Arc;

use super::inner_words::InnerWord;
use super::page::Heading;
use super::postings::Postings;
use super::tables::Tables;
use super::{
    Field, FunctionWords, Inflection, Keyboard, Page, PageId, Passage, PassageId, Pinyin, Place, Synonym,
    TermDictionary, TextId, Weights,
};
use crate::codec::Token;
use crate::format::Manifest;
use crate::list::texts;
use crate::text::{Folder, Host, StringTable};

/// Number of texts tried one by one before a binary search is faster.
const STEPS: usize = 12;

/// The option of the build that has the characters which count as parts of words.
pub const CHARACTERS: &str = "characters=";

/// What the corpus has, of which a partial index has less.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Totals {
    pub pages: u32,
    pub passages: u32,
    pub words: u32,
}

/// An open index.
pub struct Index {
    /// The file's checksum.
    pub(super) checksum: u64,
    pub(super) tables: Arc<Tables>,
    pub(super) totals: Totals,
    pub(super) text: String,
    /// Where text i begins, and the end of the last; ascending, on character boundaries.
    pub(super) bounds: Vec<u32>,
    pub(super) places: Vec<Place>,
    /// See [`crate::format::Section::TextWeights`].
    pub(super) text_weights: Vec<u8>,
    pub(super) pages: Vec<Page>,
    pub(super) passages: Vec<Passage>,
    pub(super) headings: Vec<Heading>,
    /// The surface forms.
    pub(super) entries: StringTable,
    pub(super) inner_words: Vec<InnerWord>,
    /// The term of each surface form.
    pub(super) entry_terms: Vec<u32>,
    pub(super) terms: TermDictionary,
    pub(super) tokens: Vec<Token>,
    pub(super) token_bounds: Vec<u32>,
    pub(super) postings: Postings,
    /// See [`Index::unread_factor`].
    pub(super) unread_factor: f32,
}

impl core::fmt::Debug for Index {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Index").field("manifest", &self.tables.manifest).finish_non_exhaustive()
    }
}

impl Index {
    /// The checksum of the file it was opened from: two open indexes with the same checksum are equal.
    #[must_use]
    pub fn checksum(&self) -> u64 {
        self.checksum
    }

    /// What the index is about.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.tables.manifest
    }

    /// The tables that don't depend on texts.
    pub(crate) fn tables(&self) -> Arc<Tables> {
        Arc::clone(&self.tables)
    }

    /// The weights of ranking that the index was built with.
    #[must_use]
    pub fn weights(&self) -> &Weights {
        &self.tables.weights
    }

    /// The terms.
    #[must_use]
    pub fn terms(&self) -> &TermDictionary {
        &self.terms
    }

    /// Folding with this index's host and variants.
    #[must_use]
    pub fn folder(&self) -> Folder<'_, dyn Host> {
        self.tables.folder()
    }

    /// Inflection.
    #[must_use]
    pub fn inflection(&self) -> &Inflection {
        &self.tables.inflection
    }

    /// Pinyin. The first call asks the host for its characters; most visitors never cause it.
    #[must_use]
    pub fn pinyin(&self) -> &Pinyin {
        self.tables.pinyin()
    }

    /// The characters that the owner counts as parts of words.
    #[must_use]
    pub fn characters(&self) -> &str {
        let options = &self.tables.manifest.options;
        options.iter().find_map(|option| option.strip_prefix(CHARACTERS)).unwrap_or("")
    }

    /// The keys of a Korean keyboard.
    pub(crate) fn keyboard(&self) -> &Keyboard {
        &self.tables.keyboard
    }

    /// The groups of synonyms: the owner's, then those that the texts state.
    #[must_use]
    pub fn synonyms(&self) -> &[Vec<Synonym>] {
        &self.tables.synonyms
    }

    /// The words that carry no meaning of their own in a question.
    #[must_use]
    pub fn function_words(&self) -> &FunctionWords {
        &self.tables.function_words
    }

    /// All pages. A partial index leaves out those of which it knows nothing.
    #[must_use]
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// All passages.
    #[must_use]
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// What the corpus has.
    pub(crate) fn totals(&self) -> Totals {
        self.totals
    }

    /// The words of a passage.
    pub(crate) fn passage_words(&self, passage: &Passage) -> f32 {
        passage.sketch.map_or_else(|| self.tokens_of(passage.body).len() as u32, |sketch| sketch.words) as f32
    }

    /// The factor for the scores of pages that are not read. If it is 0, they are not shown.
    pub(crate) fn unread_factor(&self) -> f32 {
        self.unread_factor
    }

    /// Whether some pages may be sketches.
    pub(crate) fn is_partial(&self) -> bool {
        self.terms.notes.are_taken()
    }

    /// All texts end to end.
    #[must_use]
    pub fn all_text(&self) -> &str {
        &self.text
    }

    /// A text.
    #[must_use]
    pub fn text(&self, id: TextId) -> &str {
        self.text.get(self.bytes_of(id)).unwrap_or("")
    }

    /// The bytes of a text among all.
    #[must_use]
    pub fn bytes_of(&self, id: TextId) -> Range<usize> {
        let at = |i: usize| self.bounds.get(i).copied().unwrap_or(0) as usize;
        at(id.0 as usize)..at(id.0 as usize + 1)
    }

    /// The place of a text.
    #[must_use]
    pub fn place(&self, id: TextId) -> Place {
        self.places.get(id.0 as usize).copied().unwrap_or(Place {
            field: Field::Plain,
            page: PageId(0),
            passage: PassageId(0),
        })
    }

    /// The owner's weight of a text: how many times a match in it counts.
    #[must_use]
    pub fn text_weight(&self, id: TextId) -> f32 {
        self.text_weights.get(id.0 as usize).map_or(1.0, |tenths| f32::from(*tenths) / 10.0)
    }

    /// How many texts there are.
    #[must_use]
    pub fn text_count(&self) -> u32 {
        self.places.len() as u32
    }

    /// The tokens of a text, as numbers among all.
    #[must_use]
    pub fn tokens_of(&self, id: TextId) -> Range<u32> {
        let at = |i: usize| self.token_bounds.get(i).copied().unwrap_or(0);
        at(id.0 as usize)..at(id.0 as usize + 1)
    }

    /// The text that contains a token.
    #[must_use]
    pub fn text_of(&self, token: u32) -> TextId {
        TextId((self.token_bounds.partition_point(|b| *b <= token) as u32).saturating_sub(1))
    }

    /// The text that contains a token, which is `from` or a later one; the nearer, the faster.
    #[must_use]
    pub fn text_from(&self, from: TextId, token: u32) -> TextId {
        let bounds = self.token_bounds.get(from.0 as usize + 1..).unwrap_or_default();
        let mut passed = 0;
        while let Some(bound) = bounds.get(passed)
            && *bound <= token
        {
            if passed == STEPS {
                return self.text_of(token);
            }
            passed += 1;
        }
        TextId(from.0 + passed as u32)
    }

    /// The tokens of a page: of its title, its headings and its passages.
    #[must_use]
    pub fn tokens_of_page(&self, page: PageId) -> Range<u32> {
        let first = |page: u32| match self.pages.get(page as usize) {
            Some(page) => self.tokens_of(page.title).start,
            None => self.tokens.len() as u32,
        };
        first(page.0)..first(page.0 + 1)
    }

    /// The term of a token.
    #[must_use]
    pub fn term_of(&self, token: u32) -> u32 {
        let entry = self.tokens.get(token as usize).map_or(0, |t| t.entry);
        self.entry_terms.get(entry as usize).copied().unwrap_or(0)
    }

    /// The bytes of a token among all texts.
    #[must_use]
    pub fn token_bytes(&self, token: u32) -> Range<usize> {
        self.tokens
            .get(token as usize)
            .map_or(0..0, |t| t.start as usize..t.start as usize + self.entries.size(t.entry))
    }

    /// Whether nothing or a single space separates a token from the next.
    #[must_use]
    pub fn adjoin(&self, token: u32) -> bool {
        let (end, start) = (self.token_bytes(token).end, self.token_bytes(token + 1).start);
        start == end || start == end + 1 && self.text.as_bytes().get(end) == Some(&b' ')
    }

    /// The tokens that are a term, ascending.
    #[must_use]
    pub fn postings(&self, term: u32) -> &[u32] {
        self.postings_of(term..term + 1)
    }

    /// The tokens that are one of these terms, ascending within each.
    #[must_use]
    pub fn postings_of(&self, terms: Range<u32>) -> &[u32] {
        self.postings.of(terms)
    }

    /// How many tokens there are.
    #[must_use]
    pub fn token_count(&self) -> usize {
        self.tokens.len()
    }

    /// The name of the metadata field that a text is a value of.
    #[must_use]
    pub fn meta_name(&self, text: TextId) -> Option<&str> {
        let page = self.pages.get(self.place(text).page.0 as usize)?;
        let field = page.meta.iter().find(|m| m.1 == text)?.0;
        self.tables.manifest.fields.get(field as usize).map(String::as_str)
    }

    /// The fields that a search can filter and count by: the metadata of the pages, the `year` of their `date`, and their `lang`.
    #[must_use]
    pub fn fields(&self) -> Vec<&str> {
        let mut fields = texts(&self.tables.manifest.fields);
        for (derived, has) in [("year", fields.contains(&"date")), ("lang", true)] {
            if has && !fields.contains(&derived) {
                fields.push(derived);
            }
        }
        fields
    }

    /// The headings over a passage, outermost first.
    #[must_use]
    pub fn path(&self, passage: PassageId) -> Vec<TextId> {
        let mut path = Vec::new();
        let mut next = self.passages.get(passage.0 as usize).and_then(|p| p.heading);
        while let Some(heading) = next.and_then(|h| self.headings.get(h as usize)) {
            path.push(heading.text);
            next = heading.parent;
        }
        path.reverse();
        path
    }

    /// Everything that people read of the corpus: titles, headings and passages, a line each. The size of an index is measured against it.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let read = |i: &u32| matches!(self.place(TextId(*i)).field, Field::Title | Field::Heading | Field::Body);
        (0..self.text_count()).filter(read).flat_map(|i| [self.text(TextId(i)), "\n"]).collect()
    }

    /// Bytes held in memory, by the capacity of what was allocated.
    #[must_use]
    pub fn heap(&self) -> usize {
        self.text.capacity()
            + (self.bounds.capacity() + self.token_bounds.capacity() + self.entry_terms.capacity()) * size_of::<u32>()
            + self.tokens.capacity() * size_of::<Token>()
            + self.places.capacity() * size_of::<Place>()
            + self.text_weights.capacity()
            + self.pages.capacity() * size_of::<Page>()
            + self.passages.capacity() * size_of::<Passage>()
            + self.entries.heap()
            + self.inner_words.capacity() * size_of::<InnerWord>()
            + self.terms.heap()
            + self.postings.heap()
    }
}
