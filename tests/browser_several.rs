//! Several sites in one search, and several languages on one site.
#![allow(clippy::unwrap_used, reason = "a test without its corpus ends here, and says why")]
mod widget;

use std::fs;
use std::path::Path;

use findling_harness::{HarnessError, Site};
use serde_json::{Value, json};
use widget::{Open, SOON, document, site};

type Tested = Result<(), HarnessError>;

/// The module of a corpus of these lines.
fn module(name: &str, lines: &str) -> Vec<u8> {
    let source = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.jsonl"));
    fs::write(&source, lines).unwrap();
    let corpus = findling_indexer::read::read(&source).unwrap();
    findling_cli::Site::compile(&corpus, &findling_indexer::Options::default()).unwrap().files["findling.wasm"].clone()
}

const BLOG: &str = r#"{"id":"treaty","url":"first.html","title":"协定之后","text":"协定签署之后的一年。","lang":"zh-Hans","date":"2024-01-02"}
{"id":"kelp","url":"https://e.org/kelp","title":"Kelp","text":"A forest under water.","lang":"en","date":"2018-01-02"}
"#;

fn with_blog(elements: &str) -> Site {
    site(elements).file("/blog/findling.wasm", module("blog", BLOG))
}

#[test]
fn several_sites_answer_as_one() -> Tested {
    let elements = "<findling-results facets='site' sorts='date desc' src='/findling.wasm Docs, /blog/findling.wasm 9 My blog'></findling-results>";
    let mut open = Open::new(with_blog(elements))?;
    open.goto("/site.html?q=%E5%8D%8F%E5%AE%9A")?;
    open.answered("协定")?;
    assert_eq!(open.look("$('.name').textContent")?, "协定之后", "its site weighs more");
    assert_eq!(open.look("new URL($('.title').href).pathname")?, "/blog/first.html");
    assert!(open.look("$('.path').textContent")?.as_str().is_some_and(|path| path.starts_with("My blog")));
    assert_eq!(
        open.look("[box.session.results.total, new URL($$('.title')[1].href).pathname.slice(0, 7)]")?,
        json!([13, "/pages/"])
    );
    open.until("!$('.tools').hidden")?;
    open.page.click("findling-results >>> .facet summary")?;
    open.page.click("findling-results >>> .facet[open] label:nth-of-type(2)")?;
    open.until("$$('.page').length === 1 && box.session.results.total === 1")?;

    open.goto("/site.html?q=%E5%8D%8F%E5%AE%9A&q.sort=date+desc")?;
    open.answered("协定")?;
    assert_eq!(open.look("$('.name').textContent")?, "协定之后", "the newest of both");
    open.goto("/site.html?q=forest")?;
    open.answered("forest")?;
    assert_eq!(
        open.look("$$('.title').map((title) => title.origin)")?,
        json!(["https://e.org"]),
        "one answers, and no word is missing"
    );
    assert_eq!(open.look("$$('.notes p').length")?, 0);
    open.goto("/site.html?q=nowherewords")?;
    open.until("box.session.results?.query === 'nowherewords'")?;
    assert_eq!(open.look("box.session.results.total")?, 0);
    open.assert_quiet()
}

#[test]
fn the_weight_of_a_site_multiplies_its_scores() -> Tested {
    let lines =
        |name: &str| format!(r#"{{"id":"{name}","url":"{name}.html","title":"Kelp","text":"A forest.","lang":"en"}}"#);
    for (weights, first) in [("2", "two"), ("0.5", "one")] {
        let elements = format!("<findling-results src='/one.wasm, /two.wasm {weights}'></findling-results>");
        let site = site(&elements).file("/one.wasm", module("one", &lines("one")));
        let mut open = Open::new(site.file("/two.wasm", module("two", &lines("two"))))?;
        open.goto("/site.html?q=kelp")?;
        open.answered("kelp")?;
        assert_eq!(open.look("new URL($('.title').href).pathname")?, format!("/{first}.html"), "weight {weights}");
        let scores = open.look("box.session.results.pages.map((page) => page.score)")?;
        let [higher, lower] = [0, 1].map(|at| scores[at].as_f64().unwrap());
        assert!((higher / lower - 2.0).abs() < 0.01, "{scores}");
    }
    Ok(())
}

#[test]
fn a_site_that_is_not_there_leaves_the_others_to_answer() -> Tested {
    let elements = "<findling-search src='/blog/findling.wasm, /gone/findling.wasm'></findling-search>";
    let mut open = Open::new(with_blog(elements))?;
    open.goto("/site.html")?;
    open.search("forest")?;
    open.answered("forest")?;
    assert_eq!(open.look("$$('.page').length")?, 1);
    let said: Vec<_> = open.page.console()?.iter().filter(|line| line.text.starts_with("Findling: ")).collect();
    assert!(matches!(said[..], [one] if one.text.contains("/gone/findling.wasm answered 404")), "{said:?}");
    Ok(())
}

const GUIDES: &str = r#"{"id":"en","url":"en.html","title":"The lamp","text":"The lamp of glass is cleaned with spirit.","lang":"en"}
{"id":"de","url":"de.html","title":"Die Werft","text":"Auf der Werft liegt ein Schiff namens Lamp am Kai, neben vielen anderen Schiffen und Booten.","lang":"de"}
"#;

#[test]
fn a_preferred_language_does_not_lift_a_mention_over_the_page_about_it() -> Tested {
    let page = document("de", "<findling-results src=/guides.wasm></findling-results>");
    let mut open = Open::new(site("").file("/guides.wasm", module("guides", GUIDES)).file("/page.html", page))?;
    open.goto("/page.html?q=lamp")?;
    open.page.wait_for(&widget::inside("$$('.page').length === 2"), SOON)?;
    assert_eq!(open.look("box.session.results.pages.map((page) => page.id).join()")?, "en,de");
    open.assert_quiet()
}

const LANGUAGES: &str = r#"{"id":"en","url":"en.html","title":"Overview","text":"The API is explained here, and what it answers.","lang":"en"}
{"id":"zh","url":"zh.html","title":"概述","text":"这里解释 API，以及它的回答。","lang":"zh-Hans"}
{"id":"hant","url":"hant.html","title":"概述","text":"這裡解釋 API，以及它的回答。","lang":"zh-Hant"}
{"id":"de","url":"de.html","title":"Überblick","text":"Hier wird die API erklärt, und was sie antwortet.","lang":"de"}
"#;

#[test]
fn pages_in_the_pages_language_go_first_and_none_is_hidden() -> Tested {
    let languages = module("languages", LANGUAGES);
    for (lang, prefer, first) in
        [("en", "", "en"), ("de-AT", "", "de"), ("zh-Hant", "", "hant"), ("en", " prefer=zh-Hans", "zh")]
    {
        let page = document(lang, &format!("<findling-results src=/languages.wasm{prefer}></findling-results>"));
        let mut open = Open::new(site("").file("/languages.wasm", languages.clone()).file("/page.html", page))?;
        open.goto("/page.html?q=api")?;
        open.page.wait_for(&widget::inside("$$('.page').length === 4"), SOON)?;
        let order = open.look("box.session.results.pages.map((page) => page.id)")?;
        assert_eq!(order[0], first, "{lang}{prefer}: {order}");
        open.assert_quiet()?;
    }
    Ok(())
}

/// Ten pages in English, then one in German. All have the same passages, so that the German page is the last in the engine's order.
fn handbooks() -> String {
    let passage =
        |number: usize| format!("Chapter {number} explains the API. {}", "Words follow upon words. ".repeat(40));
    let text = (1..=4).map(passage).collect::<Vec<_>>().join("\n\n");
    let page = |id: String, lang: &str| {
        json!({ "id": id, "url": format!("{id}.html"), "title": format!("Handbook {id}"), "text": text, "lang": lang })
            .to_string()
    };
    let english = (1..=10).map(|number| page(format!("e{number}"), "en"));
    english.chain([page("zde".to_owned(), "de")]).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_page_that_moved_up_shows_its_other_passages_and_its_reasons() -> Tested {
    let page = document("de", "<findling-results src=/handbooks.wasm></findling-results>");
    let mut open =
        Open::new(site("").file("/handbooks.wasm", module("handbooks", &handbooks())).file("/page.html", page))?;
    open.goto("/page.html?q=api")?;
    open.page.wait_for(&widget::inside("$$('.page').length === 8"), SOON)?;
    assert_eq!(open.look("box.session.results.pages[0].id")?, "zde");
    open.page.click("findling-results >>> .page:first-child .rest")?;
    open.until("$('.page').querySelectorAll('.passage').length === box.session.results.pages[0].matching")?;
    open.page.click("findling-results >>> .page:first-child .about")?;
    open.until("$('.details li strong')?.textContent.toLowerCase() === 'api'")?;
    open.assert_quiet()
}

/// `part(time, answer, about)`: an index that answers after `time` milliseconds; a search engine if `about` has capabilities. `merged(parts,
/// open)`: both parts as one index.
const PARTS: &str = "const { openMerged } = await import('/merged-index.js');
  const about = { title: '', langs: ['en'], fields: [], pages: 4, passages: 4, content: '', examples: [], base: '', writer: '' };
  const capabilities = { counts: 'exact', typos: true, prefix: true, substring: true, pinyin: true, facets: ['topic'], sort: [], suggestions: false };
  const page = (id) => ({ id, url: id, title: id, score: 1, meta: {}, metaMarks: {}, passages: [] });
  const answer = (ids, more = {}) => ({ query: 'x', total: ids.length, pages: ids.map(page), relaxed: [], missing: [], excluded: [], suggestions: [], facets: {}, ...more });
  const part = (time, found, more) => ({ about: { ...about, ...more }, close() {}, search: () => new Promise((resolve) => setTimeout(resolve, time, structuredClone(found))) });
  const merged = (parts, open = async (src) => parts[new URL(src).pathname]) => openMerged('/a.wasm Docs, /b.json Forum', open, '', () => {});";

/// The result of the body of an async function that has `PARTS`.
fn with_parts(body: &str) -> Result<Value, HarnessError> {
    let mut open = Open::new(site(""))?;
    let url = open.site.url("/site.html");
    open.page.goto(&url)?;
    open.page.eval(&format!("(async () => {{ {PARTS} {body} }})()"))
}

#[test]
fn pages_that_stay_are_counted_with_their_index() -> Tested {
    let script = "
      const some = [{ kind: 'some', from: 'x y', to: 'x' }];
      const index = await merged({
        '/a.wasm': part(0, answer(['a1', 'a2', 'a3', 'a4', 'a5'], { relaxed: some })),
        '/b.json': part(50, answer(['b1']), { capabilities }),
      });
      const options = { limit: 8, facets: ['site'], partial() {} };
      const shown = ({ total, pages, relaxed, facets }) => [total, pages.map(({ title }) => title).join(), relaxed.length, facets.site];
      return [shown(await index.search('x', { ...options, held: () => 3 })), shown(await index.search('y', options))];
    ";
    let expected = json!([[6, "a1,a2,a3,b1,a4,a5", 1, [["Docs", 5], ["Forum", 1]]], [1, "b1", 0, [["Forum", 1]]]]);
    assert_eq!(with_parts(script)?, expected);
    Ok(())
}

#[test]
fn search_engines_with_labels_are_filtered_by_site() -> Tested {
    let script = "
      const index = await merged({ '/a.wasm': part(0, answer(['a1']), { capabilities }), '/b.json': part(0, answer(['b1']), { capabilities }) });
      const { pages, facets } = await index.search('x', { filters: { site: ['Forum'] }, facets: ['site'] });
      return [index.about.capabilities.facets, pages.map(({ title }) => title), facets.site];
    ";
    assert_eq!(with_parts(script)?, json!([["topic", "site"], ["b1"], [["Forum", 1]]]));
    Ok(())
}

#[test]
fn an_engine_that_does_not_open_is_tried_again_after_five_seconds_and_with_the_same_query() -> Tested {
    let script = "
      let tries = 0;
      const docs = part(0, answer(['a1']), {});
      const index = await merged({}, async (src) => {
        if (src.endsWith('.wasm')) return docs;
        tries += 1;
        throw new Error('it answered 503');
      });
      const answers = [await index.search('x'), await index.search('x y')].map(({ incomplete, unanswered }) => [incomplete, unanswered]);
      const now = Date.now();
      Date.now = () => now + 5000;
      const before = tries;
      await index.search('x y z');
      const after = tries;
      await index.search('x y z');
      return [answers, before, after, tries];
    ";
    let failed = json!(["it answered 503", ["Forum"]]);
    assert_eq!(with_parts(script)?, json!([[failed, failed], 1, 2, 3]));
    Ok(())
}
