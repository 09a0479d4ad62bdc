//! The search of a split index: the same answers as those of an index in the module, each block fetched once, and faults of blocks.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed expectation fails the test")]
mod widget;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use findling_harness::{HarnessError, Network, RunningSite, node_source};
use serde_json::{Value, json};
use widget::{Open, SOON, built, hosted};

type Tested = Result<(), HarnessError>;

const BOX: &str = "<findling-search></findling-search>";
const INCOMPLETE: &str = "Part of the search data failed to load. Some results may be missing.";
/// Queries about the documentation: words, several words, the beginning of a word, a typo, a phrase, an exclusion.
const QUERIES: &[&str] =
    &["theming", "service worker", "compr", "exclud pages", "\"search box\"", "synonyms -pinyin", "weihgt"];

fn open(folder: &Path) -> Result<Open, HarnessError> {
    let mut open = Open::new(hosted(folder))?;
    open.goto("/site.html")?;
    Ok(open)
}

/// Empties the field and waits until nothing is shown.
fn clear(open: &mut Open) -> Tested {
    open.look("($('input').focus(), $('input').select())")?;
    open.page.press("Backspace")?;
    open.until("!box.session.query && !$$('.page').length").map(drop)
}

/// Waits for the final answer.
fn settled(open: &mut Open, query: &str) -> Tested {
    let query = json!(query);
    open.until(&format!(
        "box.session.results?.query === {query} && !box.session.results.partial && $('.list').ariaBusy !== 'true'"
    ))
    .map(drop)
}

/// The results as drawn, in order: titles, excerpts and marks.
fn drawn(open: &mut Open) -> Result<Value, HarnessError> {
    let text = "(e) => [e.textContent, [...e.querySelectorAll('mark')].map((m) => m.textContent)]";
    open.look(&format!("$$('.title, .passage').map({text})"))
}

/// How often each block was sent.
fn sent(site: &RunningSite) -> BTreeMap<String, usize> {
    let mut sent = BTreeMap::new();
    for answered in site.answered() {
        if let Some((_, name)) = answered.path.split_once("/blocks/") {
            *sent.entry(name.to_owned()).or_default() += 1;
        }
    }
    sent
}

#[test]
fn split_and_embedded_search_draw_the_same_and_fetch_each_block_once() -> Tested {
    let mut whole = open(&built("split-whole", "docs", "--no-split", BOX))?;
    let mut split = open(&built("split-parts", "docs", "--split", BOX))?;
    for query in QUERIES {
        for open in [&mut whole, &mut split] {
            open.look("$('input').focus()")?;
            for letter in query.chars() {
                open.page.type_text(&letter.to_string())?;
            }
            settled(open, query)?;
        }
        assert_eq!(drawn(&mut split)?, drawn(&mut whole)?, "{query}");
        clear(&mut whole)?;
        clear(&mut split)?;
    }
    // Fetched blocks answer from memory.
    for query in QUERIES {
        split.look("$('input').focus()")?;
        split.page.type_text(query)?;
        settled(&mut split, query)?;
        clear(&mut split)?;
    }
    let sent = sent(&split.site);
    assert!(!sent.is_empty() && sent.values().all(|times| *times == 1), "{sent:?}");
    whole.assert_quiet()?;
    split.assert_quiet()
}

#[test]
fn results_show_before_the_last_of_them_are_fetched_and_do_not_move() -> Tested {
    let mut open = open(&built("split-partial", "docs", "--split", BOX))?;
    open.page.eval("(window.seen = [], document.querySelector('findling-search').addEventListener('findling:results', (e) => seen.push(e.detail.pages.length)))")?;
    open.search("search")?;
    open.until("box.session.results?.steady && !box.session.waiting && $$('.page').length === 5")?;
    let first = open.look("$$('.page').map((page) => page.textContent)")?;
    open.look("$$('.page').forEach((page) => (page.mine = true))")?;
    settled(&mut open, "search")?;
    assert_eq!(open.look("$$('.page').slice(0, 5).map((page) => page.textContent)")?, first);
    assert_eq!(
        open.look("$$('.page').map((page) => !!page.mine)")?,
        json!([true, true, true, true, true, false, false, false])
    );
    assert_eq!(open.page.eval("seen")?, json!([8]), "the event comes once, with the final answer");
    // Details, further passages and filters ask the same engine.
    open.page.eval("void (location.href = '/?q=search')")?;
    open.page.wait_for("location.search === '?q=search' && document.readyState === 'complete'", SOON)?;
    settled(&mut open, "search")?;
    open.page.click("findling-results >>> .about")?;
    open.until("$('.details')?.textContent.includes('search')")?;
    open.page.click("findling-results >>> [part=more]")?;
    open.until("$$('.page').length === 16")?;
    open.assert_quiet()
}

/// The texts of a block after a fault.
fn damaged(fault: &str, bytes: &[u8]) -> Vec<u8> {
    match fault {
        "truncated" => bytes[..bytes.len() / 2].to_vec(),
        "flipped" => bytes.iter().enumerate().map(|(at, byte)| byte ^ u8::from(at == bytes.len() - 1)).collect(),
        _ => b"<!doctype html><title>Not found</title>".to_vec(),
    }
}

/// The blocks in a folder whose names begin with a letter: `w` or `t`.
fn blocks(folder: &Path, kind: char) -> Vec<PathBuf> {
    let files = fs::read_dir(folder.join("blocks")).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(kind)).collect()
}

#[test]
fn a_bad_block_is_refused_requested_again_and_searched_without() -> Tested {
    let good = built("split-good", "docs", "--split", BOX);
    for (fault, kind) in [
        ("missing", 't'),
        ("truncated", 't'),
        ("flipped", 't'),
        ("page", 't'),
        ("other", 't'),
        ("flipped", 'w'),
        ("page", 'w'),
    ] {
        let folder = built("split-bad", "docs", "--split", BOX);
        let names = blocks(&folder, kind);
        for (at, path) in names.iter().enumerate() {
            let bytes = fs::read(path).unwrap();
            match fault {
                "missing" => fs::remove_file(path).unwrap(),
                // The neighbour's bytes are a whole block, and not this one.
                "other" => fs::write(
                    path,
                    fs::read(good.join("blocks").join(names[(at + 1) % names.len()].file_name().unwrap())).unwrap(),
                )
                .unwrap(),
                fault => fs::write(path, damaged(fault, &bytes)).unwrap(),
            }
        }
        let mut open = open(&folder)?;
        open.search("theming")?;
        open.until("$('.failed')?.checkVisibility()")?;
        assert_eq!(
            open.look("[$('.failed').textContent, box.session.waiting]")?,
            json!([INCOMPLETE, false]),
            "{fault} {kind}"
        );
        let sent: BTreeMap<_, _> = sent(&open.site).into_iter().filter(|(name, _)| name.starts_with(kind)).collect();
        assert!(!sent.is_empty() && sent.values().all(|times| *times == 2), "{fault} {kind}: {sent:?}");
        let console = open.page.console()?;
        let causes = console
            .iter()
            .filter(|message| message.text.starts_with("Findling: ") && message.text.contains("/blocks/"));
        assert_eq!(causes.count(), 1, "{fault} {kind}: {console:?}");
        for path in blocks(&good, kind) {
            fs::copy(&path, folder.join("blocks").join(path.file_name().unwrap())).unwrap();
        }
        open.page.click("findling-search >>> .failed + .chip")?;
        open.until("!$('.failed') && $$('.page').length")?;
        settled(&mut open, "theming")?;
        assert_eq!(open.look("$('.title').href.includes('/theming')")?, json!(true));
    }
    Ok(())
}

#[test]
fn one_bad_block_leaves_the_other_results() -> Tested {
    let folder = built("split-one", "docs", "--split", BOX);
    let mut first = open(&folder)?;
    first.search("search")?;
    settled(&mut first, "search")?;
    let texts: Vec<String> = sent(&first.site).into_keys().filter(|name| name.starts_with('t')).collect();
    fs::remove_file(folder.join("blocks").join(&texts[0])).unwrap();
    let mut open = open(&folder)?;
    open.search("search")?;
    open.until("$('.failed')?.checkVisibility() && $$('.page').length")?;
    assert_eq!(open.look("$('.failed').textContent")?, json!(INCOMPLETE));
    // The next query has nothing to do with it.
    clear(&mut open)?;
    open.search("theming")?;
    settled(&mut open, "theming")
}

#[test]
fn a_search_in_which_the_connection_goes_away_comes_back_by_itself() -> Tested {
    let mut open = open(&built("split-offline", "docs", "--split", BOX))?;
    open.search("theming")?;
    settled(&mut open, "theming")?;
    open.page.network(Network::Offline)?;
    clear(&mut open)?;
    open.search("service worker")?;
    open.until("$('.failed')?.checkVisibility()")?;
    assert_eq!(open.look("$('.failed').textContent.startsWith('You’re offline.')")?, json!(true));
    // Blocks that are there already are searched.
    clear(&mut open)?;
    open.search("theming")?;
    settled(&mut open, "theming")?;
    assert_eq!(open.look("$('.title').href.includes('/theming')")?, json!(true));
    clear(&mut open)?;
    open.search("service worker")?;
    open.until("$('.failed')?.checkVisibility()")?;
    open.page.network(Network::Unlimited)?;
    open.until("!$('.failed') && $$('.page').length > 1")?;
    settled(&mut open, "service worker")
}

#[test]
fn a_split_index_answers_together_with_another() -> Tested {
    // The engine of a whole index, here the first or the second one, can't read the split one.
    for sources in ["/findling.js Guide, /whole/findling.js Texts", "/whole/findling.js Texts, /findling.js Guide"] {
        let elements = format!("<findling-search src='{sources}'></findling-search>");
        let folder = built("split-several", "docs", "--split", &elements);
        let texts = built("split-texts", "tests/fixtures/widget.jsonl", "--no-split", "");
        fs::rename(texts, folder.join("whole")).unwrap();
        let mut open = open(&folder)?;
        open.search("theming")?;
        settled(&mut open, "theming")?;
        assert_eq!(open.look("new URL($('.title').href).pathname.includes('theming')")?, json!(true));
        clear(&mut open)?;
        open.search("多边")?;
        settled(&mut open, "多边")?;
        assert_eq!(open.look("new URL($('.title').href).pathname.startsWith('/whole/')")?, json!(true));
        open.assert_quiet()?;
    }
    Ok(())
}

#[test]
fn node_opens_a_split_index_from_a_disk() -> Tested {
    let folder = built("split-node", "docs", "--split", "");
    fs::write(folder.join("package.json"), "{\"type\":\"module\"}").unwrap();
    let open = "import { pathToFileURL } from 'node:url';
      const { open } = await import(pathToFileURL(process.argv[1] + '/client.js'));
      const index = await open();
      const { pages, incomplete } = await index.search('theming');";
    let ask = |print: &str| {
        node_source(&format!("{open} console.log(JSON.stringify({print}))"), &[&folder.display().to_string()])
    };
    let answered =
        ask("[pages[0].url.includes('theming'), incomplete ?? null, await index.marks('theming', ['About themes.'])]")?;
    assert_eq!(answered.trim(), "[true,null,[[[6,12]]]]");
    // The search pauses before it fetches further pages. If it ends, it rejects at once.
    let ended = "await new Promise((resolve) => {
        const stop = new AbortController();
        const partial = ({ steady }) => steady && (setTimeout(resolve, 100, 'late'), stop.abort(new Error('typed on')));
        index.search('search', { limit: 8, signal: stop.signal, partial }).then(() => resolve('answered'), ({ message }) => resolve(message));
      })";
    assert_eq!(ask(ended)?.trim(), "\"typed on\"");
    fs::remove_dir_all(folder.join("blocks")).unwrap();
    assert_eq!(ask("[pages.length, incomplete.includes('/blocks/w')]")?.trim(), "[0,true]");
    Ok(())
}
