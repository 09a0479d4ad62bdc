//! Pinyin: the syllable of each Chinese character; romaji are beside it.
//!
//! GB 2312 sorts the 3755 most common characters by pinyin, and every browser can decode it. So the index holds only the length of
//! each syllable's run, and the exceptions.

use std::collections::{BTreeMap, BTreeSet};

use findling_core::Host;
use findling_core::format::{PinyinException, PinyinRun};
use pinyin::ToPinyinMulti;

use super::romaji::romaji;
use crate::host::NativeHost;
use crate::segment::Segmenter;

/// All pinyin of a character, without tones, ü as v, each once, the most common first.
fn pinyin_of(c: char) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        let plain = reading.plain().replace('ü', "v");
        if !out.contains(&plain) {
            out.push(plain);
        }
    }
    out
}

/// The pinyin of a text's Chinese words of two characters and more, joined and without tones, each once in the order of the text. A character
/// counts with its most common pinyin.
#[must_use]
pub fn pinyin_words(segmenter: &Segmenter, text: &str, lang: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let words =
        segmenter.cut(text, lang).into_iter().filter(|(word, is_word)| *is_word && word.chars().nth(1).is_some());
    let pinyin = words.filter_map(|(word, _)| word.chars().map(|c| pinyin_of(c).into_iter().next()).collect());
    pinyin.filter(|word: &String| seen.insert(word.clone())).collect()
}

/// The tables of an index file.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub syllables: Vec<String>,
    /// The runs of the GB 2312 order.
    pub runs: Vec<PinyinRun>,
    /// The pronunciations that the runs don't give, of the corpus' characters.
    pub exceptions: Vec<PinyinException>,
}

/// The pinyin of a corpus' characters, and the romaji of its kana. `han`: Chinese characters have pinyin.
pub(super) fn table(corpus: &BTreeMap<char, usize>, han: bool) -> Table {
    let kana = romaji(corpus);
    let han = han && corpus.keys().any(|c| !pinyin_of(*c).is_empty());
    if !han && kana.is_empty() {
        return Table::default();
    }
    let usual: Vec<char> = if han { NativeHost.usual_han().chars().collect() } else { Vec::new() };
    let mut runs: Vec<(String, Vec<char>)> = Vec::new();
    for c in usual {
        let all = pinyin_of(c);
        match runs.last_mut() {
            Some((syllable, run)) if all.contains(syllable) || all.is_empty() => run.push(c),
            _ => runs.push((all.first().cloned().unwrap_or_default(), vec![c])),
        }
    }
    let in_run: BTreeMap<char, &str> =
        runs.iter().flat_map(|(s, run)| run.iter().map(move |c| (*c, s.as_str()))).collect();
    let mut exceptions: Vec<(char, String)> = Vec::new();
    for c in corpus.keys().filter(|_| han) {
        // Rare pinyin would only add false matches: the two most common are enough.
        for reading in pinyin_of(*c).into_iter().take(2) {
            if in_run.get(c) != Some(&reading.as_str()) {
                exceptions.push((*c, reading));
            }
        }
    }
    exceptions.extend(kana.into_iter().map(|(c, letters)| (c, letters.to_owned())));
    exceptions.sort_by_key(|exception| exception.0);
    let syllables: BTreeSet<&str> =
        runs.iter().map(|r| r.0.as_str()).chain(exceptions.iter().map(|e| e.1.as_str())).collect();
    let syllables: Vec<&str> = syllables.into_iter().collect();
    let number = |s: &str| syllables.binary_search(&s).unwrap_or(0) as u32;
    let run =
        |(syllable, run): &(String, Vec<char>)| PinyinRun { length: run.len() as u32, syllable: number(syllable) };
    let mut before = 0;
    let exception = |(c, reading): &(char, String)| {
        let step = *c as u32 - std::mem::replace(&mut before, *c as u32);
        PinyinException { step, syllable: number(reading) }
    };
    Table {
        runs: runs.iter().map(run).collect(),
        exceptions: exceptions.iter().map(exception).collect(),
        syllables: syllables.iter().map(ToString::to_string).collect(),
    }
}
