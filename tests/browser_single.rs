//! One file with a whole corpus, opened from a disk: it is searched and read, and asks nobody for anything.
#![allow(clippy::unwrap_used, reason = "a test without its file ends here, and says why")]
mod widget;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use findling_harness::{Browser, Driven, Firefox, HarnessError, Page};
use serde_json::json;
use widget::{SOON, inside};

type Tested = Result<(), HarnessError>;

/// The file, made once for all tests.
fn file() -> &'static str {
    static MADE: OnceLock<String> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("single");
        let _ = fs::remove_dir_all(&folder);
        let source = folder.join("notes");
        fs::create_dir_all(source.join("lang")).unwrap();
        let bells = "This paragraph is about clocks and little else, as these things go.\n\n".repeat(40);
        let page = |title: &str, text: &str| format!("---\ntitle: {title}\n---\n{text}\n");
        fs::write(source.join("clock.md"), page("Clock", &format!("## Winding\n\n{bells}## Striking\n\nThe bell rings at noon.\n"))).unwrap();
        fs::write(source.join("lang/多边.md"), page("多边合作", "## 气候\n\n各国应当加强多边合作，共同应对气候变化。")).unwrap();
        let evil = "<script>window.hurt = true</script> barometer <img src=x onerror='window.hurt = true'> [go](javascript:hurt=true)";
        fs::write(source.join("evil.md"), page("'</script><script>window.hurt = true</script>'", evil)).unwrap();
        let out: PathBuf = folder.join("out.html");
        let arguments = ["findling".into(), "build".into(), source.into(), "--single-file".into(), out.clone().into()];
        findling_cli::run(arguments.map(|argument: OsString| argument)).unwrap();
        format!("file://{}", out.display())
    })
}

struct Open {
    page: Page,
    _browser: std::sync::Arc<Browser>,
}

fn open(hash: &str) -> Result<Open, HarnessError> {
    let browser = Browser::shared()?;
    let mut page = browser.page()?;
    page.goto(&format!("{}{hash}", file()))?;
    page.wait_for(&inside("$('input')"), SOON)?;
    Ok(Open { page, _browser: browser })
}

impl Open {
    fn search(&mut self, query: &str) -> Tested {
        self.page.eval(&inside("($('input').focus(), $('input').select())"))?;
        self.page.type_text(query)?;
        self.page.wait_for(&inside(&format!("box.session.results?.query === {}", json!(query))), SOON).map(drop)
    }

    fn assert_quiet(&mut self) -> Tested {
        let console = self.page.console()?;
        assert!(console.is_empty(), "{console:?}");
        let requests = self.page.requests()?;
        assert!(requests.iter().all(|url| url.starts_with(file()) || url.starts_with("data:")), "{requests:?}");
        Ok(())
    }
}

const READING: &str = "document.querySelector('#reading')";

#[test]
fn a_result_leads_to_its_passage_in_the_same_file_and_back() -> Tested {
    let mut open = open("")?;
    open.search("bell noon")?;
    open.page.eval("window.same = true")?;
    open.page.click("findling-results >>> .passage")?;
    open.page.wait_for(&format!("!{READING}.hidden && {READING}.querySelector('findling-marks')?.shadowRoot"), SOON)?;
    let seen = "(() => { const { top, bottom } = [...document.querySelectorAll('#reading section')].at(-1).getBoundingClientRect();
        return top < innerHeight && bottom > 0; })()";
    open.page.wait_for(seen, SOON)?;
    assert_eq!(open.page.eval("[document.title, document.documentElement.lang, same]")?, json!(["Clock", "en", true]));
    open.page.wait_for("CSS.highlights.get('findling')?.size === 2", SOON)?;
    open.page.eval("history.back()")?;
    open.page.wait_for(&format!("{READING}.hidden"), SOON)?;
    assert_eq!(open.page.eval(&inside("[$('input').value, $$('.page').length]"))?, json!(["bell noon", 1]));
    open.search("多边合作")?;
    open.page.click("findling-results >>> .passage")?;
    open.page.wait_for(&format!("{READING}.textContent.includes('应对气候变化')"), SOON)?;
    open.page.click("#reading .back")?;
    open.page.wait_for(&format!("{READING}.hidden"), SOON)?;
    open.assert_quiet()
}

#[test]
fn a_page_has_an_address_of_its_own_and_leads_to_its_neighbours_and_sections() -> Tested {
    let mut open = open("#/clock.html#striking")?;
    open.page.wait_for(&format!("{READING}.querySelector('h1')?.textContent === 'Clock' && scrollY > 300"), SOON)?;
    open.page.eval("document.querySelector('#reading .contents a').click()")?;
    open.page.wait_for("location.hash === '#/clock.html#winding' && document.activeElement.id === 'winding'", SOON)?;
    open.page.eval("document.querySelector('#reading .next').click()")?;
    open.page.wait_for(&format!("!{READING}.textContent.includes('Winding') && !{READING}.hidden"), SOON)?;
    open.assert_quiet()
}

#[test]
fn what_a_corpus_says_is_shown_and_not_done() -> Tested {
    let mut open = open("")?;
    open.search("barometer")?;
    open.page.click("findling-results >>> .passage")?;
    open.page.wait_for(&format!("{READING}.textContent.includes('barometer')"), SOON)?;
    assert_eq!(open.page.eval("[window.hurt ?? null, document.title.includes('<script>')]")?, json!([null, true]));
    assert_eq!(open.page.eval("document.querySelectorAll('#reading img, #reading script').length")?, 0);
    open.assert_quiet()
}

#[test]
fn filters_reasons_help_and_other_languages_are_in_the_file() -> Tested {
    let browser = Browser::shared()?;
    let mut page = browser.page()?;
    page.init_script("Object.defineProperty(navigator, 'languages', { value: ['de'] })")?;
    page.goto(file())?;
    page.wait_for(&inside("$('input')"), SOON)?;
    assert_eq!(page.eval("document.querySelector('#about').textContent")?, "3 Seiten");
    let mut open = Open { page, _browser: browser };
    open.search("clocks")?;
    open.page.click("findling-results >>> .about")?;
    open.page.wait_for(&inside("$('.details')"), SOON)?;
    open.page.eval(&inside("$('.help').click()"))?;
    open.page.wait_for(&inside("$('.tips')"), SOON)?;
    open.assert_quiet()
}

#[test]
#[ignore = "needs Firefox: cargo xtask firefox"]
fn firefox_searches_and_reads_the_file_too() -> Tested {
    let mut firefox = Firefox::launch()?;
    firefox.goto(file())?;
    firefox.wait_for(&inside("$('input')"), SOON)?;
    firefox.eval(&inside("$('input').focus()"))?;
    firefox.type_text("bell noon")?;
    firefox.wait_for(&inside("box.session.results?.query === 'bell noon'"), SOON)?;
    firefox.eval(&inside("$('.passage').click()"))?;
    firefox.wait_for(
        &format!("!{READING}.hidden && {READING}.querySelector('findling-marks')?.shadowRoot !== null"),
        SOON,
    )?;
    assert_eq!(firefox.eval("document.title")?, "Clock");
    firefox.eval("history.back()")?;
    firefox.wait_for(&format!("{READING}.hidden"), SOON)
}
