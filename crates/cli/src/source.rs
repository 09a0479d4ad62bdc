//! What the commands call SOURCE, and how it is read. Files that are passed over are named on standard error.

use std::path::Path;

use clap::Args;
use findling_indexer::read::{Corpus, Generator, ReadOptions, read_with};
use findling_indexer::text::decode::{NotText, decode};

use crate::Failure;

/// How a source is read.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// The encoding of all text files (gb18030, big5, `shift_jis`, ...), where it is known better than it can be detected
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<String>,
    /// Whose addresses the pages of a Markdown tree have, where its configuration is not in the folder or above it: hugo, zola, jekyll,
    /// mdbook, docusaurus, vitepress, astro
    #[arg(long, value_name = "NAME", value_parser = generator)]
    urls: Option<Generator>,
}

fn generator(name: &str) -> Result<Generator, String> {
    Generator::ALL.into_iter().find(|g| g.name() == name).ok_or_else(|| {
        let names: Vec<&str> = Generator::ALL.iter().map(|g| g.name()).collect();
        format!("no generator that is known here. Known are {}", names.join(", "))
    })
}

fn encoding(name: &str) -> Result<String, String> {
    match decode(b"", Some(name)) {
        Err(error @ NotText::UnknownEncoding { .. }) => Err(error.to_string()),
        _ => Ok(name.to_owned()),
    }
}

impl Reading {
    pub(crate) fn read(&self, source: &Path) -> Result<Corpus, Failure> {
        let corpus = read_with(source, &ReadOptions { encoding: self.encoding.clone(), urls: self.urls })?;
        for skipped in &corpus.skipped {
            eprintln!("findling: {} is left out: {}", skipped.file, skipped.reason);
        }
        // A finished site has a report of its own, with its pages by the hundred.
        for passed in corpus.passed.iter().filter(|_| !corpus.finished) {
            eprintln!("findling: {} is passed over: {}", passed.file, passed.reason);
        }
        Ok(corpus)
    }
}
