//! The lookups of a search in an index that is only partly there.

use std::sync::{Mutex, MutexGuard};

use super::keys;

/// Strings that follow each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The strings.
    pub strings: Vec<String>,
    /// The last one may go on.
    pub open: bool,
}

impl Row {
    /// The keys of each two that are joined to a name.
    pub(crate) fn joined(&self) -> impl Iterator<Item = (String, String)> {
        self.strings.windows(2).enumerate().map(|(at, pair)| {
            let joined = keys::of_joined(&pair[0], &pair[1]);
            let is_last = at + 2 == self.strings.len();
            let end = if self.open && is_last { keys::of_prefix(&joined) } else { joined.clone() };
            (joined, end)
        })
    }
}

/// The keys that a search looked up, and the strings that it looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lookups {
    /// Ranges of keys, the ends included, each once and in order.
    pub ranges: Vec<(String, String)>,
    /// Strings in a row, each once. A page has them only if it has each.
    pub rows: Vec<Row>,
    /// Ranges of keys that matter only if a word is nowhere.
    pub guesses: Vec<(String, String)>,
    /// All pages, whether anything is known of them or not.
    pub every_page: bool,
}

impl Lookups {
    /// Adds others. Returns whether there were any.
    pub(crate) fn add(&mut self, others: Lookups) -> bool {
        let before = (self.ranges.len(), self.rows.len(), self.every_page);
        self.every_page |= others.every_page;
        for range in others.ranges {
            self.add_range(range);
        }
        for row in others.rows {
            self.add_row(row);
        }
        before != (self.ranges.len(), self.rows.len(), self.every_page)
    }

    /// Looks up guesses, too. Returns whether there were any that were not looked up before.
    pub(crate) fn add_guesses(&mut self, guesses: Vec<(String, String)>) -> bool {
        self.add(Lookups { ranges: guesses, ..Lookups::default() })
    }

    fn add_range(&mut self, range: (String, String)) {
        if let Err(at) = self.ranges.binary_search(&range) {
            self.ranges.insert(at, range);
        }
    }

    fn add_prefix(&mut self, prefix: String) {
        let end = keys::of_prefix(&prefix);
        self.add_range((prefix, end));
    }

    fn add_guess(&mut self, prefix: String) {
        let end = keys::of_prefix(&prefix);
        self.guesses.push((prefix, end));
    }

    fn add_row(&mut self, row: Row) {
        if !self.rows.contains(&row) {
            self.rows.push(row);
        }
    }
}

/// Takes notes of lookups. An index that is whole takes none.
#[derive(Debug, Default)]
pub(crate) struct Notes(Option<Mutex<Lookups>>);

impl Notes {
    /// Notes that are taken.
    pub(crate) fn taken() -> Notes {
        Notes(Some(Mutex::default()))
    }

    /// Whether notes are taken.
    pub(crate) fn are_taken(&self) -> bool {
        self.0.is_some()
    }

    /// The notes, if notes are taken.
    fn lookups(&self) -> Option<MutexGuard<'_, Lookups>> {
        // A lock fails after a panic in another thread alone.
        self.0.as_ref().and_then(|lookups| lookups.lock().ok())
    }

    /// All notes so far.
    pub(crate) fn all(&self) -> Lookups {
        self.lookups().map_or_else(Lookups::default, |lookups| lookups.clone())
    }

    /// Notes a word, which may be known without its postings.
    pub(crate) fn word(&self, word: &str) {
        if let Some(mut lookups) = self.lookups() {
            lookups.add_range((word.to_owned(), word.to_owned()));
        }
    }

    /// Notes all keys with a prefix.
    pub(crate) fn prefix(&self, prefix: &str) {
        if let Some(mut lookups) = self.lookups() {
            lookups.add_prefix(prefix.to_owned());
        }
    }

    /// Notes a string, which may begin and end inside words. `open`: the text may continue its last word.
    pub(crate) fn string(&self, string: &str, open: bool) {
        let Some(mut lookups) = self.lookups() else { return };
        let keys = keys::of_string(string, open);
        if keys.len() > 1 {
            lookups.add_row(Row { strings: vec![string.to_owned()], open: false });
        }
        for range in keys {
            lookups.add_range(range);
        }
    }

    /// Notes strings that follow each other. `open`: the last one may go on.
    pub(crate) fn row(&self, strings: &[String], open: bool) {
        let Some(mut lookups) = self.lookups().filter(|_| strings.len() > 1) else { return };
        let row = Row { strings: strings.to_vec(), open };
        for range in row.joined() {
            lookups.add_range(range);
        }
        lookups.add_row(row);
    }

    /// Notes a word inside names.
    pub(crate) fn in_names(&self, word: &str, open: bool) {
        let Some(mut lookups) = self.lookups() else { return };
        let to = if open { keys::of_prefix(word) } else { keys::in_name(word) };
        lookups.add_range((word.to_owned(), to));
    }

    /// Notes the words that are an edit away from one: the beginning or the end of it is right.
    pub(crate) fn similar(&self, word: &str) {
        let Some(mut lookups) = self.lookups() else { return };
        let middle = word.chars().count() / 2;
        let at = |char: usize| word.char_indices().nth(char).map_or(word.len(), |(at, _)| at);
        lookups.add_guess(word[..at(middle)].to_owned());
        lookups.add_guess(keys::backwards(&word[at(middle + 1)..]));
    }

    /// Notes that all pages are asked for.
    pub(crate) fn every_page(&self) {
        if let Some(mut lookups) = self.lookups() {
            lookups.every_page = true;
        }
    }

    /// Notes the values of a field.
    pub(crate) fn field(&self, field: &str) {
        if let Some(mut lookups) = self.lookups() {
            lookups.add_prefix(keys::of_field(field, ""));
        }
    }

    /// Notes the words with this pinyin: their syllables, or else their initials.
    pub(crate) fn pinyin(&self, letters: &str, initials: bool) {
        let Some(mut lookups) = self.lookups() else { return };
        let mut prefix = String::from(if initials { keys::INITIALS } else { keys::PINYIN });
        prefix.push_str(letters);
        lookups.add_prefix(prefix);
    }
}
