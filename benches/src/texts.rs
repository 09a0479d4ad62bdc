//! The sentences that corpora are made of, cut into words.
//!
//! They come from the documents of a folder of question sets (`--sets`, or the variable `FINDLING_SETS`). Default: the project's own texts.
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use findling_indexer::read::read;
use findling_indexer::segment::Segmenter;

use crate::error::{Failure, at, doing};
use crate::root;

/// A language to measure.
#[derive(Debug)]
pub struct Language {
    /// Its tag.
    pub tag: &'static str,
    /// The question sets whose documents corpora are made of.
    pub sets: &'static [&'static str],
    /// The question sets whose questions are typed letter by letter.
    pub questions: &'static [&'static str],
    /// The project's own texts.
    own: &'static [&'static str],
}

/// The languages.
pub const LANGUAGES: &[Language] = &[
    Language {
        tag: "zh",
        sets: &["docs-astro-zh-cn", "xquad-zh"],
        questions: &["xquad-zh", "drcd-dev"],
        own: &["seeds"],
    },
    Language {
        tag: "en",
        sets: &["book-en", "xquad-en"],
        questions: &["xquad-en"],
        own: &["README.md", "ARCHITECTURE.md", "docs"],
    },
];

/// A word, or the text between two words.
#[derive(Clone, Debug)]
pub struct Segment {
    /// The text.
    pub text: String,
    /// Whether it is a rare word: a larger corpus has more of them.
    pub rare: bool,
}

/// The sentences of a language.
#[derive(Clone, Debug)]
pub struct Texts {
    /// Each as a list of segments.
    pub sentences: Vec<Vec<Segment>>,
    /// The rare words. New words are made of their halves.
    pub rare: Vec<String>,
}

/// Maximum number of occurrences of a rare word.
const RARE: usize = 3;
/// Minimum length of a sentence in bytes; shorter texts are labels and list markers.
const SHORTEST: usize = 12;

impl Texts {
    /// Reads the texts of a language from a folder of question sets, or the project's own.
    pub fn read(language: &Language, sets: Option<&Path>) -> Result<Self, Failure> {
        let paths: Vec<PathBuf> = match sets {
            Some(sets) => language.sets.iter().map(|name| sets.join(name).join("docs.jsonl")).collect(),
            None => language.own.iter().map(|name| root().join(name)).collect(),
        };
        let mut paragraphs = Vec::new();
        for path in paths {
            let corpus = read(&path).map_err(doing("texts to measure with"))?;
            let blocks = corpus.pages.into_iter().flat_map(|page| page.blocks);
            paragraphs.extend(blocks.map(|block| block.text().into_owned()));
        }
        Ok(Self::cut(&paragraphs, language.tag))
    }

    fn cut(paragraphs: &[String], tag: &str) -> Self {
        let segmenter = Segmenter::default();
        let sentences: Vec<Vec<(&str, bool)>> = paragraphs
            .iter()
            .flat_map(|paragraph| paragraph.split_inclusive(['。', '！', '？', '\n']))
            .flat_map(|part| part.split_inclusive(". "))
            .map(str::trim)
            .filter(|sentence| sentence.len() >= SHORTEST)
            .map(|sentence| segmenter.cut(sentence, tag))
            .collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (word, _) in sentences.iter().flatten().filter(|segment| segment.1) {
            *counts.entry(word).or_default() += 1;
        }
        let is_rare = |word: &str| {
            let letters = word.chars().count();
            counts.get(word).is_some_and(|count| *count <= RARE) && letters > 1 && word.chars().all(char::is_alphabetic)
        };
        let rare = counts.keys().filter(|word| is_rare(word)).map(ToString::to_string).collect();
        let own = |(text, word): &(&str, bool)| Segment { text: (*text).to_owned(), rare: *word && is_rare(text) };
        Self { sentences: sentences.iter().map(|sentence| sentence.iter().map(own).collect()).collect(), rare }
    }
}

/// Reads a JSON Lines file.
pub fn lines(path: &Path) -> Result<Vec<serde_json::Value>, Failure> {
    let text = fs::read_to_string(path).map_err(at(path))?;
    text.lines().map(|line| serde_json::from_str(line).map_err(at(path))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_segments_are_the_sentence() {
        let texts =
            Texts::cut(&["全球治理需要各国合作。短。The second sentence is here. And a third one.".to_owned()], "zh");
        let joined: Vec<String> = texts.sentences.iter().map(|s| s.iter().map(|p| p.text.as_str()).collect()).collect();
        assert_eq!(joined, ["全球治理需要各国合作。", "The second sentence is here.", "And a third one."].map(|s| s));
        assert!(texts.rare.contains(&"全球".to_owned()) && texts.rare.contains(&"second".to_owned()));
    }
}
