//! An index file of each format version is kept: when a site's old index meets a new engine, it opens, or the error names its version.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a failed expectation fails the test")]

use findling_core::format::{MAGIC, OLDEST, VERSION, checksum};
use findling_core::search::{bytes as whole_bytes, results};
use findling_core::{Index, Options};
use findling_indexer::NativeHost;

/// One for each version, in hexadecimal.
const FILES: [&str; VERSION as usize] =
    [include_str!("golden/version-1.hex"), include_str!("golden/version-2.hex"), include_str!("golden/version-3.hex")];

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.bytes().filter(u8::is_ascii_hexdigit).collect();
    digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

fn last() -> Vec<u8> {
    bytes(FILES[FILES.len() - 1])
}

fn open(file: &[u8]) -> Result<Index, String> {
    Index::open(file, Box::new(NativeHost)).map_err(|error| error.to_string())
}

#[test]
fn an_index_of_every_version_opens_and_answers_or_is_named() {
    for (version, hex) in (1u8..).zip(FILES) {
        let file = bytes(hex);
        assert_eq!((&file[..4], file[4]), (&MAGIC[..], version));
        if version < OLDEST {
            let error = open(&file).unwrap_err();
            assert!(error.contains(&version.to_string()) && error.contains("Build it again"), "{error}");
            continue;
        }
        let index = open(&file).unwrap();
        let queries = [
            ("多边合作", "a"),
            ("duobian", "a"),
            ("多邊", "a"),
            ("第13条", "a"),
            ("cafe", "b"),
            ("trades", "b"),
            ("covid-19", "b"),
        ];
        for (query, id) in queries {
            let answer = index.search(query, &Options::default());
            assert_eq!(answer.pages.first().map(|page| index.page_id(page.page)), Some(id), "{version}: {query}");
        }
        let texts = ["各国应当加强多边合作，共同应对气候变化。第十三条规定，2023年投入5万亿元。", "2020-04-03"];
        assert!(texts.iter().all(|text| index.all_text().contains(text)), "{version}");
    }
}

#[test]
fn an_index_of_another_version_is_an_error_that_names_it() {
    for (other, word) in [(0, "older"), (VERSION + 1, "newer")] {
        let mut file = last();
        file[4] = other;
        let sum = checksum(&file[13..]).to_le_bytes();
        file[5..13].copy_from_slice(&sum);
        let error = open(&file).unwrap_err();
        assert!(error.contains(&other.to_string()) && error.contains(word), "{error}");
    }
}

/// Compares everything in an answer, the scores to their last bit. `cargo xtask miri` compares what this prints on machines with 32 bits and with
/// the other byte order to what it prints here.
#[test]
fn an_index_opened_again_gives_the_same_answers_to_the_last_bit() {
    let file = last();
    let queries = ["多边合作", "duobian", "气候 trades", "\"第十三条\" OR cafe", "title:a -covid", "vovid 2020", "s"];
    let tell = || -> Vec<String> {
        let index = open(&file).unwrap();
        let options = Options { explain: true, facets: vec!["lang".into(), "date".into()], ..Options::default() };
        let told = queries.iter().map(|query| {
            let answer = index.search(query, &options);
            let scores: Vec<u32> = answer.pages.iter().map(|page| page.score.to_bits()).collect();
            let suggested = index.suggest(query, 5);
            format!(
                "answer: {query} {scores:?} {} {suggested:?}",
                serde_json::to_string(&results(&index, &answer, whole_bytes)).unwrap()
            )
        });
        told.collect()
    };
    let told = tell();
    println!("{}", told.join("\n"));
    assert_eq!(told, tell());
    assert!(told.iter().filter(|answer| !answer.contains(" [] ")).count() > 4, "{told:#?}");
}
