//! The documentation as a site: every page is reachable, no link is dead, its search answers, and its examples work in a browser.
//! `cargo xtask docs` makes the site and runs this.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]
mod pages;
mod widget;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use findling_harness::{HarnessError, Site};
use pages::{blocks, book, text};
use widget::{Open, SOON, site};

type Tested = Result<(), HarnessError>;

fn built() -> PathBuf {
    std::env::var_os("FINDLING_DOCS").expect("run `cargo xtask docs`, which makes the site first").into()
}

/// The path of an address relative to a page, without `.` and `..`.
fn resolve(page: &str, address: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A page without its code, where markup is only shown.
fn without_code(html: &str) -> String {
    let mut parts = html.split("<code");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| out + part.split_once("</code>").map_or("", |(_, after)| after))
}

/// The values of an attribute.
fn values<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    html.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
#[ignore = "`cargo xtask docs` makes the site"]
fn every_page_is_reachable_and_no_link_is_dead() {
    let root = built();
    let (mut seen, mut open, mut dead) = (BTreeSet::new(), vec!["index.html".to_owned()], Vec::new());
    while let Some(page) = open.pop() {
        if !seen.insert(page.clone()) {
            continue;
        }
        let html = fs::read_to_string(root.join(&page)).unwrap_or_else(|error| panic!("{page}: {error}"));
        let html = without_code(&html);
        for address in [values(&html, "href"), values(&html, "src")].concat() {
            if address.contains(':') || address.starts_with("//") || address.is_empty() {
                continue;
            }
            let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
            let path = path.split('?').next().unwrap();
            let target = if path.is_empty() { page.clone() } else { resolve(&page, path) };
            let target =
                if target.is_empty() || target.ends_with('/') { format!("{target}index.html") } else { target };
            let Ok(content) = fs::read(root.join(&target)) else {
                dead.push(format!("{page}: {address}"));
                continue;
            };
            let content = String::from_utf8_lossy(&content).into_owned();
            if !anchor.is_empty() && !values(&content, "id").contains(&anchor) {
                dead.push(format!("{page}: {address}"));
            }
            if Path::new(&target).extension().is_some_and(|extension| extension == "html") {
                open.push(target);
            }
        }
    }
    assert!(dead.is_empty(), "dead links: {dead:#?}");
    for page in book() {
        let html = page.trim_start_matches("docs/").replace("README.md", "index.html").replace(".md", ".html");
        assert!(seen.contains(&html), "{html} is not reachable");
    }
}

#[test]
#[ignore = "`cargo xtask docs` makes the site"]
fn the_search_of_the_documentation_answers() -> Tested {
    let mut open = Open::new(Site::new().folder(&built()))?;
    for (query, page) in [
        ("how do I cache the files forever", "guides/hosting.html"),
        ("input methods for Chinese", "guides/languages.html"),
        ("replace pagefind", "migrate/pagefind.html"),
    ] {
        open.goto("/index.html")?;
        open.page.click("findling-search >>> .opener")?;
        open.until("$('input') && $('dialog').open")?;
        open.page.type_text(query)?;
        open.answered(query)?;
        let found = open.look("$$('a[href]').map((link) => new URL(link.href).pathname)")?;
        let found: Vec<&str> = found.as_array().into_iter().flatten().filter_map(|path| path.as_str()).collect();
        let mut pages: Vec<&str> = Vec::new();
        for path in found {
            if !pages.contains(&path) {
                pages.push(path);
            }
        }
        assert!(pages.iter().take(3).any(|path| path.ends_with(page)), "{query}: {pages:?}");
    }
    open.assert_quiet()
}

#[test]
#[ignore = "`cargo xtask docs` runs it"]
fn examples_in_html_work() -> Tested {
    let mut count = 0;
    for page in book() {
        for (language, block) in blocks(&text(&page)) {
            if language != "html"
                || page.contains("/recipes/")
                || !block.contains("findling-search")
                    && !block.contains("findling-results")
                    && !block.contains("<script")
            {
                continue;
            }
            // The examples name the folder of a site's search; several sites are two copies of it.
            let script = if block.contains("src=\"/findling/findling.js\"") {
                ""
            } else {
                "<script type=module src=/findling/findling.js></script>"
            };
            // The tests' policy forbids inline scripts, so a script gets a file.
            let (before, rest) = block.split_once("<script type=\"module\">").unwrap_or((&block, ""));
            let (inline, after) = rest.split_once("</script>").unwrap_or_default();
            let own = if inline.is_empty() { "" } else { "<script type=module src=/example.js></script>" };
            let document = format!(
                "<!doctype html><html lang=en><meta charset=utf-8><title>x</title><link rel=icon href=/icon.svg>{script}<main>{before}{own}{after}</main>"
            );
            let mut site = site("").file("/example.html", document).file("/example.js", inline);
            for folder in ["findling", "docs/findling", "blog/findling"] {
                for (name, content) in &widget::compiled().files {
                    site = site.file(&format!("/{folder}/{name}"), content.as_slice());
                }
            }
            let mut open = Open::new(site)?;
            let url = open.site.url("/example.html");
            open.page.goto(&url)?;
            let element = open.page.eval("!!document.querySelector('findling-search, findling-results')")?;
            if element == serde_json::json!(true) {
                open.page.wait_for(
                    "!document.querySelector('findling-search:not(:defined), findling-results:not(:defined)')",
                    SOON,
                )?;
                open.until("$('input, .opener')")?;
                if open.look("!!$('.opener')")? == serde_json::json!(true) {
                    open.page.click("findling-search >>> .opener")?;
                    open.page.type_text("合作")?;
                } else {
                    open.search("合作")?;
                }
                open.answered("合作")?;
                assert_eq!(open.look("$$('a[href]').length > 0")?, serde_json::json!(true), "{page}: {block}");
            }
            let console: Vec<String> = open.page.console()?.iter().map(|line| line.text.clone()).collect();
            assert!(console.is_empty(), "{page}: {block}: {console:?}");
            count += 1;
        }
    }
    assert!(count >= 10, "{count} examples");
    Ok(())
}
