//! Indexes and modules from unknown writers.

use std::sync::OnceLock;

use findling_core::Index;
use findling_core::codec::primer::Primer;
use findling_core::codec::{Counts, DENSEST, decode};
use findling_core::format::{
    AnchorRow, IndexFile, Manifest, PageRow, PassageRow, Section, VERSION, assemble, checksum, encode,
};
use findling_indexer::NativeHost;

use crate::ask::{ask, inspect};
use crate::bound::{Bound, within};
use crate::queries;

/// Memory bound of an index, opened and queried: see `findling_core::codec::DENSEST`.
const BOUND: Bound = Bound { times: 600, room: 4 << 20 };
/// The languages of an index.
const LANGUAGE: &[Section] = &[
    Section::Variants,
    Section::Inflection,
    Section::Syllables,
    Section::PinyinRuns,
    Section::PinyinExceptions,
    Section::Synonyms,
    Section::FunctionWords,
    Section::Abbreviations,
    Section::Keyboard,
];
/// Separator of the other sections of an input. No text contains it.
const END: u8 = 0xff;

pub(crate) const WORDS: &[&str] = &[
    "\0",
    "\0\0",
    "\u{1}\0",
    "\u{3}ing\u{3}\0",
    "\u{2}en",
    "\u{3}ies\u{3}\u{1}i",
    "title",
    "lang",
    "\u{3}a\tb",
    "全球\0",
];

/// Opens an index and reads everything that it lists.
fn open(pack: &[u8]) {
    let Ok(index) = Index::open(pack, Box::new(NativeHost)) else { return };
    inspect(&index);
    let lexicon = index.terms();
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

/// Bytes as an index with a valid header and checksum, as an attacker would write it.
pub(crate) fn bytes(input: &[u8]) {
    let _ = IndexFile::open(input);
    let body = input.get(13..).unwrap_or(input);
    let mut pack = [&b"FNDL"[..], &[VERSION]].concat();
    pack.extend_from_slice(&checksum(body).to_le_bytes());
    pack.extend_from_slice(body);
    within(BOUND, pack.len(), || open(&pack));
}

/// The content of each section, with a valid container and valid counts. Any bytes are a surface table and a text stream, and the first
/// bytes are their counts.
pub(crate) fn sections(input: &[u8]) {
    let Some((sizes, rest)) = input.split_first_chunk::<5>() else { return };
    let size = |at: usize| usize::from(sizes[at]) << 8 | usize::from(sizes[at + 1]);
    let (lexicon, rest) = rest.split_at(size(0).min(rest.len()));
    let (stream, rest) = rest.split_at(size(2).min(rest.len()));
    let mut parts = rest.split(|byte| *byte == END);
    let mut next = || parts.next().unwrap_or_default();
    let (names, pages, passages) = (next(), next(), next());
    let names = String::from_utf8_lossy(names).into_owned();
    let mut lines =
        names.split('\0').map(|list| list.split('\n').filter(|name| !name.is_empty()).map(str::to_owned).collect());
    let mut names = || lines.next().unwrap_or_default();
    let mut manifest = Manifest { langs: names(), fields: names(), options: names(), ..Manifest::default() };
    within(BOUND, input.len(), || {
        // The counts are those that the writer would have written.
        let most = (stream.len() * DENSEST) as u32;
        let counts = Counts { bytes: most, texts: u32::from(sizes[4]), tokens: most };
        if let Ok(decoded) = decode(lexicon, stream, counts, &Primer::default()) {
            manifest.text_bytes = decoded.text.len() as u32;
            manifest.texts = decoded.bounds.len() as u32 - 1;
            manifest.tokens = decoded.tokens.len() as u32;
        }
        let mut all = manifest.sections();
        let outline = [Section::Pages, Section::Passages, Section::TextWeights];
        all.extend(outline.into_iter().zip([pages, passages, passages].map(<[u8]>::to_vec)));
        all.extend(LANGUAGE.iter().map(|section| (*section, next().to_vec())));
        all.extend([(Section::SurfaceTable, lexicon.to_vec()), (Section::TextStream, stream.to_vec())]);
        open(&assemble(&all));
    });
}

/// The section reader over any bytes. It finds a section that it added.
pub(crate) fn module(input: &[u8]) {
    let found = findling_cli::section(input, "findling");
    assert!(found.is_none_or(|section| section.len() < input.len()));
    let added = findling_cli::with_section(b"\0asm\x01\0\0\0", "findling", input);
    assert_eq!(findling_cli::section(&added, "findling"), Some(input));
    let _ = findling_cli::section(&findling_cli::with_section(input, "findling", b"x"), "findling");
}

/// Real indexes.
pub(crate) fn whole() -> Vec<Vec<u8>> {
    static PACKS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    PACKS.get_or_init(|| vec![queries::little().to_vec(), queries::pack().to_vec()]).clone()
}

/// Their sections, as [`sections`] takes them.
pub(crate) fn parts() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for bytes in whole() {
        let pack = IndexFile::open(&bytes).unwrap();
        let manifest = pack.manifest().unwrap();
        let (lexicon, stream) = (pack.section(Section::SurfaceTable), pack.section(Section::TextStream));
        let mut seed = Vec::new();
        for part in [lexicon, stream] {
            seed.extend((part.len() as u16).to_be_bytes());
        }
        seed.push(manifest.texts.min(255) as u8);
        seed.extend_from_slice(lexicon);
        seed.extend_from_slice(stream);
        let names = [manifest.langs.join("\n"), manifest.fields.join("\n"), manifest.options.join("\n")].join("\0");
        seed.extend(names.into_bytes());
        for section in [Section::Pages, Section::Passages].iter().chain(LANGUAGE) {
            seed.push(END);
            seed.extend(pack.section(*section).iter().filter(|byte| **byte != END));
        }
        seeds.push(seed);
    }
    // Endless headings, and texts beyond the end of the stream: the largest claims of few bytes.
    let mut heavy = vec![0, 3, 0, 200, 2];
    heavy.extend([9; 203]);
    heavy.push(END);
    heavy.extend(encode([PageRow { passages: 200, ..PageRow::default() }]));
    heavy.push(END);
    heavy.extend(encode([PassageRow { kept: 0, new: 250, anchor: AnchorRow::Slug }; 200]));
    seeds.push(heavy);
    seeds
}

/// Modules with and without a section.
pub(crate) fn modules() -> Vec<Vec<u8>> {
    let empty = b"\0asm\x01\0\0\0";
    vec![
        empty.to_vec(),
        findling_cli::with_section(empty, "findling", b"pack"),
        findling_cli::with_section(&findling_cli::with_section(empty, "name", &[1; 200]), "findling", &[2; 300]),
    ]
}
