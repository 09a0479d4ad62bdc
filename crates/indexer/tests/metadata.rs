//! Metadata that matches a query is marked and counted in the answer.
#![allow(clippy::unwrap_used, reason = "a test states conditions")]

use std::collections::BTreeMap;

use findling_core::search::{results, utf16};
use findling_core::{Index, Options};
use findling_indexer::read::Corpus;
use findling_indexer::{Block, NativeHost, Page, build};
use serde_json::{Value, json};

fn first_page(query: &str) -> Value {
    let meta = BTreeMap::from([
        ("authors".to_owned(), vec!["𝒳 约瑟夫·奈".to_owned(), "Ada Lovelace".to_owned()]),
        ("topic".to_owned(), vec!["engines".to_owned()]),
    ]);
    let blocks = vec![Block::Paragraph("Wheels and cards. Ada wrote to Charles; Ada waited.".to_owned())];
    let mut corpus = Corpus::default();
    let (title, lang) = ("The letter".to_owned(), "en".to_owned());
    corpus.pages = vec![Page { id: "a".into(), url: "a.html".into(), title, lang, meta, blocks, ..Page::default() }];
    let file = build(&corpus, &findling_indexer::Options::default()).unwrap();
    let index = Index::open(&file.bytes, Box::new(NativeHost)).unwrap();
    let answer = index.search(query, &Options::default());
    assert_eq!(answer.count, Some(answer.pages[0].count));
    serde_json::to_value(results(&index, &answer, utf16)).unwrap()["pages"][0].clone()
}

#[test]
fn matches_in_metadata_are_marked_by_field_and_value() {
    assert_eq!(first_page("lovelace")["metaMarks"], json!({ "authors": [[], [[4, 12]]] }));
    assert_eq!(first_page("约瑟夫")["metaMarks"], json!({ "authors": [[[3, 6]], []] }), "ranges count UTF-16 units");
    assert_eq!(first_page("ada engines")["metaMarks"], json!({ "authors": [[], [[0, 3]]], "topic": [[[0, 7]]] }));
    assert_eq!(first_page("wheels")["metaMarks"], json!({}));
}

#[test]
fn matches_in_metadata_count_if_there_are_no_others() {
    assert_eq!(first_page("lovelace")["count"], 1);
    assert_eq!(first_page("ada")["count"], 2, "the author is not on the page");
}
