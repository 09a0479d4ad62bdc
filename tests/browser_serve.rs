//! `findling serve` in a browser: what is changed on disk is on the screen a moment later, under the policy that the server sends.
#![allow(clippy::unwrap_used, reason = "a test without its site ends here, and says why")]
mod widget;

use std::ffi::OsString;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use findling_harness::{Browser, HarnessError};
use widget::{SOON, inside};

type Tested = Result<(), HarnessError>;

fn write(site: &Path, name: &str, text: &str) {
    let lines = "<script type=module src=/findling/findling.js></script><findling-search></findling-search>";
    let head = format!("<html lang=en><title>{name}</title><link rel=icon href=data:,>");
    fs::write(site.join(name), format!("{head}{lines}<main><h1>{name}</h1><p>{text}</main>")).unwrap();
}

/// A site and the host that serves it.
fn served(name: &str) -> (PathBuf, String) {
    let site = site(name);
    let host = serve(&site, &[]);
    (site, host)
}

fn site(name: &str) -> PathBuf {
    let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&site);
    fs::create_dir_all(&site).unwrap();
    write(&site, "index.html", "Welcome to everybody.");
    write(&site, "clock.html", "How to wind a clock.");
    site
}

/// Serves a site until the tests end. Returns its host.
fn serve(site: &Path, more: &[&str]) -> String {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let arguments = ["findling", "serve", "SITE", "--port", "PORT"].map(OsString::from);
    let [name, verb, _, option, _] = arguments;
    let arguments = [name, verb, site.into(), option, port.to_string().into()];
    let arguments: Vec<OsString> = arguments.into_iter().chain(more.iter().map(OsString::from)).collect();
    thread::spawn(move || findling_cli::run(arguments));
    let deadline = Instant::now() + SOON;
    while TcpStream::connect(("127.0.0.1", port)).is_err() && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(20));
    }
    format!("http://127.0.0.1:{port}")
}

#[test]
fn a_page_that_is_changed_is_shown_and_found_anew() -> Tested {
    let (site, host) = served("serve-page");
    let browser = Browser::shared()?;
    let mut page = browser.page()?;
    page.goto(&format!("{host}/clock"))?;
    page.wait_for(&inside("$('input')"), SOON)?;
    write(&site, "clock.html", "How to mend a barometer.");
    page.wait_for("document.querySelector('main').textContent.includes('barometer')", SOON)?;
    page.wait_for(&inside("$('input')"), SOON)?;
    page.click("findling-search >>> input")?;
    page.type_text("barometer")?;
    page.wait_for(&inside("$$('.page').length === 1"), SOON)?;
    fs::remove_file(site.join("clock.html")).unwrap();
    page.wait_for("document.body.textContent.includes('There is nothing here')", SOON)?;
    Ok(())
}

#[test]
fn a_page_that_was_older_when_it_began_to_listen_is_loaded_once_more() -> Tested {
    let (site, host) = served("serve-older");
    let browser = Browser::shared()?;
    let mut page = browser.page()?;
    page.goto(&format!("{host}/clock"))?;
    page.wait_for(&inside("$('input')"), SOON)?;
    let older = "window.before = true; void import('/.findling/reload.js?older')";
    page.eval(older)?;
    page.wait_for("window.before === undefined && document.readyState === 'complete'", SOON)?;
    // As a service worker would give the same page again. It is not loaded again and again, but follows the next change.
    page.eval(older)?;
    page.eval(
        "new Promise((heard) => { new EventSource('/.findling/changes').onmessage = () => setTimeout(heard, 300) })",
    )?;
    assert_eq!(page.eval("window.before")?, true);
    write(&site, "clock.html", "How to mend a barometer.");
    page.wait_for("document.querySelector('main').textContent.includes('barometer')", SOON)?;
    Ok(())
}

#[test]
fn the_search_page_comes_anew_under_its_strict_policy() -> Tested {
    let (site, host) = served("serve-search");
    let browser = Browser::shared()?;
    let mut page = browser.page()?;
    page.goto(&format!("{host}/findling/?q=sextant"))?;
    page.wait_for(&inside("box.session.results?.total === 0"), SOON)?;
    write(&site, "sextant.html", "How to hold a sextant.");
    page.wait_for(&inside("$$('.page').length === 1"), SOON)?;
    let console = page.console()?;
    assert!(console.is_empty(), "{console:?}");
    Ok(())
}

#[test]
fn a_source_that_can_not_be_read_leaves_the_search_as_it_was() -> Tested {
    let (site, host) = served("serve-broken");
    let browser = Browser::shared()?;
    let mut page = browser.page()?;
    page.goto(&format!("{host}/findling/?q=clock"))?;
    page.wait_for(&inside("$$('.page').length === 1"), SOON)?;
    page.eval("window.before = true")?;
    for name in ["index.html", "clock.html"] {
        fs::write(site.join(name), "<meta name=robots content=noindex>").unwrap();
    }
    page.wait_for("window.before === undefined", SOON)?;
    page.wait_for(&inside("$$('.page').length === 1"), SOON)?;
    Ok(())
}

/// Counts the searches of the page, and makes the address refuse the first change.
const COUNT: &str = "(async () => {
  const scripts = performance.getEntriesByType('resource').map(({ name }) => name);
  const { Engine } = await import(scripts.find((name) => /\\/engine\\.js/.test(name)));
  const { search } = Engine.prototype;
  window.searches = { built: 0, other: 0 };
  Engine.prototype.search = function (query, options) {
    searches[options.weights ? 'other' : 'built'] += 1;
    return search.call(this, query, options);
  };
  const { replaceState } = history;
  history.replaceState = () => {
    history.replaceState = replaceState;
    throw new DOMException('too often', 'SecurityError');
  };
})()";

#[test]
fn weights_are_tried_on_a_page_of_their_own_under_the_strict_policy() -> Tested {
    let site = site("serve-tune");
    write(&site, "winding.html", "Winding is an art. A clock, a clock and a clock, and then another clock.");
    let host = serve(&site, &["--tune"]);
    let browser = Browser::shared()?;
    let mut page = browser.page()?;
    page.goto(&format!("{host}/.findling/tune/?q=clock"))?;
    page.wait_for("document.querySelectorAll('.result').length === 2", SOON)?;
    let titles = "[...document.querySelectorAll('.result a')].map((link) => link.textContent).join(' ')";
    assert_eq!(page.eval(titles)?, "clock.html winding.html");
    assert_eq!(page.eval("document.querySelector('.why strong').textContent")?, "clock");
    page.click("#watch")?;
    page.wait_for("document.querySelectorAll('#watched li').length === 1", SOON)?;
    assert_eq!(page.eval("document.querySelector('#copy').hidden")?, true);
    let name =
        "document.getElementById(document.querySelector('#watched').getAttribute('aria-labelledby')).textContent";
    assert_eq!(page.eval(name)?, "Watched queries");

    // A watched query keeps the focus when it is pressed, and gives it on when it is removed.
    let watch = "(query) => { document.querySelector('#query').value = query; \
        document.querySelector('#query').dispatchEvent(new Event('input')) }";
    page.eval(&format!("({watch})('winding')"))?;
    page.wait_for("!document.querySelector('#watch').disabled", SOON)?;
    page.click("#watch")?;
    page.wait_for("document.querySelectorAll('#watched li').length === 2", SOON)?;
    let focus = "(document.activeElement.ariaLabel ?? document.activeElement.firstChild?.textContent ?? document.activeElement.id)";
    page.eval("document.querySelector('#watched .open').dataset.old = ''")?;
    page.click("#watched li:first-child .open")?;
    page.wait_for("document.querySelector('#query').value === 'clock'", SOON)?;
    page.wait_for(&format!("!document.querySelector('#watched [data-old]') && {focus} === 'clock'"), SOON)?;
    page.click("#watched li:last-child .remove")?;
    page.wait_for(
        &format!("document.querySelectorAll('#watched li').length === 1 && {focus} === 'Stop watching clock'"),
        SOON,
    )?;
    page.wait_for(&format!("{titles}.startsWith('clock.html')"), SOON)?;

    // Another weight does not search again with those of the build, and a browser that refuses another address changes nothing.
    page.eval(COUNT)?;
    // The weights of titles and headings decide which page is first.
    for name in ["title", "heading", "named"] {
        let set = "(input) => { input.value = 0; input.dispatchEvent(new Event('input')) }";
        page.eval(&format!("({set})(document.querySelector('#range-{name}'))"))?;
    }
    page.wait_for(&format!("{titles} === 'winding.html clock.html'"), SOON)?;
    assert_eq!(page.eval("[searches.built, searches.other > 0]")?, serde_json::json!([0, true]));
    assert_eq!(page.eval("document.querySelector('.moved').textContent")?, "▲ was 2");
    assert_eq!(page.eval("document.querySelector('#watched .down').textContent")?, "▼ was clock.html");
    let snippet = page.eval("document.querySelector('#snippet').value")?;
    assert_eq!(snippet, "[weights]\ntitle = 0\nheading = 0\nnamed = 0");
    let link = page.eval("document.querySelector('.result a').href")?;
    assert_eq!(link, format!("{host}/winding.html"));

    // The address keeps the weights, and a build with the lines has them.
    page.eval("window.before = true; location.reload()")?;
    page.wait_for(
        &format!("!window.before && document.body.dataset.ready === '' && {titles} === 'winding.html clock.html'"),
        SOON,
    )?;
    // On a narrow screen the weights are closed at first.
    page.eval("document.querySelector('#panel').open = true")?;
    page.eval("document.querySelector('#reset').click()")?;
    page.wait_for(&format!("{titles} === 'clock.html winding.html'"), SOON)?;
    assert_eq!(page.eval("innerWidth >= document.documentElement.scrollWidth")?, true);
    let console = page.console()?;
    assert!(console.is_empty(), "{console:?}");
    Ok(())
}
