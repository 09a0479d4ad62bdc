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

/// The terms within `most` edits of `word`, with their distance; none of scripts without spaces. `open`: it is enough that a
/// term begins so. `first`: the first letter must be the same.
pub(super) fn near(lexicon: &Lexicon, word: &str, most: usize, open: bool, first: bool) -> Vec<(u32, usize)> {
    let wanted = chars(word);
    let mut found = Vec::new();
    let Some(start) = wanted.first() else { return found };
    let range = if first { lexicon.beginning(start.encode_utf8(&mut [0; 4])) } else { 0..lexicon.len() };
    let width = wanted.len() + 1;
    // rows[i]: the distances of the term's first i letters to each beginning of the word.
    let mut rows: Vec<Vec<usize>> = vec![list(0..width)];
    let mut letters: Vec<char> = Vec::new();
    let mut term = range.start;
    while term < range.end {
        let form = lexicon.form(term);
        let shared = letters.iter().zip(form.chars()).take_while(|(a, b)| **a == *b).count();
        letters.truncate(shared);
        rows.truncate(shared + 1);
        let mut hopeless = None;
        for (at, c) in form.char_indices().skip(shared) {
            letters.push(c);
            rows.push(next_row(&rows, &letters, &wanted));
            let row = &rows[letters.len()];
            if row.iter().min().is_some_and(|least| *least > most) {
                hopeless = Some(at + c.len_utf8());
                break;
            }
        }
        if let Some(end) = hopeless {
            // A swap at the very end could still mend what one letter more shows: only skip what two letters in a row say.
            let swap = rows.len() >= 2 && rows[rows.len() - 2].iter().min().is_some_and(|least| *least <= most);
            let reaches = open.then(|| best_beginning(&rows, width)).filter(|d| *d <= most);
            if let Some(distance) = reaches {
                found.push((term, distance));
                term += 1;
            } else if swap {
                term += 1;
            } else {
                term = lexicon.beginning(form.get(..end).unwrap_or(form)).end.max(term + 1);
            }
            continue;
        }
        let distance = if open { best_beginning(&rows, width) } else { rows[letters.len()][width - 1] };
        if distance <= most && form.chars().next().is_some_and(|c| matches!(class(c), Class::Letter | Class::Digit)) {
            found.push((term, distance));
        }
        term += 1;
    }
    found
}

/// The least distance of the word to any beginning of the term.
fn best_beginning(rows: &[Vec<usize>], width: usize) -> usize {
    rows.iter().map(|row| row[width - 1]).min().unwrap_or(usize::MAX)
}

/// The distances for one letter more, the last of `letters`.
fn next_row(rows: &[Vec<usize>], letters: &[char], wanted: &[char]) -> Vec<usize> {
    let i = letters.len();
    let above = &rows[i - 1];
    let mut row = Vec::with_capacity(above.len());
    row.push(i);
    for (j, w) in wanted.iter().enumerate() {
        let same = usize::from(letters[i - 1] != *w);
        let mut best = (above[j] + same).min(above[j + 1] + 1).min(row[j] + 1);
        if i > 1 && j > 0 && letters[i - 2] == *w && letters[i - 1] == wanted[j - 1] {
            best = best.min(rows[i - 2][j - 1] + 1);
        }
        row.push(best);
    }
    row
}
