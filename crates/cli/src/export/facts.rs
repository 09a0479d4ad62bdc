//! The facts about a corpus from which the settings of an engine are made.

use std::collections::BTreeSet;

use super::fields::Field;
use super::target::Target;

/// The facts that are known after the first pass.
#[derive(Debug)]
pub(crate) struct Facts {
    pub target: Target,
    pub title: String,
    /// The languages that the pages state.
    pub langs: BTreeSet<String>,
    /// Languages without spaces between words that were found in the texts, if their pages state another.
    pub written_langs: BTreeSet<&'static str>,
    pub fields: Vec<Field>,
    /// Groups of words with the same meaning: the owner's, and the abbreviations that the texts explain.
    pub synonyms: Vec<Vec<String>>,
    /// Inflected forms of a word, of which the texts have several.
    pub forms: Vec<Vec<String>>,
    /// Traditional characters find simplified ones. Set only if the corpus may have Chinese or Japanese text.
    pub has_variants: bool,
    pub has_dates: bool,
    pub has_pinyin: bool,
    pub endpoint: String,
}

/// Languages without spaces between words.
const UNSPACED: [&str; 4] = ["zh", "ja", "yue", "wuu"];

impl Facts {
    /// The languages without region and script: those that pages state, and those of the texts.
    pub(crate) fn primary_langs(&self) -> BTreeSet<&str> {
        let stated = self.langs.iter().map(|lang| lang.split('-').next().unwrap_or(lang));
        stated.chain(self.written_langs.iter().copied()).collect()
    }

    /// Whether some pages are Chinese or Japanese, or may be.
    pub(crate) fn has_unspaced(&self) -> bool {
        self.primary_langs().iter().any(|lang| UNSPACED.contains(lang) || *lang == "und" || *lang == "ko")
    }
}
