//! The native engine's tasks. Criterion measures their times and callgrind counts their instructions, with the same code.
use std::cell::RefCell;
use std::hint::black_box;
use std::path::Path;

use findling_core::search::{bytes, results};
use findling_core::{Index, Options, Session};
use findling_indexer::read::{Corpus, read};
use findling_indexer::{NativeHost, build};

use crate::error::{Failure, doing};
use crate::{keystrokes, texts};

/// Number of queries that are typed.
const TYPED: usize = 100;
/// Step through the list of keys. Neighbours belong to the same query, so a step reaches more queries in fewer runs.
const STEP: usize = 7;

/// A task to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Opens an index: decodes it and derives the postings.
    Load,
    /// Answers a query that is being typed.
    Key,
    /// Answers a whole query.
    Query,
    /// Finds the marks of a query on a page.
    Marks,
    /// Writes an index: cuts the texts into passages and words, and encodes them.
    Write,
}

impl Task {
    /// All tasks.
    pub const ALL: &[Self] = &[Self::Load, Self::Key, Self::Query, Self::Marks, Self::Write];

    /// Its name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::Key => "keystroke",
            Self::Query => "whole query",
            Self::Marks => "marks",
            Self::Write => "write",
        }
    }
}

/// A corpus, its index, and its queries.
pub struct Engine {
    corpus: Corpus,
    pack: Vec<u8>,
    index: Index,
    /// The visitor's query cache, as in a page.
    session: RefCell<Session>,
    asked: Vec<String>,
    typed: Vec<String>,
    page: Vec<String>,
}

impl Engine {
    /// The engine for a folder that a corpus was written to. Without a pack, builds one.
    pub fn new(folder: &Path, pack: Option<Vec<u8>>) -> Result<Self, Failure> {
        let corpus = read(&folder.join("docs.jsonl")).map_err(doing("the corpus"))?;
        let pack = pack.map_or_else(|| written(&corpus), Ok)?;
        let index = open(&pack)?;
        let queries = texts::lines(&folder.join("queries.jsonl"))?;
        let asked: Vec<String> =
            queries.iter().map(|query| query["query"].as_str().unwrap_or_default().to_owned()).collect();
        if asked.is_empty() {
            return Err(format!("{}: queries.jsonl has no queries", folder.display()));
        }
        let blocks = corpus.pages.first().into_iter().flat_map(|page| &page.blocks);
        let page = blocks.map(|block| block.text().into_owned()).collect();
        Ok(Self { typed: keystrokes(&asked, TYPED), session: RefCell::default(), corpus, pack, index, asked, page })
    }

    /// Every key of a sample of the queries as they are typed, in order.
    #[must_use]
    pub fn typed(&self) -> &[String] {
        &self.typed
    }

    /// The queries.
    #[must_use]
    pub fn asked(&self) -> &[String] {
        &self.asked
    }

    /// Answers a query, with the JSON that a page receives.
    pub fn ask(&self, query: &str) {
        let answer = self.session.borrow_mut().search(&self.index, query, &Options::default());
        let json = serde_json::to_string(&results(&self.index, &answer, bytes));
        drop(black_box(json));
    }

    /// Runs a task; `i` chooses the query.
    pub fn run(&self, task: Task, i: usize) -> Result<(), Failure> {
        let query = &self.asked[i * STEP % self.asked.len()];
        match task {
            Task::Load => drop(black_box(open(&self.pack)?)),
            Task::Key => self.ask(&self.typed[i * STEP % self.typed.len()]),
            Task::Query => self.ask(query),
            Task::Marks => drop(black_box(self.index.marks(query, &self.page))),
            Task::Write => drop(black_box(written(&self.corpus)?)),
        }
        Ok(())
    }
}

/// Opens an index.
pub fn open(pack: &[u8]) -> Result<Index, Failure> {
    Index::open(pack, Box::new(NativeHost)).map_err(|error| error.to_string())
}

fn written(corpus: &Corpus) -> Result<Vec<u8>, Failure> {
    let written = build(corpus, &findling_indexer::Options::default()).map_err(doing("writing"))?;
    Ok(written.bytes)
}
