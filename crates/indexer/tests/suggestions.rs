//! Completions, corrections and example queries.
#![allow(clippy::unwrap_used, reason = "a test ends where something fails")]
mod little;

use findling_core::Options;
use findling_core::index::Field;
use little::index_with;

#[test]
fn completions_are_no_twins_no_function_words_and_nothing_that_no_passage_has() {
    let texts = [
        "Feedback forms and the form.",
        "A feedback form, a Feedback Form.",
        "The feed of news.",
        "The feed of releases.",
        "Formal rules; formal notes.",
    ];
    let index = index_with("en", &texts, &findling_indexer::Options::default());
    let suggest = |typed: &str| {
        index.suggest(typed, 8).into_iter().filter(|s| s.kind == Field::Body).map(|s| s.text).collect::<Vec<_>>()
    };
    assert_eq!(suggest("feedb"), ["feedback"], "one spelling, and no phrase that occurs once");
    assert!(suggest("feed").is_empty(), "a complete word is not completed");
    assert!(suggest("th").is_empty(), "a function word is no completion");
    assert_eq!(suggest("rules forma"), ["rules formal"], "one passage has both");
    assert!(suggest("news forma").is_empty(), "no passage has both");
}

#[test]
fn corrections_name_no_function_word_and_no_file_ending() {
    let texts = ["Kubernetes runs in clusters of zebras.", "Kubernetes reads config.zebrb at first.", "Whom to ask."];
    let index = index_with("en", &texts, &findling_indexer::Options::default());
    let suggestions = |query: &str| index.search(query, &Options::default()).suggestions;
    assert_eq!(suggestions("Kubernetes zabrxs"), ["zebras"]);
    assert_eq!(suggestions("zabrxs"), ["zebras"]);
}
