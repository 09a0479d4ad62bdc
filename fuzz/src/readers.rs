//! Sources of owners in any state: texts, pages, Markdown, rows and metadata.

use std::fs;
use std::path::Path;

use findling_indexer::read::{Corpus, Generator, ReadOptions, read_with};
use findling_indexer::reader_pages::ReadingLinks;
use findling_indexer::{Page, TextOptions, cut, decode, read_text, reading_page};
use tempfile::TempDir;

use crate::bound::{Bound, within};

/// Separates the files of an input.
const NEXT: char = '\u{1e}';

pub(crate) const TEXT: &[&str] = &[
    "\n\n",
    "\t",
    "第一章",
    "第1页",
    "- 1 -",
    "（一）",
    "一、",
    "1.2 ",
    "[1]",
    "作者：",
    "来源：",
    "2020年3月30日",
    "http://",
    "CONTENTS",
    "......",
    "目录",
    "---\n",
    "title: ",
    "\u{feff}",
    "\u{c}",
    "\r\n",
    "。",
    "——",
    "Chapter 1",
    "By ",
    "Subject: ",
];
pub(crate) const HTML: &[&str] = &[
    "<!doctype html>",
    "<html lang=zh>",
    "<title>",
    "</title>",
    "<main>",
    "<article>",
    "<p>",
    "<h1 id=a>",
    "<h2>",
    "</h2>",
    "<table><tr><td>",
    "<template>",
    "<svg>",
    "<math>",
    "<select><option>",
    "<pre>",
    "<ruby>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<base href=",
    "<link rel=canonical href=",
    "<meta name=robots content=noindex>",
    "<meta charset=gbk>",
    "data-findling-body",
    "data-findling-ignore=all",
    " data-pagefind-meta=\"a:b\"",
    " data-findling-meta=\"x[src]\"",
    "<a href=\"",
    "&amp;",
    "&#x1F600;",
    " hidden",
    "role=navigation",
    "\u{1e}",
    "<b><i></b>",
    "<form>",
    "<frameset>",
    "<plaintext>",
];
pub(crate) const MARKDOWN: &[&str] = &[
    "---\n",
    "+++\n",
    "title: ",
    "title = \"",
    "tags: [a, b]\n",
    "# ",
    "## ",
    "\n\n",
    "- ",
    "1. ",
    "> ",
    "```\n",
    "|a|b|\n|-|-|\n",
    "[a](b)",
    "![a](b)",
    "[^1]",
    "{{< x >}}",
    "{% raw %}",
    "{{ x }}",
    "<Tab>",
    "import a from 'b'\n",
    "{#id}",
    ":::note\n",
    "&x",
    "*x: &a",
    "<p>",
    "\\",
    "~~",
    "{{% /x %}}",
    "draft: true\n",
    "slug: /a\n",
    "permalink: ",
];
pub(crate) const JSONL: &[&str] = &[
    "{\"text\":\"",
    "\"}",
    "\"id\":",
    "\"url\":\"",
    "\"title\":",
    "\"lang\":",
    "\"date\":",
    "\\ud800",
    "\\u0000",
    "[",
    "null",
    "1e999",
    "\n",
    "{\"a\":",
    "]",
];
pub(crate) const FACTS: &[&str] = &[
    "title = ",
    "[files.\"a.txt\"]\n",
    "[files.\"a.txt\".pages.a]\n",
    "lang = \"en\"\n",
    "authors = [",
    "\"\"\"",
    "'''",
    "\\u0000",
    "2020-04-03",
    "{",
    "a.b.c = 1\n",
    "[[",
    "]]\n",
    "#",
];
pub(crate) const FEEDS: &[&str] = &[
    "<rss><channel>",
    "<feed xmlns='http://www.w3.org/2005/Atom'>",
    "<item>",
    "</item>",
    "<entry>",
    "</entry>",
    "<link>https://e.org/",
    "<link href='",
    "<content type='xhtml'>",
    "<description>",
    "<![CDATA[<p>",
    "]]>",
    "&lt;b&gt;",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "&b;",
    "<urlset>",
    "<sitemapindex><sitemap>",
    "<url><loc>https://e.org/a.html</loc></url>",
    "/../",
    "%2e%2e",
    "{\"version\":\"https://jsonfeed.org/version/1.1\",",
    "\"items\":[{",
    "\"content_html\":\"<p>",
    "xmlns:a='b'",
];

/// Memory bound of reading a text. The tree of a page and the events of a Markdown parser need the most.
const BOUND: Bound = Bound { times: 2000, room: 24 << 20 };

/// Checks the steps after reading: passages, and a reader page without markup from the text.
fn use_up(pages: &[Page]) {
    for page in pages {
        let passages = cut(page);
        let links =
            ReadingLinks { stylesheet: "a.css", icon: "a.svg", script: None, search: "./", previous: None, next: None };
        let drawn = reading_page(page, &passages, links);
        for bad in ["<script", "<img", "<iframe", "<svg", "<style", "href=\"javascript:"] {
            assert!(!drawn.contains(bad), "{bad} in a reading page");
        }
    }
}

thread_local! {
    static SCRATCH: TempDir = TempDir::new().unwrap();
}

/// Writes files into a folder of this thread, reads one of them or the folder, and removes them.
fn read(files: &[(&str, &[u8])], source: &str, options: &ReadOptions) {
    let length = files.iter().map(|file| file.1.len()).sum();
    SCRATCH.with(|scratch| {
        let path = |name: &str| scratch.path().join(name);
        for (name, bytes) in files {
            fs::write(path(name), bytes).unwrap();
        }
        let read: Option<Corpus> = within(BOUND, length, || {
            let corpus = read_with(&Path::new(scratch.path()).join(source), options).ok();
            use_up(corpus.as_ref().map_or(&[], |corpus| &corpus.pages));
            corpus
        });
        drop(read);
        for (name, _) in files {
            fs::remove_file(path(name)).unwrap();
        }
    });
}

/// A text, in any encoding.
pub(crate) fn text(input: &[u8]) {
    within(BOUND, input.len(), || {
        let Ok(decoded) = decode(input, None) else { return };
        let read = read_text(&decoded.text, &TextOptions { stem: "a".into(), lang: None });
        use_up(&read.pages);
    });
}

/// A site of up to four pages.
pub(crate) fn html(input: &[u8]) {
    let names = ["index.html", "a.html", "b.htm", "c.xhtml"];
    let parts: Vec<&[u8]> = input.split(|byte| *byte == NEXT as u8).take(names.len()).collect();
    let files: Vec<(&str, &[u8])> = names.into_iter().zip(parts).collect();
    read(&files, "", &ReadOptions::default());
}

/// A byte with the generator, and a file.
pub(crate) fn markdown(input: &[u8]) {
    let Some((kind, file)) = input.split_first() else { return };
    let urls = Generator::ALL.get(usize::from(kind % 8)).copied();
    let name = if kind & 128 == 0 { "page.md" } else { "page.mdx" };
    read(&[(name, file)], name, &ReadOptions { urls, ..ReadOptions::default() });
}

/// A byte with the file's name, and a feed or a site map, with a page that it can name.
pub(crate) fn feeds(input: &[u8]) {
    let Some((kind, file)) = input.split_first() else { return };
    let name = ["feed.xml", "feed.json", "sitemap.xml"][usize::from(kind % 3)];
    let page = b"<title>A</title><main><p>Text of it.";
    read(&[(name, file), ("a.html", page)], if kind & 128 == 0 { name } else { "" }, &ReadOptions::default());
}

/// Rows.
pub(crate) fn jsonl(input: &[u8]) {
    read(&[("rows.jsonl", input)], "rows.jsonl", &ReadOptions::default());
}

/// Metadata about a text, and the text's own front matter.
pub(crate) fn facts(input: &[u8]) {
    let mut parts = input.splitn(2, |byte| *byte == NEXT as u8);
    let facts = parts.next().unwrap_or_default();
    let text = parts.next().unwrap_or(b"Title\n\nText of it.");
    read(&[("corpus.toml", facts), ("a.txt", text)], "", &ReadOptions::default());
}

/// The parts of a file of seeds, between lines of `%%`.
fn seeds(text: &str) -> Vec<Vec<u8>> {
    text.split("\n%%\n").map(|seed| seed.replace("%NEXT%", "\u{1e}").into_bytes()).collect()
}

pub(crate) fn texts() -> Vec<Vec<u8>> {
    seeds(include_str!("../seeds/text.txt"))
}

pub(crate) fn pages() -> Vec<Vec<u8>> {
    seeds(include_str!("../seeds/html.txt"))
}

pub(crate) fn markdowns() -> Vec<Vec<u8>> {
    let kinds = seeds(include_str!("../seeds/markdown.txt")).into_iter().enumerate();
    kinds.map(|(kind, seed)| [vec![kind as u8], seed].concat()).collect()
}

pub(crate) fn rows() -> Vec<Vec<u8>> {
    seeds(include_str!("../seeds/jsonl.txt"))
}

pub(crate) fn followed() -> Vec<Vec<u8>> {
    let kinds = seeds(include_str!("../seeds/feeds.txt")).into_iter().enumerate();
    kinds.map(|(kind, seed)| [vec![kind as u8], seed].concat()).collect()
}

pub(crate) fn tables() -> Vec<Vec<u8>> {
    seeds(include_str!("../seeds/facts.txt"))
}
