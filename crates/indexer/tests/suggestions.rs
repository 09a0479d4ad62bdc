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
    assert_eq!(suggest("feedb"), ["feedback", "feedback form"], "one spelling, and no phrase that occurs once");
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

#[test]
fn a_completion_of_a_string_goes_on_as_the_texts_do() {
    let texts = [
        "世界卫生组织的应急能力",
        "世界卫生组织的应急机制",
        "中国的国际合作",
        "各国的国际合作",
        "能力建设；国际合作",
        "国际合作的能力",
    ];
    let index = index_with("zh", &texts, &findling_indexer::Options::default());
    let suggest = |typed: &str| index.suggest(typed, 5).into_iter().map(|s| s.text).collect::<Vec<_>>();
    assert_eq!(suggest("世界卫生组织的"), ["世界卫生组织的应急"], "not what follows 的 elsewhere");
    assert!(suggest("世界卫生组织的应急能力和不存在").is_empty());
    assert_eq!(suggest("能力和国际合"), ["能力和国际合作"], "all that was typed before the last word is kept");
}
