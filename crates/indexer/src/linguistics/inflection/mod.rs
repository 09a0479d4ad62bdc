//! Inflection as suffix rules, learned from what Snowball makes of the corpus' words and of other forms of them.
//!
//! A rule is an ending, the number of letters to remove, and the letters to append: `ies`, 3, `i` makes `studi` of `studies`. A rule may ask
//! for a number of syllables or letters before its ending. The longest ending decides. Words are folded, as the index's terms are.

mod endings;
mod examples;
mod folded;
mod irregular;
mod korean;
mod learn;

use std::collections::{BTreeMap, BTreeSet};

use rust_stemmers::Algorithm;

use findling_core::format::{SuffixAction, SuffixRules, encode};
use findling_core::index::Inflection;

use crate::build_cache::BuildCache;
use folded::fold;
use learn::{Action, Rule, learn};

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

/// The vowels of languages whose stemmer asks for syllables before an ending. For others, rules that count letters are fewer and better.
fn vowels(lang: &str) -> &'static str {
    if matches!(lang, "de" | "en" | "nl") { "aeiouy" } else { "" }
}

/// The rules of all languages of the corpus that Snowball has, and of Korean: the section of an index file.
pub(in crate::linguistics) fn section(
    by_lang: &BTreeMap<&str, BTreeSet<String>>,
    cache: Option<&BuildCache>,
) -> Vec<u8> {
    let mut all = Vec::new();
    for (lang, words) in by_lang {
        let learn = || match (*lang, algorithm(lang)) {
            (_, Some(algorithm)) => {
                let learned = examples::examples(lang, algorithm, words);
                row(lang, &learn(&learned.words, &learned.stems, vowels(lang)), &learned.irregular)
            }
            ("ko", _) => row(lang, &korean::rules(), &[]),
            _ => Vec::new(),
        };
        all.extend(cache.map_or_else(learn, |cache| cache.rules(lang, words, learn)));
    }
    all
}

/// The row of a language, or nothing if it has no rules.
fn row(lang: &str, rules: &[Rule], irregular: &[&str]) -> Vec<u8> {
    if rules.is_empty() && irregular.is_empty() {
        return Vec::new();
    }
    let actions = actions(rules);
    let mut packed = Vec::new();
    let mut letters = String::new();
    let mut before = "";
    for rule in rules {
        let Ok(action) = actions.binary_search(&(rule.least, &rule.action)) else { continue };
        let shared = rule.ending.chars().zip(before.chars()).take_while(|(a, b)| a == b).count();
        let further = rule.ending.chars().skip(shared);
        packed.extend([(shared << 4 | further.clone().count()) as u8, action as u8]);
        letters.extend(further);
        before = &rule.ending;
    }
    let actions = encode(actions.iter().map(|(least, (remove, append))| SuffixAction {
        least: *least,
        remove: *remove as u8,
        append,
    }));
    let vowels = vowels(lang);
    let regular = SuffixRules {
        lang,
        vowels,
        prefixes: endings::prefixes(lang),
        irregular: "",
        actions: &actions,
        rules: &packed,
        letters: &letters,
    };
    let irregular = irregular_lines(regular, irregular);
    encode([SuffixRules { irregular: &irregular, ..regular }])
}

/// The actions of rules, sorted; only the most frequent ones if a byte can't number them all.
fn actions(rules: &[Rule]) -> Vec<(u8, &Action)> {
    let mut uses: BTreeMap<(u8, &Action), usize> = BTreeMap::new();
    for rule in rules {
        *uses.entry((rule.least, &rule.action)).or_default() += 1;
    }
    let mut actions: Vec<_> = uses.into_iter().collect();
    actions.sort_by_key(|(_, uses)| std::cmp::Reverse(*uses));
    actions.truncate(1 << u8::BITS);
    let mut actions: Vec<(u8, &Action)> = actions.into_iter().map(|(action, _)| action).collect();
    actions.sort();
    actions
}

/// Irregular words as lines of the index: each has the stem that the rules give the word, and its forms.
fn irregular_lines(regular: SuffixRules<'_>, words: &[&str]) -> String {
    let Ok(inflection) = Inflection::read(&[regular]) else { return String::new() };
    let line = |line: &&str| {
        let line = fold(line);
        let (word, forms) = line.split_once(' ')?;
        let stem = inflection.stems(word).next()?;
        Some([&stem, forms].join(" "))
    };
    words.iter().filter_map(line).collect::<Vec<_>>().join("\n")
}
