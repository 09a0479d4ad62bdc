//! `findling check`: tests that queries lead to the expected pages, for example before a site is published.

mod expectation;

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use clap::Args;
use findling_core::index::{PageId, PassageId};
use findling_core::search::PageHit;
use findling_core::{Index, Options};
use percent_encoding::percent_decode_str;
use serde_json::json;

use self::expectation::{Expected, FAR};
use crate::colours::{Colours, harmless};
use crate::error::print;
use crate::{Failure, open};

const EXAMPLES: &str = "\
Examples:
  findling check expected.txt             Check the search of the site in this folder
  findling check expected.txt public --within 1
  
  A file of expectations:
    install → guide/install/              The page must be among the first 3
    wind a clock → clock.html#winding @1  The section must be in the first result
    when to wind it → clock.html \"daily\" The first excerpt must have these words
    asdfgh → nothing                      No page may be found";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Check {
    /// The file of expectations: `query → page` or `query -> page`, one per line. # starts a comment. Of several pages, separated by
    /// commas, any is enough. Quoted words, "…" or 「…」, are compared without white space and letter case
    file: PathBuf,
    /// A findling.wasm, or the folder that contains it. Default: the search of the site in this folder
    #[arg(value_name = "INDEX")]
    path: Option<PathBuf>,
    /// Number of results that must contain the page, unless its line has its own
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = expectation::within)]
    within: usize,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A query with another answer than expected.
struct Failed<'a> {
    expected: &'a Expected,
    reason: String,
    /// The first excerpt of the page, if other words were expected in it.
    shown: Option<String>,
}

impl Check {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let bytes = fs::read(&self.file).map_err(Failure::io(&self.file))?;
        let wrong = |line, what: String| Failure::Line { path: self.file.clone(), line, what };
        let text = String::from_utf8(bytes).map_err(|_| wrong(1, "not UTF-8. Save the file as UTF-8".to_owned()))?;
        let mut all = Vec::new();
        for (at, line) in text.lines().enumerate() {
            all.extend(expectation::parse(at + 1, line).map_err(|what| wrong(at + 1, what))?);
        }
        if all.is_empty() {
            return Err(wrong(1, "the file has no expectations. Write one per line: `query → page`".to_owned()));
        }
        let path = self.path.clone().map_or_else(open::nearby, Ok)?;
        let index = open::index(&path)?;
        let failed: Vec<Failed> = all.iter().filter_map(|expected| failure(&index, expected, self.within)).collect();
        print(&if self.json { as_json(&all, &failed) } else { readable(&all, &failed, Colours::of_output()) })?;
        match failed.len() {
            0 => Ok(()),
            failed => Err(Failure::Check { failed, all: all.len() }),
        }
    }
}

fn as_json(all: &[Expected], failed: &[Failed]) -> String {
    let row = |Failed { expected, reason, shown }: &Failed| {
        json!({
            "line": expected.line,
            "query": expected.query,
            "expected": expected.pages,
            "words": expected.words,
            "what": reason,
            "shown": shown,
        })
    };
    let report = json!({ "all": all.len(), "failed": failed.iter().map(row).collect::<Vec<_>>() });
    format!("{}\n", serde_json::to_string_pretty(&report).unwrap_or_default())
}

fn readable(all: &[Expected], failed: &[Failed], colours: Colours) -> String {
    let mut out = String::new();
    for Failed { expected, reason, .. } in failed {
        let pages = if expected.pages.is_empty() { "nothing".to_owned() } else { expected.pages.join(", ") };
        let words = expected.words.as_ref().map(|words| format!(" \"{}\"", harmless(words))).unwrap_or_default();
        let query = colours.strong(harmless(&expected.query));
        let line = colours.quiet(format!("line {}:", expected.line));
        let (bad, pages) = (colours.bad("failed"), colours.link(pages));
        let _ = writeln!(out, "{bad} {line} {query} → {pages}{words}: {}", harmless(reason));
    }
    let sum = format!("{} of {} as expected", all.len() - failed.len(), all.len());
    let _ = writeln!(out, "{}", if failed.is_empty() { colours.good(sum) } else { sum });
    out
}

/// The error in the answer to a query, if there is one.
fn failure<'a>(index: &Index, expected: &'a Expected, within: usize) -> Option<Failed<'a>> {
    let failed = |reason| Some(Failed { expected, reason, shown: None });
    let answer = index.search(&expected.query, &Options { limit: FAR, passages: 5, ..Options::default() });
    let named = |page: &PageHit| format!("{} “{}”", index.page_url(page.page), index.page_title(page.page));
    let first = answer.pages.first().map(named);
    if expected.pages.is_empty() {
        return first.and_then(|first| failed(format!("{} found, first {first}", answer.total)));
    }
    let within = expected.within.unwrap_or(within);
    let is_expected = |page: &PageHit| expected.pages.iter().any(|wanted| shows(index, page, wanted));
    let near: Vec<&PageHit> = answer.pages.iter().take(within).filter(|page| is_expected(page)).collect();
    if let Some(page) = near.first() {
        let words = expected.words.as_deref()?;
        let contains = |page: &&PageHit| excerpt(page).is_some_and(|text| folded(text).contains(&folded(words)));
        if near.iter().any(contains) {
            return None;
        }
        let shown = excerpt(page).map(str::to_owned);
        let found = shown.as_ref().map_or("no excerpt".to_owned(), |text| format!("“{text}”"));
        let reason = format!("the first excerpt is {found}; {}", place(index, page, words));
        return Some(Failed { expected, reason, shown });
    }
    if let Some(at) = answer.pages.iter().position(is_expected) {
        let first = first.unwrap_or_default();
        return failed(format!("at rank {}, expected within {within}; first is {first}", at + 1));
    }
    let gone: Vec<&String> = expected.pages.iter().filter(|wanted| !is_there(index, wanted)).collect();
    let [page] = gone[..] else {
        return failed(first.map_or("no results".to_owned(), |first| format!("not found; first is {first}")));
    };
    let similar = similar(index, page);
    let similar = if similar.is_empty() { String::new() } else { format!("; similar: {}", similar.join(", ")) };
    failed(format!("the search has no page {page}{similar}"))
}

/// The first excerpt of a page found.
fn excerpt(page: &PageHit) -> Option<&str> {
    page.passages.first().map(|hit| hit.text.as_str())
}

/// A text as excerpts are compared: without white space, in lower case.
fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Where a page has these words, which its first excerpt lacks.
fn place(index: &Index, page: &PageHit, words: &str) -> String {
    let words = folded(words);
    let contains = |id: PassageId| {
        let passage = index.passages().get(id.0 as usize);
        passage.is_some_and(|p| p.page() == page.page && folded(index.text(p.body())).contains(&words))
    };
    if page.passages.first().is_some_and(|hit| contains(hit.passage)) {
        return "the same passage has the expected words outside the excerpt".to_owned();
    }
    match (0..index.passages().len() as u32).map(PassageId).find(|id| contains(*id)) {
        Some(id) => format!("the expected words are at {}", index.passage_url(id)),
        None => "the page does not contain the expected words".to_owned(),
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
