//! `findling serve`.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use findling_core::index::PageId;
use findling_indexer::read::Corpus;

use super::Server;
use crate::compiling::Compiling;
use crate::error::print;
use crate::module::{SECTION, is_module, section};
use crate::place::FOLDER;
use crate::source::Reading;
use crate::{Failure, Site, open};

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// A finished HTML site, a folder of .txt and Markdown files, a .jsonl file, or a findling.wasm that has its corpus already
    source: PathBuf,
    /// The texts that a findling.wasm was made of, for the pages that its results lead to
    #[arg(long, value_name = "FOLDER")]
    texts: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    compiling: Compiling,
    /// The port to listen on, or the next free one above it
    #[arg(long, default_value_t = 4000)]
    port: u16,
}

impl Serve {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let site = if self.source.extension().is_some_and(|e| e == "wasm") {
            let module = fs::read(&self.source).map_err(Failure::io(&self.source))?;
            if !is_module(&module) || section(&module, SECTION).is_none() {
                let what = "no module with a corpus in it. Give a findling.wasm that `findling build` wrote";
                return Err(Failure::Module { path: self.source, what });
            }
            let site = Site::around(module);
            match &self.texts {
                Some(texts) => site.with_texts(&self.those_of_the_module(texts)?),
                None => site,
            }
        } else if self.texts.is_some() {
            return Err(Failure::Usage(
                "--texts goes with a findling.wasm; other sources are texts themselves".to_owned(),
            ));
        } else {
            let settings = self.reading.settings(Some(&self.source))?;
            let options = self.compiling.options(&settings)?;
            let mut corpus = self.reading.read(&self.source, &settings)?;
            if corpus.finished {
                "../".clone_into(&mut corpus.base);
                let both = Site::compile(&corpus, &options)?.served_in(FOLDER).folder(&corpus.root)?;
                let server = Server::bind(both, self.port)?;
                print(&format!(
                    "Serving the site at {0}, its search at {0}{FOLDER}/ (Ctrl-C ends it)\n",
                    server.url()
                ))?;
                return Ok(server.run()?);
            }
            Site::compile(&corpus, &options)?
        };
        let server = Server::bind(site.served(), self.port)?;
        print(&format!("Serving the search page at {} (Ctrl-C ends it)\n", server.url()))?;
        server.run()?;
        Ok(())
    }

    /// Reads the texts, which must have a page for every one that results of the module lead to.
    fn those_of_the_module(&self, texts: &Path) -> Result<Corpus, Failure> {
        let corpus = self.reading.read(texts, &self.reading.settings(Some(texts))?)?;
        let index = open::index(&self.source)?;
        let mut pages = (0..index.pages().len() as u32).map(PageId);
        match pages.find(|page| !corpus.pages.iter().any(|text| text.url == index.page_url(*page))) {
            None => Ok(corpus),
            Some(page) => Err(Failure::Texts {
                path: texts.to_owned(),
                module: self.source.clone(),
                title: index.page_title(page).to_owned(),
            }),
        }
    }
}
