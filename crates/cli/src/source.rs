//! What the commands call SOURCE, and how it is read. Files that are passed over are named on standard error.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use findling_indexer::Kept;
use findling_indexer::read::{Corpus, Generator, Glob, Kind, ReadOptions, read_with};

use crate::Failure;
use crate::error::tell;
use crate::settings::Settings;
use crate::values::{GENERATORS, KINDS, encoding, one_of};

/// How a source is read.
#[derive(Debug, Args)]
pub(crate) struct SourceOptions {
    /// The file with the settings; findling.toml here or in SOURCE where none is named
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// What the corpus is called
    #[arg(long)]
    title: Option<String>,
    /// What a folder is, where it does not show it: site or documents
    #[arg(long, value_name = "KIND", value_parser = one_of::<Kind>(KINDS))]
    kind: Option<Kind>,
    /// Only such files of a folder: `*.html`, `guide/**`, `{en,de}/**`; may be given several times
    #[arg(long, value_name = "GLOB")]
    include: Vec<Glob>,
    /// No such files of a folder; may be given several times
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<Glob>,
    /// The encoding of all text files (gb18030, big5, euc-kr, ...), where it is known better than it can be detected
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<String>,
    /// Whose addresses the pages of a Markdown tree have, where its configuration is not in the folder or above it: hugo, zola, jekyll,
    /// mdbook, docusaurus, vitepress, astro
    #[arg(long, value_name = "NAME", value_parser = one_of::<Generator>(GENERATORS))]
    urls: Option<Generator>,
}

impl SourceOptions {
    /// The settings that hold for a source.
    pub(crate) fn settings(&self, source: Option<&Path>) -> Result<Settings, Failure> {
        Settings::find(self.config.as_deref(), source)
    }

    /// Reads a source; what flags do not say, the settings may.
    pub(crate) fn read(&self, source: &Path, settings: &Settings) -> Result<Corpus, Failure> {
        self.read_again(source, settings, None)
    }

    /// Reads with what earlier readings have kept.
    pub(crate) fn read_again(
        &self,
        source: &Path,
        settings: &Settings,
        kept: Option<Arc<Kept>>,
    ) -> Result<Corpus, Failure> {
        if source.to_string_lossy().contains("://") && !source.exists() {
            let what = "is an address, and files are read. Give the folder that the site is in on this machine";
            return Err(Failure::Usage(format!("{} {what}", source.display())));
        }
        let several = |flags: &[Glob], file: &[Glob]| if flags.is_empty() { file.to_vec() } else { flags.to_vec() };
        let options = ReadOptions {
            encoding: self.encoding.clone().or_else(|| settings.encoding.as_ref().map(|name| name.0.clone())),
            urls: self.urls.or_else(|| settings.urls.as_ref().map(|name| name.0)),
            kind: self.kind.or_else(|| settings.kind.as_ref().map(|name| name.0)),
            include: several(&self.include, &settings.include),
            exclude: several(&self.exclude, &settings.exclude),
            kept,
        };
        let mut corpus = read_with(source, &options)?;
        if let Some(title) = self.title.as_ref().or(settings.title.as_ref()) {
            corpus.title.clone_from(title);
        }
        for skipped in &corpus.skipped {
            tell(&format!("{} is left out: {}", skipped.file, skipped.reason));
        }
        // A finished site has a report of its own, with its pages by the hundred.
        for passed in corpus.passed.iter().filter(|_| !corpus.finished) {
            tell(&format!("{} is passed over: {}", passed.file, passed.reason));
        }
        Ok(corpus)
    }
}
