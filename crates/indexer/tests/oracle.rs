//! The engine against naive twins that look at every text: substrings, phrases, distances, scores, in five scripts.
#![allow(clippy::unwrap_used, reason = "a failed expectation fails the test")]
mod little;

use findling_core::index::Weights;
use findling_core::search::{Kind, Relaxation};
use findling_core::{Index, Options};
use little::{index, set};
use proptest::prelude::*;

/// A script: its language, its letters, and whether words stand apart.
#[derive(Clone, Copy, Debug)]
struct Script {
    lang: &'static str,
    letters: &'static str,
    spaced: bool,
}

const SCRIPTS: [Script; 5] = [
    Script { lang: "en", letters: "abcdeilnorst", spaced: true },
    Script { lang: "ru", letters: "абвеиклнорст", spaced: true },
    Script { lang: "ar", letters: "ابتجدرسعلمنو", spaced: true },
    Script { lang: "zh", letters: "全球化合作多边治理经济", spaced: false },
    Script { lang: "ja", letters: "検索日本語のはがをエン", spaced: false },
];

/// Texts of one script, from few words, so that they meet often.
fn corpora(spaced: Option<bool>) -> impl Strategy<Value = (Script, Vec<Vec<String>>)> {
    let scripts: Vec<Script> = SCRIPTS.into_iter().filter(|s| spaced.is_none_or(|spaced| s.spaced == spaced)).collect();
    prop::sample::select(scripts).prop_flat_map(|script| {
        let letters: Vec<char> = script.letters.chars().collect();
        let word = prop::collection::vec(prop::sample::select(letters), 1..8).prop_map(String::from_iter);
        prop::collection::vec(word, 4..30).prop_flat_map(move |words| {
            let text = prop::collection::vec(prop::sample::select(words), 1..40);
            (Just(script), prop::collection::vec(text, 1..12))
        })
    })
}

fn compiled(script: Script, texts: &[Vec<String>]) -> Index {
    let joined: Vec<String> = texts.iter().map(|words| words.join(if script.spaced { " " } else { "" })).collect();
    index(script.lang, &joined.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The pages for which something holds.
fn pages(texts: &[Vec<String>], holds: impl Fn(&[String]) -> bool) -> Vec<usize> {
    texts.iter().enumerate().filter(|(_, text)| holds(text)).map(|(i, _)| i).collect()
}

/// How far apart two words are: letters put in, left out, changed, or swapped with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let changed = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut best = changed.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(table[i - 2][j - 2] + 1);
                }
                best
            };
        }
    }
    table[a.len()][b.len()]
}

/// BM25 of a page of one passage for words that all stand in its text, by the book.
fn score(index: &Index, texts: &[Vec<String>], page: usize, words: &[String]) -> f64 {
    let w = Weights::default();
    let all = texts.len() as f64;
    let tokens = f64::from(index.manifest().tokens);
    // A page is its title, which is a number, and its text; a passage is the text.
    let own = texts[page].len() as f64;
    let lengths = [(own + 1.0) / (tokens / all), own / (tokens / all)];
    let one = |word: &String| {
        let frequency = texts[page].iter().filter(|w| *w == word).count() as f64;
        if frequency == 0.0 {
            return 0.0;
        }
        let n = pages(texts, |text| text.contains(word)).len() as f64;
        let idf = (1.0 + (all - n + 0.5) / (n + 0.5)).ln();
        let value = |length: f64| {
            let norm = f64::from(w.saturation) * (1.0 - f64::from(w.length) + f64::from(w.length) * length);
            f64::from(w.presence) + frequency / (frequency + norm)
        };
        let share = f64::from(w.passage);
        idf * (value(lengths[0]) * (1.0 - share) + value(lengths[1]) * share)
    };
    words.iter().map(one).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_string_is_found_on_exactly_the_pages_that_have_it((script, texts) in corpora(Some(false)), at in any::<prop::sample::Index>(), from in 0usize..200, length in 2usize..9) {
        let index = compiled(script, &texts);
        let text: Vec<char> = at.get(&texts).concat().chars().collect();
        let from = from % text.len();
        let string: String = text[from..].iter().take(length).collect();
        prop_assume!(string.chars().count() > 1);
        let expected = pages(&texts, |text| text.concat().contains(&string));
        // A longer string of several words is cut into them as well: the pages that have it are first.
        let mut found = little::found(&index, &string);
        if string.chars().count() > 6 {
            found.truncate(expected.len());
        }
        found.sort_unstable();
        prop_assert_eq!(found, expected, "{}", string);
    }

    #[test]
    fn a_phrase_is_found_on_exactly_the_pages_that_have_its_words_in_a_row((script, texts) in corpora(Some(true)), at in any::<prop::sample::Index>(), from in 0usize..40, length in 1usize..5) {
        let index = compiled(script, &texts);
        let text = at.get(&texts);
        let from = from % text.len();
        let phrase = &text[from..(from + length).min(text.len())];
        let holds = |text: &[String]| text.windows(phrase.len()).any(|row| row == phrase);
        prop_assert_eq!(set(&index, &format!("\"{}\"", phrase.join(" "))), pages(&texts, holds), "{:?}", phrase);
    }

    #[test]
    fn a_mistyped_word_is_mended_to_one_that_is_nearest((script, texts) in corpora(Some(true)), at in any::<prop::sample::Index>(), edit in 0usize..4, place in 1usize..8) {
        let index = compiled(script, &texts);
        let text = at.get(&texts);
        let word: Vec<char> = text[0].chars().collect();
        let place = place.min(word.len());
        let mut typed = word.clone();
        match edit {
            0 => typed.insert(place, script.letters.chars().next().unwrap()),
            1 if place < typed.len() => drop(typed.remove(place)),
            2 if place < typed.len() => typed[place] = script.letters.chars().next().unwrap(),
            _ if place + 1 < typed.len() => typed.swap(place, place + 1),
            _ => {}
        }
        let typed: String = typed.into_iter().collect();
        let letters = typed.chars().count();
        prop_assume!(letters >= 4);
        let most = if letters < 8 { 1 } else { 2 };
        let answer = index.search(&format!("{typed} "), &Options::default());
        let Some(mended) = answer.relaxed.iter().find(|r| r.kind == Relaxation::Typo) else { return Ok(()) };
        // Those that begin alike come first, however near others are.
        let words = || texts.iter().flatten().filter(|w| w.chars().next() == mended.to.chars().next());
        let least = words().map(|w| distance(w, &typed)).min().unwrap();
        prop_assert!(least <= most && distance(&mended.to, &typed) == least, "{} for {}, least {}", mended.to, typed, least);
    }

    #[test]
    fn a_word_within_reach_is_never_missed((script, texts) in corpora(Some(true)), typed in "[a-e]{4,10}") {
        prop_assume!(script.lang == "en");
        let index = compiled(script, &texts);
        let most = if typed.len() < 8 { 1 } else { 2 };
        let within = |text: &[String]| text.iter().any(|w| distance(w, &typed) <= most);
        let answer = index.search(&format!("{typed} "), &Options::default());
        prop_assert!(pages(&texts, within).is_empty() || answer.total > 0, "{}", typed);
    }

    #[test]
    fn scores_are_those_of_the_formula((script, texts) in corpora(Some(true)), first in any::<prop::sample::Index>(), second in any::<prop::sample::Index>()) {
        let index = compiled(script, &texts);
        let text = first.get(&texts);
        let mut words = vec![text[0].clone(), second.get(text).clone()];
        words.dedup();
        let weights = Weights { proximity: 0.0, named: 0.0, ..Weights::default() };
        let options = Options { limit: 100, explain: true, weights: Some(weights), ..Options::default() };
        let answer = index.search(&format!("{} ", words.join(" ")), &options);
        // Inflected forms and the like add to the sum; pages that have the words alone say what the words count.
        for hit in answer.pages.iter().filter(|hit| hit.why.iter().all(|why| why.kind == Kind::Exact)) {
            let page: usize = index.page_id(hit.page).parse().unwrap();
            let plain = hit.why.iter().map(|why| why.count as usize).sum::<usize>();
            let standing = texts[page].iter().filter(|w| words.contains(w)).count();
            prop_assume!(plain == standing && words.iter().all(|w| other_forms(&index, w) == 0));
            let expected = score(&index, &texts, page, &words);
            prop_assert!((f64::from(hit.score) - expected).abs() < 1e-3 * (1.0 + expected), "{} is not {}", hit.score, expected);
        }
    }
}

/// How many pages a word is found on only by another form of it.
fn other_forms(index: &Index, word: &str) -> usize {
    let options = Options { limit: 100, explain: true, ..Options::default() };
    let answer = index.search(&format!("{word} "), &options);
    answer.pages.iter().filter(|page| page.why.iter().any(|why| why.kind != Kind::Exact)).count()
}
