//! A visit to a page with a search box, up to the first result, on a slow connection and a slow processor.
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use findling_benches::error::{Failure, at, doing};
use findling_harness::{Answered, Browser, HarnessError, Page, RunningSite, Site};
use serde_json::{Value, json};

use crate::sizes::{files, is_packed, squeezed};

/// Slow 4G: 150 ms and 1.6 Mbit/s, in bytes per second.
const DELAY: Duration = Duration::from_millis(150);
const BANDWIDTH: u32 = 200_000;
const SOON: Duration = Duration::from_mins(3);
/// Time after which a page has settled.
const REST: Duration = Duration::from_millis(1200);
const VISITS: usize = 3;
/// Number of visits for vital signs: more, because they differ little.
const LOOKS: usize = 7;

/// A search, added to a page as its documentation describes.
#[derive(Clone)]
pub(crate) struct Search {
    pub(crate) name: &'static str,
    /// Folder in the site.
    folder: &'static str,
    tags: &'static str,
    /// Selector of the element that a visitor clicks.
    input: &'static str,
    /// JavaScript expression that is true when the first result is visible.
    result: &'static str,
}

pub(crate) const FINDLING: Search = Search {
    name: "findling",
    folder: "findling",
    tags: "<style>findling-search:not(:defined) { display: block; min-block-size: 3rem }</style>\
        <script type=module src=/findling/findling.js></script><findling-search></findling-search>",
    input: "findling-search >>> input",
    result: "document.querySelector('findling-search').shadowRoot.querySelector('.popup .passage, .popup .title')?.checkVisibility()",
};
pub(crate) const PAGEFIND: &[Search] = &[
    Search {
        name: "pagefind (component UI)",
        folder: "pagefind",
        tags: "<link rel=stylesheet href=/pagefind/pagefind-component-ui.css>\
            <script type=module src=/pagefind/pagefind-component-ui.js></script><pagefind-searchbox></pagefind-searchbox>",
        input: "pagefind-searchbox input",
        result: "document.querySelector('.pf-searchbox-result-title')?.checkVisibility()",
    },
    Search {
        name: "pagefind (default UI)",
        folder: "pagefind",
        tags: "<link rel=stylesheet href=/pagefind/pagefind-ui.css><script src=/pagefind/pagefind-ui.js></script>\
            <div id=search></div><script>addEventListener('DOMContentLoaded', () => new PagefindUI({ element: '#search' }))</script>",
        input: "#search input",
        result: "document.querySelector('.pagefind-ui__result-link')?.checkVisibility()",
    },
];
/// InfiSearch, with the script for a language.
pub(crate) fn infisearch(lang: &str) -> Search {
    macro_rules! tags {
        ($bundle:literal) => {
            concat!(
                "<link rel=stylesheet href=/infisearch/assets/search-ui-light.css><script src=/infisearch/assets/search-ui.",
                $bundle,
                ".bundle.js></script><input id=infi-search><script>infisearch.init({ searcherOptions: { url: '/infisearch/' }, \
                 uiOptions: { sourceFilesUrl: '/', mode: 'dropdown' } })</script>"
            )
        };
    }
    Search {
        name: "infisearch",
        folder: "infisearch",
        tags: if lang.starts_with("zh") { tags!("chinese") } else { tags!("ascii-stemmer") },
        input: "#infi-search",
        result: "document.querySelector('.infi-title-link')?.checkVisibility()",
    }
}

/// Records when the box gets the focus and in which frame the first result appears.
const WATCH: &str = "addEventListener('focusin', () => {
    globalThis.focused ??= performance.now();
    const look = () => { if (RESULT) globalThis.found = performance.now() - focused; else requestAnimationFrame(look); };
    look();
  }, { once: true });";

/// Records the page's vital signs.
const VITALS: &str = "globalThis.vital = { lcp: 0, cls: 0, inp: 0 };
  const note = (type, use, options) => new PerformanceObserver((list) => list.getEntries().forEach(use)).observe({ type, buffered: true, ...options });
  note('largest-contentful-paint', (entry) => { vital.lcp = entry.startTime; });
  note('layout-shift', (entry) => { if (!entry.hadRecentInput) vital.cls += entry.value; });
  note('event', (entry) => { vital.inp = Math.max(vital.inp, entry.duration); }, { durationThreshold: 16 });";

/// The site as a host serves it, with every file compressed.
fn host(site: &Path, search: &Search, slow: bool) -> Result<RunningSite, Failure> {
    let mut host = Site::new();
    for path in files(&site.join(search.folder))? {
        let name = format!("/{}", path.strip_prefix(site).unwrap_or(&path).display());
        let bytes = fs::read(&path).map_err(at(&path))?;
        host = if is_packed(&path) {
            host.file(&name, bytes)
        } else {
            host.file(&name, squeezed(&bytes)).header(&name, "content-encoding: br")
        };
    }
    // The cache lifetime of GitHub Pages.
    host = host.header("/", "cache-control: max-age=600");
    host = host.file("/page.html", page(search.tags)).file("/bare.html", page(""));
    if slow {
        host = host.link(DELAY, BANDWIDTH);
    }
    host.start().map_err(doing("the site"))
}

/// A site owner's page: plenty of text, and a button unrelated to the search.
fn page(tags: &str) -> String {
    let text = "<p>各国应当加强多边合作，共同应对气候变化。 Some more of the text that people came for.</p>".repeat(30);
    format!(
        "<!doctype html><html lang=zh-Hans><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>Page</title>\
         <link rel=icon href=\"data:,\">{tags}<main><h1>网站</h1><button onclick=\"this.textContent += '!'\">Press</button>{text}</main>"
    )
}

/// How many times slower the processor of a cheap phone is.
const SLOWER: u32 = 4;

/// The result of a visit and of a second one to the same page.
struct Visit {
    /// Time from the first focus to the first result, in milliseconds.
    ms: f64,
    /// The same for a second visit, with the browser's cache.
    again: Option<f64>,
    urls: Vec<String>,
    trips: usize,
}

/// Measures visits with an empty cache from the first focus to the first result: milliseconds, bytes and round trips, and the milliseconds of
/// a second visit. With `slower` there are also visits with a slow processor.
pub(crate) fn first_result(
    site: &Path,
    search: &Search,
    browser: &Browser,
    query: &str,
    slower: bool,
) -> Result<Value, Failure> {
    let host = host(site, search, true)?;
    let visits = |times: u32| -> Result<Vec<Visit>, Failure> {
        (0..VISITS).map(|_| visit(&host, search, browser, query, times).map_err(doing(search.name))).collect()
    };
    let mut first = visits(1)?;
    let again = median(first.iter().filter_map(|visit| visit.again).collect());
    let slower = if slower { median(visits(SLOWER)?.iter().map(|visit| visit.ms).collect()) } else { None };
    first.sort_by(|a, b| a.ms.total_cmp(&b.ms));
    // On a busy machine independent requests may start late and look dependent, so the smallest number counts.
    let trips = first.iter().map(|visit| visit.trips).min();
    let Visit { ms, urls, .. } = first.swap_remove(VISITS / 2);
    let mut bytes = 0;
    // A file that is requested twice is sent once: browsers cache it.
    for url in urls.iter().collect::<BTreeSet<_>>() {
        let name =
            url.split(['?', '#']).next().unwrap_or_default().splitn(4, '/').nth(3).unwrap_or_default().to_owned();
        let path = site.join(&name);
        bytes += if path.is_file() { crate::sizes::sent(&path)? } else { 0 };
    }
    let requests = urls.len() - 1;
    Ok(json!({
        "search": search.name, "query": query, "ms": ms, "slower": slower, "again": again, "bytes": bytes, "requests": requests, "trips": trips,
    }))
}

fn visit(
    host: &RunningSite,
    search: &Search,
    browser: &Browser,
    query: &str,
    slower: u32,
) -> Result<Visit, HarnessError> {
    let mut page = browser.page()?;
    page.init_script(&WATCH.replace("RESULT", search.result))?;
    page.slow_down(slower)?;
    let mut asked = || -> Result<(f64, Instant, Vec<String>), HarnessError> {
        page.goto(&host.url("/page.html"))?;
        thread::sleep(REST);
        ready(&mut page, search.input)?;
        let focused = Instant::now();
        page.click(search.input)?;
        page.type_text(query)?;
        let ms = page.wait_for("globalThis.found", SOON)?;
        let own = host.url("/");
        let urls = page.requests()?.iter().filter(|url| url.starts_with(&own)).cloned().collect();
        Ok((ms.as_f64().unwrap_or_default(), focused, urls))
    };
    let (ms, focused, urls) = asked()?;
    let trips = trips(&host.answered(), focused);
    let again = if slower == 1 { Some(asked()?.0) } else { None };
    Ok(Visit { ms, again, urls, trips })
}

/// Number of dependent round trips after a moment: the longest chain of requests, each begun after the one before was answered.
fn trips(answered: &[Answered], from: Instant) -> usize {
    let mut after: Vec<&Answered> = answered.iter().filter(|request| request.begun >= from).collect();
    after.sort_by_key(|request| request.begun);
    let mut rows: Vec<usize> = Vec::new();
    for (i, request) in after.iter().enumerate() {
        let before = after[..i].iter().zip(&rows).filter(|(other, _)| other.ended <= request.begun);
        rows.push(1 + before.map(|(_, row)| *row).max().unwrap_or(0));
    }
    rows.into_iter().max().unwrap_or(0)
}

/// Waits until the page has a box to click.
fn ready(page: &mut Page, input: &str) -> Result<(), HarnessError> {
    let found = format!(
        "{}.split('>>>').reduce((root, part) => (root.shadowRoot ?? root).querySelector(part), document)",
        json!(input)
    );
    page.wait_for(&format!("!!{found}"), SOON).map(drop)
}

/// The vital signs of a page before a search, with and without the search element: medians of several visits on the slow connection. The visits
/// alternate, so that other load on the machine affects both.
pub(crate) fn vitals(site: &Path, browser: &Browser) -> Result<Value, Failure> {
    let host = host(site, &FINDLING, true)?;
    let measure = |path: &str| -> Result<Value, HarnessError> {
        let mut page = browser.page()?;
        page.init_script(VITALS)?;
        page.slow_down(SLOWER)?;
        page.goto(&host.url(path))?;
        thread::sleep(REST);
        page.click("button")?;
        thread::sleep(REST / 4);
        page.eval("vital")
    };
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..LOOKS {
        with.push(measure("/page.html").map_err(doing("the page with the tag"))?);
        without.push(measure("/bare.html").map_err(doing("the page without the tag"))?);
    }
    let medians = |signs: &[Value]| {
        let of = |name: &str| median(signs.iter().filter_map(|sign| sign[name].as_f64()).collect());
        json!({ "lcp": of("lcp"), "cls": of("cls"), "inp": of("inp") })
    };
    Ok(json!({ "with": medians(&with), "without": medians(&without) }))
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// A task longer than this is noticeable, in milliseconds.
const FELT: f64 = 50.0;

/// The longest task of the page's thread on a processor four times slower, while the page loads, while the box opens and while queries are
/// typed, and the number of noticeable tasks. Measures CPU time, so that other programs don't count.
pub(crate) fn tasks(site: &Path, browser: &Browser, queries: &[&str]) -> Result<Value, Failure> {
    let host = host(site, &FINDLING, false)?;
    let traced = |page: &mut Page| -> Result<Vec<f64>, HarnessError> {
        Ok(page.end_trace()?.into_iter().map(|ms| ms * f64::from(SLOWER)).collect())
    };
    let measure = || -> Result<[Vec<f64>; 3], HarnessError> {
        let mut page: Page = browser.page()?;
        page.start_trace()?;
        page.goto(&host.url("/page.html"))?;
        ready(&mut page, FINDLING.input)?;
        thread::sleep(REST / 2);
        let load = traced(&mut page)?;
        page.start_trace()?;
        page.click(FINDLING.input)?;
        page.wait_for("document.querySelector('findling-search').session.phase === 'ready'", SOON)?;
        thread::sleep(REST / 2);
        let open = traced(&mut page)?;
        page.start_trace()?;
        for query in queries {
            for key in query.chars() {
                page.type_text(&key.to_string())?;
                thread::sleep(REST / 8);
            }
            thread::sleep(REST / 2);
            page.eval("{ const box = document.querySelector('findling-search'); box.ask(''); }")?;
        }
        Ok([load, open, traced(&mut page)?])
    };
    let mut runs = Vec::new();
    for _ in 0..VISITS {
        runs.push(measure().map_err(doing("typing"))?);
    }
    let longest = |phase: usize| median(runs.iter().filter_map(|run| run[phase].first().copied()).collect());
    let felt = runs.iter().map(|run| run.iter().flatten().filter(|ms| **ms > FELT).count() as f64).collect();
    Ok(json!({ "load": longest(0), "open": longest(1), "typing": longest(2), "felt": median(felt) }))
}
