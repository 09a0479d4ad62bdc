//! The marks on a page that a result leads to, in a real browser.
mod widget;

use findling_harness::HarnessError;
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
