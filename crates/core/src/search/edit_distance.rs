//! Words that are nearly a word: by one letter or two, a swap of neighbours counting one (Damerau and Levenshtein).
//!
//! The lexicon is sorted, so words that begin alike stand together: the table of distances is kept for what a word shares with the one
//! before, and a beginning that is too far already is passed over with all that begin so. No automaton is built.

use crate::index::Lexicon;
use crate::lean::{chars, list};
use crate::text::{Class, class};

/// How many letters a word of this length may be off.
#[must_use]
pub(super) fn allowed(letters: usize) -> usize {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// A longer word is none that a slip of the hand explains; so every distance fits a byte.
const LONGEST: usize = 64;

/// The terms within `most` edits of `word`, with their distance; none of scripts without spaces. `open`: it is enough that a
/// term begins so. `first`: the first letter must be the same.
pub(super) fn near(lexicon: &Lexicon, word: &str, most: usize, open: bool, first: bool) -> Vec<(u32, usize)> {
    let mut found = Vec::new();
    let wanted = chars(word);
    let Some(start) = wanted.first().filter(|_| wanted.len() <= LONGEST) else { return found };
    let range = if first { lexicon.beginning(start.encode_utf8(&mut [0; 4])) } else { 0..lexicon.len() };
    let mut table = Table { cells: list(0..=wanted.len() as u8), letters: Vec::new(), wanted };
    let mut term = range.start;
    while term < range.end {
        let form = lexicon.form(term);
        let read = table.read(form, most);
        let whole = if read == form.len() { table.last() } else { usize::MAX };
        let distance = if open { table.beginning() } else { whole };
        let far = table.least(0) > most && table.least(1) > most;
        if distance <= most && form.chars().next().is_some_and(|c| matches!(class(c), Class::Letter | Class::Digit)) {
            found.push((term, distance));
        } else if far {
            // So are all that begin so; of one row alone a swap might still be mended by the letter behind.
            term = lexicon.behind(form.get(..read).unwrap_or(form), term + 1);
            continue;
        }
        term += 1;
    }
    found
}

/// The distances of each beginning of a term to each beginning of the word: a row for none of its letters, then one a letter.
struct Table {
    wanted: Vec<char>,
    letters: Vec<char>,
    cells: Vec<u8>,
}

impl Table {
    /// Reads a term until it is further than `most` from all beginnings of the word, and says how many bytes that are. Rows of
    /// letters that it shares with the term before stay.
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

    /// The row of one letter more.
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

    /// The least of a row, so many from the last.
    fn least(&self, back: usize) -> usize {
        let rows = self.cells.chunks_exact(self.wanted.len() + 1);
        rows.rev().nth(back).and_then(|row| row.iter().min()).map_or(0, |n| usize::from(*n))
    }

    /// The distance of what was read to the word.
    fn last(&self) -> usize {
        self.cells.last().map_or(0, |n| usize::from(*n))
    }

    /// The least distance of a beginning of the term to the word.
    fn beginning(&self) -> usize {
        let rows = self.cells.chunks_exact(self.wanted.len() + 1);
        rows.filter_map(|row| row.last()).min().map_or(0, |n| usize::from(*n))
    }
}
