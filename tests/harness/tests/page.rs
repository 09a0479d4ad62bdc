//! The harness against pages that report what they were given: a test of the product can only trust what is tested here.
use std::sync::Arc;
use std::time::Duration;

use findling_harness::{Answer, Browser, HarnessError, Network, Page, RunningSite, Site, Viewport};
use serde_json::json;

const SOON: Duration = Duration::from_secs(5);

/// A field that writes down the events it gets.
const FIELD: &str = "<!doctype html><title>field</title><label>Search <input id=field></label><button>go</button>
<script>
const seen = [], field = document.getElementById('field');
for (const type of ['keydown', 'compositionstart', 'compositionend', 'input'])
  field.addEventListener(type, (event) =>
    seen.push([type, event.key ?? event.data ?? null, event.isComposing ?? null, event.isTrusted]));
document.querySelector('button').addEventListener('click', (event) => seen.push(['click', event.isTrusted]));
</script>";

/// A page open on one document. The browser and the site are held for as long as the page is.
struct Open {
    page: Page,
    site: RunningSite,
    _browser: Arc<Browser>,
}

fn open(site: Site) -> Result<Open, HarnessError> {
    let (site, browser) = (site.start()?, Browser::shared()?);
    let mut page = browser.page()?;
    page.goto(&site.url("/"))?;
    Ok(Open { page, site, _browser: browser })
}

fn field() -> Result<Open, HarnessError> {
    let mut open = open(Site::new().file("/index.html", FIELD))?;
    open.page.click("#field")?;
    Ok(open)
}

#[test]
fn a_script_gives_its_value_a_promises_value_and_its_exception() -> Result<(), HarnessError> {
    let mut open = field()?;
    assert_eq!(open.page.eval("({ words: ['多边', 2] })")?, json!({ "words": ["多边", 2] }));
    assert_eq!(open.page.eval("await Promise.resolve(3)")?, 3);
    let thrown = open.page.eval("null.title").unwrap_err();
    assert!(matches!(&thrown, HarnessError::Script(text) if text.contains("TypeError")), "{thrown}");
    Ok(())
}

#[test]
fn waiting_ends_when_the_condition_holds_and_says_what_did_not_hold() -> Result<(), HarnessError> {
    let mut open = field()?;
    open.page.eval("void setTimeout(() => window.ready = { done: 'yes' }, 50)")?;
    assert_eq!(open.page.wait_for("window.ready.done", SOON)?, "yes");
    let late = open.page.wait_for("window.never", Duration::from_millis(60)).unwrap_err();
    assert!(late.to_string().contains("window.never"), "{late}");
    Ok(())
}

#[test]
fn keys_arrive_as_trusted_events_with_their_text() -> Result<(), HarnessError> {
    let mut open = field()?;
    open.page.type_text("a合")?;
    assert_eq!(open.page.eval("field.value")?, "a合");
    open.page.press("Control+a")?;
    open.page.press("Backspace")?;
    assert_eq!(open.page.eval("field.value")?, "");
    open.page.press("Shift+Tab")?;
    assert_eq!(open.page.eval("document.activeElement === field")?, false);
    assert_eq!(open.page.eval("seen[0]")?, json!(["keydown", "a", false, true]));
    assert!(open.page.press("Hyper+a").is_err());
    Ok(())
}

#[test]
fn an_input_method_composes_and_keys_meanwhile_belong_to_it() -> Result<(), HarnessError> {
    let mut open = field()?;
    open.page.compose("n")?;
    open.page.compose("ni")?;
    assert_eq!(open.page.eval("field.value")?, "ni");
    open.page.press("ArrowDown")?;
    assert_eq!(open.page.eval("seen.at(-1)")?, json!(["keydown", "ArrowDown", true, true]));
    open.page.commit("你")?;
    assert_eq!(open.page.eval("field.value")?, "你");
    let kinds = open.page.eval("seen.filter(([type]) => type.startsWith('composition')).map(([type]) => type)")?;
    assert_eq!(kinds, json!(["compositionstart", "compositionend"]));
    Ok(())
}

#[test]
fn a_click_lands_on_the_element_inside_shadow_roots_too() -> Result<(), HarnessError> {
    let mut open = field()?;
    open.page.click("button")?;
    assert_eq!(open.page.eval("seen.at(-1)")?, json!(["click", true]));
    open.page.eval(
        "const host = document.body.appendChild(document.createElement('x-host'));
         host.attachShadow({ mode: 'open' }).append(document.createElement('button'));
         host.shadowRoot.firstChild.onclick = () => window.inner = true; undefined",
    )?;
    open.page.click("x-host >>> button")?;
    assert_eq!(open.page.eval("window.inner")?, true);
    Ok(())
}

#[test]
fn the_console_holds_logs_uncaught_exceptions_and_broken_policies() -> Result<(), HarnessError> {
    let page = "<!doctype html><script>console.warn('w', 1)</script><script>throw new Error('boom')</script>
        <img src='https://elsewhere.example/x.png'>";
    let policy = "Content-Security-Policy: img-src 'self'";
    let mut open = open(Site::new().file("/index.html", page).header("/", policy))?;
    let console = open.page.console()?;
    let has = |level: &str, part: &str| console.iter().any(|line| line.level == level && line.text.contains(part));
    assert!(has("warning", "w 1") && has("exception", "boom") && has("error", "img-src"), "{console:?}");
    Ok(())
}

#[test]
fn every_request_is_seen_those_of_workers_included() -> Result<(), HarnessError> {
    let site = Site::new()
        .file("/index.html", "<!doctype html><script>new Worker('worker.js')</script>")
        .file("/worker.js", "fetch('/词典.txt').then(() => fetch('/done.txt'))")
        .file("/词典.txt", "")
        .file("/done.txt", "");
    let mut open = open(site)?;
    let asked = open.site.url("/done.txt");
    let deadline = std::time::Instant::now() + SOON;
    while !open.page.requests()?.contains(&asked) && std::time::Instant::now() < deadline {}
    let paths: Vec<&str> = open.page.requests()?.iter().filter_map(|url| url.rsplit('/').next()).collect();
    for path in ["worker.js", "%E8%AF%8D%E5%85%B8.txt", "done.txt"] {
        assert!(paths.contains(&path), "{path}: {paths:?}");
    }
    Ok(())
}

#[test]
fn a_request_can_be_answered_failed_or_let_through() -> Result<(), HarnessError> {
    let mut open = open(Site::new().file("/index.html", "").file("/real.txt", "real"))?;
    let answer = Answer::With { status: 503, headers: vec![("X-Kind".into(), "made".into())], body: b"made".to_vec() };
    open.page.intercept("made.txt", answer)?;
    open.page.intercept("broken.txt", Answer::Fail)?;
    let ask = |path| format!("fetch('{path}').then(async (r) => [r.status, await r.text()], () => 'failed')");
    assert_eq!(open.page.eval(&ask("/made.txt"))?, json!([503, "made"]));
    assert_eq!(open.page.eval(&ask("/broken.txt"))?, "failed");
    assert_eq!(open.page.eval(&ask("/real.txt"))?, json!([200, "real"]));
    open.page.intercept("broken.txt", Answer::Pass)?;
    assert_eq!(open.page.eval(&ask("/broken.txt"))?, json!([404, ""]));
    Ok(())
}

#[test]
fn an_offline_page_gets_nothing_until_it_is_online() -> Result<(), HarnessError> {
    let mut open = open(Site::new().file("/index.html", "").file("/a.txt", "a"))?;
    let ask = "fetch('/a.txt', { cache: 'no-store' }).then((r) => r.text(), () => 'failed')";
    open.page.network(Network::Offline)?;
    assert_eq!(open.page.eval(ask)?, "failed");
    open.page.network(Network::Limited { latency: 80, bandwidth: 100_000 })?;
    assert_eq!(
        open.page.eval(&format!("const t = performance.now(); await {ask}; performance.now() - t >= 80"))?,
        true
    );
    open.page.network(Network::Unlimited)?;
    assert_eq!(open.page.eval(ask)?, "a");
    Ok(())
}

#[test]
fn the_screen_and_media_are_what_the_test_sets() -> Result<(), HarnessError> {
    let mut open = field()?;
    open.page.viewport(Viewport { width: 360, height: 640, mobile: true })?;
    open.page.media(&[("prefers-color-scheme", "dark"), ("prefers-reduced-motion", "reduce")])?;
    open.page.slow_down(2)?;
    let dark = "[matchMedia('(prefers-color-scheme: dark)').matches, matchMedia('(prefers-reduced-motion)').matches]";
    assert_eq!(open.page.eval(dark)?, json!([true, true]));
    assert_eq!(open.page.eval("[screen.width, navigator.maxTouchPoints > 0]")?, json!([360, true]));
    let file = std::env::temp_dir().join(format!("findling-shot-{}.png", std::process::id()));
    open.page.screenshot(&file)?;
    let shot = std::fs::read(&file)?;
    std::fs::remove_file(file)?;
    // A PNG's width and height are the first words of its header.
    assert_eq!(shot[16..24], [0, 0, 360_u16.to_be_bytes()[0], 360_u16.to_be_bytes()[1], 0, 0, 2, 128]);
    Ok(())
}

#[test]
fn a_script_set_before_the_page_runs_before_its_own() -> Result<(), HarnessError> {
    let mut open = open(Site::new().file("/index.html", "<!doctype html><script>window.late = window.early</script>"))?;
    open.page.init_script("window.early = 'early'")?;
    open.page.goto(&open.site.url("/"))?;
    assert_eq!(open.page.eval("late")?, "early");
    Ok(())
}

#[test]
fn the_accessible_tree_names_what_a_screen_reader_reads() -> Result<(), HarnessError> {
    let nodes = field()?.page.accessibility()?;
    let field = nodes.iter().find(|node| node.role == "textbox").unwrap();
    assert_eq!((field.name.as_str(), field.states["focused"].as_str()), ("Search", "true"));
    Ok(())
}

#[test]
fn pages_of_one_browser_share_no_storage_and_a_dropped_browser_is_gone() -> Result<(), HarnessError> {
    let site = Site::new().file("/index.html", "").start()?;
    let browser = Browser::launch()?;
    let (mut one, mut other) = (browser.page()?, browser.page()?);
    one.goto(&site.url("/"))?;
    other.goto(&site.url("/"))?;
    one.eval("localStorage.setItem('q', '1')")?;
    assert!(other.eval("localStorage.getItem('q')")?.is_null());
    drop(browser);
    assert!(one.eval("1").is_err());
    Ok(())
}

#[test]
fn an_address_where_nobody_listens_is_an_error() -> Result<(), HarnessError> {
    let mut open = field()?;
    assert!(matches!(open.page.goto("http://127.0.0.1:1/"), Err(HarnessError::Refused(..))));
    Ok(())
}
