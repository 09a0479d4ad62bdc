//! The samples are read as a person reads them: each has a golden file with its outline, blocks, passages and what was dropped.
//!
//! `BLESS=1 cargo test` writes the golden files anew; look at what changed before keeping it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]

use std::{fmt::Write, fs, path::PathBuf};

use findling_indexer::{Block, Page, TextFile, TextOptions, Why, cut, read_text as read};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/samples")
}

fn samples() -> Vec<(String, String)> {
    let mut all: Vec<_> = fs::read_dir(folder())
        .expect("the samples are there")
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_stem()?.to_str()?.to_owned();
            (path.extension()? == "txt").then(|| Some((name, fs::read_to_string(&path).ok()?)))?
        })
        .collect();
    all.sort();
    all
}

fn reading(name: &str, text: &str) -> TextFile {
    read(text, &TextOptions { stem: name.to_owned(), lang: None })
}

fn golden(file: &TextFile) -> String {
    let mut out = String::new();
    for page in &file.pages {
        writeln!(out, "PAGE {} [{}] {}", page.id, page.lang, page.title).expect("writes");
        for (key, values) in &page.meta {
            writeln!(out, "  {key}: {}", values.join(" | ")).expect("writes");
        }
        for block in &page.blocks {
            let kind = match block {
                Block::Heading { level, .. } => format!("h{level}"),
                Block::Paragraph(_) => "p".to_owned(),
                Block::Item { marker, .. } if marker == "•" => "*".to_owned(),
                Block::Item { .. } => "item".to_owned(),
                Block::Quote(_) => "quote".to_owned(),
                Block::Byline(_) => "byline".to_owned(),
                Block::Note(_) => "note".to_owned(),
                Block::Table(_) => "table".to_owned(),
                Block::Break => "break".to_owned(),
            };
            writeln!(out, "{kind:6} {}", block.text().replace('\n', "\n       ")).expect("writes");
        }
        for passage in cut(page) {
            writeln!(out, "  #{} {} [{}]", passage.anchor, passage.text.chars().count(), passage.path.join(" › "))
                .expect("writes");
        }
    }
    for dropped in &file.dropped {
        writeln!(out, "DROPPED {} {:?} {}", dropped.line, dropped.why, dropped.text).expect("writes");
    }
    out
}

#[test]
fn samples_read_as_their_golden_files_say() {
    let all = samples();
    assert!(all.len() >= 16);
    for (name, text) in all {
        let got = golden(&reading(&name, &text));
        let path = folder().join(format!("{name}.golden"));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &got).expect("the golden file can be written");
        }
        let want = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(got, want, "{name}: run with BLESS=1 if this is what a reader would see");
    }
}

/// Letters and digits of a text, counted.
fn letters(text: &str) -> std::collections::BTreeMap<char, usize> {
    let mut counts = std::collections::BTreeMap::new();
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// Everything that a file became, in one string.
fn everything(file: &TextFile) -> String {
    let mut all = String::new();
    for page in &file.pages {
        all.push_str(&page.title);
        for value in page.meta.values().flatten() {
            all.push_str(value);
        }
        for block in &page.blocks {
            all.push_str(&block.text());
        }
    }
    for dropped in &file.dropped {
        all.push_str(&dropped.text);
    }
    all
}

fn assert_nothing_lost(text: &str) {
    let file = reading("x", text);
    let kept = letters(&everything(&file));
    for (c, count) in letters(text) {
        assert!(kept.get(&c).copied().unwrap_or(0) >= count, "{c:?} is lost of {text:?}: {file:?}");
    }
}

#[test]
fn no_letter_of_a_sample_is_lost() {
    for (_, text) in samples() {
        assert_nothing_lost(&text);
    }
}

/// The texts of a page, its title first.
fn texts(page: &Page) -> Vec<String> {
    let blocks = page.blocks.iter().filter(|b| **b != Block::Break).map(|b| b.text().into_owned());
    std::iter::once(page.title.clone()).chain(blocks).collect()
}

#[test]
fn reading_what_was_read_changes_nothing() {
    for (name, text) in samples() {
        for page in reading(&name, &text).pages {
            let once = texts(&page);
            let again = reading(&name, &once.join("\n\n"));
            let mut twice: Vec<String> = again.pages.iter().flat_map(texts).collect();
            // A title that is a question, and so a sentence, names the page by being its first words, and stays in the text.
            twice.dedup();
            assert_eq!(twice, once, "{name}");
            let cleaned: Vec<_> = again.dropped.iter().filter(|d| d.why != Why::Metadata).collect();
            assert!(cleaned.is_empty(), "{name}: {cleaned:?}");
        }
    }
}

/// Whether a character may open a line only if the line goes on a sentence.
fn goes_on(c: char) -> bool {
    c.is_lowercase()
        || matches!(
            c,
            '，' | '。'
                | '；'
                | '：'
                | '、'
                | '）'
                | '」'
                | '”'
                | '！'
                | '？'
                | ','
                | '.'
                | ';'
                | ':'
                | ')'
                | '!'
                | '?'
        )
}

#[test]
fn no_line_end_of_a_sample_cuts_a_sentence() {
    for (name, text) in samples() {
        for page in reading(&name, &text).pages {
            for (at, block) in page.blocks.iter().enumerate() {
                let (Block::Paragraph(text) | Block::Quote(text) | Block::Note(text)) = block else { continue };
                let salutes = at > 0 && page.blocks[at - 1].text().ends_with([',', ':', '：']);
                let labelled = text.split_once(": ").is_some_and(|(label, _)| label.len() < 8);
                assert!(salutes || labelled || !text.starts_with(goes_on), "{name}: {text}");
                let hyphen = text.strip_suffix('-').is_some_and(|rest| rest.ends_with(char::is_alphabetic));
                assert!(!hyphen && !text.ends_with(['，', '、']), "{name}: {text}");
            }
        }
    }
}

/// Ideographs that stand together.
fn is_ideograph(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[test]
fn every_string_of_2_to_12_chinese_characters_of_the_samples_is_found_on_its_page() {
    let corpus = findling_indexer::read::read(&folder()).expect("the samples can be read");
    let pack = findling_indexer::build(&corpus, &findling_indexer::Options::default()).expect("they can be compiled");
    let index = findling_core::Index::open(&pack.bytes, Box::new(findling_indexer::NativeHost)).expect("and opened");
    let options = findling_core::Options { limit: corpus.pages.len(), ..Default::default() };
    for page in &corpus.pages {
        let texts = texts(page).join("\n");
        for run in texts.split(|c| !is_ideograph(c)).map(|run| run.chars().collect::<Vec<_>>()) {
            // Every place with two lengths, and all lengths in turn.
            for (at, length) in (0..run.len()).flat_map(|at| [(at, 2), (at, 3 + at % 10)]) {
                let Some(typed) = run.get(at..at + length) else { continue };
                let typed: String = typed.iter().collect();
                let found = index.search(&typed, &options);
                assert!(found.pages.iter().any(|hit| index.page_id(hit.page) == page.id), "{typed} on {}", page.id);
            }
        }
    }
}

mod random {
    use super::*;
    use proptest::prelude::*;

    /// Lines of the looks that the reader tells apart, in any order.
    fn line() -> impl Strategy<Value = String> {
        prop_oneof![
            Just(String::new()),
            Just("\u{c}".to_owned()),
            Just("12".to_owned()),
            Just("- 3 -".to_owned()),
            Just("=====".to_owned()),
            Just("* * *".to_owned()),
            Just("□ 赵 磊".to_owned()),
            Just("（作者系某校教授）".to_owned()),
            Just("【编者按】短语。".to_owned()),
            Just("摘  要".to_owned()),
            Just("Abstract: words".to_owned()),
            Just("2020年3月30日".to_owned()),
            Just("From: a@b.c".to_owned()),
            Just("Subject: x".to_owned()),
            Just("来源：日报".to_owned()),
            Just("a\tb\tc".to_owned()),
            Just("> quoted".to_owned()),
            // What is said by a sign, with little or nothing behind it.
            "(##?#?|[-*+•□◆]|[1-3][.)]|（一）|一、|【】?|[>|] ?[>•]?|---|```|注：|图1|第一[章条]|来源：|Subject:|目录|\\[1\\]|\\*\\*|\u{feff}|\u{ad}|\t|a\t) ?[甲-申a-f。，>•#]{0,3}",
            Just("## 标题".to_owned()),
            Just("某某年报".to_owned()),
            Just("第一章 总则 ......... 3".to_owned()),
            "第[一二三][章节条] ?[甲-申]{0,12}",
            "[一二三1-3][、.．] ?[甲-申a-f]{1,20}[。；]?",
            "（[一二三1-3]）[甲-申]{1,20}[。；]?",
            " {0,4}[甲-申，。“”（）\\[1\\]]{1,40}",
            "[a-zA-Z ,.\\-]{1,70}",
            "\\PC{0,30}",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_letter_of_any_text_is_lost(lines in prop::collection::vec(line(), 0..24)) {
            assert_nothing_lost(&lines.join("\n"));
        }

        #[test]
        fn passages_hold_each_block_once_and_anchors_are_unique(lines in prop::collection::vec(line(), 0..40)) {
            for page in reading("x", &lines.join("\n")).pages {
                let passages = cut(&page);
                let mut anchors: Vec<_> = passages.iter().map(|p| p.anchor.clone()).collect();
                anchors.sort();
                anchors.dedup();
                prop_assert_eq!(anchors.len(), passages.len());
                prop_assert!(passages.iter().all(|p| !p.anchor.is_empty() && !p.text.is_empty()));
                for (at, block) in page.blocks.iter().enumerate().filter(|(_, b)| !matches!(b, Block::Heading { .. } | Block::Break)) {
                    let mut end = 0;
                    for piece in passages.iter().flat_map(|p| &p.pieces).filter(|p| p.block == at) {
                        prop_assert_eq!(piece.bytes.start, end);
                        end = piece.bytes.end;
                    }
                    prop_assert_eq!(end, block.text().len());
                }
            }
        }

        #[test]
        fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(text) = findling_indexer::decode(&bytes, None) {
                reading("x", &text.text);
            }
        }
    }
}
