//! What a visitor does with an answer: narrows it, orders it, completes the query, asks why and how; and what an owner draws.
mod widget;

use findling_harness::{Answer, HarnessError};
use serde_json::json;
use widget::{Open, SOON, document, site};

type Tested = Result<(), HarnessError>;

const FACETS: &str = "<findling-results facets></findling-results>";
const TREATIES: &str = "/site.html?q=%E5%8D%8F%E5%AE%9A";
const ROWS: &str = "$$('.facet')[0].querySelectorAll('label').values().map((label) => label.textContent).toArray()";

/// The treaties of the corpus with filters beside them.
fn treaties(more: &str) -> Result<Open, HarnessError> {
    let mut open = Open::new(site(FACETS))?;
    open.goto(&format!("{TREATIES}{more}"))?;
    open.until("!$('.tools').hidden")?;
    Ok(open)
}

fn shown(open: &mut Open) -> Result<Vec<String>, HarnessError> {
    let names = open.look("$$('.facet').filter((facet) => facet.checkVisibility()).map((facet) => facet.querySelector('summary').textContent.trim())")?;
    Ok(names.as_array().into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect())
}

#[test]
fn filters_count_what_they_would_leave_and_stand_in_the_address() -> Tested {
    let mut open = treaties("")?;
    assert_eq!(shown(&mut open)?, ["年份", "Topic"]);
    open.page.click("findling-results >>> .facet:not([hidden]) summary")?;
    let rows = ROWS.replace("$$('.facet')[0]", "$('.facet:not([hidden])')");
    assert_eq!(open.look(&rows)?, json!(["20214", "20204", "20194"]));
    open.page.click("findling-results >>> .facet[open] label:nth-of-type(2)")?;
    open.until("$$('.page').length === 4")?;
    assert_eq!(open.page.eval("new URL(location).searchParams.getAll('q.year')")?, json!(["2020"]));
    // The other years say what choosing them too would add.
    open.until("$('.facet:not([hidden]) .number').textContent === '1'")?;
    assert_eq!(open.look(&rows)?, json!(["20214", "20204", "20194"]));
    open.page.press("Tab")?;
    open.page.press(" ")?;
    open.until("$$('.page').length === 8 && box.session.results.total === 8")?;
    assert_eq!(open.page.eval("new URL(location).searchParams.getAll('q.year')")?, json!(["2020", "2019"]));
    open.page.press("Escape")?;
    assert_eq!(open.look("[$('.facet[open]'), box.shadowRoot.activeElement.tagName]")?, json!([null, "SUMMARY"]));
    open.page.eval("history.back()")?;
    open.until("box.session.results.total === 4 && $$('.chosen .chip').length === 1")?;
    open.assert_quiet()
}

#[test]
fn an_address_with_filters_is_answered_with_them_at_once() -> Tested {
    let mut open = treaties("&q.year=2020&q.topic=%E7%8E%AF%E5%A2%83&q.sort=date")?;
    open.until("box.session.results?.total === 2")?;
    assert_eq!(open.look("$$('.name').map((name) => name.textContent)")?, json!(["第2期公报", "第8期公报"]));
    assert_eq!(open.look("$('select').value")?, "date");
    let chips = "$$('.chosen .chip').map((chip) => [chip.textContent, chip.ariaLabel])";
    assert_eq!(open.look(chips)?, json!([["2020", "移除“2020”"], ["环境", "移除“环境”"]]));
    open.page.click("findling-results >>> .chosen .chip")?;
    open.until("box.session.results.total === 6")?;
    assert_eq!(open.look("box.shadowRoot.activeElement === $('input')")?, true);
    assert_eq!(open.page.eval("new URL(location).searchParams.has('q.year')")?, false);
    open.assert_quiet()
}

#[test]
fn the_order_is_the_visitors() -> Tested {
    let mut open = treaties("")?;
    open.look("($('select').value = 'date desc', $('select').dispatchEvent(new Event('change')))")?;
    open.until("$('.name')?.textContent === '第6期公报'")?;
    assert_eq!(open.page.eval("new URL(location).searchParams.get('q.sort')")?, "date desc");
    open.assert_quiet()
}

#[test]
fn an_owner_names_fields_and_orders() -> Tested {
    let mut open = Open::new(site(
        "<findling-results facets='topic=议题, date' sorts='title=按标题, date desc' no-url></findling-results>",
    ))?;
    open.goto(TREATIES)?;
    open.until("!$('.tools').hidden")?;
    assert_eq!(shown(&mut open)?, ["议题", "Date"]);
    let orders = "[...$('select').options].map((option) => option.textContent)";
    assert_eq!(open.look(orders)?, json!(["按相关度", "按标题", "最新优先"]));
    open.page.click("findling-results >>> .facet summary")?;
    open.page.click("findling-results >>> .facet[open] label:nth-of-type(2)")?;
    open.until("box.session.results.total === 6")?;
    assert_eq!(open.page.eval("new URL(location).searchParams.size")?, 1);
    open.assert_quiet()
}

#[test]
fn filters_that_can_not_be_had_leave_the_search_as_it_is() -> Tested {
    let mut open = Open::new(site(FACETS))?;
    open.page.intercept("facets.js", Answer::Fail)?;
    open.goto(TREATIES)?;
    open.answered("协定")?;
    assert_eq!(open.look("$('.tools').hidden")?, true);
    let mut open = Open::new(site("<findling-results></findling-results>"))?;
    open.goto(TREATIES)?;
    open.answered("协定")?;
    assert!(open.page.requests()?.iter().all(|url| !url.contains("facets.js") && !url.contains("/more/")));
    Ok(())
}

#[test]
fn what_may_be_typed_next_is_among_the_options_and_enter_takes_it() -> Tested {
    let mut open = Open::with("<findling-search></findling-search>")?;
    open.search("多边")?;
    open.answered("多边")?;
    assert_eq!(open.look("$$('.complete [role=option]').map((chip) => chip.textContent)")?, json!(["多边合作"]));
    assert_eq!(open.look("$('.complete').ariaLabel")?, "搜索建议");
    // Results come first for the keys, and completions last.
    open.page.press("ArrowUp")?;
    open.page.press("ArrowUp")?;
    assert_eq!(open.look("$('.complete .chip').ariaSelected")?, "true");
    open.page.press("Enter")?;
    open.answered("多边合作")?;
    assert_eq!(
        open.look("[$('input').value, box.shadowRoot.activeElement === $('input')]")?,
        json!(["多边合作", true])
    );
    // What is typed is not completed by itself.
    open.until("!$('.complete')")?;
    assert_eq!(open.page.eval("location.pathname")?, "/site.html");
    open.assert_quiet()
}

#[test]
fn a_result_says_why_it_is_there_and_its_excerpt_can_be_taken_along() -> Tested {
    let mut open = Open::new(site(""))?;
    open.page
        .init_script("window.copied = []; navigator.clipboard.writeText = async (text) => void copied.push(text)")?;
    open.goto("/?q=committee")?;
    open.answered("committee")?;
    assert!(open.page.requests()?.iter().all(|url| !url.contains("details.js")));
    open.page.click("findling-results >>> .about")?;
    open.until("$('.details')")?;
    assert_eq!(
        open.look("[$('.about').ariaExpanded, $('.about').ariaLabel]")?,
        json!(["true", "About this result: Annual report on multilateral cooperation"])
    );
    let why = open.look("$('.details li').textContent")?;
    assert!(
        why.as_str().is_some_and(|why| why.starts_with("committee") && why.contains("as typed · text · ")),
        "{why}"
    );
    open.page.click("findling-results >>> .details .chip")?;
    open.until("$('.details .chip').textContent === 'Copied' && $('.live').textContent === 'Copied'")?;
    let copied = open.page.eval("copied[0]")?;
    let lines: Vec<&str> = copied.as_str().unwrap_or_default().lines().collect();
    assert!(lines[0].contains("The committee met in spring"), "{lines:?}");
    assert_eq!(lines[lines.len() - 2], "Annual report on multilateral cooperation");
    assert_eq!(lines[lines.len() - 1], open.site.url("/pages/english.html?q=committee"));
    open.page.click("findling-results >>> .about")?;
    open.until("!$('.details') && $('.about').ariaExpanded === 'false'")?;
    open.assert_quiet()
}

#[test]
fn without_a_clipboard_the_excerpt_is_there_to_be_selected() -> Tested {
    let mut open = Open::new(site(""))?;
    open.page.init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")?;
    open.goto("/?q=committee")?;
    open.answered("committee")?;
    open.page.click("findling-results >>> .about")?;
    open.until("$('.details')")?;
    open.page.click("findling-results >>> .details .chip")?;
    open.until("$('.details textarea')?.value.includes('The committee met in spring')")?;
    open.assert_quiet()
}

#[test]
fn help_says_what_can_be_typed_and_gives_the_focus_back() -> Tested {
    let mut open = Open::new(site("").file("/arabic.html", document("ar", "<findling-results></findling-results>")))?;
    open.goto("/arabic.html?q=xyzzyq")?;
    open.until("$('.notes .help')")?;
    open.page.click("findling-results >>> .notes .help")?;
    open.until("$('.tips')")?;
    let help = "[$('.tips').ariaLabel, getComputedStyle($('.tips')).direction, $$('.tips button').length]";
    assert_eq!(open.look(help)?, json!(["نصائح البحث", "rtl", 4]));
    open.page.press("Escape")?;
    open.until("!$('.tips') && box.shadowRoot.activeElement === $('.notes .help')")?;
    // The examples are queries of this corpus.
    open.page.click("findling-results >>> .notes .help")?;
    open.until("$('.tips')")?;
    open.page.click("findling-results >>> .tips button")?;
    open.until("box.session.results?.total > 0 && !$('.tips')")?;
    open.assert_quiet()
}

#[test]
fn every_language_has_every_word_of_filters_reasons_and_help() -> Tested {
    let mut open = Open::new(site(FACETS))?;
    open.goto("/site.html")?;
    let script = "await (async () => {
        const { extra } = await import('/extra.js'), { words } = await import('/findling.js');
        const of = async (tag) => (await extra({ words: await words(tag) })).strings;
        const english = await of('en'), plain = new Set(Object.keys((await words('en')).strings)), out = [];
        for (const tag of ['zh-CN', 'zh-TW', 'ja', 'ko', 'fr', 'de', 'es', 'pt', 'ru', 'ar', 'he', 'hi', 'vi', 'th']) {
          const strings = await of(tag);
          // In German a text is a Text, and a filter a Filter.
          out.push(...Object.keys(english).filter((key) => !plain.has(key) && (!strings[key] || strings[key] === english[key])).map((key) => [tag, key]));
        }
        return out;
      })()";
    assert_eq!(open.page.eval(script)?, json!([]));
    open.assert_quiet()
}

#[test]
fn an_owner_draws_results_and_fills_what_is_empty() -> Tested {
    let mut open = Open::new(site(
        "<findling-search no-recent><p slot=empty>试试“多边合作”</p><p slot=none>请打电话</p></findling-search>",
    ))?;
    open.goto("/site.html")?;
    open.page.eval(
        "document.querySelector('findling-search').render = (page, { link, marked }) => {
           const row = document.createElement('p'), a = document.createElement('a');
           a.href = link(page.passages[0]); a.append(...marked(page.title, page.titleMarks));
           row.append('→ ', a); return row;
         }",
    )?;
    open.page.wait_for("document.querySelector('findling-search').session", SOON)?;
    open.page.click("findling-search >>> input")?;
    open.until("$('slot[name=empty]')?.assignedElements()[0].checkVisibility()")?;
    open.page.type_text("缔约方")?;
    open.answered("缔约方")?;
    assert_eq!(open.look("$$('.page').map((page) => page.textContent)")?, json!(["→ 多边合作条约"]));
    assert_eq!(open.look("$('[role=option][aria-selected=true]').textContent")?, "多边合作条约");
    open.page.press("Control+a")?;
    open.page.type_text("xyzzyq")?;
    open.until("box.session.results?.total === 0 && $('slot[name=none]')?.assignedElements()[0].checkVisibility()")?;
    open.assert_quiet()
}

#[test]
fn a_correction_keeps_the_other_words_of_the_query() -> Tested {
    let mut open = Open::new(site(""))?;
    open.goto("/?q=budget%20comitteex")?;
    open.until("$('.notes .chips .chip')?.textContent === 'budget committee' || box.session.results?.relaxed.some(({ to }) => to === 'committee')")?;
    open.assert_quiet()
}
