//! What one query leaves for the next: most queries are the one before with a letter more.

use std::sync::Arc;

use super::excerpt::{self, Part};
use super::matches::Matches;
use crate::Index;
use crate::index::{TextId, Weights};

/// Most query terms that stay from query to query, so that looking for one stays cheap. Their hits are bounded by half of the corpus' words.
const MOST_TERMS: usize = 128;
/// Most missing words whose neighbours stay.
const MOST_NEAR: usize = 8;
/// Maximum number of texts whose parts stay: those that two queries show, since most results of a query are also results of the next.
const MOST_TEXTS: usize = 160;

/// How a form was matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// As a string, wherever segmentation cut it.
    Whole {
        /// Its last word may go on.
        open: bool,
    },
    /// As a word of a script with spaces.
    Word {
        /// It may go on.
        open: bool,
        /// It is a function word, which has no synonyms.
        function: bool,
    },
    /// As strings that are joined to one name.
    Joined {
        /// Its last word may go on.
        open: bool,
    },
    /// As a word of a script without spaces.
    Unspaced,
    /// As a word that is mistyped.
    Mistyped,
    /// As strings that follow each other.
    Phrase,
}

/// The query cache of one visitor. Answers don't depend on it, only the time they take.
///
/// ```
/// use findling_core::{Options, Session};
/// # use findling_core::Index;
/// # use findling_indexer::{Block, NativeHost, Page, build, read::Corpus};
/// # let mut corpus = Corpus::default();
/// # let blocks = vec![Block::Paragraph("Rings of prisms.".to_owned())];
/// # corpus.pages = vec![Page { id: "lens".to_owned(), lang: "en".to_owned(), blocks, ..Page::default() }];
/// # let index = Index::open(&build(&corpus, &findling_indexer::Options::default())?.bytes, Box::new(NativeHost))?;
/// let mut session = Session::default();
/// for typed in ["p", "pr", "pri"] {
///     assert_eq!(session.search(&index, typed, &Options::default()).total, 1);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct Session {
    /// The index that the matches are of.
    index: u64,
    /// The weights that they were tallied by.
    weights: Weights,
    /// Sorted by when they were used last.
    entries: Vec<Entry>,
    /// How often entries were asked for by the current query.
    used: usize,
    /// Terms near a missing word.
    near: Vec<(String, Vec<String>)>,
    /// The parts of the texts that were shown last, and the length of their excerpts.
    parts: Vec<(TextId, Option<usize>, Vec<Part>)>,
}

#[derive(Debug)]
struct Entry {
    form: String,
    mode: Mode,
    /// A bit for each surface that was typed, if others rank behind it.
    typed: Option<u64>,
    matches: Arc<Matches>,
}

impl Session {
    /// Begins a query. Forgets everything that was found in another index or by other weights.
    pub(super) fn begin(&mut self, index: &Index, weights: &Weights) {
        if self.index != index.checksum() || self.weights != *weights {
            *self = Session { index: index.checksum(), weights: *weights, ..Session::default() };
        }
        self.used = 0;
    }

    /// The weights of this query.
    pub(super) fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The matches of a form: from the cache, or made and remembered.
    pub(super) fn matches(
        &mut self,
        form: &str,
        mode: Mode,
        typed: Option<u64>,
        make: &dyn Fn(&Session) -> Matches,
    ) -> Arc<Matches> {
        self.used += 1;
        let same = |entry: &Entry| entry.mode == mode && entry.typed == typed && entry.form == form;
        let entry = match self.entries.iter().rposition(same) {
            Some(at) => self.entries.remove(at),
            None => Entry { form: form.to_owned(), mode, typed, matches: Arc::new(make(self)) },
        };
        let matches = Arc::clone(&entry.matches);
        self.entries.push(entry);
        matches
    }

    /// The matches of the longest string that this one starts with and that has every place of this one among its hits.
    pub(super) fn shorter(&self, string: &str) -> Option<Arc<Matches>> {
        let is_shorter = |entry: &&Entry| entry.matches.complete && string.starts_with(&entry.form);
        let longest = self.entries.iter().filter(is_shorter).max_by_key(|entry| entry.form.len())?;
        Some(Arc::clone(&longest.matches))
    }

    /// Terms near a missing word: from the cache, or made and remembered.
    pub(super) fn near(&mut self, form: &str, make: impl FnOnce() -> Vec<String>) -> Vec<String> {
        if let Some(near) = self.near.iter().find(|near| near.0 == form) {
            return near.1.clone();
        }
        let near = make();
        self.near.insert(0, (form.to_owned(), near.clone()));
        self.near.truncate(MOST_NEAR);
        near
    }

    /// The parts of a text for an excerpt of this length: from the cache, or made and remembered.
    pub(super) fn parts(&mut self, index: &Index, text: TextId, length: Option<usize>) -> &[Part] {
        let row = match self.parts.iter().rposition(|row| row.0 == text && row.1 == length) {
            Some(at) => self.parts.remove(at),
            None => (text, length, excerpt::parts(index.text(text), length)),
        };
        self.parts.push(row);
        self.parts.last().map_or(&[], |row| &row.2)
    }

    /// Ends a query: drops what was used longest ago, down to the bounds, but nothing that the query used.
    pub(super) fn end(&mut self, index: &Index) {
        let mut hits: usize = self.entries.iter().map(|entry| entry.matches.hits.len()).sum();
        let unused = self.entries.len().saturating_sub(self.used);
        let mut dropped = 0;
        while dropped < unused && (hits > index.token_count() / 2 || self.entries.len() - dropped > MOST_TERMS) {
            hits -= self.entries[dropped].matches.hits.len();
            dropped += 1;
        }
        self.entries = self.entries.split_off(dropped);
        self.parts = self.parts.split_off(self.parts.len().saturating_sub(MOST_TEXTS));
    }
}
