//! Visitors as they are: with other directions, colours, sizes and wishes.
mod widget;

use findling_harness::{Answer, HarnessError, Viewport};
use serde_json::json;
use widget::{Open, SOON, around, document, site};

const BOX: &str = "<findling-search></findling-search>";
type Tested = Result<(), HarnessError>;

#[test]
fn a_visitor_who_saves_data_fetches_nothing_by_hovering() -> Tested {
    let mut open = Open::new(site(BOX))?;
    open.page.init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")?;
    open.goto("/site.html")?;
    open.look("box.dispatchEvent(new PointerEvent('pointerenter'))")?;
    assert_eq!(open.look("box.session.phase")?, "idle");
    open.page.click("findling-search >>> input")?;
    open.until("box.session.phase === 'ready'")?;
    let mut open = Open::with(BOX)?;
    open.look("box.dispatchEvent(new PointerEvent('pointerenter'))")?;
    open.until("box.session.phase === 'ready'")?;
    open.assert_quiet()
}

#[test]
fn recent_searches_are_offered_can_be_removed_and_can_be_off() -> Tested {
    let mut open = Open::with(BOX)?;
    open.search("缔约方")?;
    open.answered("缔约方")?;
    open.page.press("Enter")?;
    open.page.wait_for("location.pathname === '/pages/treaty.html'", SOON)?;
    open.goto("/site.html")?;
    open.page.click("findling-search >>> input")?;
    open.until("$('.again')?.textContent === '缔约方' && $('.again').checkVisibility()")?;
    assert_eq!(open.look("$('.forget').ariaLabel")?, "移除“缔约方”");
    // What happens meanwhile takes no button from under the finger.
    assert_eq!(open.look("[$('.again')].map((button) => (box.draw(), button === $('.again')))[0]")?, true);
    open.page.click("findling-search >>> .again")?;
    open.answered("缔约方")?;
    open.page.press("Escape")?;
    open.page.press("Escape")?;
    open.page.click("findling-search >>> input")?;
    open.until("$('.forget')?.checkVisibility()")?;
    open.page.click("findling-search >>> .forget")?;
    open.until("!$('.recent')")?;
    assert_eq!(open.page.eval("localStorage.getItem('findling:recent')")?, "[]");
    Ok(())
}

#[test]
fn arrows_go_through_recent_searches_and_escape_comes_back_to_the_field() -> Tested {
    for elements in [BOX, "<findling-search modal></findling-search>", "<findling-results></findling-results>"] {
        let mut open = Open::new(site(elements))?;
        open.page.init_script(r#"localStorage.setItem("findling:recent", '["多边", "缔约方"]')"#)?;
        open.goto("/site.html")?;
        if elements.contains("modal") {
            open.page.press("Control+K")?;
        } else {
            open.page.click("findling-search, findling-results >>> input")?;
        }
        open.until("$('.again')?.checkVisibility()")?;
        let focused = "[box.shadowRoot.activeElement.className, box.shadowRoot.activeElement.textContent]";
        open.page.press("ArrowDown")?;
        assert_eq!(open.look(focused)?, json!(["again", "多边"]), "{elements}");
        open.page.press("ArrowDown")?;
        assert_eq!(open.look(focused)?, json!(["again", "缔约方"]), "{elements}");
        open.page.press("ArrowDown")?;
        assert_eq!(open.look(focused)?, json!(["again", "缔约方"]), "{elements}");
        open.page.press("Tab")?;
        assert_eq!(open.look(focused)?, json!(["forget", ""]), "{elements}");
        open.page.press("ArrowUp")?;
        assert_eq!(open.look(focused)?, json!(["again", "多边"]), "{elements}");
        open.page.press("ArrowUp")?;
        assert_eq!(open.look("box.shadowRoot.activeElement === $('input')")?, true, "{elements}");
        open.page.press("ArrowDown")?;
        if elements == BOX {
            open.page.press("Escape")?;
            open.until("!$('.popup').checkVisibility()")?;
            assert_eq!(open.look("box.shadowRoot.activeElement === $('input')")?, true);
            // The first press opens the popup again, and chooses.
            open.page.press("ArrowDown")?;
        }
        open.page.press("Enter")?;
        open.answered("多边")?;
        assert_eq!(open.look("box.shadowRoot.activeElement === $('input')")?, true, "{elements}");
        open.assert_quiet()?;
    }
    Ok(())
}

#[test]
fn no_recent_keeps_nothing() -> Tested {
    let mut open = Open::with("<findling-search no-recent></findling-search>")?;
    open.page.eval("addEventListener('findling:select', (e) => e.preventDefault())")?;
    open.search("缔约方")?;
    open.answered("缔约方")?;
    open.page.press("Enter")?;
    assert_eq!(open.page.eval("localStorage.length")?, 0);
    Ok(())
}

#[test]
fn from_right_to_left_everything_is_mirrored_and_nothing_sticks_out() -> Tested {
    for (lang, name) in [("he", "חיפוש"), ("ar", "بحث")] {
        let modal = "<findling-search modal></findling-search>";
        let mut open = Open::new(site("").file("/rtl.html", document(lang, modal)))?;
        open.page.viewport(Viewport { width: 360, height: 640, mobile: true })?;
        open.goto("/rtl.html")?;
        open.page.click("findling-search >>> .opener")?;
        open.page.type_text("التعاون")?;
        open.answered("التعاون")?;
        assert_eq!(open.look("[$('dialog').ariaLabel, $('.box').dir]")?, json!([name, "rtl"]));
        let right = "$('.close').getBoundingClientRect().left > $('input').getBoundingClientRect().right";
        assert_eq!(open.look(right)?, true);
        assert_eq!(open.look("getComputedStyle($('.name')).direction")?, "rtl");
        assert_eq!(open.page.eval("document.documentElement.scrollWidth")?, 360);
        open.assert_quiet()?;
    }
    Ok(())
}

#[test]
fn forced_colours_show_what_is_chosen_and_what_is_marked() -> Tested {
    let mut open = Open::new(site(BOX))?;
    open.page.media(&[("forced-colors", "active")])?;
    open.goto("/site.html")?;
    open.search("多边合作")?;
    open.answered("多边合作")?;
    open.page.press("ArrowDown")?;
    assert_eq!(open.look("getComputedStyle($('[aria-selected=true]')).outlineStyle")?, "solid");
    let apart = "getComputedStyle($('mark')).backgroundColor !== getComputedStyle($('.popup')).backgroundColor";
    assert_eq!(open.look(apart)?, true);
    open.assert_quiet()
}

#[test]
fn nothing_moves_for_those_who_want_it_still() -> Tested {
    let mut open = Open::new(site(BOX))?;
    open.page.media(&[("prefers-reduced-motion", "reduce")])?;
    open.goto("/site.html")?;
    open.page.intercept("findling.wasm", Answer::Pass)?;
    open.page.click("findling-search >>> input")?;
    assert_eq!(open.look("getComputedStyle($('.field')).transitionDuration")?, "0s");
    open.look("$('.field').classList.add('busy')")?;
    let moving = "$('.field').getAnimations({ subtree: true }).filter((a) => a.effect.getTiming().duration > 0).length";
    assert_eq!(open.look(moving)?, 0);
    open.assert_quiet()
}

#[test]
fn at_twice_the_size_everything_is_there_and_scrolls_one_way() -> Tested {
    for elements in [BOX, "<findling-results facets></findling-results>"] {
        let mut open = Open::new(site(elements))?;
        let screen = json!({ "width": 640, "height": 400, "deviceScaleFactor": 2, "mobile": false });
        open.page.call("Emulation.setDeviceMetricsOverride", &screen)?;
        open.goto("/site.html")?;
        open.search("多边合作")?;
        open.answered("多边合作")?;
        let aside = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(open.page.eval(aside)?, 0, "{elements}");
        let cut = "$$('.name, .text, button').filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > 640).length";
        assert_eq!(open.look(cut)?, 0, "{elements}");
        open.assert_quiet()?;
    }
    Ok(())
}

#[test]
fn a_page_that_gives_the_box_its_room_does_not_move_when_it_comes() -> Tested {
    let room = "findling-search:not(:defined) { display: block; min-block-size: 3rem }";
    for elements in [BOX, "<findling-search modal></findling-search>"] {
        let around = around(&format!("<link rel=stylesheet href=/room.css>{elements}<p>各国应当加强多边合作。</p>"));
        let mut open = Open::new(site("").file("/room.css", room).file("/moving.html", around))?;
        open.page.init_script(
            "window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (moved += value)))
               .observe({ type: 'layout-shift', buffered: true })",
        )?;
        open.goto("/moving.html")?;
        open.page.eval("new Promise((resolve) => setTimeout(resolve, 300))")?;
        assert_eq!(open.page.eval("moved")?, 0, "{elements}");
        let heavy = |url: &String| url.contains("findling.wasm") || url.contains("worker.js");
        assert!(!open.page.requests()?.iter().any(heavy), "{elements}");
    }
    Ok(())
}
