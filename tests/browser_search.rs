//! `<findling-search>` in a real browser: a box with its answer in a popup.
mod widget;

use findling_harness::{Answer, HarnessError, Network, Viewport};
use serde_json::json;
use widget::{Open, SOON, around, document, site};

const BOX: &str = "<findling-search></findling-search>";
type Tested = Result<(), HarnessError>;

#[test]
fn typing_shows_marked_passages_under_their_pages() -> Tested {
    let mut open = Open::with(BOX)?;
    open.search("多边合作")?;
    open.answered("多边合作")?;
    let first = open.look("$('[role=group]').textContent")?;
    assert!(first.as_str().is_some_and(|text| text.starts_with("多边合作条约")), "{first}");
    let marks = open.look("[...new Set($$('.passage mark').map((mark) => mark.textContent))]")?;
    assert_eq!(marks, json!(["多边合作"]));
    assert_eq!(open.look("$$('[role=group]').every((group) => $('#' + group.getAttribute('aria-labelledby')))")?, true);
    assert_eq!(open.look("$('[role=group]').lang")?, "zh-Hans");
    open.assert_quiet()
}

#[test]
fn the_engine_is_fetched_at_the_first_intent_and_not_before() -> Tested {
    let mut open = Open::with(BOX)?;
    let heavy = |url: &&String| url.ends_with("/findling.wasm") || url.ends_with("/engine.js");
    assert!(!open.page.requests()?.iter().any(|url| heavy(&url)));
    open.page.click("findling-search >>> input")?;
    open.until("box.session.phase === 'ready'")?;
    assert_eq!(open.page.requests()?.iter().filter(heavy).count(), 2);
    open.assert_quiet()
}

#[test]
fn arrows_choose_in_a_circle_through_the_input_and_enter_opens_what_was_chosen() -> Tested {
    let mut open = Open::with(BOX)?;
    open.search("多边合作")?;
    open.answered("多边合作")?;
    assert_eq!(open.look("$('.title').ariaSelected")?, "true", "the title has the whole query");
    open.page.press("ArrowUp")?;
    open.page.press("ArrowUp")?;
    let last = open.look("$$('[role=option]').at(-1).ariaSelected")?;
    assert_eq!(last, "true");
    open.page.press("ArrowDown")?;
    assert_eq!(open.look("$('input').hasAttribute('aria-activedescendant')")?, false);
    open.page.press("ArrowDown")?;
    open.page.press("ArrowDown")?;
    assert_eq!(open.look("$('#' + $('input').getAttribute('aria-activedescendant')) === $('.passage')")?, true);
    assert_eq!(open.look("box.shadowRoot.activeElement === $('input')")?, true);
    open.page.press("Enter")?;
    open.page.wait_for("location.pathname === '/pages/treaty.html'", SOON)?;
    assert_eq!(open.page.eval("new URL(location).searchParams.get('q')")?, "多边合作");
    Ok(())
}

#[test]
fn enter_without_a_choice_opens_the_best_place() -> Tested {
    let mut open = Open::with(BOX)?;
    open.search("缔约方")?;
    open.answered("缔约方")?;
    open.page.press("Enter")?;
    open.page.wait_for("location.pathname === '/pages/treaty.html'", SOON).map(drop)
}

#[test]
fn a_result_is_a_link_with_a_text_fragment_of_its_own_words() -> Tested {
    let mut open = Open::with(BOX)?;
    open.search("committee")?;
    open.answered("committee")?;
    let links = open.look("$$('.passage').map((link) => decodeURIComponent(link.href.split(':~:text=')[1]))")?;
    let links: Vec<&str> = links.as_array().unwrap().iter().filter_map(|link| link.as_str()).collect();
    assert!(links.iter().any(|link| link.contains("The-,committee,-met in spring")), "{links:?}");
    assert!(links.iter().all(|link| !link.contains('…')), "{links:?}");
    let unique: std::collections::BTreeSet<_> = links.iter().collect();
    assert_eq!(unique.len(), links.len(), "{links:?}");
    Ok(())
}

#[test]
fn enter_with_control_opens_elsewhere_and_leaves_the_page_here() -> Tested {
    let mut open = Open::with(BOX)?;
    open.search("缔约方")?;
    open.answered("缔约方")?;
    let address = open.site.url("/pages/treaty.html");
    let count = |open: &mut Open| -> Result<usize, HarnessError> {
        let targets = open.page.call("Target.getTargets", &json!({}))?;
        let all = targets["targetInfos"].as_array().into_iter().flatten();
        Ok(all.filter(|target| target["url"].as_str().is_some_and(|url| url.starts_with(&address))).count())
    };
    assert_eq!(count(&mut open)?, 0);
    open.page.press("Control+Enter")?;
    let begun = std::time::Instant::now();
    while count(&mut open)? == 0 && begun.elapsed() < SOON {}
    assert_eq!(count(&mut open)?, 1);
    assert_eq!(open.page.eval("location.pathname")?, "/site.html");
    assert_eq!(open.look("$('.popup').checkVisibility()")?, true);
    Ok(())
}

#[test]
fn korean_is_searched_while_it_is_composed() -> Tested {
    let mut open = Open::with(BOX)?;
    open.page.click("findling-search >>> input")?;
    open.until("box.session.phase === 'ready'")?;
    open.page.eval("window.asked = []; addEventListener('findling:query', (e) => asked.push(e.detail.query))")?;
    open.page.compose("협")?;
    open.until("asked.at(-1) === '협'")?;
    open.page.commit("협력")?;
    open.until("asked.at(-1) === '협력'")?;
    assert_eq!(open.page.eval("asked")?, json!(["협", "협력"]));
    open.assert_quiet()
}

#[test]
fn what_is_being_composed_neither_searches_nor_opens_nor_moves_nor_closes() -> Tested {
    let mut open = Open::with(BOX)?;
    open.page.click("findling-search >>> input")?;
    open.until("box.session.phase === 'ready'")?;
    open.page.eval("window.asked = []; addEventListener('findling:query', (e) => asked.push(e.detail.query))")?;
    for step in ["d", "duo", "duobian"] {
        open.page.compose(step)?;
    }
    assert_eq!(open.look("$$('.page').length")?, 0);
    assert_eq!(open.page.eval("asked")?, json!([]));
    open.page.commit("多边")?;
    open.answered("多边")?;
    assert_eq!(open.page.eval("asked")?, json!(["多边"]));
    open.page.press("ArrowDown")?;
    let chosen = open.look("$('input').getAttribute('aria-activedescendant')")?;
    open.page.compose("he")?;
    // The keys that choose among candidates, as browsers tell them apart: while composing, and Safari's one after.
    for key in ["Enter", "Escape", "ArrowDown", "ArrowUp"] {
        for how in ["isComposing: true", "keyCode: 229"] {
            let press = format!(
                "$('input').dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', {how}, bubbles: true, cancelable: true }}))"
            );
            assert_eq!(open.look(&press)?, true, "{key} with {how} was taken from the input method");
        }
    }
    assert_eq!(open.look("$('.popup').checkVisibility()")?, true);
    assert_eq!(open.look("$('input').getAttribute('aria-activedescendant')")?, chosen);
    open.page.commit("合作")?;
    open.answered("多边合作")?;
    assert_eq!(open.page.eval("location.pathname")?, "/site.html");
    open.assert_quiet()
}

#[test]
fn escape_closes_first_and_clears_then() -> Tested {
    let mut open = Open::with("<findling-search no-recent></findling-search>")?;
    open.search("协定")?;
    open.answered("协定")?;
    open.page.press("Escape")?;
    assert_eq!(
        open.look("[$('.popup').checkVisibility(), $('input').value, $('input').ariaExpanded]")?,
        json!([false, "协定", "false"])
    );
    open.page.press("ArrowDown")?;
    assert_eq!(open.look("$('.popup').checkVisibility()")?, true);
    open.page.press("Escape")?;
    open.page.press("Escape")?;
    assert_eq!(open.look("[$('input').value, box.shadowRoot.activeElement === $('input')]")?, json!(["", true]));
    assert_eq!(open.page.eval("location.search")?, "");
    Ok(())
}

#[test]
fn a_screen_reader_is_told_what_there_is() -> Tested {
    let mut open = Open::with("<findling-search label=全站搜索></findling-search>")?;
    open.search("多边合作")?;
    open.answered("多边合作")?;
    open.until("$('.live').textContent")?;
    let nodes = open.page.accessibility()?;
    let of = |role: &str| nodes.iter().filter(|node| node.role == role).collect::<Vec<_>>();
    let [field] = of("combobox")[..] else { panic!("{nodes:?}") };
    assert_eq!((field.name.as_str(), field.value.as_str()), ("全站搜索", "多边合作"));
    assert_eq!(field.states.get("expanded").map(String::as_str), Some("true"));
    assert_eq!(of("listbox").len(), 1);
    let options = of("option");
    assert_eq!(options.len(), open.look("$$('[role=option]').length")?.as_u64().unwrap() as usize, "{options:?}");
    assert!(of("group").iter().all(|group| !group.name.is_empty()), "{nodes:?}");
    assert!(of("listbox").iter().all(|list| !list.name.is_empty()), "{nodes:?}");
    assert!(options[0].name.starts_with("多边合作条约"), "{options:?}");
    assert_eq!(options[0].states.get("selected").map(String::as_str), Some("true"));
    let status = of("status");
    assert_eq!(status.len(), 1);
    let said = open.look("$('.live').textContent")?;
    assert!(said.as_str().is_some_and(|said| said.contains(" 篇，共 ") && said.contains(" 处匹配")), "{said}");
    Ok(())
}

#[test]
fn a_corpus_injects_no_markup_and_no_script_address() -> Tested {
    let mut open = Open::with(BOX)?;
    open.search("注入")?;
    open.answered("注入")?;
    assert_eq!(open.look("$('.name').textContent")?, "<img src=x onerror=\"document.title='owned'\"> 注入");
    assert_eq!(open.look("$$('img, script, b').length")?, 0);
    open.page.press("Control+a")?;
    open.page.press("Backspace")?;
    open.search("脚本地址")?;
    open.answered("脚本地址")?;
    assert_eq!(open.look("$$('.page')[0].querySelectorAll('a[href]').length")?, 0);
    open.page.press("Enter")?;
    assert_eq!(open.page.eval("document.title")?, "网站");
    open.assert_quiet()
}

#[test]
fn a_module_that_can_not_be_had_is_said_in_words_and_can_be_tried_again() -> Tested {
    for parts in [&["findling.wasm"][..], &["worker.js", "engine.js"]] {
        let mut open = Open::with(BOX)?;
        open.page.eval("window.errors = []; addEventListener('findling:error', (e) => errors.push(e.detail.code))")?;
        for part in parts {
            open.page.intercept(part, Answer::Fail)?;
        }
        open.search("多边")?;
        open.until("$('.failed')?.checkVisibility()")?;
        assert_eq!(open.look("$('.failed').textContent")?, "搜索加载失败。");
        assert_eq!(open.page.eval("errors[0]")?, "network");
        for part in parts {
            open.page.intercept(part, Answer::Pass)?;
        }
        open.page.click("findling-search >>> .failed + .chip")?;
        open.answered("多边")?;
        assert_eq!(open.look("box.shadowRoot.activeElement === $('input')")?, true);
    }
    Ok(())
}

#[test]
fn a_page_that_can_not_have_a_worker_opens_the_index_itself() -> Tested {
    for without in ["delete window.Worker", "window.Worker = class { constructor() { throw new Error('no') } }"] {
        let mut open = Open::new(site(BOX))?;
        open.page.init_script(without)?;
        open.goto("/site.html")?;
        open.search("多边")?;
        open.answered("多边")?;
        open.assert_quiet()?;
    }
    let mut open = Open::with(BOX)?;
    open.page.intercept("worker.js", Answer::Fail)?;
    open.search("多边")?;
    open.answered("多边")
}

#[test]
fn offline_is_said_and_the_answer_comes_with_the_connection() -> Tested {
    let mut open = Open::with(BOX)?;
    open.page.network(Network::Offline)?;
    open.search("多边")?;
    open.until("box.session.phase === 'offline'")?;
    assert_eq!(open.look("$('.failed').textContent.startsWith('网络已断开')")?, true);
    open.page.network(Network::Unlimited)?;
    open.answered("多边")
}

#[test]
fn typing_before_the_engine_is_here_is_answered_when_it_is() -> Tested {
    let mut open = Open::with(BOX)?;
    open.page.network(Network::Limited { latency: 400, bandwidth: 500_000 })?;
    open.search("多边")?;
    open.until("$('.field').classList.contains('busy') && $('.loading')")?;
    open.answered("多边")?;
    assert_eq!(open.look("$('.field').classList.contains('busy')")?, false);
    open.assert_quiet()
}

#[test]
fn a_form_that_was_there_before_still_submits_when_the_engine_fails() -> Tested {
    let form = "<findling-search><form role=search action=/found.html><label>找 <input name=words placeholder=请输入></label></form></findling-search>";
    let mut open = Open::new(site(form).file("/found.html", around("")))?;
    open.goto("/site.html")?;
    assert_eq!(
        open.look("[$('input').ariaLabel, $('input').placeholder, $('input').name]")?,
        json!(["找", "请输入", "words"])
    );
    open.page.intercept("findling.wasm", Answer::Fail)?;
    open.search("ab")?;
    open.until("$('.failed')")?;
    open.page.press("Enter")?;
    open.page.wait_for("location.pathname + location.search === '/found.html?words=ab'", SOON).map(drop)
}

#[test]
fn an_owner_who_opens_results_alone_prevents_the_event() -> Tested {
    let mut open = Open::with(BOX)?;
    open.page
        .eval("addEventListener('findling:select', (e) => { e.preventDefault(); window.selected = e.detail; })")?;
    open.search("缔约方")?;
    open.answered("缔约方")?;
    open.page.click("findling-search >>> .passage")?;
    let selected = open.page.wait_for("window.selected", SOON)?;
    assert_eq!((&selected["query"], &selected["title"]), (&json!("缔约方"), &json!("多边合作条约")));
    assert_eq!(open.page.eval("location.pathname")?, "/site.html");
    Ok(())
}

#[test]
fn a_narrow_screen_gets_a_sheet_that_scrolls_one_way_with_targets_for_fingers() -> Tested {
    let mut open = Open::new(site(BOX))?;
    open.page.viewport(Viewport { width: 360, height: 640, mobile: true })?;
    open.goto("/site.html")?;
    open.search("协定")?;
    open.answered("协定")?;
    assert_eq!(open.page.eval("document.documentElement.scrollWidth")?, 360);
    let fills =
        open.look("(({ top, left, width, height }) => [top, left, width, height])($('.box').getBoundingClientRect())")?;
    assert_eq!(fills, json!([0, 0, 360, 640]));
    let small = "$$('button, [role=option], input').filter((e) => e.checkVisibility({ contentVisibilityAuto: true })).map((e) => [e.className, e.getBoundingClientRect().height]).filter(([, height]) => height < 44)";
    assert_eq!(open.look(small)?, json!([]));
    assert_eq!(open.look("getComputedStyle($('input')).fontSize")?, "16px");
    open.page.click("findling-search >>> .close")?;
    open.until("!$('.popup').checkVisibility()")?;
    open.assert_quiet()
}

#[test]
fn every_language_has_every_word_and_arabic_runs_from_the_right() -> Tested {
    let mut open = Open::new(site(BOX).file("/arabic.html", document("ar", BOX)))?;
    open.goto("/arabic.html")?;
    assert_eq!(
        open.look("[$('.box').dir, $('input').ariaLabel, getComputedStyle($('.box')).direction]")?,
        json!(["rtl", "بحث", "rtl"])
    );
    let languages = "await (async () => {
        const { words } = await import('/findling.js');
        const english = await words('en'), out = [];
        for (const tag of ['zh-CN', 'zh-TW', 'ja', 'ko-KR', 'fr', 'de-AT', 'es', 'pt-BR', 'ru', 'ar', 'he', 'hi', 'vi', 'th']) {
          const { strings, lang } = await words(tag);
          const english_left = Object.keys(english.strings).filter((key) => JSON.stringify(strings[key]) === JSON.stringify(english.strings[key]));
          const holes = (string) => [...new Set(JSON.stringify(string).match(/\\{\\w+\\}/g) ?? [])].sort().join();
          const other = Object.keys(strings).filter((key) => holes(strings[key]) !== holes(english.strings[key]));
          out.push([tag, lang, english_left.filter((key) => key !== 'counter' && key !== 'pages'), other]);
        }
        return out.filter(([, lang, left, other]) => lang === 'en' || left.length || other.length);
      })()";
    assert_eq!(open.page.eval(languages)?, json!([]));
    assert_eq!(
        open.page.eval("(await (await import('/findling.js')).words('ru')).sum(3, 21)")?,
        "3 совпадения, 21 страница"
    );
    assert_eq!(open.page.eval("(await (await import('/findling.js')).words('xx-Qabc')).lang")?, "en");
    Ok(())
}
