//! The files of a search page, in memory, by their plain names: `publish` gives them the names that `build` writes and `serve` answers to.

use std::collections::BTreeMap;

use findling_indexer::{Options, build_watched, read::Corpus};

use crate::assets::assets;
use crate::engine;
use crate::module::{SECTION, with_section};
use crate::progress::Line;
use crate::reader_pages::pages;
use crate::{Failure, integrity, section};

/// A search page: file names and contents.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The files, by their path below the page.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Compiles a corpus and puts everything together, with a reading page for each article that has no page elsewhere.
    pub fn compile(corpus: &Corpus, options: &Options) -> Result<Site, Failure> {
        Ok(Site::module(corpus, options)?.with_texts(corpus))
    }

    /// The same without the reading pages, which may be many.
    pub(crate) fn module(corpus: &Corpus, options: &Options) -> Result<Site, Failure> {
        let line = Line::new();
        let written = build_watched(corpus, options, &|stage, done, all| line.tell(stage, done, all))?;
        Ok(Site::around(with_section(engine::WASM, SECTION, &written.bytes)))
    }

    /// Adds the reading pages of the corpus that the module's pack was made of.
    #[must_use]
    pub fn with_texts(mut self, corpus: &Corpus) -> Site {
        // What is there already stays: no article may take the place of the search page.
        for (name, content) in pages(corpus) {
            self.files.entry(name).or_insert(content);
        }
        self
    }

    /// The page around a module that has its pack already.
    #[must_use]
    pub fn around(module: Vec<u8>) -> Site {
        let mut files = assets();
        files.insert("findling.wasm".to_owned(), module);
        Site { files }
    }

    /// What a file's bytes are, as the attribute `integrity` states it; nothing where there is no such file.
    #[must_use]
    pub fn integrity(&self, name: &str) -> Option<String> {
        self.files.get(name).map(|bytes| integrity::integrity(bytes))
    }

    /// The pack that the page's module carries.
    #[must_use]
    pub fn pack(&self) -> Option<&[u8]> {
        section(self.files.get("findling.wasm")?, SECTION)
    }
}
