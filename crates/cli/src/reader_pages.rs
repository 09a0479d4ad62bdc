//! The reader pages of a corpus without pages of its own: one HTML file per article, at its address in the index.
//!
//! Links are relative, so that the folder can be moved.

use std::borrow::Borrow;
use std::iter;

use findling_indexer::model::Page;
use findling_indexer::read::Corpus;
use findling_indexer::reader_pages::{READING_CSS, ReadingLinks};
use findling_indexer::{cut, reading_page};

/// The pages and their style sheet, by path below the search page. Empty if the corpus has pages of its own.
pub(crate) fn pages(corpus: &Corpus) -> impl Iterator<Item = (String, Vec<u8>)> {
    of(corpus.pages.iter().filter(|_| !corpus.hosted))
}

/// The reader pages of these pages, which may be read one by one, and their style sheet.
pub(crate) fn of<P: Borrow<Page>>(pages: impl Iterator<Item = P>) -> impl Iterator<Item = (String, Vec<u8>)> {
    // A page with a complete address needs no reader page.
    let mut pages = pages.filter(|page| !page.borrow().url.contains("://")).peekable();
    let mut sheet = pages.peek().is_some().then(|| ("reading.css".to_owned(), READING_CSS.as_bytes().to_vec()));
    let mut before: Option<P> = None;
    iter::from_fn(move || {
        let Some(page) = pages.next() else { return sheet.take() };
        let file = written(page.borrow(), before.as_ref().map(P::borrow), pages.peek().map(P::borrow));
        before = Some(page);
        Some(file)
    })
}

/// One page, with links to its neighbours.
fn written(page: &Page, previous: Option<&Page>, next: Option<&Page>) -> (String, Vec<u8>) {
    let up = "../".repeat(page.url.matches('/').count());
    let from = |name: &str| format!("{up}{name}");
    let neighbour = |page: Option<&Page>| page.map(|page| (from(&page.url), page.title.clone()));
    let (previous, next) = (neighbour(previous), neighbour(next));
    let links = ReadingLinks {
        stylesheet: &from("reading.css"),
        icon: &from("icon.svg"),
        script: Some(&from("reading.js")),
        search: &from("index.html"),
        previous: previous.as_ref().map(|(url, title)| (url.as_str(), title.as_str())),
        next: next.as_ref().map(|(url, title)| (url.as_str(), title.as_str())),
    };
    (page.url.clone(), reading_page(page, &cut(page), links).into_bytes())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn corpus(urls: &[&str]) -> Corpus {
        let page = |url: &&str| Page {
            url: (*url).to_owned(),
            title: format!("of {url}"),
            lang: "en".to_owned(),
            ..Page::default()
        };
        let mut corpus = Corpus::default();
        corpus.pages = urls.iter().map(page).collect();
        corpus
    }

    fn html(files: &BTreeMap<String, Vec<u8>>, url: &str) -> String {
        String::from_utf8(files[url].clone()).unwrap()
    }

    #[test]
    fn links_of_a_page_in_a_folder_lead_up() {
        let files = pages(&corpus(&["a.html", "x/y/b.html", "c.html"])).collect();
        let deep = html(&files, "x/y/b.html");
        for address in [
            "../../reading.css",
            "../../icon.svg",
            "../../reading.js",
            "../../index.html",
            "../../a.html",
            "../../c.html",
        ] {
            assert!(deep.contains(&format!("\"{address}\"")), "{address} is not in {deep}");
        }
        let first = html(&files, "a.html");
        assert!(
            first.contains("\"reading.css\"") && first.contains("\"x/y/b.html\"") && first.contains("of x/y/b.html")
        );
    }

    #[test]
    fn the_first_page_has_no_previous_and_the_last_no_next() {
        let files = pages(&corpus(&["a.html", "b.html"])).collect();
        let (first, last) = (html(&files, "a.html"), html(&files, "b.html"));
        assert!(!first.contains("rel=\"prev\"") && first.contains("rel=\"next\""));
        assert!(last.contains("rel=\"prev\"") && !last.contains("rel=\"next\""));
    }

    #[test]
    fn a_page_with_a_complete_address_gets_no_reader_page() {
        let files: BTreeMap<_, _> = pages(&corpus(&["a.html", "https://e.org/b", "c.html"])).collect();
        assert_eq!(files.keys().collect::<Vec<_>>(), ["a.html", "c.html", "reading.css"]);
        assert!(html(&files, "a.html").contains("\"c.html\""));
    }

    #[test]
    fn a_corpus_with_pages_of_its_own_gets_no_reader_pages() {
        let mut corpus = corpus(&["a.html"]);
        corpus.hosted = true;
        assert!(pages(&corpus).next().is_none());
    }
}
