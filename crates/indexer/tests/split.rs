//! A split index answers as the whole one does, from the blocks that it asks for.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed expectation fails the test")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use findling_core::search::Filter;
use findling_core::split::{BlockId, SplitIndex, Step};
use findling_core::{Answer, Index, Options, Session};
use findling_indexer::split::{SplitFiles, split};
use findling_indexer::{Block, NativeHost, Page, build, read::Corpus, read::read};

/// The documents of the repository, and pages of which there are many.
fn corpus() -> Corpus {
    let mut corpus = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds")).unwrap();
    let words =
        ["lamp", "lens", "harbour", "keeper", "signal", "tower", "storm", "oil", "mirror", "clock", "letter", "island"];
    let word = |i: usize| words[i % words.len()];
    for i in 0..90 {
        let text =
            |n: usize| format!("The {} of the {} was near a {}.", word(i * 7 + n), word(i + n * 5), word(i * i + n));
        corpus.pages.push(Page {
            id: format!("log-{i}"),
            url: format!("log-{i}.html"),
            title: format!("Log {} {}", word(i), word(i / 3)),
            lang: "en".to_owned(),
            meta: [("year".to_owned(), vec![(2000 + i % 9).to_string()])].into(),
            blocks: (0..i % 13)
                .flat_map(|n| {
                    let heading = Block::Heading { level: 2, text: format!("{} and {}", word(n), word(n + i)) };
                    [heading, Block::Paragraph(text(n).repeat(1 + n % 3)), Block::Paragraph(text(n + 40))]
                })
                .collect(),
            ..Page::default()
        });
    }
    corpus.pages[3].blocks.push(Block::Paragraph("parseHttpHeader reads what is sent.".to_owned()));
    corpus
}

fn whole() -> &'static (Vec<u8>, Index) {
    static WHOLE: OnceLock<(Vec<u8>, Index)> = OnceLock::new();
    WHOLE.get_or_init(|| {
        let bytes = build(&corpus(), &findling_indexer::Options::default()).unwrap().bytes;
        let index = Index::open(&bytes, Box::new(NativeHost)).unwrap();
        (bytes, index)
    })
}

fn files() -> &'static SplitFiles {
    static FILES: OnceLock<SplitFiles> = OnceLock::new();
    FILES.get_or_init(|| split(&whole().0).unwrap())
}

fn opened() -> SplitIndex {
    SplitIndex::open(&files().root, Box::new(NativeHost)).unwrap()
}

/// Everything that a visitor sees of the first pages.
fn shown(index: &Index, answer: &Answer, pages: usize) -> Vec<String> {
    let passage = |hit: &findling_core::search::PassageHit| {
        format!("{} {} {:?} {:?}", index.passage_url(hit.passage), hit.text, hit.marks, hit.heading_marks)
    };
    let page = |hit: &findling_core::search::PageHit| {
        let passages: Vec<String> = hit.passages.iter().map(passage).collect();
        format!("{} {:?} {passages:?}", index.page_title(hit.page), hit.title_marks)
    };
    answer.pages.iter().take(pages).map(page).collect()
}

/// Searches until the answer is final, and returns the blocks that were needed, round by round.
fn finish(index: &mut SplitIndex, files: &SplitFiles, query: &str, options: &Options) -> (Step, Vec<Vec<BlockId>>) {
    let (mut session, mut rounds) = (Session::default(), Vec::new());
    loop {
        let step = index.search(&mut session, query, options).unwrap();
        if step.needs.is_empty() {
            return (step, rounds);
        }
        assert!(rounds.len() < 20, "{query} never ends");
        for block in &step.needs {
            index.feed(*block, &files.blocks[block.0 as usize].1).unwrap();
        }
        rounds.push(step.needs);
    }
}

const QUERIES: &[&str] = &[
    "lens",
    "harbour keeper",
    "stor",
    "lenses",
    "\"keeper of the\"",
    "lamp -harbour",
    "title:clock",
    "hrabour",
    "http",
    "全球治理",
    "治理",
    "G20",
    "人类命运共同体",
    "什么是全球治理",
    "全球治理 -中国",
    "quanqiuzhili",
    "zhili",
    "qqzl",
    "全球治里",
    "governance",
    "the island and the mirror",
    "year:2003 lamp",
    "会",
];

#[test]
fn all_blocks_together_are_the_whole_index() {
    let mut split = opened();
    for (block, (name, bytes)) in split.blocks().collect::<Vec<_>>().into_iter().zip(&files().blocks) {
        assert_eq!(&split.name(block), name);
        split.feed(block, bytes).unwrap();
    }
    let again = split.whole().unwrap();
    let index = &whole().1;
    let options = Options { explain: true, ..Options::default() };
    for query in QUERIES {
        let (a, b) = (index.search(query, &options), again.search(query, &options));
        assert_eq!((a.total, a.count), (b.total, b.count), "{query}");
        assert_eq!(shown(index, &a, 10), shown(&again, &b, 10), "{query}");
        let scores = |answer: &Answer| answer.pages.iter().map(|hit| hit.score.to_bits()).collect::<Vec<_>>();
        assert_eq!(scores(&a), scores(&b), "{query}");
    }
}

#[test]
fn a_search_fetches_what_it_needs_and_finds_the_same_pages_first() {
    let index = &whole().1;
    let options = Options { limit: 5, ..Options::default() };
    // Pinyin that goes on over two words is left to the whole index, and so is a mistyped character.
    for query in QUERIES.iter().filter(|query| !["quanqiuzhili", "qqzl", "全球治里"].contains(query)) {
        let (step, rounds) = finish(&mut opened(), files(), query, &options);
        let expected = index.search(query, &options);
        assert_eq!(shown(&step.index, &step.answer, 1), shown(index, &expected, 1), "{query}");
        assert!(!step.answer.at_most || step.answer.total >= expected.total, "{query}");
        let blocks: Vec<BlockId> = rounds.concat();
        assert_eq!(blocks.iter().collect::<BTreeSet<_>>().len(), blocks.len(), "{query} asks twice for a block");
        assert!(blocks.len() < files().blocks.len() / 2, "{query} needs {} blocks", blocks.len());
    }
}

#[test]
fn no_step_shows_a_page_with_an_excluded_string() {
    let index = &whole().1;
    let options = Options { limit: 5, ..Options::default() };
    for query in ["全球治理 -中国", "治理 -全球治理", "lamp -harbour", "lens -\"keeper of the\""] {
        let all = index.search(query, &Options { limit: usize::MAX, ..Options::default() });
        let allowed: BTreeSet<&str> = all.pages.iter().map(|hit| index.page_url(hit.page)).collect();
        let (mut split, mut session) = (opened(), Session::default());
        loop {
            let step = split.search(&mut session, query, &options).unwrap();
            for hit in &step.answer.pages {
                let url = step.index.page_url(hit.page);
                assert!(allowed.contains(url), "{query} shows {url}");
            }
            let Some(block) = step.needs.first() else { break };
            // One block at a time, as on a bad line.
            split.feed(*block, &files().blocks[block.0 as usize].1).unwrap();
        }
    }
}

#[test]
fn another_letter_needs_only_what_it_adds() {
    let mut index = opened();
    let mut fed = BTreeSet::new();
    for typed in ["h", "ha", "har", "harb", "harbo", "harbour"] {
        for block in finish(&mut index, files(), typed, &Options::default()).1.concat() {
            assert!(fed.insert(block), "{typed} asks again for {block:?}");
        }
    }
}

#[test]
fn more_pages_are_found_after_the_first_ones() {
    let mut corpus = Corpus::default();
    // Every page fills a block of its own.
    corpus.pages = (0..60)
        .map(|i| Page {
            id: i.to_string(),
            url: format!("{i}.html"),
            title: format!("Page {i}"),
            lang: "en".to_owned(),
            blocks: (0..40)
                .map(|n| {
                    Block::Paragraph(format!("The beacon {i} of coast {n} burned {} tons of coal. ", i * n).repeat(4))
                })
                .collect(),
            ..Page::default()
        })
        .collect();
    let files = split(&build(&corpus, &findling_indexer::Options::default()).unwrap().bytes).unwrap();
    let mut index = SplitIndex::open(&files.root, Box::new(NativeHost)).unwrap();
    for limit in [2, 2, 2, 2, 2, 2, 2, 2, 12, 24] {
        let options = Options { limit, ..Options::default() };
        let (step, _) = finish(&mut index, &files, "beacon", &options);
        assert_eq!(step.answer.pages.len(), limit);
    }
}

#[test]
fn a_search_that_fetches_enough_shows_what_it_has() {
    let mut corpus = Corpus::default();
    // Sketches don't tell whether the words adjoin, so each page that is read falls behind all others.
    let text = |i: usize| format!("Brown was the {}coal. ", format!("beacon of coast {i}, ").repeat(30));
    corpus.pages = (0..400)
        .map(|i| Page {
            id: i.to_string(),
            url: format!("{i}.html"),
            title: format!("Page {i}"),
            lang: "en".to_owned(),
            blocks: vec![Block::Paragraph(text(i)), Block::Paragraph(format!("Number {i}. ").repeat(400))],
            ..Page::default()
        })
        .collect();
    let search = |corpus: &Corpus, query| {
        let files = split(&build(corpus, &findling_indexer::Options::default()).unwrap().bytes).unwrap();
        let mut index = SplitIndex::open(&files.root, Box::new(NativeHost)).unwrap();
        let (step, rounds) = finish(&mut index, &files, query, &Options::default());
        (step.answer, rounds.len())
    };
    let (answer, rounds) = search(&corpus, "brown-coal");
    assert_eq!((answer.total, answer.pages.len()), (400, 10));
    assert!(rounds < 15, "{rounds} rounds");
    // A page may have a quoted phrase although those that were read first have it not.
    corpus.pages[350].blocks.push(Block::Paragraph("It is brown coal.".to_owned()));
    assert_eq!(search(&corpus, "\"brown coal\"").0.pages.len(), 1);
    assert_eq!(search(&corpus, "\"coal brown\"").0.pages.len(), 0);
}

#[test]
fn filters_facets_and_orders_are_those_of_the_whole_index() {
    let index = &whole().1;
    let any = |year: &str| vec![("year".to_owned(), Filter::Any(vec![year.to_owned()]))];
    for options in [
        Options { filters: any("2004"), facets: vec!["year".to_owned()], ..Options::default() },
        Options { sort: Some("year desc".to_owned()), ..Options::default() },
        Options { filters: vec![("lang".to_owned(), Filter::Any(vec!["zh".to_owned()]))], ..Options::default() },
        Options { filters: vec![("year".to_owned(), Filter::None(vec!["2004".to_owned()]))], ..Options::default() },
    ] {
        for query in ["lens", "治理", "", "-lamp"] {
            let (step, _) = finish(&mut opened(), files(), query, &options);
            let expected = index.search(query, &options);
            assert_eq!(
                (step.answer.total, &step.answer.facets),
                (expected.total, &expected.facets),
                "{query} {options:?}"
            );
            assert_eq!(shown(&step.index, &step.answer, 3), shown(index, &expected, 3), "{query} {options:?}");
        }
    }
}

#[test]
fn a_block_that_is_not_the_right_one_is_refused() {
    let (mut index, block) = (opened(), &files().blocks[0].1);
    for bit in (0..block.len() * 8).step_by(7) {
        let mut broken = block.clone();
        broken[bit / 8] ^= 1 << (bit % 8);
        assert!(index.feed(BlockId(0), &broken).is_err(), "bit {bit}");
    }
    assert!((0..block.len()).all(|length| index.feed(BlockId(0), &block[..length]).is_err()));
    assert!(index.feed(BlockId(0), &files().blocks[1].1).is_err(), "another block");
    assert!(index.feed(BlockId(u32::MAX), block).is_err(), "no such block");
    assert!(index.feed(BlockId(0), b"<!doctype html>").is_err());
    index.feed(BlockId(0), block).unwrap();
}

#[test]
fn a_search_goes_on_without_a_block() {
    let mut session = Session::default();
    for lose_leaves in [true, false] {
        let mut index = opened();
        let mut lost = 0;
        let step = loop {
            let step = index.search(&mut session, "harbour keeper", &Options::default()).unwrap();
            if step.needs.is_empty() {
                break step;
            }
            for block in step.needs {
                if index.is_leaf(block) == lose_leaves && lost < 2 {
                    index.lose(block);
                    lost += 1;
                } else {
                    index.feed(block, &files().blocks[block.0 as usize].1).unwrap();
                }
            }
        };
        assert!(lost > 0 && step.answer.pages.iter().all(|hit| !step.index.page_title(hit.page).is_empty()));
        // Another query asks for it again.
        let step = index.search(&mut session, "keeper", &Options::default()).unwrap();
        assert!(!step.needs.is_empty() || !lose_leaves);
    }
}

#[test]
fn blocks_are_forgotten_when_they_are_too_many() {
    let (mut index, options) = (opened(), Options::default());
    let needed = |index: &mut SplitIndex, query| finish(index, files(), query, &options).1.concat();
    let first = needed(&mut index, "lamp");
    assert!(!first.is_empty());
    needed(&mut index, "");
    assert_eq!(needed(&mut index, "lamp"), [], "the blocks are still there");
    let bytes = &files().blocks[first[0].0 as usize].1;
    for _ in 0..=(2 << 20) / bytes.len() {
        index.feed(first[0], bytes).unwrap();
    }
    assert_eq!(needed(&mut index, "lamp"), [], "the query has begun before");
    needed(&mut index, "");
    assert_eq!(needed(&mut index, "lamp"), first);
}

#[test]
fn files_are_few_small_and_the_same_every_time() {
    let (again, pages) = (split(&whole().0).unwrap(), whole().1.pages().len());
    assert_eq!((&again.root, &again.blocks), (&files().root, &files().blocks));
    assert!(again.blocks.len() <= 2 * pages, "{} files for {pages} pages", again.blocks.len());
    assert!(again.blocks.iter().all(|(_, bytes)| bytes.len() <= 64 << 10));
}

#[test]
fn metadata_of_any_length_leaves_the_blocks_readable() {
    let mut corpus = corpus();
    for (number, page) in corpus.pages.iter_mut().enumerate().take(40) {
        page.meta.insert("abstracts".to_owned(), vec![format!("{}{number}", "摘要".repeat(400 + number % 3))]);
    }
    let files = split(&build(&corpus, &findling_indexer::Options::default()).unwrap().bytes).unwrap();
    let mut index = SplitIndex::open(&files.root, Box::new(NativeHost)).unwrap();
    for block in index.blocks().collect::<Vec<_>>() {
        index.feed(block, &files.blocks[block.0 as usize].1).unwrap();
    }
}

#[test]
fn a_limit_without_end_shows_all_pages() {
    let options = Options { limit: usize::MAX, ..Options::default() };
    let all = whole().1.search("lamp", &options);
    let (step, _) = finish(&mut opened(), files(), "lamp", &options);
    assert!(all.pages.len() > 20);
    assert_eq!(step.answer.pages.len(), all.pages.len());
}

#[test]
fn no_corpus_is_too_small_to_be_split() {
    let bytes = build(&Corpus::default(), &findling_indexer::Options::default()).unwrap().bytes;
    let files = split(&bytes).unwrap();
    let mut index = SplitIndex::open(&files.root, Box::new(NativeHost)).unwrap();
    let step = index.search(&mut Session::default(), "word", &Options::default()).unwrap();
    assert!(step.answer.pages.is_empty());
}
