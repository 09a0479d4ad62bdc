//! The search page before anything is typed: the documents of the default corpus as cards, and example queries that find something.
#![allow(clippy::unwrap_used, reason = "a failed expectation fails the test")]
mod seeds;
mod widget;

use findling_harness::{HarnessError, Site, Viewport};
use serde_json::json;
use widget::{Open, POLICY, SOON};

type Tested = Result<(), HarnessError>;

/// The search page of the default corpus without a file, on a small phone.
fn start(missing: &str) -> Result<Open, HarnessError> {
    let files = seeds::site().files.iter().filter(|file| missing.is_empty() || file.0.as_str() != missing);
    let site =
        files.fold(Site::new().header("/", POLICY), |site, (name, content)| site.file(&format!("/{name}"), content));
    let mut open = Open::new(site)?;
    open.page.viewport(Viewport { width: 360, height: 740, mobile: true })?;
    open.goto("/")?;
    Ok(open)
}

#[test]
fn the_search_page_starts_with_its_documents() -> Tested {
    let mut open = start("")?;
    let pages = seeds::corpus().pages.len();
    assert_eq!(open.page.eval("document.title")?, json!(seeds::corpus().title));
    assert_eq!(open.page.eval("document.querySelectorAll('.documents li h2 a').length")?, json!(pages));
    open.page.wait_for(&format!("document.querySelector('#about').textContent.includes('{pages}')"), SOON)?;
    for part in [".facts", ".lead", "time"] {
        let shown = open.page.eval(&format!("document.querySelector('.documents {part}').checkVisibility()"))?;
        assert_eq!(shown, json!(true), "{part}");
    }
    assert_eq!(
        open.page.eval("document.documentElement.scrollWidth <= 360")?,
        json!(true),
        "nothing is wider than the screen"
    );
    open.page.click(".documents h2 a")?;
    open.page.wait_for("document.querySelector('main h1') && !document.querySelector('findling-results')", SOON)?;
    open.assert_quiet()
}

#[test]
fn every_example_query_finds_pages() -> Tested {
    let mut open = start("")?;
    let examples = open.page.eval("[...document.querySelectorAll('.examples a')].map((link) => link.textContent)")?;
    let examples: Vec<String> = serde_json::from_value(examples).unwrap();
    assert_eq!(examples.len(), 3, "{examples:?}");
    for (at, query) in examples.iter().enumerate() {
        open.goto("/")?;
        open.page.click(&format!(".examples a:nth-child({})", at + 1))?;
        open.until("$('input')")?;
        open.answered(query)?;
        assert_eq!(open.look("box.session.results.total > 0")?, json!(true), "{query}");
        assert_eq!(open.page.eval("document.querySelector('.documents').checkVisibility()")?, json!(false), "{query}");
    }
    open.assert_quiet()
}

#[test]
fn the_title_stays_where_the_search_fails_to_load() -> Tested {
    let mut open = start("findling.wasm")?;
    open.page.type_text("合作")?;
    open.until("$('[part=retry]')")?;
    let title = seeds::corpus().title.clone();
    assert_eq!(open.page.eval("[document.title, document.querySelector('h1').textContent]")?, json!([title, title]));
    Ok(())
}
