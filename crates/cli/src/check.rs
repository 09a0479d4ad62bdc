//! `findling check`: whether visitors still find what the owner says they must, for whatever publishes the site.

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

/// How far down a page is looked for that is not where it should be.
const FAR: usize = 100;

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// What is expected: a line `query → page` each, or `query -> page`. Several pages parted by commas: any of them. A page with
    /// `#section` must show that section. `query → nothing`: no page. `@1` at the end: within so many. # begins a remark
    file: PathBuf,
    /// A findling.wasm, or the folder it is in; where none is named, the search of the site that is found here
    pack: Option<PathBuf>,
    /// A page must be among so many, where its line does not say otherwise
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
    /// Any of these; none for a query that finds nothing.
    pages: Vec<String>,
    within: Option<usize>,
}

/// Reads a line; nothing for one that expects nothing.
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
            return Err(wrong(1, "nothing is expected here. Write a line `query → page` for each".to_owned()));
        }
        let pack = self.pack.clone().map_or_else(open::nearby, Ok)?;
        let index = open::index(&pack)?;
        let slipped: Vec<(&Expected, String)> =
            all.iter().filter_map(|expected| Some((expected, slip(&index, expected, self.within)?))).collect();
        print(&if self.json { as_json(&all, &slipped) } else { readable(&all, &slipped, Colours::of_output()) })?;
        match slipped.len() {
            0 => Ok(()),
            slipped => Err(Failure::Slipped { slipped, all: all.len() }),
        }
    }
}

fn as_json(all: &[Expected], slipped: &[(&Expected, String)]) -> String {
    let rows: Vec<_> = slipped
        .iter()
        .map(|(e, what)| json!({ "line": e.line, "query": e.query, "expected": e.pages, "what": what }))
        .collect();
    let report = json!({ "all": all.len(), "slipped": rows });
    format!("{}\n", serde_json::to_string_pretty(&report).unwrap_or_default())
}

fn readable(all: &[Expected], slipped: &[(&Expected, String)], colours: Colours) -> String {
    let mut out = String::new();
    for (expected, what) in slipped {
        let pages = if expected.pages.is_empty() { "nothing".to_owned() } else { expected.pages.join(", ") };
        let query = colours.strong(harmless(&expected.query));
        let line = colours.quiet(format!("line {}:", expected.line));
        let _ =
            writeln!(out, "{} {line} {query} → {}: {}", colours.bad("slipped"), colours.link(pages), harmless(what));
    }
    let sum = format!("{} of {} as expected", all.len() - slipped.len(), all.len());
    let _ = writeln!(out, "{}", if slipped.is_empty() { colours.good(sum) } else { sum });
    out
}

/// What is wrong with the answer to a query; nothing if nothing is.
fn slip(index: &Index, expected: &Expected, within: usize) -> Option<String> {
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
            Some(format!("at place {}, should be within {within}; first is {}", at + 1, first.unwrap_or_default()))
        }
        None => {
            let gone: Vec<&String> = expected.pages.iter().filter(|wanted| !is_there(index, wanted)).collect();
            let [page] = gone[..] else {
                return Some(match first {
                    Some(first) => format!("not found; first is {first}"),
                    None => "nothing is found".to_owned(),
                });
            };
            let near = near(index, page);
            let near = if near.is_empty() { String::new() } else { format!("; there is {}", near.join(", ")) };
            Some(format!("the search has no page {page}{near}"))
        }
    }
}

/// Whether a page found is the wanted one, and shows the section if one is wanted.
fn shows(index: &Index, page: &PageHit, wanted: &str) -> bool {
    let (address, section) =
        wanted.split_once('#').map_or((wanted, None), |(address, section)| (address, Some(section)));
    let anchored = |section: &str| {
        page.passages.iter().any(|hit| index.passage_url(hit.passage).ends_with(&format!("#{section}")))
    };
    is_page(index, page.page, address) && section.is_none_or(anchored)
}

/// A page is called by its address or its id; how an address is written, in full or as a file is called, does not matter.
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

/// Pages whose address ends like the wanted one.
fn near<'a>(index: &'a Index, wanted: &str) -> Vec<&'a str> {
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
    fn a_line_is_a_query_and_what_it_must_lead_to() {
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
