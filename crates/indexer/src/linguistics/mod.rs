//! Language data for query time: variants, suffix rules, pinyin, synonyms, abbreviations. Computed here with full dictionaries and stemmers; the index
//! holds only the part that this corpus needs. The engine itself has no language data.

mod abbreviations;
mod function_words;
mod inflection;
mod japanese;
mod keyboard;
mod pinyin;
mod romaji;
mod shared_names;
mod synonyms;
mod variants;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use abbreviations::Dictionary;
pub use pinyin::pinyin_words;
pub(crate) use shared_names::shared_names;
pub use synonyms::synonyms;
pub use variants::simplifications;
pub(crate) use variants::simplified;

use findling_core::format::{FunctionWordsRow, Section, encode};
use findling_core::text::{Class, Variants, class};

use crate::build_cache::BuildCache;
use crate::encode::Segments;

/// The words of a corpus, by language.
#[derive(Debug, Default)]
pub(crate) struct Words<'a> {
    /// How often the texts contain each Han or kana character.
    pub chars: BTreeMap<char, usize>,
    /// The languages of the texts: primary tags.
    pub langs: BTreeSet<&'a str>,
    /// The words of scripts with spaces, by language.
    pub by_lang: BTreeMap<&'a str, BTreeSet<String>>,
}

impl<'a> Words<'a> {
    /// Adds the words of a text.
    pub(crate) fn add<'t>(&mut self, lang: &'a str, pieces: impl Iterator<Item = (&'t str, bool)>) {
        let primary = lang.split('-').next().unwrap_or("");
        self.langs.insert(primary);
        for (piece, _) in pieces.filter(|p| p.1) {
            match piece.chars().next().map(class) {
                Some(Class::Han | Class::Kana) => {
                    for c in piece.chars() {
                        *self.chars.entry(c).or_default() += 1;
                    }
                }
                Some(Class::Letter) => {
                    let words = self.by_lang.entry(primary).or_default();
                    let lower = piece.to_lowercase();
                    if !words.contains(&lower) {
                        words.insert(lower);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Which language data a build includes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the build")]
pub struct Wanted {
    /// Inflection.
    pub inflection: bool,
    /// Variant characters.
    pub variants: bool,
    /// Pinyin.
    pub pinyin: bool,
    /// Abbreviations that the texts explain.
    pub abbreviations: bool,
}

impl Default for Wanted {
    fn default() -> Self {
        Wanted { inflection: true, variants: true, pinyin: true, abbreviations: true }
    }
}

/// The sections of the index with the language data.
pub(crate) fn sections(
    words: &Words<'_>,
    texts: &[Segments<'_>],
    dictionary: Dictionary,
    wanted: Wanted,
    synonyms: &[Vec<String>],
    cache: Option<&BuildCache>,
) -> Vec<(Section, Vec<u8>)> {
    let variants = if wanted.variants { variants::pairs(&words.chars) } else { Vec::new() };
    let function_words = function_words::of(&words.langs, &Variants::new(variants.clone()));
    let inflection = if wanted.inflection { inflection::section(&words.by_lang, cache) } else { Vec::new() };
    // Japanese reads Chinese characters in its own ways.
    let has = |lang: &str| words.langs.contains(lang);
    let han = !has("ja") || has("zh") || has("yue") || has("");
    let pinyin = if wanted.pinyin { pinyin::table(&words.chars, han) } else { pinyin::Table::default() };
    let mut abbreviations = if wanted.abbreviations { abbreviations::groups(texts, dictionary) } else { Vec::new() };
    if wanted.variants && words.langs.contains("ja") {
        abbreviations.extend(japanese::spellings(texts));
    }
    let rows = |groups: &[Vec<String>]| encode(groups.iter().map(|group| group.join("\t")).collect::<Vec<_>>());
    vec![
        (Section::Variants, encode(Variants::rows(variants))),
        (Section::Inflection, inflection),
        (Section::Syllables, encode(pinyin.syllables)),
        (Section::PinyinRuns, encode(pinyin.runs)),
        (Section::PinyinExceptions, encode(pinyin.exceptions)),
        (Section::Synonyms, rows(synonyms)),
        (
            Section::FunctionWords,
            encode(function_words.iter().map(|(asks, words)| FunctionWordsRow { asks: *asks, words })),
        ),
        (Section::Abbreviations, rows(&abbreviations)),
        (Section::Keyboard, keyboard::keys(&words.langs)),
    ]
}
