//! Inflection as suffix rules, learned from the corpus' own words and what Snowball makes of them.
//!
//! Each rule is an ending, how many letters of the word go, and what comes in their place: `ies3i` makes of studies studi. The longest
//! ending decides. Words of the corpus with other endings of the corpus put on are learned from too, so that a form that the
//! corpus lacks finds the forms that it has.

use std::collections::{BTreeMap, BTreeSet};

use rust_stemmers::{Algorithm, Stemmer};

use crate::Kept;

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

/// The rules of all languages of the corpus that Snowball has: a block a language, its first line `=` and the language.
pub(super) fn rules(by_lang: &BTreeMap<&str, BTreeSet<String>>, kept: Option<&Kept>) -> String {
    let mut out = String::new();
    for (lang, words) in by_lang {
        let Some(algorithm) = algorithm(lang) else { continue };
        let learn = || learn(&Stemmer::create(algorithm), words).join("\n");
        let learned = kept.map_or_else(learn, |kept| kept.rules(lang, words, learn));
        if !learned.is_empty() {
            out.extend(["=", *lang, "\n", &learned, "\n"]);
        }
    }
    out
}

/// Words of the corpus, and those that it might have.
fn examples(stemmer: &Stemmer, words: &BTreeSet<String>) -> BTreeMap<String, Action> {
    let mut endings: BTreeMap<String, usize> = BTreeMap::new();
    let mut stems: BTreeSet<String> = BTreeSet::new();
    let mut examples = BTreeMap::new();
    for word in words.iter().filter(|w| w.chars().count() > 2 && w.chars().all(char::is_alphabetic)) {
        let stem = stemmer.stem(word).into_owned();
        if let Some(ending) = word.strip_prefix(stem.as_str()) {
            *endings.entry(ending.to_owned()).or_default() += 1;
            stems.insert(stem.clone());
        }
        examples.insert(word.clone(), action(word, &stem));
    }
    let mut common: Vec<(usize, String)> = endings.into_iter().map(|(e, n)| (n, e)).filter(|e| e.0 >= COMMON).collect();
    common.sort_by(|a, b| b.cmp(a));
    common.truncate(ENDINGS);
    for stem in stems.iter().filter(|s| s.chars().count() > 2) {
        for (_, ending) in &common {
            let word = format!("{stem}{ending}");
            if !examples.contains_key(&word) {
                let made = stemmer.stem(&word).into_owned();
                // Only where putting on and taking off agree: what no one would write teaches nothing.
                if made == *stem {
                    examples.insert(word.clone(), action(&word, &made));
                }
            }
        }
    }
    examples
}

/// A node of the tree of endings.
#[derive(Default)]
struct Node {
    actions: BTreeMap<Action, i64>,
    longer: BTreeMap<char, Node>,
}

fn learn(stemmer: &Stemmer, words: &BTreeSet<String>) -> Vec<String> {
    let mut root = Node::default();
    for (word, action) in examples(stemmer, words) {
        // A word of the corpus counts twice: what is there matters more than what might be.
        let weight = if words.contains(&word) { 2 } else { 1 };
        let mut node = &mut root;
        *node.actions.entry(action.clone()).or_default() += weight;
        for c in word.chars().rev().take(DEEPEST) {
            node = node.longer.entry(c).or_default();
            *node.actions.entry(action.clone()).or_default() += weight;
        }
    }
    let mut rules = Vec::new();
    emit(&root, "", &(0, String::new()), &mut rules);
    rules.sort();
    rules
}

/// Writes a rule where a longer ending does better with another action than the one it would inherit.
fn emit(node: &Node, ending: &str, inherited: &Action, rules: &mut Vec<String>) {
    let right = |a: &Action| node.actions.get(a).copied().unwrap_or(0);
    let best = node.actions.iter().max_by_key(|(action, n)| (**n, std::cmp::Reverse((*action).clone())));
    let mut here = inherited.clone();
    if let Some((action, n)) = best
        && n - right(inherited) >= WORTH
        && action.0 <= ending.chars().count().max(1)
    {
        here = action.clone();
        rules.push(format!("{ending}{}{}", action.0, action.1));
    }
    for (c, longer) in &node.longer {
        emit(longer, &format!("{c}{ending}"), &here, rules);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use findling_core::index::Rules;

    fn learned(lang: &str, words: &[&str]) -> Rules {
        let words: BTreeSet<String> = words.iter().map(|w| (*w).to_owned()).collect();
        Rules::read(&rules(&BTreeMap::from([(lang, words)]), None))
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
        assert_eq!(rules(&BTreeMap::from([("zh", BTreeSet::from(["abc".to_owned()]))]), None), "");
    }
}
