//! The marks on a page that a result leads to, in a real browser.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what must be so")]
mod seeds;
mod widget;

use std::fs;
use std::path::Path;

use findling_harness::{Browser, HarnessError, Site};
use findling_indexer::cut;
use serde_json::json;
use widget::{Open, SOON, document, site};

type Tested = Result<(), HarnessError>;

const TEXT: &str =
    "<p>各国应当加强<b>多边</b>合作，共同应对气候变化。</p><p hidden>多边合作</p><textarea>多边合作</textarea>
    <details><summary>更多</summary><p id=far>讨论多边合作的进展。</p></details><p>最后一次多边合作。</p>";

/// A page with marks on it. `before` runs first.
fn marked(path: &str, before: &str) -> Result<Open, HarnessError> {
    let text = document("zh-Hans", TEXT).replace("</main>", "</main><script type=module src=/play.js></script>");
    let play = "import './marks.js';
        const bar = document.createElement('findling-marks');
        bar.setAttribute('back', '/');
        document.body.append(bar);
        window.played = true;";
    let mut open = Open::new(site("").file("/text.html", text).file("/play.js", play))?;
    open.page.init_script(before)?;
    let url = open.site.url(path);
    open.page.goto(&url)?;
    open.page.wait_for("window.played", SOON)?;
    Ok(open)
}

const HIGHLIGHTS: &str = "[...CSS.highlights.get('findling') ?? []].map((range) => range.toString())";

#[test]
fn marks_cross_elements_skip_what_is_typed_into_and_leave_the_document_as_it_was() -> Tested {
    let mut open = marked("/text.html?q=%E5%A4%9A%E8%BE%B9%E5%90%88%E4%BD%9C", "")?;
    open.until("$('output')")?;
    assert_eq!(open.page.eval(HIGHLIGHTS)?, json!(["多边合作", "多边合作", "多边合作", "多边合作"]));
    assert_eq!(open.page.eval("document.querySelectorAll('mark').length")?, 0);
    assert_eq!(open.look("$('output').textContent")?, "1 / 4");
    open.assert_quiet()
}

#[test]
fn keys_and_buttons_go_from_mark_to_mark_and_escape_ends_it() -> Tested {
    let mut open = marked("/text.html?q=%E5%A4%9A%E8%BE%B9%E5%90%88%E4%BD%9C#far", "")?;
    open.until("$('output')?.textContent === '3 / 4'")?;
    assert_eq!(open.page.eval("document.querySelector('details').open")?, true);
    open.page.press("n")?;
    open.page.press("n")?;
    assert_eq!(open.look("$('output').textContent")?, "1 / 4");
    open.page.press("Shift+N")?;
    assert_eq!(open.look("$('output').textContent")?, "4 / 4");
    open.page.click("findling-marks >>> [part=previous]")?;
    assert_eq!(open.look("$('output').textContent")?, "3 / 4");
    assert_eq!(open.look("new URL($('[part=back]').href).search")?, "?q=%E5%A4%9A%E8%BE%B9%E5%90%88%E4%BD%9C");
    open.page.press("Escape")?;
    assert_eq!(open.page.eval("[CSS.highlights.size, location.search, location.hash]")?, json!([0, "", "#far"]));
    assert_eq!(open.look("box.shadowRoot.childNodes.length")?, 0);
    open.assert_quiet()
}

#[test]
fn a_browser_without_highlights_gets_mark_elements_that_go_again() -> Tested {
    let mut open = marked("/text.html?q=%E5%A4%9A%E8%BE%B9%E5%90%88%E4%BD%9C", "delete window.Highlight")?;
    open.until("$('output')")?;
    let marks = "[...document.querySelectorAll('mark')].map((mark) => mark.textContent)";
    assert_eq!(open.page.eval(marks)?, json!(["多边", "合作", "多边合作", "多边合作", "多边合作"]));
    assert_eq!(
        open.page.eval("[...document.querySelectorAll('[aria-current]')].map((mark) => mark.textContent)")?,
        json!(["多边", "合作"])
    );
    open.page.press("Escape")?;
    assert_eq!(open.page.eval("document.querySelectorAll('mark').length")?, 0);
    assert_eq!(open.page.eval("document.querySelector('p').childNodes.length")?, 3);
    open.assert_quiet()
}

#[test]
fn a_page_that_no_query_was_handed_to_is_left_alone() -> Tested {
    let mut open = marked("/text.html", "")?;
    assert_eq!(open.page.eval(HIGHLIGHTS)?, json!([]));
    assert_eq!(open.look("box.shadowRoot")?, json!(null));
    open.assert_quiet()
}

/// The module of a corpus of pages with names that have signs.
fn module_of_signs() -> Vec<u8> {
    let source = Path::new(env!("CARGO_TARGET_TMPDIR")).join("signs.jsonl");
    let lines = ["The C language has pointers.", "C++ adds classes to C.", "C# runs on .NET.", "A net of ropes."];
    let line = |(n, text): (usize, &&str)| json!({ "id": n.to_string(), "text": text, "lang": "en" }).to_string();
    fs::write(&source, lines.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")).unwrap();
    let corpus = findling_indexer::read::read(&source).unwrap();
    findling_cli::Site::compile(&corpus, &findling_indexer::Options::default()).unwrap().files["findling.wasm"].clone()
}

#[test]
fn names_with_signs_are_marked_as_in_the_answer() -> Tested {
    let text = "<p>C came first, then <b>C</b>++ and C#.</p><p>A net is not .NET, and C++ is not C.</p>";
    let page = document("en", text).replace("</main>", "</main><findling-marks src=/signs.wasm></findling-marks>");
    let page = page + "<script type=module src=/marks.js></script>";
    let mut open = Open::new(site("").file("/signs.wasm", module_of_signs()).file("/text.html", page))?;
    for (query, marked) in [
        ("C%2B%2B", json!(["C++", "C++"])),
        ("c%23", json!(["C#"])),
        ("C", json!(["C", "C", "C", "C", "C"])),
        (".NET", json!(["net", ".NET"])),
    ] {
        let url = open.site.url(&format!("/text.html?q={query}"));
        open.page.goto(&url)?;
        open.page.wait_for(COUNTER, SOON)?;
        assert_eq!(open.page.eval(HIGHLIGHTS)?, marked, "{query}");
    }
    open.assert_quiet()
}

/// A page of the corpus with a search on it and its marks, and room above what is searched for.
fn with_a_search(text: &str) -> Result<Open, HarnessError> {
    let page = format!("<findling-search></findling-search>{text}");
    let page = document("zh-Hans", &page)
        .replace("</main>", "</main><findling-marks></findling-marks><script type=module src=/marks.js></script>");
    Open::new(site("").file("/pages/treaty.html", page))
}

const COUNTER: &str = "document.querySelector('findling-marks').shadowRoot?.querySelector('output')?.textContent";

#[test]
fn a_result_that_leads_to_the_page_that_is_open_is_marked_there() -> Tested {
    let mut open = with_a_search(TEXT)?;
    open.goto("/pages/treaty.html")?;
    open.page.eval("window.stayed = true")?;
    open.search("多边合作")?;
    open.answered("多边合作")?;
    let link = "$$('.passage').find((link) => new URL(link.href).pathname === location.pathname)";
    // Another tab is another page: nothing happens here.
    open.look(&format!(
        "{link}.dispatchEvent(new MouseEvent('click', {{ bubbles: true, cancelable: true, composed: true, shiftKey: true }}))"
    ))?;
    assert_eq!(open.page.eval(HIGHLIGHTS)?, json!([]));
    open.look(&format!("{link}.click()"))?;
    open.page.wait_for(COUNTER, SOON)?;
    assert_eq!(open.page.eval("window.stayed")?, true);
    assert_eq!(open.page.eval(HIGHLIGHTS)?, json!(["多边合作", "多边合作", "多边合作", "多边合作"]));
    open.assert_quiet()
}

#[test]
fn a_browser_that_went_to_a_text_is_left_there() -> Tested {
    let far = "<p>多边合作在先。</p><br>".to_owned() + &"<p>别的话。</p>".repeat(200) + "<p>在后的多边合作才是。</p>";
    let mut open = with_a_search(&far)?;
    let to = |text: &str| format!("/pages/treaty.html?q=%E5%A4%9A%E8%BE%B9%E5%90%88%E4%BD%9C{text}");
    open.goto(&to("#:~:text=%E5%9C%A8%E5%90%8E%E7%9A%84%E5%A4%9A%E8%BE%B9%E5%90%88%E4%BD%9C%E6%89%8D%E6%98%AF"))?;
    assert_eq!(open.page.wait_for(COUNTER, SOON)?, "2 / 2");
    assert!(open.page.eval("scrollY")?.as_f64().is_some_and(|y| y > 1000.0));
    // Nobody asked for a text, and a name that is none stands in nobody's way.
    open.page.goto("about:blank")?;
    open.goto(&to("#100%"))?;
    assert_eq!(open.page.wait_for(COUNTER, SOON)?, "1 / 2");
    open.assert_quiet()
}

#[test]
fn a_reading_page_stands_at_once_where_a_result_led() -> Tested {
    let files = seeds::site().files.iter();
    let site = files.fold(Site::new(), |site, (name, bytes)| site.file(&format!("/{name}"), bytes)).start()?;
    let longest = seeds::corpus().pages.iter().max_by_key(|page| cut(page).len()).expect("pages");
    let last = cut(longest).pop().expect("passages");
    let browser = Browser::shared()?;
    let mut page = browser.page()?;
    page.goto(&site.url(&format!("/{}#{}", longest.url, last.anchor)))?;
    let seen = "new Promise(requestAnimationFrame).then(() => {
        const { top } = document.querySelector(':target').getBoundingClientRect();
        return scrollY > 1000 && top >= 0 && top < innerHeight;
    })";
    assert_eq!(page.eval(seen)?, true);
    Ok(())
}
