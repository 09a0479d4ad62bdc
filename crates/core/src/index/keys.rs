//! The keys of the leaves: words, and the other ways into the texts, in one order.
//!
//! A word is its own key. Whatever else belongs to it follows it directly, behind a control character, so that it is mostly in the same leaf.
//! Keys of other kinds begin with a control character.

use crate::text::is_unspaced;

/// Comes after all characters that a key can have: a prefix and it are the end of the keys with that prefix.
pub const LAST: char = '\u{10ffff}';
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

/// The key of a word inside names.
#[must_use]
pub fn in_name(word: &str) -> String {
    format!("{word}{IN_NAME}")
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
    let runs = runs(string);
    for (number, run) in runs.iter().enumerate() {
        if run.starts_with(is_unspaced) {
            let ends: Vec<usize> = run.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
            let pairs = ends.windows(2).scan(0, |start, ends| Some(&run[std::mem::replace(start, ends[0])..ends[1]]));
            let pairs: Vec<&str> = pairs.collect();
            let of = |part: &str| (part.to_owned(), format!("{part}{INSIDE}"));
            keys.extend(if pairs.is_empty() { vec![of(run)] } else { pairs.into_iter().map(of).collect() });
        } else {
            let goes_on = open && number + 1 == runs.len();
            keys.push(((*run).to_owned(), if goes_on { of_prefix(run) } else { (*run).to_owned() }));
        }
    }
    keys
}

/// A string in runs of unspaced characters, and of others.
pub(crate) fn runs(string: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut rest = string;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| is_unspaced(c) != is_unspaced(first)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        runs.push(run);
        rest = after;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_found_by_its_pairs_and_its_other_words() {
        let keys = |string, open| of_string(string, open).into_iter().map(|(from, _)| from).collect::<Vec<_>>();
        assert_eq!(keys("g20峰会吗", false), ["g20", "峰会", "会吗"]);
        assert_eq!(keys("第13条", false), ["第", "13", "条"]);
        assert_eq!(of_string("lens", true), [("lens".to_owned(), of_prefix("lens"))]);
        assert_eq!(runs("a全球b"), ["a", "全球", "b"]);
        assert!(runs("").is_empty());
    }
}
