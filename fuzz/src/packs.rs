//! Packs and modules that somebody else wrote.

use std::sync::OnceLock;

use findling_core::Index;
use findling_core::codec::decode;
use findling_core::pack::{Linguistics, Manifest, Pack, Section, assemble, checksum};
use findling_core::text::write_number;
use findling_indexer::NativeHost;

use crate::ask::{ask, inspect};
use crate::bound::{Bound, within};
use crate::queries;

/// What a pack may cost, opened and asked: see `findling_core::codec::LONGEST`.
const BOUND: Bound = Bound { times: 600, room: 4 << 20 };
/// What parts the sections of an input. It stands in no text.
const END: u8 = 0xff;

pub(crate) const WORDS: &[&str] =
    &["\0", "\0\0", "\u{1}\0", "ing3\n", "=en\n", "ies3i\n", "title", "lang", "a\tb\n", "全球\0"];

/// Opens a pack, and asks it for what it says it has.
fn open(pack: &[u8]) {
    let Ok(index) = Index::open(pack, Box::new(NativeHost)) else { return };
    inspect(&index);
    let lexicon = index.lexicon();
    let (first, last) = (lexicon.form(0), lexicon.form(lexicon.len().saturating_sub(1)));
    let queries = [
        first.to_owned(),
        format!("\"{first} {last}\" -{last} OR title:{first}"),
        "quanqiuhua wrld 全秋化 2019".into(),
    ];
    for (query, flags) in queries.iter().zip([0x10, 0x51, 0xff]) {
        ask(&index, query, flags);
    }
}

/// Bytes as a pack, with a head and a checksum that fit, as somebody would make it who means harm.
pub(crate) fn bytes(input: &[u8]) {
    let _ = Pack::open(input);
    let body = input.get(13..).unwrap_or(input);
    let mut pack = b"FNDL\x01".to_vec();
    pack.extend_from_slice(&checksum(body).to_le_bytes());
    pack.extend_from_slice(body);
    within(BOUND, pack.len(), || open(&pack));
}

/// The content of each section, with a container and counts that fit.
pub(crate) fn sections(input: &[u8]) {
    let mut parts = input.split(|byte| *byte == END);
    let mut next = || parts.next().unwrap_or_default();
    let (names, lexicon, stream, pages, passages) = (next(), next(), next(), next(), next());
    let names = String::from_utf8_lossy(names).into_owned();
    let mut lines =
        names.split('\0').map(|list| list.split('\n').filter(|name| !name.is_empty()).map(str::to_owned).collect());
    let mut names = || lines.next().unwrap_or_default();
    let mut manifest = Manifest { langs: names(), fields: names(), options: names(), ..Manifest::default() };
    within(BOUND, input.len(), || {
        // What the sections hold is counted as the writer would have counted it.
        if let Ok(decoded) = decode(lexicon, stream, u32::MAX, u32::MAX) {
            manifest.text_bytes = decoded.text.len() as u32;
            manifest.texts = decoded.bounds.len() as u32 - 1;
            manifest.tokens = decoded.tokens.len() as u32;
        }
        let (variants, sounds) = (next(), next());
        let mut text = || str::from_utf8(next()).unwrap_or_default();
        let linguistics = Linguistics { variants, sounds, rules: text(), syllables: text(), synonyms: text() };
        let pack = assemble(&[
            (Section::Manifest, manifest.write().unwrap()),
            (Section::Lexicon, lexicon.to_vec()),
            (Section::Stream, stream.to_vec()),
            (Section::Pages, pages.to_vec()),
            (Section::Passages, passages.to_vec()),
            (Section::Linguistics, linguistics.write().unwrap()),
            (Section::Emphasis, passages.to_vec()),
        ]);
        open(&pack.unwrap());
    });
}

/// The section reader over a module that may be none; and what it adds it finds again.
pub(crate) fn module(input: &[u8]) {
    let found = findling_cli::section(input, "findling");
    assert!(found.is_none_or(|section| section.len() < input.len()));
    let added = findling_cli::with_section(b"\0asm\x01\0\0\0", "findling", input);
    assert_eq!(findling_cli::section(&added, "findling"), Some(input));
    let _ = findling_cli::section(&findling_cli::with_section(input, "findling", b"x"), "findling");
}

/// Real packs.
pub(crate) fn whole() -> Vec<Vec<u8>> {
    static PACKS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    PACKS.get_or_init(|| vec![queries::little().to_vec(), queries::pack().to_vec()]).clone()
}

/// Their sections, as [`sections`] takes them.
pub(crate) fn parts() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for bytes in whole() {
        let pack = Pack::open(&bytes).unwrap();
        let (manifest, linguistics) = (pack.manifest().unwrap(), pack.linguistics().unwrap());
        let names = [manifest.langs.join("\n"), manifest.fields.join("\n"), manifest.options.join("\n")].join("\0");
        let mut seed = names.into_bytes();
        for section in [Section::Lexicon, Section::Stream, Section::Pages, Section::Passages] {
            seed.push(END);
            seed.extend(pack.section(section).iter().filter(|byte| **byte != END));
        }
        let Linguistics { variants, sounds, rules, syllables, synonyms } = linguistics;
        for part in [variants, sounds, rules.as_bytes(), syllables.as_bytes(), synonyms.as_bytes()] {
            seed.push(END);
            seed.extend(part.iter().filter(|byte| **byte != END));
        }
        seeds.push(seed);
    }
    // An entry said again and again, headings without end: what a few bytes can be made to mean.
    let mut heavy = vec![END];
    heavy.extend(std::iter::repeat_n(b'a', 2000));
    heavy.extend([0, END]);
    heavy.extend(std::iter::repeat_n(1, 2000));
    heavy.extend([0, END, 0, 0, 0]);
    write_number(&mut heavy, 200);
    heavy.push(END);
    heavy.extend(std::iter::repeat_n([0, 250, 2], 200).flatten());
    seeds.push(heavy);
    seeds
}

/// Modules with a section and without.
pub(crate) fn modules() -> Vec<Vec<u8>> {
    let empty = b"\0asm\x01\0\0\0";
    vec![
        empty.to_vec(),
        findling_cli::with_section(empty, "findling", b"pack"),
        findling_cli::with_section(&findling_cli::with_section(empty, "name", &[1; 200]), "findling", &[2; 300]),
    ]
}
