//! A corpus: the pages of a source, and a report of everything that is left out.

use std::ops::Range;
use std::path::PathBuf;

use super::addresses::Addresses;
use super::corpus_toml::CorpusToml;
use super::outcome::Outcome;
use crate::model::{Dropped, Page};

/// What a source holds.
#[derive(Debug, Default)]
pub struct Corpus {
    /// Its name.
    pub title: String,
    /// Its pages, in a fixed order.
    pub pages: Vec<Page>,
    /// The files of a folder, each with the pages that were read from it.
    pub files: Vec<(String, Range<usize>)>,
    /// What stands in a file and in no page, with the file.
    pub dropped: Vec<(String, Dropped)>,
    /// Files that could not be read as texts.
    pub skipped: Vec<Skipped>,
    /// Pages of a site that are passed over because they should not be found, or have nothing of their own.
    pub passed: Vec<Skipped>,
    /// What stood on most pages of a site and was left out, with how many pages have it.
    pub recurring: Vec<(String, usize)>,
    /// What the pages' addresses are relative to, as seen from the module; empty where that is the module itself.
    pub base: String,
    /// The pages have addresses that the corpus' owner serves; otherwise reading pages are made for them.
    pub hosted: bool,
    /// The folder is the site as it is served, so that its search can be put into it.
    pub finished: bool,
    /// The folder that the files are below.
    pub root: PathBuf,
    pub(super) metadata: CorpusToml,
    pub(super) addresses: Addresses,
}

/// A file that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The file, below the corpus' folder.
    pub file: String,
    /// Why, and what to do.
    pub reason: String,
}

impl Corpus {
    /// Takes in what became of a file. Pages get addresses of ours, unless they have some `already`.
    pub(super) fn add(&mut self, file: &str, one: Outcome, already: bool) {
        let mut read = match one {
            Outcome::Pages(read) => read,
            Outcome::Skipped(reason) => return self.skipped.push(Skipped { file: file.to_owned(), reason }),
            Outcome::Passed(reason) => return self.passed.push(Skipped { file: file.to_owned(), reason }),
        };
        let urls: Vec<String> = read.pages.iter().map(|page| page.url.clone()).collect();
        self.addresses.assign(&mut read.pages);
        for (page, url) in read.pages.iter_mut().zip(urls) {
            if already || url.contains("://") {
                page.url = url;
            }
        }
        self.metadata.apply(file, &mut read.pages);
        self.dropped.extend(read.dropped.into_iter().map(|d| (file.to_owned(), d)));
        self.files.push((file.to_owned(), self.pages.len()..self.pages.len() + read.pages.len()));
        self.pages.append(&mut read.pages);
    }
}
