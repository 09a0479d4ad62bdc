//! Names that titles and headings of the corpus share: good example queries.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use findling_core::text::is_unspaced;

use super::function_words::is_function_word;
use crate::encode::Segments;

/// Maximum number of names.
const MOST: usize = 3;
/// Maximum number of titles and headings that are looked at.
const TEXTS: usize = 20_000;
/// Letters of the shortest word, in scripts with spaces.
const LETTERS: usize = 4;

/// A name of one or two words.
#[derive(Default)]
struct Name {
    /// As the first text has it.
    text: String,
    /// Place of the first among all.
    first: usize,
    /// Number of pages that have it, and the last of them.
    pages: usize,
    last: Option<usize>,
}

/// The names that most pages have. `names`: titles and headings, each with the number of its page.
pub(crate) fn shared_names<'a>(names: impl Iterator<Item = (usize, &'a Segments<'a>)>, pages: usize) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut found: BTreeMap<Vec<String>, Name> = BTreeMap::new();
    for (page, segments) in names.take(TEXTS) {
        let mut before: Option<(String, &str)> = None;
        let mut joined = false;
        for (segment, is_word) in segments.iter() {
            let word = segment.to_lowercase();
            if !is_word || !is_telling(&word) {
                // A space joins two words to a name, and anything else separates them.
                joined = !is_word && segment == " ";
                before = before.filter(|_| joined);
                continue;
            }
            *counts.entry(word.clone()).or_default() += 1;
            let mut add = |words: Vec<String>, text: String| {
                let first = found.len();
                let name = found.entry(words).or_insert_with(|| Name { text, first, ..Name::default() });
                if name.last != Some(page) {
                    (name.pages, name.last) = (name.pages + 1, Some(page));
                }
            };
            if let Some((other, as_written)) = before.take().filter(|other| other.0 != word) {
                let space = if joined { " " } else { "" };
                add(vec![other, word.clone()], [as_written, space, segment].concat());
            }
            add(vec![word.clone()], segment.to_owned());
            (before, joined) = (Some((word, segment)), false);
        }
    }
    // A name on most pages is the site's own.
    let mut best: Vec<(&Vec<String>, &Name)> =
        found.iter().filter(|(_, name)| name.pages <= (pages / 2).max(2)).collect();
    let used = |words: &[String]| words.iter().map(|word| counts.get(word).copied().unwrap_or(0)).min();
    // Two words say more than one. Of equal names, the one whose words are used most.
    best.sort_by_key(|(words, name)| Reverse((words.len(), name.pages, used(words), Reverse(name.first))));
    let mut taken: HashSet<String> = HashSet::new();
    let apart = |(words, _): &(&Vec<String>, &Name)| words.iter().all(|word| taken.insert(word.clone()));
    best.into_iter().filter(apart).take(MOST).map(|(_, name)| name.text.clone()).collect()
}

/// Whether a word tells what a page is about.
fn is_telling(word: &str) -> bool {
    let least = if word.chars().all(is_unspaced) { 2 } else { LETTERS };
    word.chars().nth(least - 1).is_some() && word.chars().all(char::is_alphabetic) && !is_function_word(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Segmenter;

    fn of(titles: &[&str]) -> Vec<String> {
        let segmenter = Segmenter::default();
        let segments: Vec<Segments<'_>> =
            titles.iter().map(|title| Segments::new(title, &segmenter.cut(title, ""))).collect();
        shared_names(segments.iter().enumerate(), titles.len())
    }

    #[test]
    fn names_that_several_titles_have_come_first() {
        let titles =
            ["Content collections", "Using content collections", "Deploy to a host", "Deploy by hand", "The end"];
        assert_eq!(of(&titles)[..2], ["Content collections", "Deploy"]);
        assert_eq!(of(&["全球治理的未来", "疫情与全球治理", "合作"]).first().map(String::as_str), Some("全球治理"));
    }

    #[test]
    fn a_corpus_without_titles_has_no_names() {
        assert!(of(&[]).is_empty());
        assert!(of(&["", "1.2", "the"]).is_empty());
    }
}
