//! Inflection as suffix rules, learned from the corpus' own words and what Snowball makes of them.
//!
//! A rule is an ending, the number of letters to remove, and the letters to append: `ies`, 3, `i` makes `studi` of `studies`. The longest
//! ending decides. Rules are also learned from words of the corpus with other endings of the corpus, so that a form that the corpus lacks
//! finds the forms that it has.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};

use findling_core::format::{SuffixRule, encode};

use crate::build_cache::BuildCache;

/// A rule must set right so many more words than it sets wrong.
const WORTH: i64 = 3;
/// Letters of the longest ending.
const DEEPEST: usize = 7;
/// Endings that stand behind so many words of the corpus are put on others.
const COMMON: usize = 12;
/// No more endings than this are put on.
const ENDINGS: usize = 24;

fn algorithm(lang: &str) -> Option<Algorithm> {
    Some(match lang {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nl" => Algorithm::Dutch,
        "no" | "nb" | "nn" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

/// What makes a stem of a word: letters off the end, letters put on.
type Action = (usize, String);

fn action(word: &str, stem: &str) -> Action {
    let common = word.chars().zip(stem.chars()).take_while(|(a, b)| a == b).count();
    (word.chars().count() - common, stem.chars().skip(common).collect())
}

/// The rules of all languages of the corpus that Snowball has, as rows of an index file.
pub(super) fn rules<'a>(
    by_lang: &BTreeMap<&'a str, BTreeSet<String>>,
    cache: Option<&BuildCache>,
) -> Vec<(&'a str, Vec<u8>)> {
    let mut all = Vec::new();
    for (lang, words) in by_lang {
        let Some(algorithm) = algorithm(lang) else { continue };
        let learn = || encode(learn(algorithm, words).iter().map(Rule::row));
        let rules = cache.map_or_else(learn, |cache| cache.rules(lang, words, learn));
        if !rules.is_empty() {
            all.push((*lang, rules));
        }
    }
    all
}

/// An ending and what makes a stem of a word with it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rule {
    ending: String,
    action: Action,
}

impl Rule {
    fn row(&self) -> SuffixRule<'_> {
        SuffixRule { ending: &self.ending, remove: self.action.0 as u8, append: &self.action.1 }
    }
}

/// What stands before a word's first letter.
const NONE: char = '\0';

/// A word that is learned from: its last letters, the last one first, what makes its stem, and how much it counts.
struct Example {
    tail: [char; DEEPEST],
    action: Action,
    weight: u8,
}

impl Example {
    fn new(word: &str, stem: &str, weight: u8) -> Self {
        let mut tail = [NONE; DEEPEST];
        for (place, letter) in tail.iter_mut().zip(word.chars().rev()) {
            *place = letter;
        }
        Self { tail, action: action(word, stem), weight }
    }
}

/// Words of the corpus, and those that it might have.
fn examples(algorithm: Algorithm, words: &BTreeSet<String>) -> Vec<Example> {
    let counts = |word: &str| word.chars().count() > 2 && word.chars().all(char::is_alphabetic);
    let mut endings: BTreeMap<String, usize> = BTreeMap::new();
    let mut stems: BTreeSet<String> = BTreeSet::new();
    let mut examples = Vec::new();
    let stemmer = Stemmer::create(algorithm);
    for word in words.iter().filter(|word| counts(word)) {
        let stem = stemmer.stem(word).into_owned();
        // A word of the corpus counts twice: what is there matters more than what might be.
        examples.push(Example::new(word, &stem, 2));
        if let Some(ending) = word.strip_prefix(stem.as_str()) {
            *endings.entry(ending.to_owned()).or_default() += 1;
            stems.insert(stem);
        }
    }
    let mut common: Vec<(usize, String)> = endings.into_iter().map(|(e, n)| (n, e)).filter(|e| e.0 >= COMMON).collect();
    common.sort_by(|a, b| b.cmp(a));
    common.truncate(ENDINGS);
    let made = |stemmer: &Stemmer, stem: &str| -> Vec<Example> {
        let new = common.iter().map(|(_, ending)| format!("{stem}{ending}"));
        // Only where putting on and taking off agree: what no one would write teaches nothing.
        let agrees = |word: &String| !(words.contains(word) && counts(word)) && stemmer.stem(word) == stem;
        new.filter(agrees).map(|word| Example::new(&word, stem, 1)).collect()
    };
    let stems: Vec<String> = stems.into_iter().filter(|stem| stem.chars().count() > 2).collect();
    let more = stems.par_iter().map_init(|| Stemmer::create(algorithm), |stemmer, stem| made(stemmer, stem));
    examples.extend(more.flatten_iter().collect::<Vec<_>>());
    examples
}

fn learn(algorithm: Algorithm, words: &BTreeSet<String>) -> Vec<Rule> {
    let mut examples = examples(algorithm, words);
    // In the order of their endings, what ends alike stands together: a tree of them would be many times as large.
    examples.par_sort_unstable_by(|a, b| a.tail.cmp(&b.tail));
    let mut rules = Vec::new();
    emit(&examples, 0, &(0, String::new()), &mut rules);
    rules.sort();
    rules
}

/// Writes a rule where a longer ending does better with another action than the one it would inherit. All examples have the same last letters,
/// so many as `depth`.
fn emit<'a>(examples: &'a [Example], depth: usize, inherited: &'a Action, rules: &mut Vec<Rule>) {
    // Too few for a rule are too few for any longer ending's.
    if examples.iter().map(|example| i64::from(example.weight)).sum::<i64>() < WORTH {
        return;
    }
    let mut actions: BTreeMap<&Action, i64> = BTreeMap::new();
    for example in examples {
        *actions.entry(&example.action).or_default() += i64::from(example.weight);
    }
    let right = actions.get(inherited).copied().unwrap_or(0);
    let best = actions.into_iter().max_by_key(|(action, n)| (*n, std::cmp::Reverse(*action)));
    let mut here = inherited;
    if let Some((action, n)) = best
        && n - right >= WORTH
        && action.0 <= depth.max(1)
    {
        here = action;
        let ending: String = examples[0].tail[..depth].iter().rev().collect();
        rules.push(Rule { ending, action: action.clone() });
    }
    if depth == DEEPEST {
        return;
    }
    for alike in examples.chunk_by(|a, b| a.tail[depth] == b.tail[depth]) {
        // A word that is no longer has no longer ending.
        if alike[0].tail[depth] != NONE {
            emit(alike, depth + 1, here, rules);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use findling_core::format::SuffixRules;
    use findling_core::index::Inflection;

    fn learned(lang: &str, words: &[&str]) -> Inflection {
        let words: BTreeSet<String> = words.iter().map(|w| (*w).to_owned()).collect();
        let rules = rules(&BTreeMap::from([(lang, words)]), None);
        let rows: Vec<SuffixRules<'_>> = rules.iter().map(|(lang, rules)| SuffixRules { lang, rules }).collect();
        Inflection::read(&rows).unwrap()
    }

    #[test]
    fn forms_that_the_corpus_lacks_share_a_stem_with_those_it_has() {
        let mut words = Vec::new();
        for stem in [
            "walk", "talk", "jump", "open", "start", "end", "work", "play", "call", "help", "ask", "need", "turn",
            "show",
        ] {
            for ending in ["", "s", "ed", "ing"] {
                words.push(format!("{stem}{ending}"));
            }
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let rules = learned("en", &words);
        let stem = |w: &str| rules.stems(w).next();
        assert_eq!(stem("publishing"), stem("published"));
        assert_eq!(stem("publishing").as_deref(), Some("publish"));
    }

    #[test]
    fn a_language_without_rules_costs_nothing() {
        assert!(rules(&BTreeMap::from([("zh", BTreeSet::from(["abc".to_owned()]))]), None).is_empty());
    }
}
