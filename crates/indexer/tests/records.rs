//! Passages of another engine are shown as a search of our own shows them.
#![allow(clippy::unwrap_used, reason = "a failed expectation fails the test")]

use findling_core::index::{PageId, PassageId};
use findling_core::{CUT, Index, Options, Record, Session};
use findling_indexer::read::Corpus;
use findling_indexer::{Block, NativeHost, Page, build};

const TEXTS: [(&str, &str, &str, &[&str]); 4] = [
    (
        "lens",
        "The lens",
        "en",
        &[
            "Rings of prisms bend the light into one beam.",
            "They searched the archive for years, and searching they found the drawings of the lamp.",
        ],
    ),
    ("horn", "The horn", "en", &["In a fog the horn is heard where no light is seen."]),
    ("treaty", "全球治理", "zh-Hans", &["各国应当加强多边合作，共同应对气候变化。", "全球治理体系面临挑战。"]),
    ("war", "La guerre", "fr", &["L’été de la guerre fut long. Les étés suivants furent calmes."]),
];

fn index(texts: &[(&str, &str, &str, &[&str])]) -> Index {
    let page = |(id, title, lang, blocks): &(&str, &str, &str, &[&str])| Page {
        id: (*id).to_owned(),
        url: format!("{id}.html"),
        title: (*title).to_owned(),
        lang: (*lang).to_owned(),
        meta: [("author".to_owned(), vec!["Fresnel".to_owned(), "Argand".to_owned()])].into(),
        blocks: std::iter::once(Block::Heading { level: 2, text: format!("About {title}") })
            .chain(blocks.iter().map(|text| Block::Paragraph((*text).to_owned())))
            .collect(),
        ..Page::default()
    };
    let mut corpus = Corpus::default();
    corpus.pages = texts.iter().map(page).collect();
    Index::open(&build(&corpus, &findling_indexer::Options::default()).unwrap().bytes, Box::new(NativeHost)).unwrap()
}

/// The passages of pages, as an engine that has them would return them. Words are cut as the index has them.
fn records(index: &Index, pages: &[PageId]) -> Vec<Record> {
    let mut records = Vec::new();
    for page in pages {
        for passage in index.pages()[page.0 as usize].passages().map(PassageId) {
            let body = index.passages()[passage.0 as usize].body();
            let base = index.bytes_of(body).start;
            let mut text = index.text(body).to_owned();
            for token in index.tokens_of(body).rev() {
                text.insert(index.token_bytes(token).end - base, CUT);
            }
            let anchor =
                index.passage_url(passage).split_once('#').map_or(String::new(), |(_, anchor)| anchor.to_owned());
            records.push(Record {
                page: index.page_url(*page).to_owned(),
                anchor,
                title: index.page_title(*page).to_owned(),
                headings: index.path(passage).into_iter().map(|heading| index.text(heading).to_owned()).collect(),
                text,
                lang: index.page_lang(*page).to_owned(),
                weight: None,
                meta: index.page_meta(*page).map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            });
        }
    }
    records
}

#[test]
fn records_are_marked_and_cut_as_the_index_that_has_them_all() {
    let index = index(&TEXTS);
    for query in
        ["search", "light", "lamp drawings", "合作", "全球治理", "ete", "\"bend the light\"", "fresnel", "lihgt"]
    {
        let expected = index.search(query, &Options::default());
        assert!(expected.total > 0, "{query}");
        let pages: Vec<PageId> = expected.pages.iter().map(|hit| hit.page).collect();
        let shown = index.of_records(&records(&index, &pages)).unwrap();
        let answer = Session::default().present(&shown, query, &Options::default());
        assert_eq!(answer.pages.len(), expected.pages.len());
        for (ours, theirs) in answer.pages.iter().zip(&expected.pages) {
            assert_eq!(shown.page_url(ours.page), index.page_url(theirs.page), "{query}");
            assert_eq!(shown.page_title(ours.page), index.page_title(theirs.page));
            assert_eq!(shown.page_lang(ours.page), index.page_lang(theirs.page));
            assert_eq!(
                (&ours.title_marks, &ours.meta_marks, ours.count, ours.matching),
                (&theirs.title_marks, &theirs.meta_marks, theirs.count, theirs.matching),
                "{query}"
            );
            assert_eq!(ours.passages.len(), theirs.passages.len(), "{query}");
            for (ours, theirs) in ours.passages.iter().zip(&theirs.passages) {
                assert_eq!(shown.passage_url(ours.passage), index.passage_url(theirs.passage));
                assert_eq!(
                    (&ours.text, &ours.marks, &ours.heading_marks),
                    (&theirs.text, &theirs.marks, &theirs.heading_marks),
                    "{query}"
                );
            }
        }
        let kinds = |answer: &findling_core::Answer| answer.relaxed.iter().map(|one| one.kind).collect::<Vec<_>>();
        assert_eq!(kinds(&answer), kinds(&expected), "{query}");
    }
}

#[test]
fn records_keep_their_order_and_those_without_a_match_show_their_first_sentences() {
    let index = index(&TEXTS);
    let long = format!("It begins here. {}", "It goes on and on for a while. ".repeat(40));
    let record = |page: &str, text: &str| Record { page: page.to_owned(), text: text.to_owned(), ..Record::default() };
    let found = [record("b.html", &long), record("a.html", "The lamp is lit."), record("c.html", &"深".repeat(900))];
    let shown = index.of_records(&found).unwrap();
    let answer = Session::default().present(&shown, "lamp", &Options::default());
    let urls: Vec<&str> = answer.pages.iter().map(|page| shown.page_url(page.page)).collect();
    assert_eq!((answer.total, urls), (3, vec!["b.html", "a.html", "c.html"]));
    let passage = |page: usize| &answer.pages[page].passages[0];
    assert!(passage(0).text.starts_with("It begins here. It goes on") && passage(0).text.len() < 260);
    assert!(passage(0).marks.is_empty() && passage(2).marks.is_empty());
    assert_eq!(passage(1).marks, vec![4..8; 1]);
    assert!(passage(2).text.starts_with('深') && passage(2).text.chars().count() < 220, "{}", passage(2).text);
    // The texts that exist elsewhere may have the word.
    let answer = Session::default().present(&shown, "zeppelin lamp", &Options::default());
    assert!(answer.missing.is_empty() && answer.suggestions.is_empty());
    assert_eq!(index.of_records(&[]).unwrap().pages().len(), 0);
}

#[test]
fn hostile_records_open() {
    let index = index(&TEXTS[..1]);
    let cuts = CUT.to_string().repeat(50);
    let hostile = Record {
        page: String::new(),
        anchor: "#<b>".to_owned(),
        title: cuts.clone(),
        headings: vec![String::new(); 200],
        text: format!("<mark>lamp</mark>{cuts}lamp\u{0}\n\n\u{202e}lamp"),
        lang: "xx".to_owned(),
        weight: Some(f32::NAN),
        meta: vec![("unknown".to_owned(), "x".to_owned()), ("author".to_owned(), String::new())],
    };
    let shown = index.of_records(&[hostile.clone(), hostile]).unwrap();
    let answer = Session::default().present(&shown, "lamp", &Options { explain: true, ..Options::default() });
    let texts: Vec<&str> = answer.pages[0].passages.iter().map(|passage| passage.text.as_str()).collect();
    assert!(texts.iter().all(|text| text.starts_with("<mark>lamp</mark>lamp")), "text, not markup: {texts:?}");
    assert_eq!(answer.pages.len(), 1);
}

#[test]
fn a_query_for_another_engine_is_as_typed_and_without_function_words() {
    let index = index(&TEXTS);
    let parts = |query: &str| {
        let part = |part: &findling_core::query::PlainClause| {
            let or = if part.or { "|" } else { "" };
            format!("{or}{:?}[{}]", part.role, part.words.join("+"))
        };
        index.plain_clauses(query).iter().map(part).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(parts("What is the Lens?"), "Words[Lens]");
    assert_eq!(parts("what is the"), "Words[what+is+the]");
    assert_eq!(
        parts("COVID-19 (Fog) -horn \"the light\" OR lamp"),
        "Words[COVID-19+Fog] Not[horn] Phrase[the+light] |Words[lamp]"
    );
    assert_eq!(parts("什么是全球治理"), "Words[全球治理]");
    assert_eq!(parts("author:Fresnel"), "Words[Fresnel]");
    assert_eq!(index.plain_clauses("author:Fresnel")[0].field.as_deref(), Some("author"));
    assert_eq!(parts("  …  "), "Words[]");
}
