//! The parts of a query for another engine: as they were typed, without the words that carry no meaning in a question.

use serde::Serialize;

use super::parse::{Clause, Role, parse};
use crate::Index;
use crate::index::TermDictionary;
use crate::list::List as _;
use crate::text::{Segment, segments};

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlainClause {
    /// Whether a page must have it, may have it, or must not have it.
    pub role: Role,
    /// The field that it is limited to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The text, without operators and quotes.
    pub text: String,
    /// The words to look for.
    pub words: Vec<String>,
    /// It may take the place of the part before it.
    pub or: bool,
}

impl Index {
    /// The parts of a query. Function words are left out of their words, unless the query has no others.
    #[must_use]
    pub fn plain_clauses(&self, query: &str) -> Vec<PlainClause> {
        let parsed = parse(query, &|name| self.manifest().fields.iter().any(|field| field == name));
        let parts = |all: bool| {
            let part = |Clause { role, field, text, or }: &Clause| {
                let words = words(self, text, all || *role != Role::Words);
                PlainClause { role: *role, field: field.clone(), text: text.clone(), words, or: *or }
            };
            parsed.clauses.iter().map(part).list()
        };
        let meant = parts(false);
        if meant.iter().all(|part| part.words.is_empty()) { parts(true) } else { meant }
    }
}

/// The words of a text between spaces. Punctuation around them and runs of unspaced letters end a word, and so do function words inside a run.
fn words(index: &Index, text: &str, all: bool) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for chunk in text.split_whitespace() {
        let mut word = String::new();
        let mut gap = "";
        for segment in segments(chunk) {
            match segment {
                Segment::Gap(between) => gap = between,
                Segment::Word(part) | Segment::Run(part) => {
                    if !word.is_empty() {
                        word.push_str(gap);
                    }
                    gap = "";
                    word.push_str(part);
                }
            }
        }
        if word.is_empty() {
            continue;
        }
        if all {
            words.push(word);
        } else {
            words.extend(meant(index, &word));
        }
    }
    words
}

/// The parts of a word between its function words. A run of unspaced letters is cut at them.
fn meant(index: &Index, word: &str) -> Vec<String> {
    let function_words = index.function_words();
    let folded = index.folder().fold(word);
    if function_words.get(&folded).is_some() {
        return Vec::new();
    }
    let is_run = segments(word).any(|segment| matches!(segment, Segment::Run(_)));
    // If folding changed the number of characters, a cut in the folded word has no place in the typed one.
    if !is_run || folded.chars().count() != word.chars().count() {
        return vec![word.to_owned()];
    }
    // Without a dictionary, so that a query gives the same words whatever texts are open.
    let words = TermDictionary::default();
    let mut typed = word.chars();
    let mut parts = vec![String::new()];
    for cut in words.segment(&folded, |_| 0, 0, function_words) {
        let part: String = typed.by_ref().take(cut.chars().count()).collect();
        if function_words.get(cut).is_some() {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push_str(&part);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}
