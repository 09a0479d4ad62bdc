//! Words to learn from: those of the corpus, and other forms of them.
//!
//! Forms are made of the corpus' stems and the language's endings. A form counts if Snowball gives it the stem that it was made of.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};

use super::endings::{self, Ending};
use super::folded::fold;
use super::irregular;
use super::learn::Example;

/// Weight of a word of the corpus that shares its stem with another one. It is what a rule costs, so each is worth a rule.
const SHARING: i32 = 16;
/// Weight of another word of the corpus.
const ALONE: i32 = 6;
/// Weight of a form that the corpus lacks, with one of the [`USUAL`] endings.
const FORM_USUAL: i32 = 5;
/// Weight of another form that the corpus lacks.
const FORM: i32 = 3;
/// Number of endings, most frequent first, whose forms count more.
const USUAL: usize = 4;
/// Number of endings that are put on every stem.
const ON_ALL: usize = 8;
/// Number of endings that are put on 1 stem in [`OFTEN_STEP`]. Further ones are put on 1 in [`RARE_STEP`].
const OFTEN: usize = 40;
const OFTEN_STEP: usize = 4;
const RARE_STEP: usize = 10;

/// Endings are put on no more stems than this. It bounds the memory and the time that a large corpus takes.
const MOST_STEMS: usize = 20_000;

/// Below this number of stems, words and forms with usual endings count more: twice with half as many stems, and so on.
const FEW_STEMS: usize = 240;
/// They count at most this many times.
const MOST_TIMES: i32 = 6;

/// What a language's rules are made of.
#[derive(Debug, Default)]
pub(super) struct Examples {
    /// Words and the numbers of their stems.
    pub words: Vec<Example>,
    /// The stems, folded.
    pub stems: Vec<String>,
    /// The irregular words that the corpus needs, each with its forms.
    pub irregular: Vec<&'static str>,
}

/// A word's stem, as Snowball makes it.
fn stem(stemmer: &Stemmer, word: &str) -> String {
    // The Greek stemmer of rust-stemmers panics on some words with the ending ετε; with ουν they have the same stem.
    let verb = word.strip_suffix("ετε").map(|base| format!("{base}ουν"));
    stemmer.stem(verb.as_deref().unwrap_or(word)).into_owned()
}

/// The examples for the words of a corpus.
pub(super) fn examples(lang: &str, algorithm: Algorithm, words: &BTreeSet<String>) -> Examples {
    let stemmer = Stemmer::create(algorithm);
    let (irregular, irregular_forms) = irregular(lang, &stemmer, words);
    let prefixes = endings::prefixes(lang);
    let mut found = Examples { irregular, ..Examples::default() };
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    // The stems as Snowball writes them; several may fold to the same.
    let mut written: BTreeMap<String, usize> = BTreeMap::new();
    let mut have: BTreeSet<String> = BTreeSet::new();
    for word in words.iter().filter(|word| word.chars().count() > 2 && word.chars().all(char::is_alphabetic)) {
        let folded = endings::without_prefix(&fold(word), prefixes).to_owned();
        if irregular_forms.contains(folded.as_str()) {
            continue;
        }
        let stem = stem(&stemmer, word);
        let number = *numbers.entry(fold(&stem)).or_insert_with_key(|stem| {
            found.stems.push(stem.clone());
            found.stems.len() - 1
        });
        written.insert(stem, number);
        if have.insert(folded.clone()) {
            found.words.push(Example { word: folded, stem: number, weight: 0, of_corpus: true });
        }
    }
    let few = times(found.stems.len());
    let mut sharing = vec![0; found.stems.len()];
    for example in &found.words {
        sharing[example.stem] += 1;
    }
    for example in &mut found.words {
        example.weight = few * if sharing[example.stem] > 1 { SHARING } else { ALONE };
    }
    let endings = endings::of(lang);
    let written: Vec<(String, usize)> = written.into_iter().filter(|stem| stem.0.chars().count() > 1).collect();
    let stems = written.len();
    let step = stems.div_ceil(MOST_STEMS).max(1);
    let forms = written.par_iter().step_by(step).map_init(
        || Stemmer::create(algorithm),
        |stemmer, stem| {
            let mut forms = forms(stemmer, stem, stems, &endings);
            for form in forms.iter_mut().filter(|_| !prefixes.is_empty()) {
                form.word = endings::without_prefix(&form.word, prefixes).to_owned();
            }
            forms.retain(|form| !have.contains(&form.word) && !irregular_forms.contains(form.word.as_str()));
            forms
        },
    );
    let forms: Vec<Example> = forms.flatten_iter().collect();
    let of_words = longer_words(&stemmer, endings::on_words(lang), &found, &have);
    found.words.extend(forms);
    found.words.extend(of_words);
    found
}

/// The words of the corpus that are no stems, with endings that whole words take.
fn longer_words(stemmer: &Stemmer, endings: &[&str], found: &Examples, have: &BTreeSet<String>) -> Vec<Example> {
    let mut forms = Vec::new();
    let words = found.words.iter().filter(|example| example.word != found.stems[example.stem]).take(MOST_STEMS);
    for (example, ending) in words.flat_map(|example| endings.iter().map(move |ending| (example, ending))) {
        let word = [example.word.as_str(), ending].concat();
        if !have.contains(&word) && stem(stemmer, &word) == found.stems[example.stem] {
            forms.push(Example { word, stem: example.stem, weight: FORM, of_corpus: false });
        }
    }
    forms
}

/// How many times words count in a corpus with so many stems: with few, a single form must be worth a rule.
fn times(stems: usize) -> i32 {
    i32::try_from(FEW_STEMS / stems.max(1)).map_or(MOST_TIMES, |times| times.clamp(1, MOST_TIMES))
}

/// The forms of a stem with a choice of endings, of a corpus with so many stems.
fn forms(stemmer: &Stemmer, (stem, number): &(String, usize), stems: usize, endings: &[Ending]) -> Vec<Example> {
    let mut forms = Vec::new();
    let folded = fold(stem);
    let few = times(stems);
    for (rank, ending) in endings.iter().enumerate() {
        let every = match rank {
            0..ON_ALL => 1,
            ON_ALL..OFTEN if few > 1 => 1,
            // Few stems have the letters that it replaces.
            _ if !ending.replaces.is_empty() => 1,
            ON_ALL..OFTEN => OFTEN_STEP,
            _ => RARE_STEP,
        };
        if (number + rank).is_multiple_of(every)
            && let Some(form) = ending.put_on(stem)
            && form.chars().count() > 2
            && self::stem(stemmer, &form) == *stem
        {
            // A stem and an ending don't combine: folding both is folding the form.
            let word = if ending.replaces.is_empty() && !ending.doubles {
                [folded.as_str(), &ending.folded].concat()
            } else {
                fold(&form)
            };
            let weight = match rank {
                0..USUAL => FORM_USUAL * few,
                USUAL..OFTEN => FORM * few,
                _ => FORM,
            };
            forms.push(Example { word, stem: *number, weight, of_corpus: false });
        }
    }
    forms
}

/// The irregular words that this corpus needs, and all their forms, folded.
fn irregular(lang: &str, stemmer: &Stemmer, words: &BTreeSet<String>) -> (Vec<&'static str>, BTreeSet<String>) {
    let stems: BTreeSet<String> = words.iter().map(|word| stem(stemmer, word)).collect();
    let needed = |line: &&str| {
        let mut all = line.split(' ');
        let word = all.next().unwrap_or_default();
        stems.contains(&stem(stemmer, word)) || all.any(|form| words.contains(form))
    };
    let lines: Vec<&str> = irregular::of(lang).filter(needed).collect();
    let forms = lines.iter().flat_map(|line| line.split(' ').skip(1)).map(fold).collect();
    (lines, forms)
}
