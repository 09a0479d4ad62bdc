//! The leaves: all keys of a corpus in order, a few thousand bytes in each.

use std::collections::{BTreeMap, BTreeSet};

use findling_core::Index;
use findling_core::codec::leaf::{LeafEntry, Posting};
use findling_core::index::keys::{self, INITIALS, INSIDE, PINYIN};
use findling_core::text::is_unspaced;
use rayon::prelude::*;

use super::fragments::Fragments;
use super::keys::of_fragment;

/// About how many bytes a leaf has. Leaves are larger if there would be too many.
const LEAF: usize = 1000;
/// Most postings of a key: a file has at most 64 KB.
const MOST_POSTINGS: usize = 30_000;
/// Leaves that a prefix must span to have a key of its own.
const MANY_LEAVES: usize = 3;
/// Most fragments that a prefix's own key has.
const BEST: usize = 10_000;
/// Letters of the shortest word that a mistyped one is corrected to.
const SHORTEST: usize = 3;
/// Characters of the longest word that is found by its pinyin.
const LONGEST: usize = 6;
/// Most spellings of a word in pinyin.
const SPELLINGS: usize = 8;

type Postings = BTreeMap<String, Vec<Posting>>;

/// The entries of each leaf.
pub(super) fn leaves(index: &Index, fragments: &Fragments<'_>) -> Vec<Vec<LeafEntry>> {
    let all: Vec<_> =
        (0..fragments.all.len() as u32).into_par_iter().map(|f| of_fragment(index, fragments, f)).collect();
    let mut postings = Postings::new();
    for keys in all {
        for (key, posting) in keys {
            postings.entry(key).or_default().push(posting);
        }
    }
    for term in 0..index.terms().len() {
        for key in other_keys(index, index.terms().form(term)) {
            postings.entry(key).or_default();
        }
    }
    for list in postings.values_mut().filter(|list| list.len() > MOST_POSTINGS) {
        keep_best(list, MOST_POSTINGS);
    }
    let bytes: usize = postings.iter().map(|(key, entry)| size(key, entry)).sum();
    let leaf = LEAF.max(bytes / fragments.most_leaves);
    for prefix in wide_prefixes(&postings, leaf) {
        let best = of_prefix(&postings, &prefix);
        postings.insert(keys::of_prefix(&prefix), best);
    }
    let sizes: Vec<usize> = postings.iter().map(|(key, entry)| size(key, entry)).collect();
    let bytes: usize = sizes.iter().sum();
    let mut leaf = LEAF.max(bytes / fragments.most_leaves);
    while starts(&sizes, leaf).count() > fragments.most_leaves && leaf < bytes {
        leaf += leaf / 16;
    }
    let starts: BTreeSet<usize> = starts(&sizes, leaf).collect();
    let mut leaves: Vec<Vec<LeafEntry>> = vec![Vec::new()];
    for (at, (key, postings)) in postings.into_iter().enumerate() {
        if starts.contains(&at) && at > 0 {
            leaves.push(Vec::new());
        }
        if let Some(leaf) = leaves.last_mut() {
            leaf.push(LeafEntry { key, postings });
        }
    }
    leaves
}

/// The entries that leaves begin with, of entries of these sizes.
fn starts(sizes: &[usize], leaf: usize) -> impl Iterator<Item = usize> {
    let mut bytes = leaf;
    let begins = move |(at, size): (usize, &usize)| {
        bytes += size;
        let begins = bytes > leaf;
        if begins {
            bytes = *size;
        }
        begins.then_some(at)
    };
    sizes.iter().enumerate().filter_map(begins)
}

/// The keys of a word that lead to the word itself.
fn other_keys(index: &Index, word: &str) -> Vec<String> {
    if !word.chars().any(is_unspaced) {
        let is_word = word.chars().all(char::is_alphabetic) && word.chars().nth(SHORTEST - 1).is_some();
        return if is_word { vec![keys::backwards(word)] } else { Vec::new() };
    }
    if word.chars().nth(1).is_none() || word.chars().nth(LONGEST).is_some() {
        return Vec::new();
    }
    let mut spellings = vec![(String::new(), String::new())];
    for c in word.chars() {
        let syllables: Vec<&str> = index.pinyin().of(c).collect();
        spellings = spellings
            .iter()
            .flat_map(|(full, initials)| {
                syllables.iter().map(move |syllable| {
                    (format!("{full}{syllable}"), format!("{initials}{}", syllable.get(..1).unwrap_or("")))
                })
            })
            .take(SPELLINGS)
            .collect();
    }
    let of = |(full, initials): &(String, String)| {
        [format!("{PINYIN}{full}{INSIDE}{word}"), format!("{INITIALS}{initials}{INSIDE}{word}")]
    };
    spellings.iter().flat_map(of).collect()
}

/// The bytes that an entry takes, about.
fn size(key: &str, entry: &[Posting]) -> usize {
    2 + key.chars().count() / 2 + entry.len() * 3 / 2
}

/// Prefixes of words with so many postings that they span many leaves.
fn wide_prefixes(postings: &Postings, leaf: usize) -> Vec<String> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for (key, entry) in postings {
        for (at, c) in key.char_indices().take_while(|(_, c)| !c.is_control()) {
            *sizes.entry(&key[..at + c.len_utf8()]).or_default() += size(key, entry);
        }
    }
    let wide = sizes.into_iter().filter(|(_, size)| *size > leaf * (MANY_LEAVES - 1));
    wide.map(|(prefix, _)| prefix.to_owned()).collect()
}

/// The fragments that have words with a prefix most often, ascending.
fn of_prefix(postings: &Postings, prefix: &str) -> Vec<Posting> {
    let words =
        postings.range(prefix.to_owned()..keys::of_prefix(prefix)).filter(|(key, _)| !key.contains(char::is_control));
    let mut sums: BTreeMap<u32, Posting> = BTreeMap::new();
    for posting in words.flat_map(|(_, entry)| entry) {
        let sum = sums.entry(posting.fragment).or_insert(Posting { fragment: posting.fragment, ..Posting::default() });
        sum.merge(posting);
    }
    let mut best: Vec<Posting> = sums.into_values().collect();
    keep_best(&mut best, BEST);
    best
}

/// Keeps the postings that tell most, if there are more than `most`.
fn keep_best(postings: &mut Vec<Posting>, most: usize) {
    let worth = |posting: &Posting| posting.counts[0] * 8 + posting.counts[1] * 3 + posting.counts[3];
    postings.sort_by_key(|posting| (u32::MAX - worth(posting), posting.fragment));
    postings.truncate(most);
    postings.sort_by_key(|posting| posting.fragment);
}
