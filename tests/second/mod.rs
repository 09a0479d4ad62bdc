//! What a second engine has to show, whichever it is: the elements answer, complete, filter, mark, and close by keys alone.
use findling_harness::{Driven, HarnessError, RunningSite};
use serde_json::json;

use crate::widget::{SOON, document, inside, site};

pub(crate) type Tested = Result<(), HarnessError>;

struct Open<B> {
    browser: B,
    site: RunningSite,
}

impl<B: Driven> Open<B> {
    fn new(browser: B, elements: &str, path: &str) -> Result<Self, HarnessError> {
        let rtl = document("ar", "<findling-search modal></findling-search>");
        let site = site(elements).file("/rtl.html", rtl).start()?;
        let mut open = Open { browser, site };
        open.browser.goto(&open.site.url(path))?;
        open.until("$('input, .opener')")?;
        Ok(open)
    }

    fn look(&mut self, script: &str) -> Result<serde_json::Value, HarnessError> {
        self.browser.eval(&inside(script))
    }

    fn until(&mut self, script: &str) -> Tested {
        self.browser.wait_for(&inside(script), SOON)
    }
}

pub(crate) fn a_box_answers_completes_and_opens_by_keys_alone_and_the_page_is_marked(browser: impl Driven) -> Tested {
    let mut open = Open::new(browser, "<findling-search></findling-search>", "/site.html")?;
    open.look("$('input').focus()")?;
    open.browser.type_text("多边")?;
    open.until("box.session.results?.query === '多边' && $('.popup').checkVisibility()")?;
    assert_eq!(open.look("$$('.complete .chip').map((chip) => chip.textContent)")?, json!(["多边合作"]));
    open.browser.press("ArrowDown")?;
    open.browser.press("Enter")?;
    open.until("box.session.results?.query === '多边合作'")?;
    open.browser.press("ArrowDown")?;
    open.browser.press("ArrowDown")?;
    let active = "$('#' + $('input').getAttribute('aria-activedescendant')) === $('.passage')";
    assert_eq!(open.look(active)?, true);
    open.browser.press("Enter")?;
    open.browser.wait_for("location.pathname === '/pages/treaty.html'", SOON)?;
    assert_eq!(open.browser.eval("new URL(location).searchParams.get('q')")?, "多边合作");
    Ok(())
}

pub(crate) fn a_page_of_results_filters_explains_and_goes_back(browser: impl Driven) -> Tested {
    let mut open =
        Open::new(browser, "<findling-results facets></findling-results>", "/site.html?q=%E5%8D%8F%E5%AE%9A")?;
    open.until("box.session.results && !$('.tools').hidden")?;
    open.until("box.session.index.constructor !== undefined && $$('.page').length === 8")?;
    open.look("$('.facet:not([hidden]) input').click()")?;
    open.until("$$('.page').length === 4 && new URL(location).searchParams.get('q.year') === '2021'")?;
    open.look("$('.about').click()")?;
    open.until("$('.details')?.textContent.includes('协定')")?;
    open.look("history.back()")?;
    open.until("box.session.results.total === 12")
}

pub(crate) fn a_dialog_opens_by_its_key_runs_from_the_right_and_closes(browser: impl Driven) -> Tested {
    let mut open = Open::new(browser, "", "/rtl.html")?;
    open.browser.press("/")?;
    open.until("$('dialog').open && box.shadowRoot.activeElement === $('input')")?;
    assert_eq!(open.look("getComputedStyle($('.box')).direction")?, "rtl");
    open.browser.type_text("التعاون")?;
    open.until("$$('.page').length === 1")?;
    open.browser.press("Escape")?;
    open.until("!$('dialog').open")
}
