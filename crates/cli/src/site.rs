//! The files of a search page, in memory: written to a folder by `build`, answered from memory by `serve`.

use std::collections::BTreeMap;

use findling_indexer::{Options, build, read::Corpus};

use crate::engine;
use crate::module::{SECTION, with_section};
use crate::serve::Served;
use crate::{Failure, section};

/// The page's own files.
macro_rules! assets {
    ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!("../../../www/", $name)))),*] };
}
const ASSETS: &[(&str, &str)] = assets![
    "index.html",
    "icon.svg",
    "page.js",
    "findling.css",
    "findling.js",
    "findling.d.ts",
    "client.js",
    "session.js",
    "memory.js",
    "combobox.js",
    "box.js",
    "element.js",
    "results.js",
    "view.js",
    "link.js",
    "dom.js",
    "style.js",
    "i18n.js",
    "lang/ar.js",
    "lang/de.js",
    "lang/es.js",
    "lang/fr.js",
    "lang/he.js",
    "lang/hi.js",
    "lang/ja.js",
    "lang/ko.js",
    "lang/pt.js",
    "lang/ru.js",
    "lang/th.js",
    "lang/vi.js",
    "lang/zh-Hans.js",
    "lang/zh-Hant.js",
];

/// A search page: file names and contents.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The files, by their path below the page.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Compiles a corpus and puts everything together.
    pub fn compile(corpus: &Corpus) -> Result<Site, Failure> {
        let written = build(corpus, &Options::default())?;
        Ok(Site::around(with_section(engine::WASM, SECTION, &written.bytes)))
    }

    /// The page around a module that has its pack already.
    #[must_use]
    pub fn around(module: Vec<u8>) -> Site {
        let mut files = BTreeMap::new();
        for &(name, content) in ASSETS {
            files.insert(name.to_owned(), content.as_bytes().to_vec());
        }
        files.insert("engine.js".to_owned(), engine::GLUE_JS.as_bytes().to_vec());
        files.insert("findling.wasm".to_owned(), module);
        Site { files }
    }

    /// The page's files for the preview server.
    #[must_use]
    pub fn served(self) -> Served {
        self.files.into_iter().fold(Served::new(), |served, (name, content)| served.file(&name, content))
    }

    /// The pack that the page's module carries.
    #[must_use]
    pub fn pack(&self) -> Option<&[u8]> {
        section(self.files.get("findling.wasm")?, SECTION)
    }
}
