//! `<findling-results>` and the search page in a real browser.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what must be so")]
mod seeds;
mod widget;

use findling_harness::{Answer, HarnessError, Site, Viewport};
use serde_json::{Value, json};
use widget::{Open, SOON, site};

type Tested = Result<(), HarnessError>;

fn page(path: &str) -> Result<Open, HarnessError> {
    let mut open = Open::new(site(""))?;
    open.page.init_script("window.violations = []; addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective))")?;
    open.goto(path)?;
    Ok(open)
}

#[test]
fn the_page_says_what_it_searches_and_answers_in_a_list_of_links() -> Tested {
    let mut open = page("/")?;
    open.page.wait_for("document.title === 'widget' && document.querySelector('h1').textContent === 'widget'", SOON)?;
    assert_eq!(open.look("box.shadowRoot.activeElement === $('input')")?, true);
    open.page.type_text("committee")?;
    open.answered("committee")?;
    assert_eq!(
        open.look("$$('ol > li h2 a').map((link) => link.textContent)")?,
        json!(["Annual report on multilateral cooperation"])
    );
    assert_eq!(open.look("$$('.passage mark').map((mark) => mark.textContent.toLowerCase())[0]")?, "committee");
    assert_eq!(open.page.eval("violations")?, json!([]));
    open.assert_quiet()
}

/// The texts of parts of the first page that a query finds.
fn first_page(query: &str, parts: &[&str]) -> Result<Value, HarnessError> {
    let mut open = page("/")?;
    open.page.type_text(query)?;
    open.answered(query)?;
    let texts = open.look(&format!("{}.map((part) => $(`.page ${{part}}`).textContent)", json!(parts)))?;
    open.assert_quiet()?;
    Ok(texts)
}

#[test]
fn metadata_that_matches_is_shown_with_its_field_and_marks() -> Tested {
    let texts = first_page("贸易", &["[part=meta]:has(mark)", "[part=meta] mark", ".count"])?;
    assert_eq!(texts, json!(["Topic: 贸易", "贸易", "1 match"]));
    Ok(())
}

#[test]
fn another_name_of_a_page_is_shown_without_the_name_of_its_field() -> Tested {
    let texts = first_page("yearbook", &["h2", "[part=meta]", "[part=meta] mark"])?;
    assert_eq!(texts, json!(["Annual report on multilateral cooperation", "MCR yearbook", "yearbook"]));
    Ok(())
}

#[test]
fn what_a_query_excludes_is_shown() -> Tested {
    let mut open = page("/")?;
    open.page.type_text("committee -budget")?;
    open.until("$('.notes').textContent.includes('Without: budget')")?;
    open.assert_quiet()
}

#[test]
fn the_query_stands_in_the_address_and_back_takes_it_away() -> Tested {
    let mut open = page("/")?;
    open.page.type_text("committee")?;
    open.answered("committee")?;
    assert_eq!(open.page.eval("[location.search, history.length]")?, json!(["?q=committee", 3]));
    open.page.eval("history.back()")?;
    open.until("$('input').value === '' && $('.list').hidden")?;
    assert_eq!(open.page.eval("location.search")?, "");
    open.page.eval("history.forward()")?;
    open.answered("committee")?;
    open.assert_quiet()
}

#[test]
fn an_address_with_a_query_is_answered_at_once_and_so_it_is_on_the_way_back() -> Tested {
    let mut open = page("/?q=%E5%A4%9A%E8%BE%B9%E5%90%88%E4%BD%9C&x=1")?;
    open.answered("多边合作")?;
    assert_eq!(open.look("$('input').value")?, "多边合作");
    open.page.click("findling-results >>> .passage")?;
    open.page.wait_for("location.pathname === '/pages/treaty.html' && document.readyState === 'complete'", SOON)?;
    open.page.eval("history.back()")?;
    open.page.wait_for("document.querySelector('findling-results')?.session", SOON)?;
    open.answered("多边合作")?;
    assert_eq!(open.page.eval("location.search")?, "?q=%E5%A4%9A%E8%BE%B9%E5%90%88%E4%BD%9C&x=1");
    open.assert_quiet()
}

#[test]
fn more_adds_pages_below_those_that_are_there() -> Tested {
    let mut open = page("/?q=%E5%8D%8F%E5%AE%9A")?;
    open.answered("协定")?;
    let first = open.look("(window.first = $('.page')) && $$('.page').length")?;
    assert_eq!(first, 8);
    open.page.click("findling-results >>> [part=more]")?;
    open.until("$$('.page').length === 12")?;
    assert_eq!(open.look("[$('.page') === window.first, $('[part=more]')]")?, json!([true, null]));
    assert_eq!(open.look("new Set($$('.title').map((link) => link.href)).size")?, 12);
    open.assert_quiet()
}

#[test]
fn a_page_shows_its_two_best_passages_and_the_others_when_asked() -> Tested {
    let files = seeds::site().files.iter();
    let mut open = Open::new(files.fold(Site::new(), |site, (name, bytes)| site.file(&format!("/{name}"), bytes)))?;
    open.goto("/?q=%E5%85%A8%E7%90%83%E5%8C%96")?;
    open.answered("全球化")?;
    assert_eq!(open.look("box.session.results.pages[0].passages.length")?, 3);
    let shown = "$$('.page').map((page) => page.querySelectorAll('.passage').length)";
    assert_eq!(
        open.look("Math.max(...$$('.page').map((page) => page.querySelectorAll('.passage').length))")?,
        2,
        "{shown}"
    );
    let best = "$('.passage [part=heading]').textContent === box.session.results.pages[0].passages[0].heading";
    assert_eq!(open.look(best)?, true);
    open.page.click("findling-results >>> .rest")?;
    open.until("$('.page').querySelectorAll('.passage').length === box.session.results.pages[0].matching")?;
    assert_eq!(
        open.look("new Set([...$('.page').querySelectorAll('.passage')].map((link) => link.href)).size")?,
        open.look("box.session.results.pages[0].matching")?
    );
    assert_eq!(open.look("box.shadowRoot.activeElement === $$('.passage')[2]")?, true);
    open.assert_quiet()
}

#[test]
fn a_word_that_is_nowhere_is_named_and_nothing_found_is_said() -> Tested {
    let mut open = page("/?q=committee%20xyzzyq")?;
    open.until("$('.notes').textContent.includes('xyzzyq')")?;
    assert_eq!(open.look("$$('.page').length")?, 1);
    open.goto("/?q=xyzzyq")?;
    open.until("$('.notes').textContent.includes('xyzzyq') && $('.list').hidden && $('.foot').hidden")?;
    open.until("$('.live').textContent.includes('xyzzyq')")?;
    open.assert_quiet()
}

#[test]
fn arrows_go_down_into_the_links_and_up_again() -> Tested {
    let mut open = page("/?q=committee")?;
    open.answered("committee")?;
    open.until("box.shadowRoot.activeElement === $('input')")?;
    open.page.press("ArrowDown")?;
    assert_eq!(open.look("box.shadowRoot.activeElement === $('.title')")?, true);
    // The ring around it is inside of what is painted.
    let ring = "[$('.title')].map((link) => [link.getBoundingClientRect(), link.closest('.page').getBoundingClientRect(), \
        getComputedStyle(link)]).every(([link, page, { outlineStyle, outlineOffset, outlineWidth }]) => outlineStyle === 'solid' \
        && link.left - parseFloat(outlineOffset) - parseFloat(outlineWidth) >= page.left)";
    assert_eq!(open.look(ring)?, true);
    open.page.press("ArrowUp")?;
    assert_eq!(open.look("box.shadowRoot.activeElement === $('input')")?, true);
    open.page.press("Escape")?;
    assert_eq!(open.look("$('input').value")?, "");
    open.assert_quiet()
}

#[test]
fn a_screen_reader_finds_a_search_with_a_name_headings_and_a_list() -> Tested {
    let mut open = page("/?q=committee")?;
    open.answered("committee")?;
    // What is found is in the tree once it has been laid out.
    open.page.eval("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")?;
    let nodes = open.page.accessibility()?;
    let names =
        |role: &str| nodes.iter().filter(|node| node.role == role).map(|node| node.name.as_str()).collect::<Vec<_>>();
    assert_eq!(names("search").len(), 1);
    assert_eq!(names("searchbox"), ["Search"]);
    assert_eq!(names("heading"), ["widget", "Annual report on multilateral cooperation"]);
    assert_eq!(names("listitem").len(), 1);
    assert!(nodes.iter().filter(|node| node.role == "button").all(|node| !node.name.is_empty()), "{nodes:?}");
    Ok(())
}

#[test]
fn a_page_without_its_engine_says_so_and_keeps_the_query() -> Tested {
    let mut open = Open::new(site(""))?;
    open.page.intercept(
        "findling.wasm",
        Answer::With {
            status: 200,
            headers: vec![("content-type".into(), "text/html".into())],
            body: b"<h1>moved".to_vec(),
        },
    )?;
    open.goto("/?q=committee")?;
    open.until("$('.failed')?.checkVisibility()")?;
    assert_eq!(open.look("$('input').value")?, "committee");
    open.page.intercept("findling.wasm", Answer::Pass)?;
    open.page.click("findling-results >>> .failed + .chip")?;
    open.answered("committee")
}

#[test]
fn nothing_sticks_out_of_a_narrow_screen() -> Tested {
    let mut open = Open::new(site(""))?;
    open.page.viewport(Viewport { width: 360, height: 640, mobile: true })?;
    for query in ["", "?q=%E5%A4%9A%E8%BE%B9%E5%90%88%E4%BD%9C", "?q=committee%20xyzzyq", "?q=%E6%B3%A8%E5%85%A5"] {
        open.goto(&format!("/{query}"))?;
        open.until("!box.session.waiting && box.session.phase === 'ready'")?;
        assert_eq!(open.page.eval("document.documentElement.scrollWidth")?, 360, "{query}");
    }
    open.assert_quiet()
}

#[test]
fn the_first_mark_of_an_excerpt_is_visible_on_a_phone() -> Tested {
    let files = seeds::site().files.iter();
    let site = files.fold(Site::new(), |site, (name, bytes)| site.file(&format!("/{name}"), bytes));
    let mut open = Open::new(site)?;
    open.page.viewport(Viewport { width: 390, height: 844, mobile: true })?;
    for query in ["国际合作", "全球治理", "经济"] {
        open.goto(&format!("/?q={query}"))?;
        open.answered(query)?;
        let hidden = "(([...texts]) => [texts.length > 0, texts
            .filter((text) => text.querySelector('mark').getBoundingClientRect().top >= text.getBoundingClientRect().bottom)
            .map((text) => text.textContent)])($$('.page > .passage:not(.passage ~ .passage):not(:has([part=heading] mark)) .text:has(mark)'))";
        assert_eq!(open.look(hidden)?, json!([true, []]), "{query}");
    }
    open.assert_quiet()
}
