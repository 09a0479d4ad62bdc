//! `findling check`: tests that queries lead to the expected pages, for example before a site is published.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use clap::Args;
use findling_core::index::PageId;
use findling_core::search::PageHit;
use findling_core::{Index, Options};
use percent_encoding::percent_decode_str;
use serde_json::json;

use crate::colours::{Colours, harmless};
use crate::error::print;
use crate::{Failure, open};

/// Number of results in which an expected page is searched.
const FAR: usize = 100;

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The expectations, one per line: `query → page` or `query -> page`. With several pages, separated by commas, any of them is
    /// enough. A page with `#section` must show that section. `query → nothing` expects no page. `@1` at the end is the number of
    /// results that must contain the page. # starts a comment
    file: PathBuf,
    /// A findling.wasm, or the folder that contains it. Default: the search of the site in this folder
    #[arg(value_name = "INDEX")]
    path: Option<PathBuf>,
    /// Number of results that must contain the page, unless its line has its own
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = within)]
    within: usize,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

fn within(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| (1..=FAR).contains(n)).ok_or_else(|| format!("expected a number from 1 to {FAR}"))
}

/// A line of the file.
#[derive(Debug, PartialEq, Eq)]
struct Expected {
    line: usize,
    query: String,
    /// Any of these pages. Empty if the query must find nothing.
    pages: Vec<String>,
    within: Option<usize>,
}

/// Parses a line. Returns nothing for an empty line or a comment.
fn expected(line: usize, text: &str) -> Result<Option<Expected>, String> {
    let text = text.trim();
    if text.is_empty() || text.starts_with('#') {
        return Ok(None);
    }
    let arrow = ["→", "->", "=>"].iter().filter_map(|arrow| text.rfind(arrow).map(|at| (at, arrow.len()))).max();
    let what = "expected `query → page`";
    let (at, length) = arrow.ok_or(what)?;
    let (query, rest) = (text.get(..at).unwrap_or_default().trim(), text.get(at + length..).unwrap_or_default().trim());
    let (rest, within) = match rest.rsplit_once('@') {
        Some((rest, number)) if number.trim().bytes().all(|b| b.is_ascii_digit()) && !number.trim().is_empty() => {
            (rest.trim(), Some(within(number.trim())?))
        }
        _ => (rest, None),
    };
    if query.is_empty() || rest.is_empty() {
        return Err(what.to_owned());
    }
    let none = matches!(rest, "nothing" | "-");
    let pages = rest.split(',').map(str::trim).filter(|page| !page.is_empty() && !none).map(str::to_owned);
    Ok(Some(Expected { line, query: query.to_owned(), pages: pages.collect(), within }))
}

impl Check {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let bytes = fs::read(&self.file).map_err(Failure::io(&self.file))?;
        let wrong = |line, what: String| Failure::Line { path: self.file.clone(), line, what };
        let text = String::from_utf8(bytes).map_err(|_| wrong(1, "not UTF-8. Save the file as UTF-8".to_owned()))?;
        let mut all = Vec::new();
        for (at, line) in text.lines().enumerate() {
            all.extend(expected(at + 1, line).map_err(|what| wrong(at + 1, what))?);
        }
        if all.is_empty() {
            return Err(wrong(1, "the file has no expectations. Write one per line: `query → page`".to_owned()));
        }
        let path = self.path.clone().map_or_else(open::nearby, Ok)?;
        let index = open::index(&path)?;
        let failed: Vec<(&Expected, String)> =
            all.iter().filter_map(|expected| Some((expected, failure(&index, expected, self.within)?))).collect();
        print(&if self.json { as_json(&all, &failed) } else { readable(&all, &failed, Colours::of_output()) })?;
        match failed.len() {
            0 => Ok(()),
            failed => Err(Failure::Check { failed, all: all.len() }),
        }
    }
}

fn as_json(all: &[Expected], failed: &[(&Expected, String)]) -> String {
    let rows: Vec<_> = failed
        .iter()
        .map(|(e, what)| json!({ "line": e.line, "query": e.query, "expected": e.pages, "what": what }))
        .collect();
    let report = json!({ "all": all.len(), "failed": rows });
    format!("{}\n", serde_json::to_string_pretty(&report).unwrap_or_default())
}

fn readable(all: &[Expected], failed: &[(&Expected, String)], colours: Colours) -> String {
    let mut out = String::new();
    for (expected, what) in failed {
        let pages = if expected.pages.is_empty() { "nothing".to_owned() } else { expected.pages.join(", ") };
        let query = colours.strong(harmless(&expected.query));
        let line = colours.quiet(format!("line {}:", expected.line));
        let _ = writeln!(out, "{} {line} {query} → {}: {}", colours.bad("failed"), colours.link(pages), harmless(what));
    }
    let sum = format!("{} of {} as expected", all.len() - failed.len(), all.len());
    let _ = writeln!(out, "{}", if failed.is_empty() { colours.good(sum) } else { sum });
    out
}

/// The error in the answer to a query, if there is one.
fn failure(index: &Index, expected: &Expected, within: usize) -> Option<String> {
    let answer = index.search(&expected.query, &Options { limit: FAR, passages: 5, ..Options::default() });
    let named = |page: &PageHit| format!("{} “{}”", index.page_url(page.page), index.page_title(page.page));
    let first = answer.pages.first().map(named);
    if expected.pages.is_empty() {
        return first.map(|first| format!("{} found, first {first}", answer.total));
    }
    let within = expected.within.unwrap_or(within);
    let is_it = |page: &PageHit| expected.pages.iter().any(|wanted| shows(index, page, wanted));
    match answer.pages.iter().position(is_it) {
        Some(at) if at < within => None,
        Some(at) => {
            Some(format!("at rank {}, expected within {within}; first is {}", at + 1, first.unwrap_or_default()))
        }
        None => {
            let gone: Vec<&String> = expected.pages.iter().filter(|wanted| !is_there(index, wanted)).collect();
            let [page] = gone[..] else {
                return Some(match first {
                    Some(first) => format!("not found; first is {first}"),
                    None => "no results".to_owned(),
                });
            };
            let similar = similar(index, page);
            let similar = if similar.is_empty() { String::new() } else { format!("; similar: {}", similar.join(", ")) };
            Some(format!("the search has no page {page}{similar}"))
        }
    }
}

/// Whether a result is the expected page, and shows the expected section.
fn shows(index: &Index, page: &PageHit, wanted: &str) -> bool {
    let (address, section) =
        wanted.split_once('#').map_or((wanted, None), |(address, section)| (address, Some(section)));
    let anchored = |section: &str| {
        page.passages.iter().any(|hit| index.passage_url(hit.passage).ends_with(&format!("#{section}")))
    };
    is_page(index, page.page, address) && section.is_none_or(anchored)
}

/// Whether a page has this id or address. The address can be complete, relative, or the name of the file.
fn is_page(index: &Index, page: PageId, name: &str) -> bool {
    let plain = |text: &str| {
        let path = text.split_once("://").map_or(text, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
        let path = path.trim_start_matches("./").trim_start_matches('/').trim_end_matches(".html");
        let path = if path == "index" { "" } else { path.strip_suffix("/index").unwrap_or(path) };
        percent_decode_str(path.trim_end_matches('/')).decode_utf8_lossy().into_owned()
    };
    index.page_id(page) == name || plain(index.page_url(page)) == plain(name)
}

fn pages(index: &Index) -> impl Iterator<Item = PageId> {
    (0..index.pages().len() as u32).map(PageId)
}

fn is_there(index: &Index, wanted: &str) -> bool {
    let address = wanted.split('#').next().unwrap_or_default();
    pages(index).any(|page| is_page(index, page, address))
}

/// Pages whose address ends like the expected one.
fn similar<'a>(index: &'a Index, wanted: &str) -> Vec<&'a str> {
    let last = |address: &str| {
        let address = address.split('#').next().unwrap_or_default().trim_end_matches('/').trim_end_matches(".html");
        address.rsplit('/').next().unwrap_or_default().to_lowercase()
    };
    let wanted = last(wanted);
    pages(index).map(|page| index.page_url(page)).filter(|url| last(url) == wanted).take(3).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Vec<String>, Option<usize>)> {
        expected(1, text).unwrap().map(|e| (e.query, e.pages, e.within))
    }

    #[test]
    fn a_line_is_a_query_and_its_expected_pages() {
        let line = |query: &str, pages: &[&str], within| {
            Some((query.to_owned(), pages.iter().map(ToString::to_string).collect::<Vec<_>>(), within))
        };
        assert_eq!(read("全球化 → g20.html"), line("全球化", &["g20.html"], None));
        assert_eq!(read("  a -> b → guide/, other/ @ 1"), line("a -> b", &["guide/", "other/"], Some(1)));
        assert_eq!(read("x => user@host.html"), line("x", &["user@host.html"], None));
        assert_eq!(read("qwerty → nothing"), line("qwerty", &[], None));
        assert_eq!((read("# remark → x"), read("  ")), (None, None));
        for wrong in ["query", "→ page", "query →", "query → page @0", "query → page @1000"] {
            assert!(expected(1, wrong).is_err(), "{wrong}");
        }
    }
}
