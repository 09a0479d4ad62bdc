//! A corpus: the pages of a source, and a report of everything that is left out.

use std::ops::Range;
use std::path::PathBuf;

use super::addresses::Addresses;
use super::corpus_toml::CorpusToml;
use super::html::site_rules::SiteRules;
use super::left_out::LeftOut;
use super::outcome::Outcome;
use crate::model::{Dropped, Page};

/// The pages of a source, and what is known about it.
#[derive(Debug, Default)]
pub struct Corpus {
    /// Its name.
    pub title: String,
    /// Its pages, in a fixed order.
    pub pages: Vec<Page>,
    /// The files of a folder, each with the pages that were read from it.
    pub files: Vec<(String, Range<usize>)>,
    /// Text of a file that is in no page, with the file.
    pub dropped: Vec<(String, Dropped)>,
    /// Files that could not be read as texts.
    pub unreadable: Vec<Skipped>,
    /// Pages of a site that are left out: they ask not to be found, or have no content of their own.
    pub not_searchable: Vec<Skipped>,
    /// Boilerplate: text on most pages of a site, with the number of pages. It is left out.
    pub recurring: Vec<(String, usize)>,
    /// Parts of pages that are left out because of their element, role, class or place.
    pub parts: LeftOut,
    /// Files that are not read, by kind.
    pub other_files: LeftOut,
    /// Base of the pages' addresses, relative to the module. Empty: the module's own folder.
    pub base: String,
    /// The owner serves the pages at their own addresses. Otherwise each gets a reader page.
    pub hosted: bool,
    /// The folder is the site as served, so the search can be written into it.
    pub finished: bool,
    /// The folder that contains the files.
    pub root: PathBuf,
    /// The pages are kept without their blocks.
    pub(super) light: bool,
    pub(super) metadata: CorpusToml,
    pub(super) addresses: Addresses,
    pub(super) site_rules: SiteRules,
}

/// A file that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The file, below the corpus' folder.
    pub file: String,
    /// The reason, and what to do about it.
    pub reason: String,
    /// The page that is indexed in its place, if there is one.
    pub other: Option<String>,
}

impl Skipped {
    pub(super) fn new(file: impl Into<String>, reason: impl Into<String>) -> Skipped {
        Skipped { file: file.into(), reason: reason.into(), other: None }
    }
}

impl Corpus {
    /// Adds the outcome of a file. Pages get addresses from us, unless they have their own `already`.
    pub(super) fn add(&mut self, file: &str, one: Outcome, already: bool) {
        let mut read = match one {
            Outcome::Pages(read) => read,
            Outcome::Unreadable(reason) => return self.unreadable.push(Skipped::new(file, reason)),
            Outcome::NotSearchable(reason) => {
                return self.not_searchable.push(Skipped::new(file, reason));
            }
        };
        let urls: Vec<String> = read.pages.iter().map(|page| page.url.clone()).collect();
        self.addresses.assign(&mut read.pages);
        for (page, url) in read.pages.iter_mut().zip(urls) {
            if already || url.contains("://") {
                page.url = url;
            }
        }
        self.metadata.apply(file, &mut read.pages);
        if self.light {
            read = read.into_light();
        }
        self.dropped.extend(read.dropped.into_iter().map(|d| (file.to_owned(), d)));
        self.files.push((file.to_owned(), self.pages.len()..self.pages.len() + read.pages.len()));
        self.pages.append(&mut read.pages);
    }
}
