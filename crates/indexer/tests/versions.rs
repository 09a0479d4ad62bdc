//! Older versions of a page are found behind the current one, unless the query names them.
#![allow(clippy::unwrap_used, reason = "a test states conditions")]

use findling_core::index::Weights;
use findling_core::{Index, Options};
use findling_indexer::read::Corpus;
use findling_indexer::{Block, NativeHost, Page, build};

/// A site with the same pages in three versions. The older ones have the words more often.
fn index() -> Index {
    let mut corpus = Corpus::default();
    for (folder, times) in [("1.0/", 3), ("1.5/", 2), ("", 1)] {
        for (name, text) in [
            ("lens", "The lens of the lamp is cleaned with spirit. "),
            ("wick", "A wick draws oil to the flame. "),
            ("oil", "Oil of rape burns without smoke. "),
            ("keeper", "The keeper winds the clock at night. "),
        ] {
            corpus.pages.push(Page {
                id: format!("{folder}{name}"),
                url: format!("docs/{folder}{name}.html"),
                title: format!("The {name}"),
                lang: "en".to_owned(),
                blocks: vec![Block::Paragraph(text.repeat(times))],
                ..Page::default()
            });
        }
    }
    corpus.pages[0].blocks.push(Block::Paragraph("Whale grease was common.".to_owned()));
    Index::open(&build(&corpus, &findling_indexer::Options::default()).unwrap().bytes, Box::new(NativeHost)).unwrap()
}

fn found(index: &Index, query: &str, options: &Options) -> Vec<(String, Option<f32>)> {
    let pages = index.search(query, options).pages.into_iter();
    pages.map(|page| (index.page_url(page.page).to_owned(), page.lowered)).collect()
}

#[test]
fn the_current_version_comes_first() {
    let index = index();
    for word in ["lens spirit", "wick", "keeper clock"] {
        let found = found(&index, word, &Options::default());
        assert_eq!(found.iter().map(|page| page.1).collect::<Vec<_>>(), [None, Some(0.5), Some(0.5)], "{word}");
        assert!(!found[0].0.contains("/1."), "{found:?}");
    }
}

#[test]
fn a_query_with_a_version_ranks_its_pages_as_usual() {
    let index = index();
    let lowered = |query: &str| -> Vec<String> {
        found(&index, query, &Options::default()).into_iter().filter_map(|page| page.1.map(|_| page.0)).collect()
    };
    assert_eq!(lowered("lens 1.0"), ["docs/1.5/lens.html"]);
    assert_eq!(lowered("lens v1.5"), ["docs/1.0/lens.html"]);
    assert_eq!(lowered("lens 3").len(), 2);
}

#[test]
fn text_that_only_an_older_version_has_ranks_as_usual() {
    assert_eq!(found(&index(), "whale grease", &Options::default()), [("docs/1.0/lens.html".to_owned(), None)]);
}

#[test]
fn an_owner_sets_the_weight() {
    let index = index();
    let weights = |older| Options { weights: Some(Weights { older, ..*index.weights() }), ..Options::default() };
    assert_eq!(found(&index, "wick", &weights(0.25))[1].1, Some(0.25));
    assert!(found(&index, "wick", &weights(1.0))[0].0.contains("/1."));
}
