//! `findling build`: a corpus to a folder with everything a search page needs.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use clap::Args;

use crate::compiling::Compiling;
use crate::error::print;
use crate::inspect::brotli_size;
use crate::source::Reading;
use crate::{Failure, Site};

#[derive(Debug, Args)]
pub(crate) struct Build {
    /// A folder of .txt files, or a .jsonl file with one {"id","url","title","text","lang"} a line
    source: PathBuf,
    /// The folder to write
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    compiling: Compiling,
}

impl Build {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let options = self.compiling.options()?;
        let corpus = self.reading.read(&self.source)?;
        let site = Site::compile(&corpus, &options)?;
        fs::create_dir_all(&self.out).map_err(Failure::io(&self.out))?;
        let mut report = format!("{} pages of “{}”\n", corpus.pages.len(), corpus.title);
        let mut articles = 0;
        for (name, content) in &site.files {
            // Written beside and renamed: whoever reads meanwhile sees the old file or the new one, never a part.
            let path = self.out.join(name);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(Failure::io(folder))?;
            }
            let beside = self.out.join(format!(".findling.{}.part", std::process::id()));
            fs::write(&beside, content).map_err(Failure::io(&beside))?;
            fs::rename(&beside, &path).map_err(Failure::io(&path))?;
            if corpus.pages.iter().any(|page| page.url == *name) {
                articles += 1;
            } else if !name.contains('/') {
                let _ = writeln!(
                    report,
                    "{:>9} bytes, {:>7} brotli  {}",
                    content.len(),
                    brotli_size(content),
                    path.display()
                );
            }
        }
        if articles > 0 {
            let _ = writeln!(report, "{articles} reading pages");
        }
        print(&report)
    }
}
