//! What a search looked up in an index that is only partly there.

use std::sync::Mutex;

/// Comes after all characters that a key can have: a prefix and it are the end of the keys with that prefix.
pub const LAST: char = '\u{10ffff}';

/// The keys that a search looked up, and the strings that it looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lookups {
    /// Ranges of keys, the ends included, each once.
    pub ranges: Vec<(String, String)>,
    /// Strings in a row, each once. A page has them only if it has each.
    pub rows: Vec<Vec<String>>,
}

impl Lookups {
    /// Adds others. Returns whether there were any.
    pub(crate) fn add(&mut self, others: Lookups) -> bool {
        let before = (self.ranges.len(), self.rows.len());
        for range in others.ranges {
            self.add_range(range);
        }
        for row in others.rows {
            self.add_row(&row);
        }
        before != (self.ranges.len(), self.rows.len())
    }

    fn add_range(&mut self, range: (String, String)) {
        if !self.ranges.contains(&range) {
            self.ranges.push(range);
        }
    }

    fn add_row(&mut self, row: &[String]) {
        if !self.rows.iter().any(|other| other == row) {
            self.rows.push(row.to_vec());
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

    fn add(&self, add: &mut dyn FnMut(&mut Lookups)) {
        // A lock fails after a panic in another thread alone.
        if let Some(Ok(mut lookups)) = self.0.as_ref().map(Mutex::lock) {
            add(&mut lookups);
        }
    }

    /// Notes a range of keys.
    pub(crate) fn range(&self, from: &str, to: &str) {
        self.add(&mut |lookups| lookups.add_range((from.to_owned(), to.to_owned())));
    }

    /// Notes strings in a row.
    pub(crate) fn row(&self, strings: &[String]) {
        self.add(&mut |lookups| lookups.add_row(strings));
    }

    /// All notes so far.
    pub(crate) fn all(&self) -> Lookups {
        let mut all = Lookups::default();
        self.add(&mut |lookups| all.clone_from(lookups));
        all
    }
}
