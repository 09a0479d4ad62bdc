//! What the elements do in every browser, by behaviour. Each browser's own file runs this list; what takes one browser's tools is in the files beside.
use findling_harness::{Driven, HarnessError, RunningSite, Site};
use serde_json::json;

use crate::widget::{SOON, built, document, hosted, inside, site};

pub(crate) type Tested = Result<(), HarnessError>;

/// A test for each behaviour, in the browser that this launches; with a reason where the plain test command leaves it out.
macro_rules! in_this_browser {
    ($launch:expr $(, $reason:literal)?) => {
        $crate::behaviours::in_this_browser! { @each $launch, [$($reason)?],
            a_box_answers_completes_and_opens_by_keys_alone_and_the_page_is_marked
            enter_opens_what_looks_chosen_and_only_then_the_address_has_the_query
            a_page_of_results_filters_explains_and_goes_back
            a_dialog_opens_by_its_key_runs_from_the_right_and_closes
            what_belongs_to_an_input_method_neither_searches_nor_opens_nor_closes
            on_a_narrow_screen_the_box_is_a_sheet_with_targets_for_fingers
            on_a_narrow_screen_the_sheet_is_a_dialog_over_an_inert_page_and_back_closes_it
            without_script_the_form_inside_is_an_ordinary_form
            without_wasm_the_form_is_left_and_it_is_said
            a_connection_that_is_lost_in_the_middle_is_said_and_can_be_tried_again
            two_boxes_of_a_page_keep_apart_and_a_removed_one_leaves_nothing
            a_page_that_is_gone_back_to_goes_on_as_it_was_left
            ten_thousand_characters_are_answered_like_any_others
            a_split_index_is_searched_block_by_block_and_without_those_that_are_missing
        }
    };
    (@each $launch:expr, $reason:tt, $($name:ident)+) => {
        $($crate::behaviours::in_this_browser! { @one $launch, $reason, $name })+
    };
    (@one $launch:expr, [], $name:ident) => {
        #[test]
        fn $name() -> $crate::behaviours::Tested {
            $crate::behaviours::$name($launch?)
        }
    };
    (@one $launch:expr, [$reason:literal], $name:ident) => {
        #[test]
        #[ignore = $reason]
        fn $name() -> $crate::behaviours::Tested {
            $crate::behaviours::$name($launch?)
        }
    };
}
pub(crate) use in_this_browser;

const BOX: &str = "<findling-search></findling-search>";
const FORM: &str =
    "<findling-search><form role=search action=/found.html><input name=words aria-label=找></form></findling-search>";
const FOUND: &str = "location.pathname + location.search === '/found.html?words=ab'";

/// Keeps what a page complains of: its console, what nobody caught, what did not load, what a policy forbade.
const WATCH: &str = "window.said = [];
    for (const level of ['error', 'warn']) {
      const real = console[level];
      console[level] = (...words) => (said.push(words.join(' ')), real(...words));
    }
    addEventListener('error', (event) => said.push(event.message ?? `${event.target.outerHTML} did not load`), true);
    addEventListener('unhandledrejection', (event) => said.push(String(event.reason)));
    addEventListener('securitypolicyviolation', (event) => said.push(`${event.violatedDirective}: ${event.blockedURI}`));
    addEventListener('findling:error', (event) => (window.errors ??= new Set()).add(event.detail.code));";

struct Open<B> {
    browser: B,
    site: RunningSite,
}

impl<B: Driven> Open<B> {
    fn new(browser: B, elements: &str, path: &str) -> Result<Self, HarnessError> {
        Self::on(browser, watched(elements), path)
    }

    fn on(browser: B, site: Site, path: &str) -> Result<Self, HarnessError> {
        let mut open = Open { browser, site: site.start()? };
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

    /// Puts the caret into the box as a key does, and types.
    fn search(&mut self, query: &str) -> Tested {
        self.look("$('input').focus()")?;
        self.browser.type_text(query)
    }

    fn answered(&mut self, query: &str) -> Tested {
        let query = json!(query);
        self.until(&format!("box.session.results?.query === {query} && $('.list').ariaBusy !== 'true'"))
    }

    fn assert_quiet(&mut self) -> Tested {
        assert_eq!(self.browser.eval("said")?, json!([]));
        Ok(())
    }
}

/// A site whose pages keep what they complain of, under the policy that the elements are promised to work under.
fn watched(elements: &str) -> Site {
    let page = |lang: &str, elements: &str| document(lang, &format!("<script src=/watch.js></script>{elements}"));
    let rtl = page("ar", "<findling-search modal></findling-search>");
    site(elements)
        .file("/watch.js", WATCH)
        .file("/site.html", page("zh-Hans", elements))
        .file("/rtl.html", rtl)
        .file("/found.html", document("zh-Hans", ""))
}

pub(crate) fn a_box_answers_completes_and_opens_by_keys_alone_and_the_page_is_marked(browser: impl Driven) -> Tested {
    let mut open = Open::new(browser, BOX, "/site.html")?;
    open.search("多边")?;
    open.until("box.session.results?.query === '多边' && $('.popup').checkVisibility()")?;
    assert_eq!(open.look("$$('.complete .chip').map((chip) => chip.textContent)")?, json!(["多边合作"]));
    // Results come first for the keys, and completions last.
    open.browser.press("ArrowUp")?;
    open.browser.press("ArrowUp")?;
    open.browser.press("Enter")?;
    open.answered("多边合作")?;
    open.browser.press("ArrowDown")?;
    let active = "$('#' + $('input').getAttribute('aria-activedescendant')) === $('.passage')";
    assert_eq!(open.look(active)?, true);
    open.browser.press("Escape")?;
    assert_eq!(open.look("[$('.popup').checkVisibility(), $('input').value]")?, json!([false, "多边合作"]));
    // The first press opens the popup again, with the best result active.
    open.browser.press("ArrowDown")?;
    assert_eq!(open.look(&format!("{} === $('.title')", active_option()))?, true);
    open.assert_quiet()?;
    open.browser.press("Enter")?;
    open.browser.wait_for("location.pathname === '/pages/treaty.html'", SOON)?;
    assert_eq!(open.browser.eval("new URL(location).searchParams.get('q')")?, "多边合作");
    Ok(())
}

/// The option that the keys have reached.
fn active_option() -> &'static str {
    "$('#' + $('input').getAttribute('aria-activedescendant'))"
}

pub(crate) fn enter_opens_what_looks_chosen_and_only_then_the_address_has_the_query(browser: impl Driven) -> Tested {
    let mut open = Open::new(browser, BOX, "/site.html")?;
    open.search("缔约方")?;
    open.answered("缔约方")?;
    let chosen = format!("[$$('[aria-selected=true]').length, {} === $('.passage'), location.search]", active_option());
    assert_eq!(open.look(&chosen)?, json!([1, true, ""]));
    open.browser.press("Enter")?;
    open.browser.wait_for("location.pathname === '/pages/treaty.html' && document.readyState === 'complete'", SOON)?;
    open.browser.back()?;
    open.browser.wait_for("location.pathname === '/site.html'", SOON)?;
    assert_eq!(open.browser.eval("new URL(location).searchParams.get('q')")?, "缔约方");
    open.until("$('input')?.value === '缔约方'")?;
    // A visitor who empties the field gets the page's own address back.
    open.look("$('input').focus()")?;
    open.browser.press("Escape")?;
    open.browser.press("Escape")?;
    assert_eq!(open.browser.eval("location.search")?, "");
    open.assert_quiet()
}

pub(crate) fn a_page_of_results_filters_explains_and_goes_back(browser: impl Driven) -> Tested {
    let mut open =
        Open::new(browser, "<findling-results facets></findling-results>", "/site.html?q=%E5%8D%8F%E5%AE%9A")?;
    open.until("box.session.results && !$('.tools').hidden")?;
    open.until("$$('.page').length === 8")?;
    open.look("$('.facet:not([hidden]) input').click()")?;
    open.until("$$('.page').length === 4 && new URL(location).searchParams.get('q.year') === '2021'")?;
    open.look("$('.about').click()")?;
    open.until("$('.details')?.textContent.includes('协定')")?;
    open.look("history.back()")?;
    open.until("box.session.results.total === 12")?;
    open.assert_quiet()
}

pub(crate) fn a_dialog_opens_by_its_key_runs_from_the_right_and_closes(browser: impl Driven) -> Tested {
    let mut open = Open::new(browser, "", "/rtl.html")?;
    open.browser.press("/")?;
    open.until("$('dialog').open && box.shadowRoot.activeElement === $('input')")?;
    assert_eq!(open.look("getComputedStyle($('.box')).direction")?, "rtl");
    let mirrored = "$('.field svg').getBoundingClientRect().left > $('input').getBoundingClientRect().left";
    assert_eq!(open.look(mirrored)?, true);
    open.browser.type_text("التعاون")?;
    open.until("$$('.page').length === 1")?;
    open.browser.press("Escape")?;
    open.until("!$('dialog').open")?;
    // The focus is back where it came from, and the key is a key again.
    open.browser.press("/")?;
    open.until("$('dialog').open")?;
    open.assert_quiet()
}

pub(crate) fn what_belongs_to_an_input_method_neither_searches_nor_opens_nor_closes(browser: impl Driven) -> Tested {
    let mut open = Open::new(browser, BOX, "/site.html")?;
    open.look("$('input').focus()")?;
    open.until("box.session.phase === 'ready'")?;
    open.browser.eval("addEventListener('findling:query', (e) => (window.asked ??= []).push(e.detail.query))")?;
    // In the order in which browsers tell it; no driver but Chromium's can make a real one, which a test of its own does.
    let composed = |text: &str| {
        format!(
            "($('input').value = '{text}', $('input').dispatchEvent(new InputEvent('input', {{ isComposing: true, bubbles: true, composed: true }})))"
        )
    };
    let begin = "$('input').dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true, composed: true }))";
    open.look(begin)?;
    for step in ["d", "duo", "duobian"] {
        open.look(&composed(step))?;
    }
    assert_eq!(open.look("[$$('.page').length, window.asked ?? []]")?, json!([0, []]));
    let end = "$('input').dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, composed: true }))";
    open.look(&composed("多边"))?;
    open.look(end)?;
    open.answered("多边")?;
    assert_eq!(open.browser.eval("asked")?, json!(["多边"]));
    let still = "[$('.popup').checkVisibility(), $('input').getAttribute('aria-activedescendant'), location.pathname]";
    let before = open.look(still)?;
    // Keys that choose among candidates, and the one that Safari sends when all is over.
    for key in ["Enter", "Escape", "ArrowDown", "ArrowUp"] {
        for how in ["isComposing: true", "keyCode: 229"] {
            let press = format!(
                "$('input').dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', {how}, bubbles: true, composed: true, cancelable: true }}))"
            );
            assert_eq!(open.look(&press)?, true, "{key} with {how} was taken from the input method");
        }
    }
    assert_eq!(open.look(still)?, before);
    assert_eq!(open.look("$('.popup').checkVisibility()")?, true);
    open.assert_quiet()
}

pub(crate) fn on_a_narrow_screen_the_box_is_a_sheet_with_targets_for_fingers(mut browser: impl Driven) -> Tested {
    browser.resize(360, 640)?;
    let mut open = Open::new(browser, BOX, "/site.html")?;
    open.search("协定")?;
    open.answered("协定")?;
    let fills = "(({ top, left, width, height }) => [top, left, width - innerWidth, height - innerHeight].map((far) => Math.abs(Math.round(far))))($('.box').getBoundingClientRect())";
    assert_eq!(open.look(fills)?, json!([0, 0, 0, 0]));
    assert_eq!(open.look("document.documentElement.scrollWidth - innerWidth")?, 0);
    let small = "$$('button, [role=option], input').filter((e) => e.checkVisibility()).map((e) => [e.className, Math.round(e.getBoundingClientRect().height)]).filter(([, height]) => height && height < 44)";
    assert_eq!(open.look(small)?, json!([]));
    assert_eq!(open.look("getComputedStyle($('input')).fontSize")?, "16px");
    open.look("$('.close').click()")?;
    open.until("!$('.popup').checkVisibility()")?;
    open.assert_quiet()
}

pub(crate) fn on_a_narrow_screen_the_sheet_is_a_dialog_over_an_inert_page_and_back_closes_it(
    mut browser: impl Driven,
) -> Tested {
    browser.resize(360, 640)?;
    let elements = format!("<a href=/found.html id=behind>之前</a>{BOX}");
    let mut open = Open::new(browser, &elements, "/site.html")?;
    open.search("协定")?;
    open.answered("协定")?;
    let sheet = "[$('.box').getAttribute('role'), $('.box').ariaModal, $('.box').ariaLabel, document.querySelector('#behind').inert, document.querySelector('h1').inert]";
    assert_eq!(open.look(sheet)?, json!(["dialog", "true", "搜索", true, true]));
    assert_eq!(open.look("box.shadowRoot.activeElement === $('input')")?, true);
    open.browser.eval("history.back()")?;
    open.until("!$('.popup').checkVisibility() && !document.querySelector('#behind').inert")?;
    assert_eq!(
        open.look("[location.pathname, $('input').value, $('.box').getAttribute('role')]")?,
        json!(["/site.html", "协定", null])
    );
    open.look("$('input').focus()")?;
    open.until("$('.popup').checkVisibility()")?;
    // The button takes back the entry of the history that the sheet added.
    open.look("$('.close').click()")?;
    open.until("!$('.popup').checkVisibility() && !history.state?.['findling-sheet']")?;
    open.assert_quiet()
}

pub(crate) fn without_script_the_form_inside_is_an_ordinary_form(mut browser: impl Driven) -> Tested {
    let site = watched(FORM).file("/plain.html", document("zh-Hans", FORM));
    let site = site.header("/plain.html", "content-security-policy: sandbox allow-forms allow-same-origin").start()?;
    browser.goto(&site.url("/plain.html"))?;
    browser.press("Tab")?;
    browser.type_text("ab")?;
    browser.press("Enter")?;
    browser.wait_for(FOUND, SOON)
}

#[allow(dead_code, reason = "WebKitGTK knows no such policy")]
pub(crate) fn a_policy_that_forbids_wasm_leaves_the_form_and_says_so(browser: impl Driven) -> Tested {
    let site = watched(FORM).header("/site.html", "content-security-policy: script-src 'self'");
    assert_form_is_left(Open::on(browser, site, "/site.html")?)
}

pub(crate) fn without_wasm_the_form_is_left_and_it_is_said(browser: impl Driven) -> Tested {
    // As Safari is in its Lockdown Mode.
    let site = watched(&format!("<script src=/lockdown.js></script>{FORM}"));
    let site = site.file("/lockdown.js", "delete window.WebAssembly");
    assert_form_is_left(Open::on(browser, site, "/site.html")?)
}

fn assert_form_is_left(mut open: Open<impl Driven>) -> Tested {
    open.search("ab")?;
    open.until("$('.failed')?.checkVisibility()")?;
    assert_eq!(open.browser.eval("[...errors]")?, json!(["module"]));
    open.browser.press("Enter")?;
    open.browser.wait_for(FOUND, SOON)
}

pub(crate) fn a_connection_that_is_lost_in_the_middle_is_said_and_can_be_tried_again(browser: impl Driven) -> Tested {
    let mut open = Open::on(browser, watched(BOX).cut_once("/findling.wasm"), "/site.html")?;
    // Not by a pointer: its coming is a try of its own.
    open.search("多边")?;
    open.until("$('.failed')?.checkVisibility()")?;
    // WebKit compiles what has come, and takes it for the module's fault.
    let fault = open.browser.eval("[...errors].join()")?;
    assert!(fault == "network" || fault == "module", "{fault}");
    open.look("$('.failed + .chip').click()")?;
    open.answered("多边")
}

pub(crate) fn two_boxes_of_a_page_keep_apart_and_a_removed_one_leaves_nothing(browser: impl Driven) -> Tested {
    let elements =
        "<findling-search></findling-search><findling-search modal label=另一个 id=second></findling-search>";
    let mut open = Open::new(browser, elements, "/site.html")?;
    open.search("协定")?;
    open.answered("协定")?;
    open.browser.wait_for("document.querySelector('#second').session", SOON)?;
    assert_eq!(open.browser.eval("document.querySelector('#second').session.query")?, "");
    open.browser.eval(
        "(window.second = document.querySelector('#second'), second.remove(), document.activeElement.shadowRoot.activeElement.blur())",
    )?;
    // Told to the page alone: a browser may have a use for the key.
    let press =
        "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true }))";
    assert_eq!(open.browser.eval(press)?, true);
    assert_eq!(open.browser.eval("[second.shadowRoot.childNodes.length, second.session ?? null]")?, json!([0, null]));
    open.browser.eval("document.querySelector('main').append(second)")?;
    open.browser.wait_for("second.shadowRoot.querySelector('.opener')", SOON)?;
    open.browser.press("/")?;
    open.browser.wait_for("second.shadowRoot.querySelector('dialog').open", SOON)?;
    open.assert_quiet()
}

pub(crate) fn a_page_that_is_gone_back_to_goes_on_as_it_was_left(browser: impl Driven) -> Tested {
    let mut open = Open::new(browser, BOX, "/site.html")?;
    open.search("多边")?;
    open.answered("多边")?;
    open.browser.press("Enter")?;
    open.browser.wait_for("location.pathname === '/pages/treaty.html' && document.readyState === 'complete'", SOON)?;
    open.browser.back()?;
    open.browser.wait_for("location.pathname === '/site.html' && document.readyState === 'complete'", SOON)?;
    open.until("$('input')?.value === '多边'")?;
    open.look("($('input').focus(), $('input').setSelectionRange(2, 2))")?;
    open.browser.type_text("合作")?;
    open.answered("多边合作")?;
    open.assert_quiet()
}

pub(crate) fn ten_thousand_characters_are_answered_like_any_others(browser: impl Driven) -> Tested {
    let mut open = Open::new(browser, BOX, "/site.html")?;
    open.look("$('input').focus()")?;
    open.browser.eval("document.execCommand('insertText', false, '多边合作xyz '.repeat(1250))")?;
    open.until("box.session.results?.query.length > 9990 && !box.session.waiting")?;
    assert_eq!(open.browser.eval("location.search")?, "");
    open.assert_quiet()
}

pub(crate) fn a_split_index_is_searched_block_by_block_and_without_those_that_are_missing(
    browser: impl Driven,
) -> Tested {
    // A folder for each browser: the tests of all run at once.
    let name = std::env::current_exe().ok().and_then(|path| Some(path.file_stem()?.to_string_lossy().into_owned()));
    let folder = built(&format!("split-{}", name.unwrap_or_default()), "docs", "--split", BOX);
    let mut open = Open::on(browser, hosted(&folder), "/site.html")?;
    open.search("theming")?;
    open.until("box.session.results?.query === 'theming' && !box.session.results.partial && $$('.page').length")?;
    assert_eq!(open.look("[$('.title').href.includes('/theming'), !!$('.failed')]")?, json!([true, false]));
    let mut blocks: Vec<String> = open.site.answered().into_iter().map(|answered| answered.path).collect();
    blocks.retain(|path| path.contains("/blocks/"));
    let fetched = blocks.len();
    blocks.sort();
    blocks.dedup();
    assert!(fetched > 1 && blocks.len() == fetched, "each block is fetched once: {blocks:?}");
    std::fs::rename(folder.join("blocks"), folder.join("gone"))?;
    open.look("$('input').select()")?;
    open.browser.type_text("synonyms")?;
    open.until("$('.failed')?.textContent.startsWith('Part of the search data failed to load.')")?;
    std::fs::rename(folder.join("gone"), folder.join("blocks"))?;
    open.look("$('.failed + .chip').click()")?;
    open.until("box.session.results?.query === 'synonyms' && !$('.failed') && $$('.page').length")
}
