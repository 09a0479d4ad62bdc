//! The elements in front of a search engine: Groonga, behind the site's own proxy.
#![allow(clippy::unwrap_used, reason = "a failed expectation fails the test")]
mod engines;
mod widget;

use std::fs;
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::Duration;

use engines::{CORPUS, description, groonga, provided, written};
use findling_harness::{Groonga, HarnessError, Reply, Request, Site};
use serde_json::json;
use widget::{Open, built, hosted};

/// The failure of the last letter's search is shown. A letter before may have failed already, while the last one waits.
const FAILED: &str = "$('.failed')?.checkVisibility() && !box.session.waiting";

type Tested = Result<(), HarnessError>;

const BOX: &str = "<findling-search src=/provider.json></findling-search>";
const RESULTS: &str = "<findling-results facets sorts='date desc' src=/provider.json></findling-results>";

/// How the proxy answers.
#[derive(Clone, Debug, Default, PartialEq)]
enum Proxy {
    /// As the engine does.
    #[default]
    Passes,
    /// After a while.
    Slow(Duration),
    /// It closes the connection.
    Gone,
    /// With this status, type and body.
    Says(&'static str, &'static str, String),
}

/// A site with a search engine behind it.
struct Engine {
    proxy: Arc<Mutex<Proxy>>,
    /// The targets that the engine was asked for.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Engine {
    fn set(&self, proxy: Proxy) {
        *self.proxy.lock().unwrap() = proxy;
    }

    fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

/// A site in front of a running Groonga.
fn behind(server: Groonga, site: Site) -> (Engine, Site) {
    let engine = Engine { proxy: Arc::default(), asked: Arc::default() };
    let (proxy, asked) = (Arc::clone(&engine.proxy), Arc::clone(&engine.asked));
    let site = site.route("/engine/", move |request: &Request| {
        let target = request.target.strip_prefix("/engine")?.to_owned();
        asked.lock().unwrap().push(target.clone());
        let proxy = proxy.lock().unwrap().clone();
        match proxy {
            Proxy::Passes => server.answer(&target),
            Proxy::Slow(time) => {
                sleep(time);
                server.answer(&target)
            }
            Proxy::Gone => None,
            Proxy::Says(status, mime, body) => {
                Some(Reply { status: status.to_owned(), mime: mime.to_owned(), body: body.into_bytes() })
            }
        }
    });
    (engine, site)
}

fn open(name: &str, elements: &str) -> Result<(Open, Engine), HarnessError> {
    let (engine, site) = behind(groonga(name)?, hosted(&provided(name, elements)));
    let mut open = Open::new(site)?;
    open.goto("/site.html")?;
    Ok((open, engine))
}

fn clear(open: &mut Open) -> Tested {
    open.look("($('input').focus(), $('input').select())")?;
    open.page.press("Backspace")?;
    open.until("!box.session.query && !$$('.page').length").map(drop)
}

#[test]
fn an_engine_answers_in_the_box_as_an_index_does() -> Tested {
    let (mut open, engine) = open("engine-box", BOX)?;
    open.search("budget")?;
    open.answered("budget")?;
    assert_eq!(open.look("$('.sum').textContent")?, "1 page");
    assert_eq!(open.look("$$('.passage mark').map((mark) => mark.textContent)")?, json!(["budget", "budget"]));
    assert_eq!(open.look("new URL($('.title').href).pathname")?, "/pages/english.html");
    // One request for what was typed, and none for each letter.
    assert!(engine.asked() <= 2, "{}", engine.asked());
    clear(&mut open)?;
    open.search("边合")?;
    open.answered("边合")?;
    assert_eq!(open.look("$('.passage mark').textContent")?, "边合");
    clear(&mut open)?;
    open.search("\"应对气候变化\"")?;
    open.answered("\"应对气候变化\"")?;
    assert_eq!(open.look("$$('.page').length")?, 2);
    clear(&mut open)?;
    open.search("zzqqzz")?;
    open.until("$('.sum')?.textContent.startsWith('No results')")?;
    // The engine's texts are shown as text, and its links lead to web pages alone.
    clear(&mut open)?;
    open.search("注入")?;
    open.answered("注入")?;
    assert_eq!(open.look("[document.title, $$('.page img, .page script, .page b').length]")?, json!(["网站", 0]));
    clear(&mut open)?;
    open.search("脚本地址")?;
    open.answered("脚本地址")?;
    assert_eq!(open.look("[$('.title').href, $('.passage').hasAttribute('href')]")?, json!(["", false]));
    open.assert_quiet()
}

#[test]
fn filters_and_sort_orders_are_those_that_the_engine_has() -> Tested {
    let (mut open, _engine) = open("engine-page", RESULTS)?;
    open.search("协定")?;
    open.answered("协定")?;
    open.until("!$('.tools').hidden")?;
    assert_eq!(
        open.look("$$('.facet:not([hidden]) summary').map((name) => name.textContent.trim())")?,
        json!(["Year", "Topic"])
    );
    assert_eq!(open.look("$('.sum').textContent")?, "12 pages");
    open.page.click("findling-results >>> .facet:not([hidden]) summary")?;
    open.page.click("findling-results >>> .facet[open] label:nth-of-type(1)")?;
    open.until(
        "$('.sum').textContent === '4 pages' && $$('.page .date').every((date) => date.textContent.startsWith('2021'))",
    )?;
    open.until("$('.chosen .chip')")?;
    open.page.click("findling-results >>> .chosen .chip")?;
    open.until("$('.sum').textContent === '12 pages'")?;
    open.page.click("findling-results >>> [part=more]")?;
    open.until("$$('.page').length === 12")?;
    open.look("(($('select').value = 'date desc'), $('select').dispatchEvent(new Event('change')))")?;
    open.until("box.session.choice.sort && !box.session.waiting && $('.page .date')?.textContent.startsWith('2021')")?;
    open.page.click("findling-results >>> .about")?;
    open.until("$('.details')?.textContent.includes('协定')")?;
    open.assert_quiet()
}

#[test]
fn a_faulty_engine_is_named_in_one_sentence_and_comes_back() -> Tested {
    let (mut open, engine) = open("engine-faults", BOX)?;
    let wrong = r#"[[-22,0,0,"[select][table] invalid name: <Nothing>"]]"#;
    for (fault, cause) in [
        (Proxy::Gone, "can't be used"),
        (Proxy::Says("200 OK", "application/json", "{\"pages\": [".to_owned()), "its answer is not JSON."),
        (
            Proxy::Says("200 OK", "text/html", "<!doctype html>".to_owned()),
            "it answered a web page where JSON should be.",
        ),
        (Proxy::Says("200 OK", "application/json", "[]".to_owned()), "can't be used"),
        (Proxy::Says("400 Bad Request", "application/json", wrong.to_owned()), "it answered 400"),
        (Proxy::Says("200 OK", "application/json", wrong.to_owned()), "invalid name: <Nothing>"),
        (Proxy::Says("503 Service Unavailable", "text/plain", "busy".to_owned()), "it answered 503 busy"),
    ] {
        engine.set(fault.clone());
        open.search("budge")?;
        open.until(FAILED)?;
        assert_eq!(open.look("$('.failed').textContent")?, json!("Can’t search Treaties right now."), "{fault:?}");
        let console = open.page.console()?;
        assert!(console.iter().any(|message| message.text.contains(cause)), "{fault:?}: {console:?}");
        // A visitor who types on is served again without a click.
        engine.set(Proxy::Passes);
        open.page.type_text("t")?;
        open.until("!$('.failed') && $$('.page').length === 1")?;
        clear(&mut open)?;
    }
    engine.set(Proxy::Gone);
    open.search("budget")?;
    open.until(FAILED)?;
    engine.set(Proxy::Passes);
    open.page.click("findling-search >>> .failed + .chip")?;
    open.until("!$('.failed') && $$('.page').length === 1").map(drop)
}

#[test]
fn typing_on_ends_a_slow_search() -> Tested {
    let (mut open, engine) = open("engine-slow", BOX)?;
    engine.set(Proxy::Slow(Duration::from_secs(3)));
    open.search("comm")?;
    open.until("box.session.waiting && $('.busy')")?;
    sleep(Duration::from_millis(400));
    engine.set(Proxy::Passes);
    open.page.type_text("ittee")?;
    open.until("box.session.results?.query === 'committee' && $$('.page').length === 1")?;
    sleep(Duration::from_secs(3));
    assert_eq!(open.look("[box.session.results.query, $$('.failed').length]")?, json!(["committee", 0]));
    open.assert_quiet()
}

/// A box with an index and an engine, each with the same corpus.
fn several(name: &str) -> Result<(Open, Engine), HarnessError> {
    let elements = "<findling-search src='/whole/findling.js Guide, /provider.json Forum'></findling-search>";
    let folder = provided(name, elements);
    let whole = built(&format!("{name}-whole"), CORPUS, "--no-split", "");
    fs::rename(whole, folder.join("whole")).unwrap();
    let (engine, site) = behind(groonga(name)?, hosted(&folder));
    let mut open = Open::new(site)?;
    open.goto("/site.html")?;
    Ok((open, engine))
}

const PATHS: &str = "$$('.title').map((title) => new URL(title.href).pathname)";

#[test]
fn a_slow_engine_does_not_move_what_is_under_the_pointer() -> Tested {
    let (mut open, engine) = several("engine-several")?;
    engine.set(Proxy::Slow(Duration::from_secs(4)));
    open.search("协定")?;
    open.until("$$('.page').length === 8 && $('.list').ariaBusy !== 'true'")?;
    let quick = open.look(PATHS)?;
    // They are announced before the engine has answered.
    open.until("box.session.results.partial && $('.live').textContent.includes('pages')")?;
    assert!(quick.as_array().unwrap().iter().all(|path| path.as_str().unwrap().starts_with("/whole/")), "{quick}");
    open.page.hover("findling-search >>> .page:nth-of-type(3) .title")?;
    let top = "$$('.page')[2].getBoundingClientRect().top";
    let before = open.look(top)?;
    open.until("!box.session.results.partial")?;
    let merged = open.look(PATHS)?;
    let (merged, quick) = (merged.as_array().unwrap(), quick.as_array().unwrap());
    assert_eq!(merged[..3], quick[..3]);
    assert!(merged[3..].iter().any(|path| path.as_str().unwrap().starts_with("/pages/")), "{merged:?}");
    assert_eq!(open.look(top)?, before);
    assert_eq!(open.look("$$('.path')[0].textContent.startsWith('Guide')")?, json!(true));
    open.assert_quiet()
}

#[test]
fn an_engine_that_fails_beside_others_is_named_and_the_others_answer() -> Tested {
    let (mut open, engine) = several("engine-beside")?;
    engine.set(Proxy::Gone);
    open.search("协定")?;
    open.until(FAILED)?;
    assert_eq!(open.look("$('.failed').textContent")?, "Can’t search Forum right now.");
    // The others may still be answering the last letter.
    open.until("box.session.results.query === '协定' && $$('.page').length === 8")?;
    // Below the list it moves no result.
    assert_eq!(open.look("$('.foot').contains($('.failed'))")?, json!(true));
    engine.set(Proxy::Passes);
    open.page.click("findling-search >>> .failed + .chip")?;
    let both = format!("{PATHS}.some((path) => path.startsWith('/pages/')) && !$('.failed')");
    open.until(&both).map(drop)
}

#[test]
fn a_description_that_does_not_load_is_reported_and_tried_again() -> Tested {
    let folder = provided("engine-description", BOX);
    let good = fs::read(folder.join("provider.json")).unwrap();
    for bad in [&b"<!doctype html>"[..], b"{}", b""] {
        fs::write(folder.join("provider.json"), bad).unwrap();
        let (_engine, site) = behind(groonga("engine-description")?, hosted(&folder));
        let mut open = Open::new(site)?;
        open.goto("/site.html")?;
        open.search("budget")?;
        open.until(FAILED)?;
        assert_eq!(open.look("$('.failed').textContent")?, "Search failed to load.");
        fs::write(folder.join("provider.json"), &good).unwrap();
        open.page.click("findling-search >>> .failed + .chip")?;
        open.until("!$('.failed') && $$('.page').length === 1")?;
    }
    Ok(())
}

#[test]
fn a_module_of_another_kind_is_reported_to_the_owner() -> Tested {
    let folder = built("engine-module", CORPUS, "--no-split", BOX);
    written(&folder, &description("groonga", "/engine"));
    let mut open = Open::new(hosted(&folder))?;
    open.goto("/site.html")?;
    open.search("budget")?;
    open.until(FAILED)?;
    let console = open.page.console()?;
    assert!(console.iter().any(|message| message.text.contains("`findling export`")), "{console:?}");
    Ok(())
}

const OWN: &str = "export const provider = ({ capabilities }) => ({
  open: async () => ({ title: 'Own', langs: ['en', 'zh-Hans'], fields: ['topic', 'date'], capabilities }),
  search: async () => ({ total: 1200, pages: [{ records: [{ page: '/a.html', title: 'Lamp', text: 'The lamp is lit.', lang: 'en' }] }] }),
});";

#[test]
fn an_estimate_is_shown_as_one_and_nothing_that_the_engine_lacks() -> Tested {
    let elements = RESULTS.replace(" facets", " facets=lang,topic");
    let folder = provided("engine-own", &elements);
    fs::write(folder.join("own.js"), OWN).unwrap();
    let mut own = description("groonga", "/engine");
    own["provider"] = json!("./own.js");
    for (capability, able) in own["capabilities"].as_object_mut().unwrap() {
        *able = if capability == "counts" { json!("about") } else { json!(false) };
    }
    written(&folder, &own);
    let mut open = Open::new(hosted(&folder))?;
    open.goto("/site.html")?;
    open.search("lamp")?;
    open.answered("lamp")?;
    assert_eq!(open.look("[$('.sum').textContent, $('.tools').hidden]")?, json!(["About 1,200 pages", true]));
    assert_eq!(open.look("[$('.passage mark').textContent, $('.top .count').textContent]")?, json!(["lamp", ""]));
    open.page.click("findling-results >>> .help")?;
    open.until("$('.tips')")?;
    assert_eq!(open.look("$('.tips > p').textContent.trim()")?, json!(""));
    open.assert_quiet()
}
