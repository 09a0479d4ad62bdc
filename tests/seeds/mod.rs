//! Shared by the tests over the default corpus: the corpus, read and compiled once.
#![allow(dead_code, reason = "every test binary has its own copy, and uses what it needs")]

use std::path::Path;
use std::sync::OnceLock;

use findling_indexer::read::{Corpus, read};

pub(crate) fn corpus() -> &'static Corpus {
    static READ: OnceLock<Corpus> = OnceLock::new();
    READ.get_or_init(|| read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")).unwrap())
}

pub(crate) fn site() -> &'static findling_cli::Site {
    static COMPILED: OnceLock<findling_cli::Site> = OnceLock::new();
    COMPILED.get_or_init(|| findling_cli::Site::compile(corpus(), &findling_indexer::Options::default()).unwrap())
}

/// The index in the page's module.
pub(crate) fn pack() -> &'static [u8] {
    site().pack().unwrap()
}
