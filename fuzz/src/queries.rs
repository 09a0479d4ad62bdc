//! Queries against a real index.

use std::sync::OnceLock;

use findling_core::Index;
use findling_indexer::read::{Corpus, read};
use findling_indexer::{Block, NativeHost, Options, Page, build};

use crate::ask::ask as ask_index;

pub(crate) const WORDS: &[&str] = &[
    "\"",
    "“",
    "”",
    "-",
    "OR",
    "title:",
    "heading:",
    "lang:",
    "year:",
    "topic:",
    " ",
    "合作",
    "多边",
    "气候变化",
    "全球化",
    "協定",
    "committee",
    "walking",
    "cooperation",
    "التعاون",
    "duobian",
    "hezuo",
    "qhbh",
    "第十三条",
    "二〇一九",
    "2019-02-15",
    "１",
    "é",
    "e\u{301}",
    "\u{200b}",
    "\u{feff}",
    "\0",
    "😀",
    "İ",
    "ß",
    "ﷺ",
    "がぎ",
];

/// An index with all sections, small enough that every byte can be changed in turn.
pub(crate) fn little() -> &'static [u8] {
    static PACK: OnceLock<Vec<u8>> = OnceLock::new();
    PACK.get_or_init(|| {
        let texts = ["全球化与多边合作 COVID-19，共同应对氣候变化。", "the words of the world, walks and talks"];
        let mut corpus = Corpus::default();
        corpus.pages = texts
            .iter()
            .zip(["zh-Hans", "en"])
            .map(|(text, lang)| Page {
                id: lang.into(),
                url: format!("{lang}.html"),
                title: "第一章".into(),
                lang: lang.into(),
                meta: [("date".to_owned(), vec!["2019-02-15".to_owned()])].into(),
                blocks: vec![Block::Heading { level: 2, text: "Part".into() }, Block::Paragraph((*text).to_owned())],
                ..Page::default()
            })
            .collect();
        let synonyms = vec![vec!["world".into(), "globe".into()]];
        build(&corpus, &Options { synonyms, ..Options::default() }).unwrap().bytes
    })
}

/// The index of the elements' tests.
pub(crate) fn pack() -> &'static [u8] {
    static PACK: OnceLock<Vec<u8>> = OnceLock::new();
    PACK.get_or_init(|| {
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/widget.jsonl");
        build(&read(source.as_ref()).unwrap(), &Options::default()).unwrap().bytes
    })
}

thread_local! {
    pub(crate) static INDEX: Index = Index::open(pack(), Box::new(NativeHost)).unwrap();
}

/// A byte with the options, and the query.
pub(crate) fn ask(input: &[u8]) {
    let Some((flags, query)) = input.split_first() else { return };
    let query = String::from_utf8_lossy(query);
    INDEX.with(|index| ask_index(index, &query, *flags));
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let lines = include_str!("../seeds/queries.txt").lines();
    lines.enumerate().map(|(i, line)| [&[(i as u8).wrapping_mul(37)], line.as_bytes()].concat()).collect()
}
