//! The files of a search page in memory, by their plain names. `publish` gives them their published names.

use std::collections::BTreeMap;

use findling_indexer::{Options, build_watched, read::Corpus};

use crate::assets::assets;
use crate::engine;
use crate::module::{SECTION, with_section};
use crate::progress::Line;
use crate::reader_pages::pages;
use crate::{Failure, integrity, section};

/// A search page: names and contents of its files.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The files, by their path below the search page.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Compiles a corpus into a search page, with a reader page for each article that has no page of its own.
    pub fn compile(corpus: &Corpus, options: &Options) -> Result<Site, Failure> {
        Ok(Site::module(corpus, options)?.with_texts(corpus))
    }

    /// Like `compile`, without the reader pages, of which there can be many.
    pub(crate) fn module(corpus: &Corpus, options: &Options) -> Result<Site, Failure> {
        let line = Line::new();
        let written = build_watched(corpus, options, &|stage, done, all| line.show(stage, done, all))?;
        Ok(Site::around(with_section(engine::WASM, SECTION, &written.bytes)))
    }

    /// Adds the reader pages of the corpus from which the module was built.
    #[must_use]
    pub fn with_texts(mut self, corpus: &Corpus) -> Site {
        // No article may replace the search page.
        for (name, content) in pages(corpus) {
            self.files.entry(name).or_insert(content);
        }
        self
    }

    /// The search page around a module that contains an index.
    #[must_use]
    pub fn around(module: Vec<u8>) -> Site {
        let mut files = assets();
        files.insert("findling.wasm".to_owned(), module);
        Site { files }
    }

    /// The hash of a file for the attribute `integrity`, if the file exists.
    #[must_use]
    pub fn integrity(&self, name: &str) -> Option<String> {
        self.files.get(name).map(|bytes| integrity::integrity(bytes))
    }

    /// The index in the module.
    #[must_use]
    pub fn pack(&self) -> Option<&[u8]> {
        section(self.files.get("findling.wasm")?, SECTION)
    }
}
