//! Terms within an edit or two of a word (Damerau and Levenshtein: a swap of neighbours counts one).
//!
//! Terms are sorted, so those with a common prefix are neighbours: the rows of the distance table for what a term shares with the one
//! before stay, and a prefix that is too far already is skipped with all terms that have it. No automaton is built.

use crate::index::TermDictionary;
use crate::list::List as _;
use crate::text::{Class, class};

/// Edits allowed in a word of so many letters.
#[must_use]
pub(super) fn allowed(letters: usize) -> usize {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// Letters of the longest word that is corrected, so that every distance fits a byte.
const LONGEST: usize = 64;

/// Which terms are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reach {
    /// Most edits.
    pub edits: usize,
    /// The word may go on: a prefix of the term is enough.
    pub open: bool,
    /// The first letter must be the same.
    pub same_first: bool,
}

/// The terms within reach of `word`, with their distance; none of scripts without spaces.
pub(super) fn near(terms: &TermDictionary, word: &str, reach: Reach) -> Vec<(u32, usize)> {
    let mut found = Vec::new();
    let wanted: Vec<char> = word.chars().list();
    let Some(first) = wanted.first().filter(|_| wanted.len() <= LONGEST) else { return found };
    let range = if reach.same_first { terms.range_of(first.encode_utf8(&mut [0; 4])) } else { 0..terms.len() };
    let mut table = Table { cells: (0..=wanted.len() as u8).list(), letters: Vec::new(), wanted };
    let mut term = range.start;
    while term < range.end {
        let form = terms.form(term);
        let read = table.read(form, reach.edits);
        let whole = if read == form.len() { table.distance() } else { usize::MAX };
        let distance = if reach.open { table.prefix_distance() } else { whole };
        let is_word = form.chars().next().is_some_and(|c| matches!(class(c), Class::Letter | Class::Digit));
        if distance <= reach.edits && is_word {
            found.push((term, distance));
        } else if table.least(0) > reach.edits && table.least(1) > reach.edits {
            // So are all terms with this prefix. After a single row that is too far, the next letter may still complete a swap.
            term = terms.after_prefix(form.get(..read).unwrap_or(form), term + 1);
            continue;
        }
        term += 1;
    }
    found
}

/// The distance of each prefix of a term to each prefix of the word: a row for no letters, then one per letter of the term.
struct Table {
    wanted: Vec<char>,
    letters: Vec<char>,
    cells: Vec<u8>,
}

impl Table {
    /// Reads a term until it is farther than `most` from all prefixes of the word, and returns how many of its bytes that are. The rows
    /// of letters that it shares with the term before stay.
    fn read(&mut self, form: &str, most: usize) -> usize {
        let shared = self.letters.iter().zip(form.chars()).take_while(|(a, b)| **a == *b).count();
        self.letters.truncate(shared);
        self.cells.truncate((shared + 1) * (self.wanted.len() + 1));
        for (at, c) in form.char_indices().skip(shared) {
            self.add(c);
            if self.least(0) > most {
                return at + c.len_utf8();
            }
        }
        form.len()
    }

    /// Adds the row of another letter.
    fn add(&mut self, c: char) {
        let width = self.wanted.len() + 1;
        let above = self.cells.len() - width;
        let before = self.letters.last().copied();
        self.letters.push(c);
        let mut left = self.letters.len() as u8;
        self.cells.push(left);
        for j in 0..width - 1 {
            let other = u8::from(c != self.wanted[j]);
            let mut best = (self.cells[above + j] + other).min(self.cells[above + j + 1] + 1).min(left + 1);
            if j > 0 && before == Some(self.wanted[j]) && c == self.wanted[j - 1] {
                best = best.min(self.cells[above - width + j - 1] + 1);
            }
            self.cells.push(best);
            left = best;
        }
    }

    /// The least of a row, counted from the last one.
    fn least(&self, back: usize) -> usize {
        let rows = self.cells.chunks_exact(self.wanted.len() + 1);
        rows.rev().nth(back).and_then(|row| row.iter().min()).map_or(0, |n| usize::from(*n))
    }

    /// The distance of the letters read to the word.
    fn distance(&self) -> usize {
        self.cells.last().map_or(0, |n| usize::from(*n))
    }

    /// The least distance of a prefix of the letters read to the word.
    fn prefix_distance(&self) -> usize {
        let rows = self.cells.chunks_exact(self.wanted.len() + 1);
        rows.filter_map(|row| row.last()).min().map_or(0, |n| usize::from(*n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The distance by the textbook's full table.
    fn textbook(a: &str, b: &str) -> usize {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let mut d = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                d[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let mut best = (d[i - 1][j] + 1).min(d[i][j - 1] + 1);
                    best = best.min(d[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        best = best.min(d[i - 2][j - 2] + 1);
                    }
                    best
                };
            }
        }
        d[a.len()][b.len()]
    }

    #[test]
    fn the_table_agrees_with_the_textbook() {
        let words = ["", "a", "ab", "abc", "acb", "bac", "cab", "abcd", "abdc", "dabc", "xyz", "été", "ete"];
        for wanted in words {
            let chars: Vec<char> = wanted.chars().collect();
            let mut table = Table { cells: (0..=chars.len() as u8).collect(), letters: Vec::new(), wanted: chars };
            for form in words {
                table.read(form, usize::MAX);
                assert_eq!(table.distance(), textbook(form, wanted), "{form} and {wanted}");
            }
        }
    }

    #[test]
    fn longer_words_may_have_more_edits() {
        assert_eq!([3, 4, 7, 8, 40].map(allowed), [0, 1, 1, 2, 2]);
    }
}
