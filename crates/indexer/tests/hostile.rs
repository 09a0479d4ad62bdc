//! Corpora and packs that mean no good: each is compiled and opened within bounds, or refused with a reason.
#![allow(clippy::unwrap_used, reason = "a failed expectation fails the test")]
mod little;

use std::time::Instant;

use findling_core::format::{AnchorRow, IndexFile, Manifest, PageRow, PassageRow, Section, assemble, checksum, encode};
use findling_core::{Index, Options};
use findling_indexer::read::Corpus;
use findling_indexer::{Level, NativeHost, Page, Stage, build, build_watched};
use little::{corpus, index};
use proptest::prelude::*;

/// What an open index may take: eight times its text, and some room for what every index has.
const ROOM: usize = 2 << 20;

fn assert_bounded(name: &str, lang: &str, text: &str) {
    let begun = Instant::now();
    let index = index(lang, &[text]);
    assert!(index.heap() <= text.len() * 8 + ROOM, "{name}: {} for {} bytes", index.heap(), text.len());
    let first: String = text.chars().take(6).collect();
    assert!(index.search(&first, &Options::default()).pages.len() <= 1);
    // Far above what it takes, far below what would be a freeze.
    assert!(begun.elapsed().as_secs() < 20, "{name}: {:?}", begun.elapsed());
}

#[test]
fn texts_that_are_no_texts_neither_blow_up_nor_slow_down() {
    let mut seed = 1u64;
    let mut random = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    };
    let base64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let noise: String = (0..1_000_000).map(|_| char::from(base64[random() % 64])).collect();
    assert_bounded("base64", "en", &noise);
    assert_bounded(
        "base64 in lines",
        "en",
        &noise.as_bytes().chunks(76).map(|l| String::from_utf8_lossy(l) + "\n").collect::<String>(),
    );
    assert_bounded("letters without end", "en", &"a".repeat(1_000_000));
    assert_bounded("one word again and again", "en", &"word ".repeat(200_000));
    assert_bounded("one character again and again", "zh", &"全".repeat(300_000));
    let all: String = (0x4e00..0x9fff).filter_map(char::from_u32).collect();
    assert_bounded("every character another", "zh", &all);
    let every: String = (0x20..0x2_0000).filter_map(char::from_u32).filter(|c| !c.is_control()).collect();
    assert_bounded("all of Unicode", "und", &every);
    assert_bounded("marks upon marks", "vi", &format!("a{}", "\u{301}".repeat(300_000)));
    let distinct: Vec<String> = (0..100_000).map(|i| format!("w{i:x}")).collect();
    assert_bounded("every word another", "en", &distinct.join(" "));
}

#[test]
fn threads_do_not_show_in_the_bytes() {
    let texts: Vec<String> =
        (0..200).map(|i| format!("全球治理 {i} governance of the sea {}", "合作".repeat(i % 7))).collect();
    let corpus = corpus("zh", &texts.iter().map(String::as_str).collect::<Vec<_>>());
    let bytes = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| build(&corpus, &findling_indexer::Options::default()).unwrap().bytes)
    };
    let one = bytes(1);
    assert!([2, 3, 8].iter().all(|threads| bytes(*threads) == one));
}

#[test]
fn whoever_watches_a_build_sees_it_come_to_its_end() {
    let corpus = corpus("en", &["one", "two", "three"]);
    let seen = std::sync::Mutex::new(Vec::new());
    let watch = |stage, done, all| seen.lock().unwrap().push((stage, done, all));
    build_watched(&corpus, &findling_indexer::Options::default(), &watch).unwrap();
    let seen = seen.into_inner().unwrap();
    let cut: Vec<_> = seen.iter().filter(|s| s.0 == Stage::Segmenting).collect();
    assert_eq!(cut.iter().map(|s| s.1).max(), cut.first().map(|s| s.2));
    assert_eq!(seen.last().map(|s| s.0), Some(Stage::Coding));
}

fn small() -> Vec<u8> {
    let corpus =
        corpus("zh", &["全球化与多边合作 COVID-19，共同应对气候变化。", "the words of the world, walks and talks"]);
    build(&corpus, &findling_indexer::Options::default()).unwrap().bytes
}

fn opened(bytes: &[u8]) -> Result<Index, String> {
    Index::open(bytes, Box::new(NativeHost)).map_err(|e| e.to_string())
}

#[test]
fn a_pack_cut_anywhere_is_refused() {
    let pack = small();
    for end in 0..pack.len() {
        assert!(opened(&pack[..end]).is_err(), "{end}");
    }
}

#[test]
fn a_pack_with_any_bit_flipped_is_refused() {
    let mut pack = small();
    for bit in 0..pack.len() * 8 {
        pack[bit / 8] ^= 1 << (bit % 8);
        assert!(opened(&pack).is_err(), "{bit}");
        pack[bit / 8] ^= 1 << (bit % 8);
    }
}

/// The pack after a change, with a checksum that fits again, as somebody would make it who means harm.
fn repaired(mut pack: Vec<u8>) -> Vec<u8> {
    let sum = checksum(pack.get(13..).unwrap_or_default()).to_le_bytes();
    if let Some(place) = pack.get_mut(5..13) {
        place.copy_from_slice(&sum);
    }
    pack
}

fn assert_harmless(pack: &[u8]) {
    let Ok(index) = opened(pack) else { return };
    assert!(index.heap() < 64 << 20);
    for query in ["全球化", "world", "wrold ", "\"the words\"", "quanqiuhua", "-the title:多边 walk"] {
        let answer = index.search(query, &Options { explain: true, facets: vec!["lang".into()], ..Options::default() });
        assert!(answer.pages.len() <= 10);
    }
    let _ = (index.suggest("th", 8), index.marks("合作", &["国际合作".to_owned()]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn a_pack_that_somebody_changed_and_signed_again_is_refused_or_answers(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0u8..4), 1..6)
    ) {
        let mut pack = small();
        for (at, byte, how) in changes {
            let at = 13 + at.index(pack.len() - 13);
            match how {
                0 => pack[at] = byte,
                1 => pack[at] ^= 1 << (byte % 8),
                2 => pack.insert(at, byte),
                _ => drop(pack.remove(at)),
            }
        }
        assert_harmless(&repaired(pack));
    }
}

#[test]
fn a_corpus_without_words_is_a_pack_that_finds_nothing() {
    let mut corpus = Corpus::default();
    corpus.pages = vec![Page { id: "a".into(), url: "a.html".into(), lang: "und".into(), ..Page::default() }];
    let pack = build(&corpus, &findling_indexer::Options::default()).unwrap();
    assert_eq!(opened(&pack.bytes).unwrap().search("anything", &Options::default()).total, 0);
}

/// A pack of one page, opened.
fn of_page(page: Page) -> Index {
    let mut corpus = Corpus::default();
    corpus.pages = vec![page];
    let pack = build(&corpus, &findling_indexer::Options::default()).unwrap();
    opened(&pack.bytes).unwrap()
}

#[test]
fn what_ends_an_entry_or_a_line_in_a_pack_may_stand_in_a_corpus() {
    let text = "one\0two\0\0three";
    let meta = [("a\nb", "x\0y"), ("", "nameless"), ("z", "last")];
    let index = of_page(Page {
        title: "ti\0tle".into(),
        url: "a.html".into(),
        id: "a".into(),
        lang: "zh\nHans".into(),
        meta: meta.map(|(key, value)| (key.to_owned(), vec![value.to_owned()])).into(),
        blocks: vec![findling_indexer::Block::Paragraph(text.into())],
        ..Page::default()
    });
    let page = findling_core::index::PageId(0);
    assert_eq!((index.page_title(page), index.page_lang(page)), ("ti tle", "zh Hans"));
    assert_eq!(index.page_meta(page).collect::<Vec<_>>(), [("a b", "x y"), ("z", "last")]);
    assert_eq!(index.text(index.passages()[0].body()), "one two  three");
    assert_eq!(index.search("three", &Options::default()).total, 1);
}

#[test]
fn a_backslash_before_what_looks_like_a_null_is_a_backslash() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("backslash.jsonl");
    std::fs::write(&file, r#"{"text": "C:\\u0000 and \u0000 end"}"#).unwrap();
    let corpus = findling_indexer::read::read(&file).unwrap();
    assert_eq!(corpus.pages[0].blocks[0].text(), "C:\\u0000 and \0 end");
    assert!(build(&corpus, &findling_indexer::Options::default()).is_ok());
}

#[test]
fn gaps_and_words_without_end_come_back_whole() {
    for text in ["a".to_owned() + &" ".repeat(1000) + "b", "-".repeat(700) + "x" + &"y".repeat(900), "。".repeat(500)]
    {
        let blocks = vec![findling_indexer::Block::Paragraph(text.clone())];
        let index = of_page(Page { title: text.clone(), url: "a".into(), id: "b".into(), blocks, ..Page::default() });
        assert_eq!(index.page_title(findling_core::index::PageId(0)), text);
    }
}

#[test]
fn more_metadata_fields_than_an_index_can_have_are_an_error() {
    let page = |kinds: usize| Page {
        meta: (0..kinds).map(|kind| (format!("k{kind:03}"), vec![kind.to_string()])).collect(),
        ..Page::default()
    };
    let index = of_page(page(256));
    let last = index.page_meta(findling_core::index::PageId(0)).last().map(|(name, value)| format!("{name} {value}"));
    assert_eq!(last.as_deref(), Some("k255 255"));
    let mut corpus = Corpus::default();
    corpus.pages = vec![page(257)];
    let error = build(&corpus, &findling_indexer::Options::default()).unwrap_err();
    assert!(error.to_string().contains("257 metadata fields"), "{error}");
}

#[test]
fn a_few_bytes_can_not_be_made_to_mean_gigabytes() {
    let real = small();
    let real = IndexFile::open(&real).unwrap();
    let of = |section| (section, real.section(section).to_vec());
    let refused = |manifest: &Manifest, stream: Vec<u8>, pages: Vec<PageRow<'_>>, passages: Vec<PassageRow>| {
        let tables = vec![(Section::Pages, encode(pages)), (Section::Passages, encode(passages))];
        let texts = vec![of(Section::SurfaceTable), (Section::TextStream, stream)];
        opened(&assemble(&[manifest.sections(), tables, texts].concat())).unwrap_err()
    };
    let manifest = real.manifest().unwrap();
    // The length of the text stream bounds the counts of the manifest.
    let claims = Manifest { text_bytes: u32::MAX, ..manifest.clone() };
    let error = refused(&claims, vec![7; 1000], Vec::new(), Vec::new());
    assert!(error.contains("too short for the manifest's counts"), "{error}");
    let claims = Manifest { texts: u32::MAX, ..manifest.clone() };
    let error = refused(&claims, vec![7; 1000], Vec::new(), Vec::new());
    assert!(error.contains("the index is broken in its text stream"), "{error}");
    // Rows of three bytes that claim 255 headings each, none of which has a text.
    let pages = vec![PageRow { passages: 100_000, ..PageRow::default() }];
    let passages = vec![PassageRow { kept: 0, new: 255, anchor: AnchorRow::Slug }; 100_000];
    let error = refused(&manifest, of(Section::TextStream).1, pages, passages);
    assert!(error.contains("headings that don't exist"), "{error}");
}

#[test]
fn what_a_corpus_says_again_and_again_stays_small_and_opens() {
    for text in ["word ".repeat(200_000), "全球".repeat(100_000), "a b c d e f g. ".repeat(50_000)] {
        let mut corpus = corpus("en", &[&text]);
        corpus.title = "again".into();
        let pack = build(&corpus, &findling_indexer::Options::default()).unwrap();
        // A byte of a pack stands for so many of text and no more, whatever they are.
        assert!(pack.bytes.len() < text.len() / 20, "{} for {}", pack.bytes.len(), text.len());
        let index = opened(&pack.bytes).unwrap();
        assert!(index.all_text().contains(&text[..99]));
    }
}

#[test]
fn a_build_that_looks_longer_makes_a_pack_that_is_no_larger_and_answers_the_same() {
    let texts: Vec<String> = (0..40)
        .map(|i| {
            format!(
                "The keeper of lamp {} trims the wick and winds the clockwork; 灯塔的看守人点亮第{}盏灯。",
                i % 7,
                i % 5
            )
        })
        .collect();
    let corpus = corpus("en", &texts.iter().map(String::as_str).collect::<Vec<_>>());
    let pack = |level| build(&corpus, &findling_indexer::Options { level, ..Default::default() }).unwrap().bytes;
    let (usual, least) = (pack(Level::Balanced), pack(Level::Max));
    assert!(least.len() <= usual.len());
    let ids = |pack: &[u8]| {
        let index = opened(pack).unwrap();
        let answer = index.search("看守人 lamp 3", &Options::default());
        answer.pages.iter().map(|page| (page.page, page.score.to_bits())).collect::<Vec<_>>()
    };
    assert_eq!(ids(&usual), ids(&least));
}
