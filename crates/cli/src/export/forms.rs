//! Inflected forms, for an engine without stemming of its own: groups of the corpus' words that have a stem in common.

use std::collections::BTreeMap;

use findling_core::format::{IndexFile, Section, SuffixRules};
use findling_core::index::Inflection;
use findling_indexer::LanguageIndex;

/// Letters of the shortest word that is grouped.
const SHORTEST: usize = 3;
/// Maximum number of forms of a word. A larger group is not one word.
const MOST: usize = 16;

/// The groups, in a fixed order.
pub(crate) fn forms(tables: &LanguageIndex) -> Vec<Vec<String>> {
    let Ok(file) = IndexFile::open(&tables.bytes) else { return Vec::new() };
    let Ok(rules) = file.rows::<SuffixRules<'_>>(Section::Inflection) else { return Vec::new() };
    let Ok(inflection) = Inflection::read(&rules) else { return Vec::new() };
    let mut groups = Vec::new();
    for (at, rules) in rules.iter().enumerate() {
        let mut by_stem: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for word in tables.words.get(rules.lang).into_iter().flatten() {
            let is_word = word.chars().nth(SHORTEST - 1).is_some() && word.chars().all(char::is_alphabetic);
            if let Some(stem) = inflection.stems(word).nth(at).filter(|_| is_word) {
                by_stem.entry(stem).or_default().push(word.clone());
            }
        }
        groups.extend(by_stem.into_values().filter(|forms| (2..=MOST).contains(&forms.len())));
    }
    groups
}
