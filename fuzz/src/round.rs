//! Texts of an index equal the texts that were written.

use std::collections::BTreeMap;

use findling_core::Index;
use findling_core::index::PageId;
use findling_indexer::read::Corpus;
use findling_indexer::{Block, NativeHost, Options, Page, build, cut};

pub(crate) const WORDS: &[&str] = &[
    "\u{1e}",
    "\u{1f}",
    "\n\n",
    "\0",
    " ",
    "全球",
    "がぎ",
    "สวัสดี",
    "e\u{301}",
    "\u{202e}",
    "\u{ad}",
    "\u{200d}",
    "😀",
    "a-b",
    "#",
    "1.8",
];

/// Any Unicode as a corpus: pages separated by one separator, fields by another. Texts come back byte for byte.
pub(crate) fn trip(input: &[u8]) {
    // What ends an entry of the lexicon is a space in a pack, as a line's end is in a name.
    let text = String::from_utf8_lossy(input).replace('\0', " ");
    let mut corpus = Corpus::default();
    for (number, part) in text.split('\u{1e}').take(6).enumerate() {
        let mut fields = part.split('\u{1f}');
        let mut next = || fields.next().unwrap_or_default().to_owned();
        let (title, body, url, lang, key, value, heading) = (next(), next(), next(), next(), next(), next(), next());
        let mut blocks: Vec<Block> = body.split("\n\n").map(|text| Block::Paragraph(text.to_owned())).collect();
        if !heading.is_empty() {
            blocks.insert(blocks.len() / 2, Block::Heading { level: 2, text: heading });
        }
        let (lang, key) = (lang.replace('\n', " "), key.replace('\n', " "));
        let meta = if key.is_empty() { BTreeMap::new() } else { [(key, vec![value])].into() };
        corpus.pages.push(Page { id: number.to_string(), url, title, lang, meta, blocks, ..Page::default() });
    }
    let Ok(pack) = build(&corpus, &Options::default()) else { return };
    let index = Index::open(&pack.bytes, Box::new(NativeHost)).expect("what was built opens");
    let mut passages = index.passages().iter();
    for (number, page) in corpus.pages.iter().enumerate() {
        let id = PageId(number as u32);
        assert_eq!(index.page_title(id), page.title);
        assert_eq!(index.page_url(id), page.url);
        assert_eq!(index.page_id(id), page.id);
        assert_eq!(index.page_lang(id), page.lang);
        let meta: Vec<(&str, &str)> = index.page_meta(id).collect();
        let told =
            page.meta.iter().flat_map(|(key, values)| values.iter().map(move |value| (key.as_str(), value.as_str())));
        assert_eq!(meta, told.collect::<Vec<_>>());
        for passage in cut(page) {
            let found = passages.next().expect("a passage");
            assert_eq!(index.text(found.body()), passage.text);
        }
    }
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let texts = [
        "全球治理\u{1f}全球化与多边合作 COVID-19，\n共同应对氣候变化。\u{1f}a.html\u{1f}zh-Hans\u{1f}date\u{1f}2020-03\u{1f}第一章",
        "A\u{1f}The words of the world, walks and  talks—e-mail; 1.8!\u{1f}/b\u{1f}en\u{1e}B\u{1f}สวัสดีชาวโลก がぎぐ 세계 e\u{301}\u{1f}\u{1f}ja",
        "\u{1f}\u{feff}\u{200b} \t\r\n\u{202e}x\u{ad}y\u{1f}javascript:a",
    ];
    texts.map(|text| text.as_bytes().to_vec()).into()
}
