//! Compares a split index with the whole one, for the queries of a file. Prints how many answers are equal, and the bytes, round trips and milliseconds
//! of a query.
//!
//! `cargo run --release -p findling-benches --example split_keys MODULE QUERIES [typed] [list]`
//!
//! - `MODULE`: a `findling.*.wasm` that `findling build --no-split` wrote.
//! - `QUERIES`: a file with one query on each line. Each query begins without any blocks.
//! - `typed`: type each query letter by letter, and keep the blocks.
//! - `list`: print the pages of unequal answers.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a program for developers, which stops at the first failure"
)]

use std::time::Instant;
use std::{env, fs};

use findling_core::search::PageHit;
use findling_core::split::SplitIndex;
use findling_core::{Answer, Index, Options, Session};
use findling_indexer::NativeHost;
use findling_indexer::split::{SplitFiles, split};

/// Pages that are compared.
const SHOWN: usize = 5;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [module, queries, flags @ ..] = &arguments[..] else {
        println!("usage: split_keys MODULE QUERIES [typed] [list]");
        return;
    };
    let has = |name: &str| flags.iter().any(|flag| flag == name);
    let module = fs::read(module).unwrap();
    let bytes = findling_cli::section(&module, "findling").unwrap();
    let whole = Index::open(bytes, Box::new(NativeHost)).unwrap();
    let files = split(bytes).unwrap();
    describe(&files);
    let queries = fs::read_to_string(queries).unwrap();
    let mut figures = Figures::default();
    for query in queries.lines().filter(|line| !line.is_empty()) {
        let mut index = SplitIndex::open(&files.root, Box::new(NativeHost)).unwrap();
        let mut session = Session::default();
        let ends = query.char_indices().map(|(at, c)| at + c.len_utf8());
        let keys: Vec<&str> = ends.map(|end| &query[..end]).filter(|key| has("typed") || *key == query).collect();
        for key in keys {
            figures.key(&whole, &files, &mut index, &mut session, key, has("list"));
        }
    }
    figures.print();
}

/// The sizes of the files.
fn describe(files: &SplitFiles) {
    let size = |blocks: &[(String, Vec<u8>)]| blocks.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() / 1000;
    let (leaves, texts) = files.blocks.split_at(files.leaves);
    println!(
        "root {:.1} KB, {} leaves of {} KB, {} text blocks of {} KB",
        files.root.len() as f32 / 1000.0,
        leaves.len(),
        size(leaves),
        texts.len(),
        size(texts)
    );
}

/// The address of a page that is shown, and its excerpts.
type Shown = (String, Vec<String>);

#[derive(Default)]
struct Figures {
    keys: usize,
    same_first: usize,
    same_pages: usize,
    same_shown: usize,
    bytes: Vec<f32>,
    rounds: Vec<f32>,
    /// Milliseconds of all steps of a key.
    times: Vec<f32>,
}

impl Figures {
    /// Searches until the answer is final, and compares it.
    fn key(
        &mut self,
        whole: &Index,
        files: &SplitFiles,
        index: &mut SplitIndex,
        session: &mut Session,
        key: &str,
        list: bool,
    ) {
        let options = Options { limit: SHOWN, ..Options::default() };
        let (mut rounds, mut bytes) = (0, 0);
        let start = Instant::now();
        let step = loop {
            let step = index.search(session, key, &options).unwrap();
            if step.needs.is_empty() {
                break step;
            }
            rounds += 1;
            for block in &step.needs {
                let block_bytes = &files.blocks[block.0 as usize].1;
                bytes += block_bytes.len();
                index.feed(*block, block_bytes).unwrap();
            }
        };
        self.times.push(start.elapsed().as_secs_f32() * 1000.0);
        self.rounds.push(rounds as f32);
        self.bytes.push(bytes as f32 / 1000.0);
        self.keys += 1;
        let expected = whole.search(key, &options);
        let (expected, got) = (shown(whole, &expected), shown(&step.index, &step.answer));
        let pages = |shown: &[Shown]| shown.iter().map(|page| page.0.clone()).collect::<Vec<_>>();
        let (expected_pages, got_pages) = (pages(&expected), pages(&got));
        self.same_first += usize::from(expected_pages.first() == got_pages.first());
        self.same_pages += usize::from(expected_pages == got_pages);
        self.same_shown += usize::from(expected == got);
        if list && expected != got {
            println!(
                "{key:?}, {rounds} rounds, {} KB\n  whole: {expected_pages:?}\n  split: {got_pages:?}",
                bytes / 1000
            );
        }
    }

    fn print(&mut self) {
        let share = |part: usize, of: usize| part as f32 * 100.0 / of.max(1) as f32;
        println!(
            "{} keys: first page the same {:.1} %, first {SHOWN} {:.1} %, with their excerpts {:.1} %",
            self.keys,
            share(self.same_first, self.keys),
            share(self.same_pages, self.keys),
            share(self.same_shown, self.keys)
        );
        let units = [("KB", &mut self.bytes), ("round trips", &mut self.rounds), ("ms", &mut self.times)];
        for (unit, values) in units {
            values.sort_by(f32::total_cmp);
            let at = |percent: usize| values.get((values.len() * percent / 100).min(values.len().saturating_sub(1)));
            let sum: f32 = values.iter().sum();
            println!(
                "{unit}: p50 {:.1}, p95 {:.1}, mean {:.1}",
                at(50).unwrap(),
                at(95).unwrap(),
                sum / values.len() as f32
            );
        }
    }
}

/// The pages shown, and what is shown of them.
fn shown(index: &Index, answer: &Answer) -> Vec<Shown> {
    let page = |hit: &PageHit| {
        let texts = hit.passages.iter().map(|passage| format!("{} {:?}", passage.text, passage.marks)).collect();
        (index.page_url(hit.page).to_owned(), texts)
    };
    answer.pages.iter().take(SHOWN).map(page).collect()
}
