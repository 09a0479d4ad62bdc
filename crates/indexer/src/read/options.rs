//! Options of reading a source.

use std::sync::Arc;

use super::glob::Glob;
use super::markdown::site::Generator;
use crate::build_cache::BuildCache;

/// How a source is read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The encoding of text files, by its name on the web, where it is known better than it can be detected.
    pub encoding: Option<String>,
    /// The generator by whose rules the pages of a Markdown tree have their addresses, where it can't be found out.
    pub urls: Option<Generator>,
    /// What a folder is, where it does not show it.
    pub kind: Option<Kind>,
    /// Only such files of a folder; all where there is none. Of a site also those that are no pages.
    pub include: Vec<Glob>,
    /// No such files of a folder.
    pub exclude: Vec<Glob>,
    /// What earlier readings in this process have kept, and this one adds to.
    pub cache: Option<Arc<BuildCache>>,
}

/// What a folder may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A site as it is served: its pages are found, at the addresses that they have.
    Site,
    /// Documents of any kind: each gets a reading page.
    Documents,
}
