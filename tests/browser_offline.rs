//! A search that goes on without a network, by the service worker that `build --offline` writes.
#![allow(clippy::unwrap_used, reason = "a test without its site ends here, and says why")]
mod widget;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use findling_harness::{Browser, HarnessError, Page, Site};
use serde_json::json;
use widget::{SOON, inside};

type Tested = Result<(), HarnessError>;

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn build(arguments: &[&Path]) {
    let arguments = [&[Path::new("findling"), Path::new("build")], arguments].concat();
    findling_cli::run(arguments.into_iter().map(|argument| OsString::from(argument.as_os_str()))).unwrap();
}

/// Opens an address and waits for its box.
fn go(page: &mut Page, url: &str) -> Tested {
    page.goto(url)?;
    page.wait_for(&inside("$('input')"), SOON).map(drop)
}

fn search(page: &mut Page, query: &str) -> Tested {
    page.click("findling-search, findling-results >>> input")?;
    page.type_text(query)?;
    page.wait_for(&inside(&format!("box.session.results?.query === {} && !$('.list').hidden", json!(query))), SOON)?;
    page.click("findling-search, findling-results >>> .passage")
}

const CONTROLLED: &str = "navigator.serviceWorker.controller !== null";

#[test]
fn a_site_that_was_seen_is_searched_and_read_without_a_network() -> Tested {
    let host = folder("offline-site");
    let lines = "<script type=module src=/findling/findling.js></script><script type=module src=/findling/offline.js></script><findling-search></findling-search>";
    for (name, text) in
        [("index.html", "Welcome."), ("clock.html", "How to wind a clock."), ("unseen.html", "Of a harbour.")]
    {
        let head = format!("<html lang=en><title>{name}</title><link rel=icon href=data:,>{lines}");
        fs::write(host.join(name), format!("{head}<main><h1>{name}</h1><p>{text}</main>")).unwrap();
    }
    build(&[&host, Path::new("--offline")]);
    let site = Site::new().folder(&host).start()?;
    let (home, clock) = (site.url("/"), site.url("/clock.html"));
    let browser = Browser::shared()?;
    let mut page = browser.page()?;
    go(&mut page, &clock)?;
    page.wait_for(CONTROLLED, SOON)?;
    // Seen once more, now that somebody keeps it.
    go(&mut page, &clock)?;
    go(&mut page, &home)?;
    drop(site);
    go(&mut page, &home)?;
    search(&mut page, "clock")?;
    page.wait_for("location.pathname === '/clock.html' && document.body.textContent.includes('wind a clock')", SOON)?;
    Ok(())
}

#[test]
fn a_corpus_of_texts_is_there_whole_and_a_new_build_takes_the_old_ones_place() -> Tested {
    let folder = folder("offline-texts");
    let (source, host) = (folder.join("texts"), folder.join("page"));
    fs::create_dir_all(&source).unwrap();
    fs::write(source.join("a.txt"), "The lantern\n\nIt is lit in the evening, and put out in the morning.\n").unwrap();
    let make = || build(&[&source, Path::new("--out"), &host, Path::new("--offline")]);
    make();
    let site = Site::new().folder(&host).start()?;
    let home = site.url("/");
    let browser = Browser::shared()?;
    let mut page = browser.page()?;
    go(&mut page, &home)?;
    page.wait_for(CONTROLLED, SOON)?;
    fs::write(source.join("b.txt"), "The harbour\n\nIt is closed in the winter, and open in the summer.\n").unwrap();
    make();
    go(&mut page, &home)?;
    page.wait_for(
        "caches.keys().then(async (names) => (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).some(({ url }) => url.endsWith('/b.html'))))).some(Boolean))",
        SOON,
    )?;
    // Until the new worker is active, a page without a network is the old build's.
    page.wait_for(
        "navigator.serviceWorker.getRegistration().then(({ installing, waiting, active }) => !installing && !waiting && active.state === 'activated')",
        SOON,
    )?;
    drop(site);
    go(&mut page, &home)?;
    search(&mut page, "harbour winter")?;
    page.wait_for(
        "location.pathname === '/b.html' && document.body.textContent.includes('closed in the winter')",
        SOON,
    )?;
    Ok(())
}

#[test]
fn blocks_are_there_without_a_network_once_a_search_used_them_or_all_if_the_owner_says_so() -> Tested {
    for (flag, unused) in [("--offline", false), ("--offline-all", true)] {
        let host = folder(&format!("split{flag}"));
        let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
        build(&[&docs, Path::new("--split"), Path::new(flag), Path::new("--out"), &host]);
        let site = Site::new().folder(&host).start()?;
        let home = site.url("/");
        let browser = Browser::shared()?;
        let mut page = browser.page()?;
        go(&mut page, &home)?;
        page.wait_for(CONTROLLED, SOON)?;
        go(&mut page, &home)?;
        answered(&mut page, "theming")?;
        // The cache is written after the answer.
        let cached = "caches.keys().then(async (names) => (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).filter(({ url }) => url.includes('/blocks/')).length))).reduce((a, b) => a + b, 0) > 1)";
        page.wait_for(cached, SOON)?;
        drop(site);
        go(&mut page, &home)?;
        answered(&mut page, "theming")?;
        assert_eq!(page.eval(&inside("$('.title').href.includes('/theming')"))?, true);
        go(&mut page, &home)?;
        page.click("findling-search, findling-results >>> input")?;
        page.type_text("synonyms")?;
        let found = "box.session.results?.query === 'synonyms' && !box.session.results.partial && ($('.failed')?.checkVisibility() || $$('.page').length)";
        page.wait_for(&inside(found), SOON)?;
        assert_eq!(page.eval(&inside("!$('.failed')"))?, unused, "{flag}");
    }
    Ok(())
}

/// Types a query and waits for all of its answer.
fn answered(page: &mut Page, query: &str) -> Tested {
    page.click("findling-search, findling-results >>> input")?;
    page.type_text(query)?;
    let final_one = format!(
        "box.session.results?.query === {} && !box.session.results.partial && $$('.page').length",
        json!(query)
    );
    page.wait_for(&inside(&final_one), SOON).map(drop)
}
