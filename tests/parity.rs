//! The same queries give the same pages, marks and scores natively, in Node and in browsers, to the last bit.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]
mod seeds;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use findling_core::search::{Mark, results};
use findling_core::{Index, Options};
use findling_harness::{Browser, Driven, Firefox, HarnessError, RunningSite, Site, Webkit, node};
use findling_indexer::{NativeHost, cut};
use serde_json::{Value, json};

/// Number of queries.
const QUERIES: usize = 200;

/// Pinyin of words in the texts, and input that nobody should type.
const OTHERS: &[&str] = &[
    "hezuo",
    "quanqiu",
    "quanqiuhua",
    "yiqing",
    "zhili",
    "quanqiuzhili",
    "zhongguo",
    "shijie",
    "jingji",
    "duobian hezuo",
    "weisheng",
    "ＧＤＰ",
    "g20",
    "２０２０年",
    "二〇二〇年",
    "第十三条",
    "5万亿",
    "全球化 OR 疫情",
    "lang:ko",
    "lang:zh 合作",
    "title:疫情",
    "\"",
    "\"\"",
    "-",
    "- -",
    "OR",
    "OR OR",
    "(((",
    ":",
    "a:b:c",
    "-合作",
    "“全球治理",
    "\"全球 治理",
    "*",
    "\\",
    "<b>合作</b>",
    "&amp;",
    "😀",
    "👩‍👩‍👧 合作",
    "é\u{301}",
    "\u{200b}",
    "\0",
    "\u{feff}合作",
    "合\u{200d}作",
    "ﷺ",
    "zzzzqqq",
    "합작",
    "세계",
    "ß",
    "İstanbul",
    "ⅷ",
    "㍿",
    "𠀀",
    "  合作   全球  ",
    "\t\n",
];

/// A generator of numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end.max(1)
    }
}

/// Queries from the texts: substrings, words, prefixes and misspellings of words, with operators.
fn queries() -> Vec<String> {
    let texts: Vec<Vec<char>> =
        seeds::corpus().pages.iter().flat_map(cut).map(|passage| passage.text.chars().collect()).collect();
    let words: BTreeSet<String> = texts
        .iter()
        .flat_map(|text| text.split(|c| !c.is_ascii_alphabetic()).map(|word| word.iter().collect::<String>()))
        .filter(|word| word.len() > 3)
        .collect();
    let words: Vec<String> = words.into_iter().collect();
    let mut dice = Dice(7);
    let mut queries: BTreeSet<String> = OTHERS.iter().map(ToString::to_string).collect();
    while queries.len() < QUERIES {
        let text = &texts[dice.below(texts.len())];
        let mut piece = |most: usize| {
            let length = 2 + dice.below(most);
            let start = dice.below(text.len().saturating_sub(length));
            text[start..(start + length).min(text.len())].iter().collect::<String>()
        };
        let (short, other, long) = (piece(3), piece(3), piece(12));
        let word = &words[dice.below(words.len())];
        let mut swapped: Vec<char> = word.chars().collect();
        let at = dice.below(swapped.len() - 1);
        swapped.swap(at, at + 1);
        queries.insert(match dice.below(8) {
            0 | 1 => short,
            2 => long,
            3 => word.clone(),
            4 => word[..2 + dice.below(word.len() - 2)].to_owned(),
            5 => swapped.into_iter().collect(),
            6 => format!("\"{long}\" {short}"),
            _ => format!("{short} -{other} OR {word}"),
        });
    }
    queries.into_iter().collect()
}

/// The compared parts of an answer, in JavaScript: pages and passages in order, their scores, texts and marks, the counts and the words.
const SHOWN: &str = "const bits = (score) => new Uint32Array(Float32Array.of(score).buffer)[0];
  const shown = ({ total, count, missing, relaxed, pages }) => [total, count, missing, relaxed.map((r) => [r.kind, r.from, r.to]),
    pages.map((page) => [page.id, bits(page.score), page.titleMarks, page.passages.map((passage) => [passage.url, bits(passage.score), passage.text, passage.marks])])];
  const answers = async (index, queries) => {
    const rows = [];
    for (const query of queries) rows.push(shown(await index.search(query)));
    return JSON.stringify(rows);
  };";

/// The same parts, natively.
fn native(queries: &[String]) -> Vec<Value> {
    let index = Index::open(seeds::pack(), Box::new(NativeHost)).unwrap();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    // Decimal numbers are not compared as texts, because a parser may round them.
    let bits = |p: &Value| p["score"].as_f64().map(|score| (score as f32).to_bits());
    let passage = |p: &Value| json!([p["url"], bits(p), p["text"], p["marks"]]);
    let page = |p: &Value| {
        json!([p["id"], bits(p), p["titleMarks"], list(&p["passages"]).iter().map(passage).collect::<Vec<_>>()])
    };
    let relaxed = |r: &Value| json!([r["kind"], r["from"], r["to"]]);
    let answer = |query: &String| {
        let answer = index.search(query, &Options::default());
        let a: Value = serde_json::to_value(results(&index, &answer, utf16)).unwrap();
        json!([
            a["total"],
            a["count"],
            a["missing"],
            list(&a["relaxed"]).iter().map(relaxed).collect::<Vec<_>>(),
            list(&a["pages"]).iter().map(page).collect::<Vec<_>>()
        ])
    };
    queries.iter().map(answer).collect()
}

/// Ranges in UTF-16 units.
fn utf16(text: &str, marks: &[Mark]) -> Vec<(u32, u32)> {
    let units = |end: usize| text[..end].encode_utf16().count() as u32;
    marks.iter().map(|mark| (units(mark.start), units(mark.end))).collect()
}

fn assert_same(place: &str, queries: &[String], answers: &str) {
    let (ours, theirs) = (native(queries), serde_json::from_str::<Vec<Value>>(answers).unwrap());
    assert_eq!(ours.len(), theirs.len());
    for ((query, ours), theirs) in queries.iter().zip(&ours).zip(&theirs) {
        assert_eq!(ours, theirs, "{query:?} has another answer in {place}");
    }
}

#[test]
fn most_of_the_queries_find_something() {
    let queries = queries();
    let found = native(&queries).iter().filter(|answer| answer[0] != 0).count();
    assert!(queries.len() == QUERIES && found * 2 > QUERIES, "{found} of {}", queries.len());
}

#[test]
fn node_answers_as_the_native_engine_does() -> Result<(), HarnessError> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parity");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("package.json"), "{\"type\":\"module\"}")?;
    for name in ["findling.js", "index.js", "engine.js", "findling.wasm"] {
        fs::write(folder.join(name), &seeds::site().files[name])?;
    }
    let queries = queries();
    fs::write(folder.join("queries.json"), json!(queries).to_string())?;
    fs::write(
        folder.join("ask.js"),
        format!(
            "import {{ readFile }} from 'node:fs/promises';
            import {{ open }} from './findling.js';
            {SHOWN}
            const queries = JSON.parse(await readFile(new URL('queries.json', import.meta.url), 'utf8'));
            console.log(await answers(await open(await readFile(new URL('findling.wasm', import.meta.url))), queries));"
        ),
    )?;
    let answers = node(&folder.join("ask.js"), &[])?;
    assert_same("Node", &queries, &answers);
    Ok(())
}

/// The files of the corpus, and an empty page.
fn site() -> Result<RunningSite, HarnessError> {
    let site = Site::new().file("/blank.html", "<!doctype html><title>parity</title>");
    seeds::site().files.iter().fold(site, |site, (name, content)| site.file(&format!("/{name}"), content)).start()
}

fn assert_same_in(place: &str, browser: &mut dyn Driven) -> Result<(), HarnessError> {
    let (site, queries) = (site()?, queries());
    browser.goto(&site.url("/blank.html"))?;
    let ask = format!(
        "{SHOWN} import('/findling.js').then(async ({{ open }}) => {{ window.answers = await answers(await open('/findling.wasm'), {}); }})",
        json!(queries)
    );
    browser.eval(&format!("(() => {{ {ask} }})()"))?;
    browser.wait_for("typeof window.answers === 'string'", Duration::from_mins(1))?;
    let answers = browser.eval("window.answers")?;
    assert_same(place, &queries, answers.as_str().unwrap_or_default());
    Ok(())
}

#[test]
#[ignore = "needs Firefox: cargo xtask firefox"]
fn firefox_answers_as_the_native_engine_does() -> Result<(), HarnessError> {
    assert_same_in("Firefox", &mut Firefox::launch()?)
}

#[test]
#[ignore = "needs WebKit: cargo xtask webkit"]
fn webkit_answers_as_the_native_engine_does() -> Result<(), HarnessError> {
    assert_same_in("WebKit", &mut Webkit::launch()?)
}

#[test]
fn a_browser_answers_as_the_native_engine_does() -> Result<(), HarnessError> {
    let site = site()?;
    let browser = Browser::shared()?;
    let mut page = browser.page()?;
    page.goto(&site.url("/blank.html"))?;
    let queries = queries();
    let answers = page.eval(&format!(
        "(async () => {{ {SHOWN}
          const {{ open }} = await import('/findling.js');
          return answers(await open('/findling.wasm'), {}); }})()",
        json!(queries)
    ))?;
    assert_same("the browser", &queries, answers.as_str().unwrap_or_default());
    Ok(())
}
