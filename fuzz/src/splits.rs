//! Split indexes whose files mean no good, each with valid checksums: as an attacker would write them.

use std::sync::OnceLock;

use findling_core::format::{IndexFile, Section, assemble};
use findling_core::split::{SplitIndex, check_of};
use findling_core::{Options, Session};
use findling_indexer::NativeHost;
use findling_indexer::split::{SplitFiles, split};

use crate::ask::check;
use crate::bound::{Bound, within};
use crate::queries;

/// A byte of a root may stand for 32 pages, and a byte of a leaf for as many postings.
const BOUND: Bound = Bound { times: 8000, room: 64 << 20 };
/// Queries that look into all parts.
const QUERIES: &[&str] = &["world", "全球治理", "wor", "\"hello world\"", "quanqiu", "wrold", "lang:en world -hello"];

fn files() -> &'static SplitFiles {
    static FILES: OnceLock<SplitFiles> = OnceLock::new();
    FILES.get_or_init(|| split(queries::little()).unwrap())
}

/// Searches a split index, with these blocks instead of its own.
fn search(root: &[u8], blocks: &[Vec<u8>]) {
    within(BOUND, root.len() + blocks.iter().map(Vec::len).sum::<usize>(), || {
        let Ok(mut index) = SplitIndex::open(root, Box::new(NativeHost)) else { return };
        let mut session = Session::default();
        for query in QUERIES {
            for _ in 0..12 {
                let Ok(step) = index.search(&mut session, query, &Options::default()) else { return };
                check(&step.index, &step.answer, &Options::default());
                if step.needs.is_empty() {
                    break;
                }
                for block in step.needs {
                    let bytes = blocks.get(block.0 as usize).map_or(&[][..], Vec::as_slice);
                    if index.feed(block, bytes).is_err() {
                        index.lose(block);
                    }
                }
            }
        }
    });
}

/// The files with the content of one block replaced: its sections are cut from the input, and the root has its checksum.
fn with_block(number: usize, input: &[u8], sections: &[Section]) {
    let mut blocks: Vec<Vec<u8>> = files().blocks.iter().map(|(_, bytes)| bytes.clone()).collect();
    let mut rest = input;
    blocks[number] = assemble(&sections.iter().map(|section| (*section, part(&mut rest).to_vec())).collect::<Vec<_>>());
    let check = IndexFile::open(&blocks[number]).unwrap().checksum();
    let root = IndexFile::open(&files().root).unwrap();
    let mut sections: Vec<(Section, Vec<u8>)> =
        Section::ALL.into_iter().map(|section| (section, root.section(section).to_vec())).collect();
    for (_, bytes) in sections.iter_mut().filter(|(section, _)| *section == Section::BlockChecks) {
        bytes[number * 3..number * 3 + 3].copy_from_slice(&check_of(check).to_le_bytes()[..3]);
    }
    search(&assemble(&sections), &blocks);
}

/// Takes a section from an input: two bytes of its length, and its content.
fn part<'a>(input: &mut &'a [u8]) -> &'a [u8] {
    let Some((length, rest)) = input.split_first_chunk() else { return &[] };
    let (part, rest) = rest.split_at(usize::from(u16::from_le_bytes(*length)).min(rest.len()));
    *input = rest;
    part
}

const LEAF: &[Section] = &[Section::Leaf];
const TEXT: &[Section] = &[
    Section::Pages,
    Section::Passages,
    Section::TextWeights,
    Section::SurfaceTable,
    Section::TextStream,
    Section::TextBlock,
    Section::PageWords,
];
const ROOT: &[Section] =
    &[Section::SurfaceTable, Section::Split, Section::Separators, Section::Fragments, Section::BlockChecks];

/// Any bytes as a leaf.
pub(crate) fn leaf(input: &[u8]) {
    with_block(0, input, LEAF);
}

/// Any bytes as the sections of a text block.
pub(crate) fn text(input: &[u8]) {
    with_block(files().leaves, input, TEXT);
}

/// Any bytes as the tables of a root.
pub(crate) fn root(input: &[u8]) {
    let root = IndexFile::open(&files().root).unwrap();
    let mut rest = input;
    let sections: Vec<(Section, Vec<u8>)> = Section::ALL
        .into_iter()
        .map(|section| {
            let own = || root.section(section).to_vec();
            (section, if ROOT.contains(&section) { part(&mut rest).to_vec() } else { own() })
        })
        .collect();
    let blocks: Vec<Vec<u8>> = files().blocks.iter().map(|(_, bytes)| bytes.clone()).collect();
    search(&assemble(&sections), &blocks);
}

/// The sections of a file as an input.
fn input(file: &[u8], sections: &[Section]) -> Vec<u8> {
    let file = IndexFile::open(file).unwrap();
    let part = |section: &Section| {
        let bytes = file.section(*section);
        [&u16::try_from(bytes.len()).unwrap().to_le_bytes(), bytes].concat()
    };
    sections.iter().flat_map(part).collect()
}

pub(crate) fn roots() -> Vec<Vec<u8>> {
    vec![input(&files().root, ROOT)]
}

pub(crate) fn leaves() -> Vec<Vec<u8>> {
    files().blocks[..files().leaves].iter().map(|(_, bytes)| input(bytes, LEAF)).collect()
}

pub(crate) fn texts() -> Vec<Vec<u8>> {
    files().blocks[files().leaves..].iter().map(|(_, bytes)| input(bytes, TEXT)).collect()
}
