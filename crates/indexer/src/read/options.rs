//! Options of reading a source.

use std::sync::Arc;

use super::declared::Languages;
use super::glob::Glob;
use super::markdown::generator::Generator;
use super::selector::Selector;
use crate::build_cache::BuildCache;

/// Options of reading a source.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Encoding of text files, by its WHATWG label. Default: detected per file.
    pub encoding: Option<String>,
    /// Generator whose rules give the pages of a Markdown tree their addresses. Default: found from its configuration.
    pub urls: Option<Generator>,
    /// Kind of a folder. Default: found from its files.
    pub kind: Option<Kind>,
    /// Only files that match one of these. Default: all. In a site they may also name files that are not pages.
    pub include: Vec<Glob>,
    /// No files that match one of these.
    pub exclude: Vec<Glob>,
    /// Languages of pages, whatever they state and however they look.
    pub languages: Languages,
    /// Elements of HTML pages that are left out, with their metadata.
    pub exclude_selectors: Vec<Selector>,
    /// The elements of HTML pages that contain the text. Pages without one are left out. Default: found on each page.
    pub root_selector: Option<Selector>,
    /// Pages without their blocks: all that a large source keeps in memory. [`super::PageStream`] reads the blocks again.
    pub light: bool,
    /// Build cache: results of earlier builds in this process. This build adds to it.
    pub cache: Option<Arc<BuildCache>>,
}

/// Kinds of folders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A site as served: pages are found at their own addresses.
    Site,
    /// Documents of any kind: each gets a reader page.
    Documents,
}
