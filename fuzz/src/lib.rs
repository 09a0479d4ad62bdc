//! Fuzz targets for hostile input, one for each way in. libFuzzer runs them (`cargo xtask fuzz`), and so does a plain mutator in the tests.
//!
//! A target takes any bytes. It panics if a promise is broken: the code panics, an answer is invalid, or memory exceeds the bound that the
//! target states.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "what a target does not stand is its finding")]

mod ask;
mod bound;
pub mod mutate;
mod packs;
mod queries;
mod readers;
mod records;
mod round;
mod splits;

/// A fuzz target.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The name.
    pub name: &'static str,
    throw: fn(&[u8]),
    seeds: fn() -> Vec<Vec<u8>>,
    /// Words that its inputs are made of, besides bytes.
    pub words: &'static [&'static str],
}

impl Target {
    /// Runs an input.
    pub fn run(&self, input: &[u8]) {
        (self.throw)(input);
    }

    /// Loads dictionaries and builds indexes, so that no input is charged for them.
    pub fn warm(&self) {
        self.seeds().iter().for_each(|seed| self.run(seed));
    }

    /// Initial inputs.
    #[must_use]
    pub fn seeds(&self) -> Vec<Vec<u8>> {
        (self.seeds)()
    }
}

/// All targets.
pub const TARGETS: &[Target] = &[
    Target { name: "packs", throw: packs::bytes, seeds: packs::whole, words: &["FNDL", "\0\0\0\0", "\u{2}"] },
    Target { name: "sections", throw: packs::sections, seeds: packs::parts, words: packs::WORDS },
    Target { name: "queries", throw: queries::ask, seeds: queries::seeds, words: queries::WORDS },
    Target { name: "text", throw: readers::text, seeds: readers::texts, words: readers::TEXT },
    Target { name: "html", throw: readers::html, seeds: readers::pages, words: readers::HTML },
    Target { name: "markdown", throw: readers::markdown, seeds: readers::markdowns, words: readers::MARKDOWN },
    Target { name: "jsonl", throw: readers::jsonl, seeds: readers::rows, words: readers::JSONL },
    Target { name: "feeds", throw: readers::feeds, seeds: readers::followed, words: readers::FEEDS },
    Target { name: "facts", throw: readers::facts, seeds: readers::tables, words: readers::FACTS },
    Target { name: "module", throw: packs::module, seeds: packs::modules, words: &["findling", "\0asm", "name"] },
    Target { name: "roots", throw: splits::root, seeds: splits::roots, words: packs::WORDS },
    Target { name: "leaves", throw: splits::leaf, seeds: splits::leaves, words: packs::WORDS },
    Target { name: "blocks", throw: splits::text, seeds: splits::texts, words: packs::WORDS },
    Target { name: "records", throw: records::show, seeds: records::seeds, words: records::WORDS },
    Target { name: "codec", throw: round::trip, seeds: round::seeds, words: round::WORDS },
];

/// The target of this name.
///
/// # Panics
/// If there is no such target.
#[must_use]
pub fn find(name: &str) -> &'static Target {
    TARGETS.iter().find(|target| target.name == name).expect("a target of this name")
}
