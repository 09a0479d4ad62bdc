//! Reads the SOURCE of a command. Skipped files are reported as warnings.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use findling_indexer::read::{Corpus, Generator, Glob, Kind, Languages, PageStream, ReadOptions, Selector, read_with};
use findling_indexer::{BuildCache, Page};

use crate::Failure;
use crate::error::warn;
use crate::settings::Settings;
use crate::values::{GENERATORS, KINDS, encoding, one_of};

/// Maximum number of files that get a warning of their own.
const WARNINGS: usize = 10;

/// Options for reading a source.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of the source")]
pub(crate) struct SourceOptions {
    /// The settings file. Default: findling.toml in the current folder, else in SOURCE
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The title of the corpus
    #[arg(long)]
    title: Option<String>,
    /// The kind of a folder. Default: a folder with an index.html, or with HTML files only, is a site
    #[arg(long, value_name = "KIND", value_parser = one_of::<Kind>(KINDS))]
    kind: Option<Kind>,
    /// Read only these files of a folder: `*.html`, `guide/**`, `{en,de}/**`. Can be repeated
    #[arg(long, value_name = "GLOB")]
    include: Vec<Glob>,
    /// Skip these files of a folder. Can be repeated
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<Glob>,
    /// The encoding of all text files: gb18030, big5, euc-kr, ... Default: detected for each file
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<String>,
    /// The language of all pages, whatever they state: en, pt-BR. The settings can name languages by file. Default: as each page states, or
    /// detected
    #[arg(long, value_name = "LANG", value_parser = Languages::all)]
    lang: Option<Languages>,
    /// The elements of HTML pages that contain the text, as `data-findling-body` does: `main`, `#content`. Pages without one are left out
    #[arg(long, value_name = "SELECTOR")]
    root_selector: Option<Selector>,
    /// Elements of HTML pages to leave out, as `data-findling-ignore=all` does: `.toc`, `aside > ul`. Can be repeated
    #[arg(long, value_name = "SELECTOR")]
    exclude_selector: Vec<Selector>,
    /// The site generator whose addresses a Markdown tree uses. Default: detected from its configuration file
    #[arg(long, value_name = "NAME", value_parser = one_of::<Generator>(GENERATORS))]
    urls: Option<Generator>,
}

impl SourceOptions {
    /// The settings for a source.
    pub(crate) fn settings(&self, source: Option<&Path>) -> Result<Settings, Failure> {
        Settings::find(self.config.as_deref(), source)
    }

    /// Reads a source. Flags override the settings.
    pub(crate) fn read(&self, source: &Path, settings: &Settings) -> Result<Corpus, Failure> {
        self.read_again(source, settings, None)
    }

    /// Reads a source, with the build cache of earlier builds.
    pub(crate) fn read_again(
        &self,
        source: &Path,
        settings: &Settings,
        cache: Option<Arc<BuildCache>>,
    ) -> Result<Corpus, Failure> {
        let options = self.read_options(source, settings, cache)?;
        let mut corpus = read_with(source, &options)?;
        self.finish(&mut corpus, settings, &options);
        Ok(corpus)
    }

    /// Reads a source page by page. `see` gets each page without its text.
    pub(crate) fn stream(
        &self,
        source: &Path,
        settings: &Settings,
        see: impl FnMut(&Page),
    ) -> Result<PageStream, Failure> {
        let options = self.read_options(source, settings, None)?;
        let mut stream = PageStream::open(source, &options, see)?;
        self.finish(stream.corpus_mut(), settings, &options);
        Ok(stream)
    }

    fn read_options(
        &self,
        source: &Path,
        settings: &Settings,
        cache: Option<Arc<BuildCache>>,
    ) -> Result<ReadOptions, Failure> {
        if source.to_string_lossy().contains("://") && !source.exists() {
            let what = "a URL can't be read. Give the folder with the site's files";
            return Err(Failure::Usage(format!("{}: {what}", source.display())));
        }
        let several = |flags: &[Glob], file: &[Glob]| if flags.is_empty() { file.to_vec() } else { flags.to_vec() };
        Ok(ReadOptions {
            encoding: self.encoding.clone().or_else(|| settings.encoding.as_ref().map(|name| name.0.clone())),
            urls: self.urls.or_else(|| settings.urls.as_ref().map(|name| name.0)),
            kind: self.kind.or_else(|| settings.kind.as_ref().map(|name| name.0)),
            include: several(&self.include, &settings.include),
            exclude: several(&self.exclude, &settings.exclude),
            languages: self.lang.clone().unwrap_or_else(|| settings.lang.0.clone()),
            root_selector: self.root_selector.clone().or_else(|| settings.root_selector.clone()),
            exclude_selectors: if self.exclude_selector.is_empty() {
                settings.exclude_selector.clone()
            } else {
                self.exclude_selector.clone()
            },
            cache,
            light: false,
        })
    }

    /// Sets the title, and prints warnings about files that are left out.
    fn finish(&self, corpus: &mut Corpus, settings: &Settings, options: &ReadOptions) {
        for selector in options.exclude_selectors.iter().filter(|selector| !corpus.parts.has_selector(selector)) {
            warn(&format!(
                "--exclude-selector {selector} leaves out nothing: no page has such an element with text that is not left out already"
            ));
        }
        if let Some(title) = self.title.as_ref().or(settings.title.as_ref()) {
            corpus.title.clone_from(title);
        }
        for skipped in corpus.unreadable.iter().take(WARNINGS) {
            warn(&format!("{} is left out: {}", skipped.file, skipped.reason));
        }
        // The report on a finished site lists its skipped pages, grouped by reason.
        let passed = || corpus.not_searchable.iter().filter(|_| !corpus.finished);
        for passed in passed().take(WARNINGS) {
            warn(&format!("{} is skipped: {}", passed.file, passed.reason));
        }
        let more = corpus.unreadable.len().saturating_sub(WARNINGS) + passed().count().saturating_sub(WARNINGS);
        if more > 0 {
            warn(&format!("{more} more files are left out; `findling inspect --dropped` lists them"));
        }
    }
}
