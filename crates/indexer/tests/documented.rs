//! The documentation's examples of metadata work.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed expectation fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

use findling_indexer::Page;
use findling_indexer::read::read;

/// The first block of this language in the guide to documents.
fn example(language: &str) -> String {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guides/documents.md");
    let guide = fs::read_to_string(guide).unwrap();
    let (_, rest) = guide.split_once(&format!("```{language}\n")).expect("the guide has the example");
    rest.split("```").next().unwrap().to_owned()
}

/// The pages of a folder with these files.
fn pages(name: &str, files: &[(&str, &str)]) -> Vec<Page> {
    let folder: PathBuf = std::env::temp_dir().join(format!("findling-documented-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for (file, text) in files {
        fs::write(folder.join(file), text).unwrap();
    }
    let pages = read(&folder).unwrap().pages;
    fs::remove_dir_all(folder).unwrap();
    pages
}

const TEXT: &str = "A title of its own\n\nBy Jane Q. Doe\n\nThe text of the article, which is short.\n";

fn assert_stated(page: &Page) {
    assert_eq!((page.title.as_str(), page.lang.as_str()), ("G20 and the pandemic", "zh-Hans"));
    assert_eq!(page.meta["authors"], ["Wu Guoding"]);
    assert_eq!(page.meta["date"], ["2020-04-03"]);
}

#[test]
fn corpus_toml_overrides_what_a_text_shows() {
    let pages = pages("facts", &[("000.txt", TEXT), ("corpus.toml", &example("toml"))]);
    assert_stated(&pages[0]);
}

#[test]
fn front_matter_overrides_what_a_text_shows_and_states_what_a_markdown_page_is() {
    let whole = format!("{}{TEXT}", example("yaml"));
    for page in pages("front", &[("a.txt", &whole), ("b.md", &whole)]) {
        assert_stated(&page);
    }
}
