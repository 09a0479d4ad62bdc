//! Metadata that matches a query is marked and counted in the answer.
#![allow(clippy::unwrap_used, reason = "a test states conditions")]

use findling_core::search::{results, utf16};
use findling_core::{Index, Options};
use findling_indexer::read::Corpus;
use findling_indexer::{Block, NativeHost, Page, build};
use serde_json::{Value, json};

fn page(id: &str, meta: &[(&str, &[&str])], text: &str) -> Page {
    let values = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect();
    Page {
        id: id.to_owned(),
        url: format!("{id}.html"),
        title: format!("The {id}"),
        lang: "en".to_owned(),
        meta: meta.iter().map(|(field, of_field)| ((*field).to_owned(), values(of_field))).collect(),
        blocks: vec![Block::Paragraph(text.to_owned())],
        ..Page::default()
    }
}

fn index(pages: Vec<Page>) -> Index {
    let mut corpus = Corpus::default();
    corpus.pages = pages;
    let file = build(&corpus, &findling_indexer::Options::default()).unwrap();
    Index::open(&file.bytes, Box::new(NativeHost)).unwrap()
}

fn first_page(query: &str) -> Value {
    let meta: [(&str, &[&str]); 2] = [("authors", &["𝒳 约瑟夫·奈", "Ada Lovelace"]), ("topic", &["engines"])];
    let index = index(vec![page("letter", &meta, "Wheels and cards. Ada wrote to Charles; Ada waited.")]);
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

#[test]
fn other_names_of_a_page_count_like_its_title() {
    let pages = |field| {
        let named = page("compilation", &[(field, &["db_prepare"])], "A statement is compiled before it runs.");
        let index = index(vec![page("example", &[], "Call db_prepare before you run."), named]);
        let found = |query: &str| {
            let answer = index.search(query, &Options::default());
            answer.pages.iter().map(|hit| index.page_id(hit.page).to_owned()).collect::<Vec<_>>()
        };
        (found("db_prepare"), found(&format!("{field}:db_prepare")))
    };
    assert_eq!(pages("alias").0, ["compilation", "example"]);
    assert_eq!(pages("topic").0, ["example", "compilation"], "other metadata says less than the text");
    assert_eq!(pages("alias").1, ["compilation"], "it is a field like others");
}
