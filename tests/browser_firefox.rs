//! The elements in a second engine. Left out of the plain test command, which asks for one browser; `cargo xtask firefox` runs them.
mod widget;

use findling_harness::{Firefox, HarnessError, RunningSite};
use serde_json::json;
use widget::{SOON, document, inside, site};

type Tested = Result<(), HarnessError>;

struct Open {
    firefox: Firefox,
    site: RunningSite,
}

impl Open {
    fn new(elements: &str, path: &str) -> Result<Open, HarnessError> {
        let rtl = document("ar", "<findling-search modal></findling-search>");
        let site = site(elements).file("/rtl.html", rtl).start()?;
        let mut open = Open { firefox: Firefox::launch()?, site };
        open.firefox.goto(&open.site.url(path))?;
        open.until("$('input, .opener')")?;
        Ok(open)
    }

    fn look(&mut self, script: &str) -> Result<serde_json::Value, HarnessError> {
        self.firefox.eval(&inside(script))
    }

    fn until(&mut self, script: &str) -> Tested {
        self.firefox.wait_for(&inside(script), SOON)
    }
}

#[test]
#[ignore = "needs Firefox: cargo xtask firefox"]
fn a_box_answers_completes_and_opens_by_keys_alone_and_the_page_is_marked() -> Tested {
    let mut open = Open::new("<findling-search></findling-search>", "/site.html")?;
    open.look("$('input').focus()")?;
    open.firefox.type_text("多边")?;
    open.until("box.session.results?.query === '多边' && $('.popup').checkVisibility()")?;
    assert_eq!(open.look("$$('.complete .chip').map((chip) => chip.textContent)")?, json!(["多边合作"]));
    open.firefox.press("ArrowDown")?;
    open.firefox.press("Enter")?;
    open.until("box.session.results?.query === '多边合作'")?;
    open.firefox.press("ArrowDown")?;
    open.firefox.press("ArrowDown")?;
    let active = "$('#' + $('input').getAttribute('aria-activedescendant')) === $('.passage')";
    assert_eq!(open.look(active)?, true);
    open.firefox.press("Enter")?;
    open.firefox.wait_for("location.pathname === '/pages/treaty.html'", SOON)?;
    assert_eq!(open.firefox.eval("new URL(location).searchParams.get('q')")?, "多边合作");
    Ok(())
}

#[test]
#[ignore = "needs Firefox: cargo xtask firefox"]
fn a_page_of_results_filters_explains_and_goes_back() -> Tested {
    let mut open = Open::new("<findling-results facets></findling-results>", "/site.html?q=%E5%8D%8F%E5%AE%9A")?;
    open.until("box.session.results && !$('.tools').hidden")?;
    assert_eq!(open.look("box.session.index.constructor !== undefined && $$('.page').length")?, 8);
    open.look("$('.facet:not([hidden]) input').click()")?;
    open.until("$$('.page').length === 4 && new URL(location).searchParams.get('q.year') === '2021'")?;
    open.look("$('.about').click()")?;
    open.until("$('.details')?.textContent.includes('协定')")?;
    open.look("history.back()")?;
    open.until("box.session.results.total === 12")
}

#[test]
#[ignore = "needs Firefox: cargo xtask firefox"]
fn a_dialog_opens_by_its_key_runs_from_the_right_and_closes() -> Tested {
    let mut open = Open::new("", "/rtl.html")?;
    open.firefox.press("/")?;
    open.until("$('dialog').open && box.shadowRoot.activeElement === $('input')")?;
    assert_eq!(open.look("getComputedStyle($('.box')).direction")?, "rtl");
    open.firefox.type_text("التعاون")?;
    open.until("$$('.page').length === 1")?;
    open.firefox.press("Escape")?;
    open.until("!$('dialog').open")
}
