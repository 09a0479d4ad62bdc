//! The files of a search page in memory, by their plain names. `publish` gives them their published names.

use std::collections::BTreeMap;

use findling_indexer::reader_pages::{escape, landing};
use findling_indexer::split::split;
use findling_indexer::{Options, build_watched, read::Corpus};

#[cfg(test)]
use crate::assets::asset;
use crate::assets::assets;
use crate::engine;
use crate::module::{SECTION, with_section};
use crate::progress::Line;
use crate::reader_pages::pages;
use crate::{Failure, blocks, integrity, section};

/// The form of an index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Whole or split, by size: the one with which a visitor's first search is probably sooner.
    #[default]
    BySize,
    /// Whole, in the module.
    Embedded,
    /// A root in the module, and blocks in files of their own, of which a search fetches what it needs.
    Split,
}

impl Form {
    /// The form that the owner set, if any: whether the index is split.
    pub(crate) fn of(is_split: Option<bool>) -> Form {
        match is_split {
            None => Form::BySize,
            Some(true) => Form::Split,
            Some(false) => Form::Embedded,
        }
    }
}

/// Size of an index file in bytes above which it is split. On slow 4G the first result of a split index is as soon as that of a whole index of
/// 105 KB, and .3 s sooner at 200 KB (`cargo xtask bench --only sites`). A whole index is preferred up to there: it answers every later key
/// without the network.
const SPLIT_FROM: usize = 200 << 10;

/// A search page: names and contents of its files.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The files, by their path below the search page.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Compiles a corpus into a search page, with a reader page for each article that has no page of its own.
    pub fn compile(corpus: &Corpus, options: &Options) -> Result<Site, Failure> {
        Ok(Site::module(corpus, options, Form::BySize)?.with_texts(corpus))
    }

    /// Like `compile`, without the reader pages, of which there can be many.
    pub(crate) fn module(corpus: &Corpus, options: &Options, form: Form) -> Result<Site, Failure> {
        let line = Line::new();
        let written = build_watched(corpus, options, &|stage, done, all| line.show(stage, done, all))?;
        let is_split = form == Form::Split || form == Form::BySize && written.bytes.len() > SPLIT_FROM;
        let mut site = if is_split {
            let wrong = |source| Failure::Pack { path: "findling.wasm".into(), source };
            let split = split(&written.bytes).map_err(wrong)?;
            let mut site = Site::around(with_section(engine::SPLIT_WASM, SECTION, &split.root));
            site.files.extend(split.blocks.into_iter().map(|(name, bytes)| (blocks::path(&name), bytes)));
            if let Some(index) = site.files.get_mut("index.js") {
                // It would be imported only when the module has been read: a round trip later.
                index.splice(..0, *b"import \"./blocks.js\";\n");
            }
            site
        } else {
            Site::around(with_section(engine::WASM, SECTION, &written.bytes))
        };
        if let Some(page) = site.files.get_mut("index.html") {
            *page = start(&String::from_utf8_lossy(page), corpus, corpus.pages.len(), &written.examples).into_bytes();
        }
        Ok(site)
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

/// The search page as a visitor first sees it: title and number of pages, and the documents unless they are a site of their own.
pub(crate) fn start(page: &str, corpus: &Corpus, count: usize, examples: &[String]) -> String {
    let mut title = String::new();
    escape(&mut title, &corpus.title);
    let documents = if corpus.finished { String::new() } else { landing(&corpus.pages, examples) };
    page.replacen("<title>Findling</title>", &format!("<title>{title}</title>"), 1)
        .replacen("<h1 id=\"title\">Findling</h1>", &format!("<h1 id=\"title\">{title}</h1>"), 1)
        .replacen(
            "<p id=\"about\">&nbsp;</p>",
            &format!("<p id=\"about\"><data value=\"{count}\">{count}</data></p>"),
            1,
        )
        .replacen("</findling-results>", &format!("{documents}</findling-results>"), 1)
}

#[cfg(test)]
mod tests {
    use findling_indexer::Page;

    use super::*;

    #[test]
    fn the_search_page_starts_with_the_documents() {
        let mut corpus = Corpus::default();
        corpus.title = "Tides & <lamps>".to_owned();
        corpus.pages = vec![Page { url: "a.html".to_owned(), title: "Winding".to_owned(), ..Page::default() }];
        let page = start(asset("index.html"), &corpus, 1, &[]);
        for part in [
            "<title>Tides &amp; &lt;lamps&gt;</title>",
            "<h1 id=\"title\">Tides &amp; &lt;lamps&gt;</h1>",
            "<data value=\"1\">1</data>",
            "<a href=\"a.html\">Winding</a>",
        ] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        corpus.finished = true;
        assert!(!start(asset("index.html"), &corpus, 1, &[]).contains("Winding"), "a site has pages of its own");
    }
}
