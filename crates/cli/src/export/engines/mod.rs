//! The settings of each engine.

mod groonga;
mod meilisearch;
mod opensearch;
mod quickwit;
mod typesense;

use super::facts::Facts;
use super::pretty::pretty;
use super::target::Target;

/// The names of all files of settings that an engine may have.
pub(crate) fn names(target: Target) -> &'static [&'static str] {
    match target {
        Target::Groonga => &["schema.txt", "indexes.txt", "synonyms.jsonl", "variants.jsonl"],
        Target::Opensearch | Target::Quickwit => &["index.json"],
        Target::Meilisearch => &["settings.json"],
        Target::Typesense => &["schema.json", "synonyms.json"],
        Target::Jsonl => &[],
    }
}

/// The settings of an engine: files by name.
pub(crate) fn files(facts: &Facts) -> Vec<(String, String)> {
    match facts.target {
        Target::Groonga => groonga::files(facts),
        Target::Opensearch => vec![("index.json".to_owned(), pretty(&opensearch::index(facts)))],
        Target::Meilisearch => vec![("settings.json".to_owned(), pretty(&meilisearch::settings(facts)))],
        Target::Typesense => typesense::files(facts),
        Target::Quickwit => vec![("index.json".to_owned(), pretty(&quickwit::index(facts)))],
        Target::Jsonl => Vec::new(),
    }
}
