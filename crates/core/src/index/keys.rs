//! The keys of the leaves: words, and the other ways into the texts, in one order.
//!
//! A word is its own key. Whatever else belongs to it follows it directly, behind a control character, so that it is mostly in the same leaf.
//! Keys of other kinds begin with a control character.

use super::LAST;
use crate::text::is_unspaced;

/// Behind a character or a pair of characters of an unspaced script: where they occur inside longer words or across two.
pub const INSIDE: char = '\u{1}';
/// Behind a word: where it is part of a name, as header in parseHttpHeader.
pub const IN_NAME: char = '\u{2}';
/// Between words that a single character joins to one name, as in `with_capacity`.
pub const JOINED: char = '\u{7}';
/// Before a word read backwards.
pub const BACKWARDS: char = '\u{3}';
/// Before the pinyin of a word, [`INSIDE`] and the word.
pub const PINYIN: char = '\u{4}';
/// Before the initials of a word's pinyin, [`INSIDE`] and the word.
pub const INITIALS: char = '\u{5}';
/// Before a field, `=` and a value.
pub const FIELD: char = '\u{6}';

/// A key for the pages where some word has this prefix.
#[must_use]
pub fn of_prefix(prefix: &str) -> String {
    format!("{prefix}{LAST}")
}

/// The key of two words that are joined.
#[must_use]
pub fn of_joined(before: &str, after: &str) -> String {
    format!("{before}{JOINED}{after}")
}

/// The key of a field's value.
#[must_use]
pub fn of_field(field: &str, value: &str) -> String {
    format!("{FIELD}{field}={value}")
}

/// The key of a word read backwards.
#[must_use]
pub fn backwards(word: &str) -> String {
    [BACKWARDS].into_iter().chain(word.chars().rev()).collect()
}

/// The keys that a text must have to contain a folded string: its pairs of unspaced characters, its other words.
/// `open`: the text may continue the last word.
pub(crate) fn of_string(string: &str, open: bool) -> Vec<(String, String)> {
    let mut keys = Vec::new();
    let mut rest = string;
    while let Some(first) = rest.chars().next() {
        let unspaced = is_unspaced(first);
        let (run, after) = rest.split_at(rest.find(|c| is_unspaced(c) != unspaced).unwrap_or(rest.len()));
        if unspaced {
            let ends: Vec<usize> = run.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
            let pairs = ends.windows(2).scan(0, |start, ends| Some(&run[std::mem::replace(start, ends[0])..ends[1]]));
            let pairs: Vec<&str> = pairs.collect();
            let of = |part: &str| (part.to_owned(), format!("{part}{INSIDE}"));
            keys.extend(if pairs.is_empty() { vec![of(run)] } else { pairs.into_iter().map(of).collect() });
        } else {
            let to = if open && after.is_empty() { of_prefix(run) } else { run.to_owned() };
            keys.push((run.to_owned(), to));
        }
        rest = after;
    }
    keys
}
