//! Pages in the markup of documentation generators. Each generator has a golden file: titles, sections with their anchors, and the parts
//! that are left out, by rule. Everything in a page's main content must be found.
//!
//! The main content is between the comments `<!-- content -->` and `<!-- /content -->`, which no generator writes. Labels, links and
//! buttons in it that are no content are between `<!-- around -->` and `<!-- /around -->`.
//!
//! `BLESS=1 cargo test` writes the golden files again. Read the difference before you commit it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use findling_core::Index;
use findling_indexer::read::{Corpus, LeftOut, read};
use findling_indexer::{Block, NativeHost, Page, cut};

/// The generators, by the names of their folders.
const GENERATORS: [&str; 13] = [
    "asciidoc",
    "docbook",
    "docusaurus",
    "doxygen",
    "gi-docgen",
    "hugo",
    "javadoc",
    "mdbook",
    "mkdocs",
    "rustdoc",
    "sphinx",
    "texinfo",
    "vitepress",
];
/// Number of words of a part of the content that are looked for as one phrase.
const PHRASE_WORDS: usize = 12;

fn folder(generator: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/generators").join(generator)
}

fn golden(corpus: &Corpus) -> String {
    let mut out = String::new();
    writeln!(out, "SITE {}", corpus.title).unwrap();
    for page in &corpus.pages {
        write_page(&mut out, page);
    }
    for skipped in &corpus.not_searchable {
        writeln!(out, "LEFT OUT {}: {}", skipped.file, skipped.reason).unwrap();
    }
    for (text, pages) in &corpus.recurring {
        writeln!(out, "ON {pages} PAGES {text:?}").unwrap();
    }
    for (rule, row) in corpus.parts.rules() {
        let (file, text) = row.examples.first().cloned().unwrap_or_default();
        writeln!(out, "PARTS {rule}: {} on {} pages, {file} {text:?}", row.count, row.pages).unwrap();
    }
    for (rule, row) in corpus.other_files.rules().into_iter().filter(|row| !LeftOut::is_without_text(row.0)) {
        writeln!(out, "FILES {rule}: {}", row.count).unwrap();
    }
    out
}

fn write_page(out: &mut String, page: &Page) {
    let list = if page.is_link_list { " (links)" } else { "" };
    writeln!(out, "PAGE {} [{}]{list} {}", page.url, page.lang, page.title).unwrap();
    for (key, values) in &page.meta {
        writeln!(out, "  {key}: {}", values.join(" | ")).unwrap();
    }
    for (at, block) in page.blocks.iter().enumerate() {
        let anchor = page.anchors.as_ref().and_then(|anchors| anchors.get(&at));
        let kind = match block {
            Block::Heading { level, .. } => format!("h{level}"),
            Block::Item { .. } => "*".to_owned(),
            Block::Quote(_) => ">".to_owned(),
            Block::Table(_) => "|".to_owned(),
            _ => "p".to_owned(),
        };
        let text = block.text().replace('\n', "\n     ").replace('\t', " | ");
        let anchor = anchor.map(|anchor| format!("#{anchor} ")).unwrap_or_default();
        writeln!(out, "  {kind:2} {anchor}{text}").unwrap();
    }
}

#[test]
fn pages_of_each_generator_are_read_as_their_golden_files_say() {
    for generator in GENERATORS {
        let got = golden(&read(&folder(generator)).unwrap());
        let path = folder(&format!("{generator}.golden"));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &got).unwrap();
        }
        let want = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(got, want, "{generator}: run with BLESS=1 if this is what a reader would see");
    }
}

#[test]
fn passages_of_a_fixture_lead_to_anchors_of_their_page() {
    for generator in GENERATORS {
        for page in read(&folder(generator)).unwrap().pages {
            let html = html_of(&folder(generator), &page);
            for anchor in cut(&page).into_iter().map(|passage| passage.anchor).filter(|anchor| !anchor.is_empty()) {
                let written = anchor.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                let is_there = ["id", "name"].iter().any(|name| {
                    html.contains(&format!("{name}=\"{written}\"")) || html.contains(&format!("{name}='{written}'"))
                });
                assert!(is_there, "{generator}: {} has no element named {anchor}", page.url);
            }
        }
    }
}

#[test]
fn everything_in_the_main_content_of_a_fixture_is_found() {
    let mut missed = Vec::new();
    let mut parts = 0;
    for generator in GENERATORS {
        let corpus = read(&folder(generator)).unwrap();
        let bytes = findling_indexer::build(&corpus, &findling_indexer::Options::default()).unwrap().bytes;
        let index = Index::open(&bytes, Box::new(NativeHost)).unwrap();
        for page in &corpus.pages {
            let Some(content) = main_content(&html_of(&folder(generator), page)) else { continue };
            for part in parts_of(&content) {
                parts += 1;
                let words: Vec<&str> = part.split_whitespace().collect();
                for phrase in words.chunks(PHRASE_WORDS).map(|words| words.join(" ")) {
                    if !is_found(&index, &phrase, &page.url) {
                        missed.push(format!("{generator} {}: {phrase}", page.url));
                    }
                }
            }
        }
    }
    assert!(missed.is_empty(), "not found:\n{}", missed.join("\n"));
    assert!(parts > 400, "{parts} parts");
}

/// Whether a page is found by a phrase, quoted and as plain words.
fn is_found(index: &Index, phrase: &str, url: &str) -> bool {
    let options = findling_core::Options { limit: index.pages().len(), ..Default::default() };
    let words = phrase.replace(['"', '“', '”', '«', '»'], " ");
    if !words.chars().any(char::is_alphanumeric) {
        return true;
    }
    [format!("\"{words}\""), words].iter().all(|query| {
        let answer = index.search(query, &options);
        answer.pages.iter().any(|hit| index.page_url(hit.page) == url)
    })
}

fn html_of(folder: &Path, page: &Page) -> String {
    fs::read_to_string(folder.join(format!("{}.html", page.id))).unwrap()
}

/// The main content of a page, without what is around it.
fn main_content(html: &str) -> Option<String> {
    let content = html.split_once("<!-- content -->")?.1.split_once("<!-- /content -->").expect("the content ends").0;
    let mut rest = content;
    let mut out = String::new();
    while let Some((before, after)) = rest.split_once("<!-- around -->") {
        out.push_str(before);
        rest = after.split_once("<!-- /around -->").expect("what is around ends").1;
    }
    Some(out + rest)
}

/// The texts of the paragraphs, items, cells, terms and lines of code.
fn parts_of(html: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut is_code = false;
    for markup in html.split('<') {
        let (tag, text) = markup.split_once('>').unwrap_or(("", markup));
        let name = tag.split(char::is_whitespace).next().unwrap_or_default();
        let name = name.trim_end_matches('/').to_ascii_lowercase();
        if matches!(name.as_str(), "pre" | "/pre") {
            is_code = name == "pre";
        }
        if !name.is_empty() && name != "wbr" && !is_inline(name.trim_start_matches('/')) {
            parts.push(String::new());
        }
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                if is_code {
                    parts.push(String::new());
                } else {
                    parts.last_mut().unwrap().push(' ');
                }
            }
            parts.last_mut().unwrap().push_str(&decoded(line));
        }
    }
    parts.retain(|part| part.chars().any(char::is_alphanumeric));
    parts
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "code"
            | "em"
            | "i"
            | "kbd"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "tt"
            | "var"
            | "input"
            | "img"
    )
}

/// A text without the entities that the fixtures have.
fn decoded(text: &str) -> String {
    let mut text = text.to_owned();
    for (entity, character) in [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&rsquo;", "’"),
        ("&hellip;", "…"),
        ("&para;", "¶"),
        ("&copy;", "©"),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, character);
    }
    numbered(&text)
}

/// A text with the characters that `&#124;` and `&#x21a9;` name.
fn numbered(text: &str) -> String {
    let mut parts = text.split("&#");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once(';').expect("a character by its number");
        let number = number.strip_prefix('x').map_or_else(|| number.parse(), |hex| u32::from_str_radix(hex, 16));
        out.extend(char::from_u32(number.expect("a number")));
        out.push_str(rest);
    }
    out
}
