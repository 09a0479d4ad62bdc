//! What goes wrong between a site and its visitors: each row of `docs/faults.md`, broken on purpose. The visitor reads a plain sentence
//! and can try again, the page's own form works, and the owner finds the cause in the console, once.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what must be so")]
mod widget;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use findling_cli::{section, with_section};
use findling_harness::{Answer, HarnessError, Network, Page, Site};
use serde_json::json;
use widget::{Open, SOON, around, integrity, shipped, site};

type Tested = Result<(), HarnessError>;

const FORM: &str =
    "<findling-search><form role=search action=/found.html><input name=words aria-label=找></form></findling-search>";
const BOX: &str = "<findling-search></findling-search>";
const NO_WORKER: &str = "delete window.Worker";

/// The rows of the page of documentation, in its order.
const ROWS: &[&str] = &[
    "The module is missing",
    "A web page in the module's place",
    "The module has the wrong type",
    "The download is cut off",
    "The module is damaged",
    "The module is not the one that was meant",
    "The policy forbids WebAssembly",
    "There is not enough memory",
    "The engine stops",
    "There is no worker",
    "Storage is full or blocked",
    "The connection goes away",
    "The page comes back from the page cache",
    "Two versions at once",
    "The script fails to load",
    "A language fails to load",
    "A part that loads later fails to load",
    // The tests of these are in `browser_split`.
    "Blocks of a split index are missing",
    "Blocks of a split index are damaged",
    // In `browser_providers`.
    "A [search engine](guides/engines.md) fails",
    // In `browser_split`.
    "The connection goes away while blocks load",
];

fn faulty(headers: &[&str]) -> Result<Open, HarnessError> {
    let site = site(FORM).file("/found.html", around(""));
    Open::new(headers.iter().fold(site, |site: Site, header| site.header("/site.html", header)))
}

fn instead(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Answer {
    Answer::With { status, headers: vec![("content-type".into(), kind.into())], body: body.into() }
}

/// What the owner reads.
fn causes(page: &mut Page) -> Result<Vec<String>, HarnessError> {
    let said = page.console()?.iter().filter_map(|message| message.text.strip_prefix("Findling: "));
    Ok(said.map(str::to_owned).collect())
}

/// Searches on the broken page, and holds it to what is promised of every fault that no search survives.
fn assert_said(open: &mut Open, cause: &str, mend: impl Fn(&mut Page) -> Tested) -> Tested {
    open.goto("/site.html")?;
    open.search("多边")?;
    for _ in 0..2 {
        open.until("$('.failed')?.checkVisibility()")?;
        assert_eq!(open.look("$('.failed').textContent")?, "搜索加载失败。");
        open.page.click("findling-search >>> .failed + .chip")?;
        open.until("!$('.loading')")?;
    }
    open.until("$('.failed')?.checkVisibility()")?;
    let said = causes(&mut open.page)?;
    assert!(said.len() == 1 && said[0].contains(cause), "{said:?} should say {cause:?} once");
    mend(&mut open.page)?;
    open.page.click("findling-search >>> .failed + .chip")?;
    open.answered("多边")
}

/// The page's own form, on a page that is broken and stays so.
fn assert_form(open: &mut Open) -> Tested {
    open.goto("/site.html")?;
    open.search("ab")?;
    open.until("$('.failed')?.checkVisibility()")?;
    open.page.press("Enter")?;
    open.page.wait_for("location.pathname + location.search === '/found.html?words=ab'", SOON).map(drop)
}

/// A fault that an answer in a file's place makes.
fn assert_fault(file: &str, answer: &Answer, init: &str, cause: &str) -> Tested {
    let mut open = faulty(&[])?;
    open.page.init_script(init)?;
    open.page.intercept(file, answer.clone())?;
    assert_form(&mut open)?;
    let mut open = faulty(&[])?;
    open.page.init_script(init)?;
    open.page.intercept(file, answer.clone())?;
    assert_said(&mut open, cause, |page| page.intercept(file, Answer::Pass))
}

/// The module with another pack.
fn with_pack(change: impl FnOnce(&mut Vec<u8>)) -> Answer {
    let mut pack = section(shipped("findling.wasm"), "findling").unwrap().to_vec();
    change(&mut pack);
    instead(200, "application/wasm", with_section(findling_cli::engine::WASM, "findling", &pack))
}

#[test]
fn the_documentation_has_a_row_for_each_of_these_and_no_other() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/faults.md")).unwrap();
    let rows = page.lines().filter_map(|line| line.strip_prefix("| **")?.split("**").next());
    assert_eq!(rows.collect::<Vec<_>>(), ROWS);
    assert_eq!(ROWS.iter().collect::<BTreeSet<_>>().len(), ROWS.len());
}

#[test]
fn the_module_is_missing() -> Tested {
    assert_fault("findling.wasm", &instead(404, "text/plain", "no"), "", "findling.wasm answered 404")
}

#[test]
fn a_web_page_in_the_modules_place() -> Tested {
    let page = "<!doctype html><title>Not found</title>";
    assert_fault("findling.wasm", &instead(200, "text/html; charset=utf-8", page), "", "answered a web page")?;
    assert_fault("findling.wasm", &instead(200, "application/wasm", page), "", "can't be compiled")
}

#[test]
fn the_module_has_the_wrong_type() -> Tested {
    let mut open = faulty(&[])?;
    open.page.intercept("findling.wasm", instead(200, "application/octet-stream", shipped("findling.wasm")))?;
    open.goto("/site.html")?;
    open.search("多边")?;
    open.answered("多边")?;
    open.assert_quiet()
}

#[test]
fn the_download_is_cut_off() -> Tested {
    let whole = shipped("findling.wasm");
    let half = instead(200, "application/wasm", &whole[..whole.len() / 2]);
    assert_fault("findling.wasm", &half, "", "can't be compiled")?;
    // Cut within the last section, which only a compiler that counts would miss.
    let most = instead(200, "application/wasm", &whole[..whole.len() - 1]);
    assert_fault("findling.wasm", &most, "", "can't be compiled")
}

#[test]
fn the_module_is_damaged() -> Tested {
    let flipped = with_pack(|pack| *pack.last_mut().unwrap() ^= 1);
    assert_fault("findling.wasm", &flipped, "", "its checksum does not match")?;
    let bare = instead(200, "application/wasm", findling_cli::engine::WASM);
    assert_fault("findling.wasm", &bare, "", "carries no corpus")
}

#[test]
fn the_module_is_not_the_one_that_was_meant() -> Tested {
    for (of, whole) in [("findling.wasm", true), ("findling.js", false)] {
        let element = FORM.replacen('>', &format!(" integrity=\"{}\">", integrity(of)), 1);
        let mut open = Open::new(site(&element).file("/found.html", around("")))?;
        open.goto("/site.html")?;
        open.search("ab")?;
        if whole {
            open.until("box.session.phase === 'ready'")?;
            open.assert_quiet()?;
        } else {
            open.until("$('.failed')?.checkVisibility()")?;
            assert_eq!(causes(&mut open.page)?.len(), 1);
            open.page.press("Enter")?;
            open.page.wait_for("location.pathname + location.search === '/found.html?words=ab'", SOON)?;
        }
    }
    Ok(())
}

#[test]
fn the_policy_forbids_webassembly() -> Tested {
    let policy = &["content-security-policy: script-src 'self'"];
    let mut open = faulty(policy)?;
    open.goto("/site.html")?;
    open.search("多边")?;
    open.until("$('.failed')?.checkVisibility()")?;
    open.page.click("findling-search >>> .failed + .chip")?;
    open.until("$('.failed')?.checkVisibility()")?;
    let said = causes(&mut open.page)?;
    assert!(said.len() == 1 && said[0].contains("Content Security"), "{said:?}");
    assert_form(&mut faulty(policy)?)
}

#[test]
fn there_is_not_enough_memory() -> Tested {
    let none = format!(
        "{NO_WORKER}; window.Real = WebAssembly.Instance;
         WebAssembly.Instance = function () {{ throw new RangeError('Out of memory: Cannot allocate Wasm memory'); }}"
    );
    let mut open = faulty(&[])?;
    open.page.init_script(&none)?;
    assert_form(&mut open)?;
    let mut open = faulty(&[])?;
    open.page.init_script(&none)?;
    assert_said(&mut open, "out of memory", |page| page.eval("WebAssembly.Instance = Real").map(drop))
}

#[test]
fn the_engine_stops() -> Tested {
    // A trap, as it comes to the page: of an answer (what is called with a query takes four numbers), and of every call after it into
    // the same instance.
    let trap = format!(
        "{NO_WORKER}; window.broken = true; const Real = WebAssembly.Instance;
         WebAssembly.Instance = function (...given) {{
           const {{ exports }} = new Real(...given);
           let dead = false;
           const stops = (call) => (...given) => {{
             if (dead || (window.broken && call.length === 4)) {{ dead = true; throw new WebAssembly.RuntimeError('unreachable'); }}
             return call(...given);
           }};
           const changed = Object.entries(exports).map(([name, value]) => [name, typeof value === 'function' ? stops(value) : value]);
           return {{ exports: Object.fromEntries(changed) }};
         }}"
    );
    let mut open = faulty(&[])?;
    open.page.init_script(&trap)?;
    assert_form(&mut open)?;
    let mut open = faulty(&[])?;
    open.page.init_script(&trap)?;
    assert_said(&mut open, "The engine stopped", |page| page.eval("window.broken = false").map(drop))
}

#[test]
fn there_is_no_worker() -> Tested {
    for refused in
        [NO_WORKER, "window.Worker = class { constructor() { throw new DOMException('no', 'SecurityError') } }"]
    {
        let mut open = faulty(&[])?;
        open.page.init_script(refused)?;
        open.goto("/site.html")?;
        open.search("多边")?;
        open.answered("多边")?;
        open.assert_quiet()?;
    }
    // One that dies after it has answered: what is asked next fails, and the try after that gets another.
    let mut open = faulty(&[])?;
    open.page.init_script(
        "const Real = Worker; window.Worker = class extends Real { constructor(...given) { super(...given); window.worker = this } }",
    )?;
    open.goto("/site.html")?;
    open.search("多边")?;
    open.answered("多边")?;
    open.page.eval("worker.dispatchEvent(new ErrorEvent('error')); worker.terminate()")?;
    open.page.type_text("合")?;
    open.until("$('.failed')?.checkVisibility()")?;
    assert_eq!(causes(&mut open.page)?, ["The worker ended."]);
    open.page.click("findling-search >>> .failed + .chip")?;
    open.answered("多边合")
}

#[test]
fn storage_is_full_or_blocked() -> Tested {
    for blocked in [
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
    ] {
        let mut open = Open::new(site(BOX))?;
        open.page.init_script(blocked)?;
        open.goto("/site.html")?;
        open.page.eval("addEventListener('findling:select', (e) => e.preventDefault())")?;
        open.search("缔约方")?;
        open.answered("缔约方")?;
        open.page.press("Enter")?;
        open.page.press("Control+a")?;
        open.page.press("Backspace")?;
        assert_eq!(open.look("$$('.recent').length")?, 0);
        open.search("多边")?;
        open.answered("多边")?;
        open.assert_quiet()?;
    }
    Ok(())
}

#[test]
fn the_connection_goes_away() -> Tested {
    // In the middle of the download; a browser knows of it, and tells when it is back.
    let mut open = Open::new(site(FORM).file("/found.html", around("")).cut_once("/findling.wasm"))?;
    open.page.init_script("Object.defineProperty(navigator, 'onLine', { get: () => window.connected !== false })")?;
    open.goto("/site.html")?;
    open.page.eval("window.connected = false")?;
    // By the keyboard: a pointer would have tried before the focus does.
    open.page.press("Tab")?;
    open.page.type_text("多边")?;
    open.until("box.session.phase === 'offline'")?;
    assert_eq!(open.look("$('.failed').textContent.startsWith('网络已断开')")?, true);
    assert!(causes(&mut open.page)?.is_empty());
    open.page.eval("(window.connected = true, dispatchEvent(new Event('online')))")?;
    open.answered("多边")?;
    let mut open = faulty(&[])?;
    open.goto("/site.html")?;
    open.page.network(Network::Offline)?;
    open.search("ab")?;
    open.until("box.session.phase === 'offline'")?;
    open.page.network(Network::Unlimited)?;
    open.until("box.session.phase === 'ready'").map(drop)
}

#[test]
fn the_page_comes_back_from_the_page_cache() -> Tested {
    // Left while the engine was on its way, whether the browser kept the page or loads it again.
    let mut open = Open::new(site(BOX))?;
    open.goto("/site.html")?;
    open.page.network(Network::Limited { latency: 300, bandwidth: 100_000 })?;
    open.search("多边")?;
    open.until("$('.loading')")?;
    let elsewhere = open.site.url("/pages/treaty.html");
    open.page.eval(&format!("void (location.href = '{elsewhere}')"))?;
    open.page.wait_for("location.pathname === '/pages/treaty.html' && document.readyState === 'complete'", SOON)?;
    open.page.network(Network::Unlimited)?;
    open.page.eval("history.back()")?;
    open.page.wait_for("location.pathname === '/site.html' && document.readyState === 'complete'", SOON)?;
    open.until("$('input')?.value === '多边'")?;
    // A visitor whose page was kept when its request was dropped has the button.
    open.until("($('.failed + .chip')?.click(), box.session.results?.query === '多边')").map(drop)
}

#[test]
fn two_versions_at_once() -> Tested {
    let newer = with_pack(|pack| pack[4] += 1);
    assert_fault(
        "findling.wasm",
        &newer,
        "",
        "newer than this engine reads. Publish findling.js and findling.wasm of the same build",
    )?;
    // The glue of a build whose engine asked for other things.
    let glue = String::from_utf8(shipped("engine.js").to_vec()).unwrap();
    let (before, after) = glue.split_once("return{__proto__:null,\"").unwrap();
    let other = format!("{before}return{{__proto__:null,\"0{after}");
    let answer = instead(200, "text/javascript", other);
    assert_fault("engine.js", &answer, NO_WORKER, "don't fit together. Publish the files of one build")
}

#[test]
fn the_script_can_not_be_had() -> Tested {
    for answer in [instead(404, "text/plain", "no"), instead(200, "text/plain", shipped("findling.js")), Answer::Fail] {
        let mut open = faulty(&[])?;
        open.page.intercept("/findling.js", answer)?;
        let url = open.site.url("/site.html");
        open.page.goto(&url)?;
        open.page.click("form input")?;
        open.page.type_text("ab")?;
        open.page.press("Enter")?;
        open.page.wait_for("location.pathname + location.search === '/found.html?words=ab'", SOON)?;
    }
    Ok(())
}

#[test]
fn a_language_can_not_be_had() -> Tested {
    let mut open = Open::new(site(BOX))?;
    open.page.intercept("lang/zh-Hans.js", instead(404, "text/plain", "no"))?;
    open.goto("/site.html")?;
    assert_eq!(open.look("$('input').ariaLabel")?, "Search");
    open.search("多边")?;
    open.answered("多边")
}

#[test]
fn a_part_that_comes_later_can_not_be_had() -> Tested {
    let mut open = Open::new(site("<findling-results facets></findling-results>"))?;
    for file in ["facets.js", "details.js", "help.js"] {
        open.page.intercept(file, instead(404, "text/plain", "no"))?;
    }
    open.page
        .init_script("window.errors = []; addEventListener('findling:error', (e) => errors.push(e.detail.message))")?;
    open.goto("/site.html")?;
    open.search("协定")?;
    open.answered("协定")?;
    open.page.click("findling-results >>> .about")?;
    open.page.click("findling-results >>> .help")?;
    open.page.wait_for("new Set(errors).size === 3", SOON)?;
    assert_eq!(open.look("$$('.page').length")?, 8);
    let said = causes(&mut open.page)?;
    for file in ["facets.js", "details.js", "help.js"] {
        assert_eq!(said.iter().filter(|cause| cause.contains(file)).count(), 1, "{file}: {said:?}");
    }
    let exceptions: Vec<_> = open.page.console()?.iter().filter(|message| message.level == "exception").collect();
    assert!(exceptions.is_empty(), "{exceptions:?}");
    assert_eq!(open.page.eval("document.title")?, json!("网站"));
    Ok(())
}
