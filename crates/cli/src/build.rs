//! `findling build`: a corpus to a folder with everything a search page needs.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::compiling::Compiling;
use crate::error::print;
use crate::inspect::brotli_quick;
use crate::pages::pages;
use crate::place::{FOLDER, Place};
use crate::report::{advice, report};
use crate::source::Reading;
use crate::{Failure, Site};

#[derive(Debug, Args)]
pub(crate) struct Build {
    /// A finished HTML site; a folder of documents (.txt, Markdown, HTML, .jsonl, feeds); a .jsonl file with one
    /// {"id","url","title","text","lang"} a line; a feed; a site map. What findling.toml names where nothing is named here
    source: Option<PathBuf>,
    /// The folder to write; for a site its folder findling/ where none is named
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    compiling: Compiling,
}

impl Build {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let settings = self.reading.settings(self.source.as_deref())?;
        let options = self.compiling.options(&settings)?;
        let source = settings.source(self.source)?;
        let mut corpus = self.reading.read(&source, &settings)?;
        let hosted = corpus.finished;
        let out = match self.out.or(settings.out) {
            Some(out) => out,
            None if hosted => corpus.root.join(FOLDER),
            None => {
                return Err(Failure::Usage(
                    "a corpus that is no site needs a folder to write: add --out DIR".to_owned(),
                ));
            }
        };
        fs::create_dir_all(&out).map_err(Failure::io(&out))?;
        if hosted {
            let place = Place::of(&corpus.root, &out)?;
            corpus.base.clone_from(&place.base);
            let site = Site::compile(&corpus, &options)?;
            for (name, content) in &site.files {
                write(&out, name, content)?;
            }
            return print(&report(&corpus, &site, &out, &place));
        }
        let site = Site::module(&corpus, &options)?;
        let mut told = format!("{} pages of “{}”\n", corpus.pages.len(), corpus.title);
        for (name, content) in &site.files {
            let path = write(&out, name, content)?;
            if !name.contains('/') {
                let _ = writeln!(
                    told,
                    "{:>9} bytes, about {:>7} compressed  {}",
                    content.len(),
                    brotli_quick(content),
                    path.display()
                );
            }
        }
        // One after the other: all of them together would be the corpus several times over.
        let mut articles = 0_usize;
        for (name, content) in pages(&corpus).filter(|page| !site.files.contains_key(&page.0)) {
            write(&out, &name, &content)?;
            articles += 1;
        }
        if let Some(articles) = articles.checked_sub(1) {
            let _ = writeln!(told, "{articles} reading pages");
        }
        if let Some(advice) = advice(&site) {
            let _ = writeln!(told, "\n{advice}");
        }
        print(&told)
    }
}

/// Writes a file of the search beside and renames it: whoever reads meanwhile sees the old file or the new one, never a part.
fn write(out: &Path, name: &str, content: &[u8]) -> Result<PathBuf, Failure> {
    let path = out.join(name);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Failure::io(folder))?;
    }
    let beside = out.join(format!(".findling.{}.part", process()));
    fs::write(&beside, content).map_err(Failure::io(&beside))?;
    fs::rename(&beside, &path).map_err(Failure::io(&path))?;
    Ok(path)
}

/// What tells two builds apart that write to one folder. A wasm module has no number among processes.
fn process() -> u32 {
    if cfg!(target_family = "wasm") { 0 } else { std::process::id() }
}
