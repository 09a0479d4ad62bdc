//! Little corpora, compiled and opened in memory.
#![allow(dead_code, reason = "every test binary has its own copy, and uses what it needs")]

use findling_core::{Index, Options};
use findling_indexer::read::Corpus;
use findling_indexer::{Block, NativeHost, Page, build};

/// An index of pages, each a text under a title of its own that says nothing.
pub(crate) fn index(lang: &str, texts: &[&str]) -> Index {
    index_with(lang, texts, &findling_indexer::Options::default())
}

pub(crate) fn index_with(lang: &str, texts: &[&str], options: &findling_indexer::Options) -> Index {
    let pack = build(&corpus(lang, texts), options).unwrap();
    Index::open(&pack.bytes, Box::new(NativeHost)).unwrap()
}

pub(crate) fn corpus(lang: &str, texts: &[&str]) -> Corpus {
    let mut corpus = Corpus::default();
    corpus.pages = texts.iter().enumerate().map(|(i, text)| page(i, lang, text)).collect();
    corpus
}

fn page(i: usize, lang: &str, text: &str) -> Page {
    Page {
        id: i.to_string(),
        url: format!("{i}.html"),
        title: format!("§{i}"),
        lang: lang.to_owned(),
        blocks: text.split("\n\n").map(|text| Block::Paragraph(text.to_owned())).collect(),
        ..Page::default()
    }
}

/// The numbers of the pages found, best first.
pub(crate) fn found(index: &Index, query: &str) -> Vec<usize> {
    let answer = index.search(query, &Options { limit: 1000, ..Options::default() });
    answer.pages.iter().map(|p| index.page_id(p.page).parse().unwrap()).collect()
}

/// The same in the corpus' order.
pub(crate) fn set(index: &Index, query: &str) -> Vec<usize> {
    let mut found = found(index, query);
    found.sort_unstable();
    found
}
