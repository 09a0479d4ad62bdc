//! A visit: a page with a search box, from its first byte to the first result, on a slow connection and a slow processor.
use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use findling_harness::{Browser, HarnessError, Page, RunningSite, Site};
use serde_json::{Value, json};

use crate::error::{Failure, at, doing};
use crate::weigh::{files, is_packed, squeezed};

/// Slow 4G as measuring tools have it: 150 ms and 1.6 Mbit/s.
const DELAY: Duration = Duration::from_millis(150);
const BANDWIDTH: u32 = 200_000;
const SOON: Duration = Duration::from_mins(1);
/// The page has come to rest.
const REST: Duration = Duration::from_millis(1200);
const VISITS: usize = 3;

/// A search as its own documentation puts it into a page.
pub(crate) struct Search {
    pub(crate) name: &'static str,
    /// Its folder in the site.
    folder: &'static str,
    tags: &'static str,
    /// Where a visitor clicks.
    input: &'static str,
    /// The first result, as an expression.
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

/// Notes when the box is focused and when the first result is there, to the frame.
const WATCH: &str = "addEventListener('focusin', () => {
    globalThis.focused ??= performance.now();
    const look = () => { if (RESULT) globalThis.found = performance.now() - focused; else requestAnimationFrame(look); };
    look();
  }, { once: true });";

/// Notes what the web calls a page's vital signs.
const VITALS: &str = "globalThis.vital = { lcp: 0, cls: 0, inp: 0 };
  const note = (type, use, options) => new PerformanceObserver((list) => list.getEntries().forEach(use)).observe({ type, buffered: true, ...options });
  note('largest-contentful-paint', (entry) => { vital.lcp = entry.startTime; });
  note('layout-shift', (entry) => { if (!entry.hadRecentInput) vital.cls += entry.value; });
  note('event', (entry) => { vital.inp = Math.max(vital.inp, entry.duration); }, { durationThreshold: 16 });";

/// A site that a host would serve: everything squeezed that is not so yet.
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
    host = host.file("/page.html", page(search.tags)).file("/bare.html", page(""));
    if slow {
        host = host.link(DELAY, BANDWIDTH);
    }
    host.start().map_err(doing("the site"))
}

/// An owner's page: text, a picture's worth of it, and a button that has nothing to do with search.
fn page(tags: &str) -> String {
    let text = "<p>各国应当加强多边合作，共同应对气候变化。 Some more of the text that people came for.</p>".repeat(30);
    format!(
        "<!doctype html><html lang=zh-Hans><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>Page</title>\
         <link rel=icon href=\"data:,\">{tags}<main><h1>网站</h1><button onclick=\"this.textContent += '!'\">Press</button>{text}</main>"
    )
}

/// From the first focus to the first result: milliseconds and bytes of each visit, every one with an empty cache.
pub(crate) fn first_result(site: &Path, search: &Search, browser: &Browser, query: &str) -> Result<Value, Failure> {
    let host = host(site, search, true)?;
    let mut visits = Vec::new();
    for _ in 0..VISITS {
        visits.push(visit(&host, search, browser, query).map_err(doing(search.name))?);
    }
    visits.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (ms, urls) = visits.swap_remove(VISITS / 2);
    let mut bytes = 0;
    for url in &urls {
        let name =
            url.split(['?', '#']).next().unwrap_or_default().splitn(4, '/').nth(3).unwrap_or_default().to_owned();
        let path = site.join(&name);
        bytes += if path.is_file() { crate::weigh::sent(&path)? } else { 0 };
    }
    Ok(json!({ "search": search.name, "query": query, "ms": ms, "bytes": bytes, "requests": urls.len() - 1 }))
}

fn visit(
    host: &RunningSite,
    search: &Search,
    browser: &Browser,
    query: &str,
) -> Result<(f64, Vec<String>), HarnessError> {
    let mut page = browser.page()?;
    page.init_script(&WATCH.replace("RESULT", search.result))?;
    page.goto(&host.url("/page.html"))?;
    thread::sleep(REST);
    ready(&mut page, search.input)?;
    page.click(search.input)?;
    page.type_text(query)?;
    let ms = page.wait_for("globalThis.found", SOON)?;
    let own = host.url("/");
    let urls = page.requests()?.iter().filter(|url| url.starts_with(&own)).cloned().collect();
    Ok((ms.as_f64().unwrap_or_default(), urls))
}

/// Waits until there is a box to click into.
fn ready(page: &mut Page, input: &str) -> Result<(), HarnessError> {
    let found = format!(
        "{}.split('>>>').reduce((root, part) => (root.shadowRoot ?? root).querySelector(part), document)",
        json!(input)
    );
    page.wait_for(&format!("!!{found}"), SOON).map(drop)
}

/// The vital signs of a page before anybody searches, with the tag and without: medians of several visits on the slow connection.
pub(crate) fn vitals(site: &Path, browser: &Browser) -> Result<Value, Failure> {
    let host = host(site, &FINDLING, true)?;
    let measure = |path: &str| -> Result<Value, HarnessError> {
        let mut signs = Vec::new();
        for _ in 0..VISITS {
            let mut page = browser.page()?;
            page.init_script(VITALS)?;
            page.slow_down(4)?;
            page.goto(&host.url(path))?;
            thread::sleep(REST);
            page.click("button")?;
            thread::sleep(REST / 4);
            signs.push(page.eval("vital")?);
        }
        let median = |name: &str| {
            let mut values: Vec<f64> = signs.iter().filter_map(|sign| sign[name].as_f64()).collect();
            values.sort_by(f64::total_cmp);
            values.get(values.len() / 2).copied()
        };
        Ok(json!({ "lcp": median("lcp"), "cls": median("cls"), "inp": median("inp") }))
    };
    let with = measure("/page.html").map_err(doing("the page with the tag"))?;
    let without = measure("/bare.html").map_err(doing("the page without the tag"))?;
    Ok(json!({ "with": with, "without": without }))
}

/// A processor as slow as a cheap telephone's is this many times slower, and what takes it longer than this in one go is felt.
const SLOWER: f64 = 4.0;
const FELT: f64 = 50.0;

/// Tasks of the page's thread that would take more than 50 ms on a processor four times slower, while the page loads, the box is
/// opened and queries are typed. Counted is the processor's time here, since other programs' must not be.
pub(crate) fn tasks(site: &Path, browser: &Browser, queries: &[&str]) -> Result<Value, Failure> {
    let host = host(site, &FINDLING, false)?;
    let measure = || -> Result<Value, HarnessError> {
        let mut page: Page = browser.page()?;
        page.start_trace()?;
        page.goto(&host.url("/page.html"))?;
        ready(&mut page, FINDLING.input)?;
        page.click(FINDLING.input)?;
        for query in queries {
            for key in query.chars() {
                page.type_text(&key.to_string())?;
                thread::sleep(REST / 8);
            }
            thread::sleep(REST / 2);
            page.eval("{ const box = document.querySelector('findling-search'); box.ask(''); }")?;
        }
        let tasks: Vec<f64> = page.end_trace()?.into_iter().map(|ms| ms * SLOWER).collect();
        let felt: Vec<f64> = tasks.iter().copied().filter(|ms| *ms > FELT).collect();
        Ok(json!({ "longest": tasks.first(), "tasks": felt }))
    };
    measure().map_err(doing("typing"))
}
