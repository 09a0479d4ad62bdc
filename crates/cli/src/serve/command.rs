//! `findling serve`.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use findling_indexer::read;

use super::Server;
use crate::error::print;
use crate::module::{SECTION, is_module, section};
use crate::{Failure, Site};

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// A folder of .txt files, a .jsonl file, or a findling.wasm that has its corpus already
    source: PathBuf,
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
            Site::around(module)
        } else {
            Site::compile(&read::read(&self.source)?)?
        };
        let server = Server::bind(site.served(), self.port)?;
        print(&format!("Serving the search page at {} (Ctrl-C ends it)\n", server.url()))?;
        server.run()?;
        Ok(())
    }
}
