//! Pages and passages of an open index.

use core::ops::Range;

use super::ids::{PageId, TextId};
use crate::format::PageKind;

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its number in the corpus.
    pub(crate) number: u32,
    pub(crate) title: TextId,
    /// The title of a page that is not read, if it is known.
    pub(crate) name: Option<TextId>,
    pub(crate) id: Option<TextId>,
    pub(crate) url: TextId,
    pub(crate) lang: u32,
    /// Field number and text of each metadata value.
    pub(crate) meta: Vec<(u16, TextId)>,
    pub(crate) passages: Range<u32>,
    pub(crate) kind: PageKind,
    /// Words in all its texts that are searched.
    pub(crate) words: u32,
    /// Its texts are there, and no sketch of them.
    pub(crate) is_read: bool,
}

impl Page {
    /// Its kind, which may lower its rank.
    #[must_use]
    pub fn kind(&self) -> PageKind {
        self.kind
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> TextId {
        self.title
    }

    /// Its passages.
    #[must_use]
    pub fn passages(&self) -> Range<u32> {
        self.passages.clone()
    }

    /// The words of its texts that are searched.
    #[must_use]
    pub fn words(&self) -> u32 {
        self.words
    }
}

/// A passage whose text is not read: the facts that postings have of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sketch {
    /// The fragment that the passage is of.
    pub fragment: u32,
    /// About how many words it has.
    pub words: u32,
}

/// A passage.
#[derive(Clone, Copy, Debug)]
pub struct Passage {
    pub(crate) page: PageId,
    pub(crate) body: TextId,
    pub(crate) heading: Option<u32>,
    pub(crate) anchor: Anchor,
    /// Set if its text is not read.
    pub(crate) sketch: Option<Sketch>,
}

impl Passage {
    /// The page that it is on.
    #[must_use]
    pub fn page(&self) -> PageId {
        self.page
    }

    /// Its text.
    #[must_use]
    pub fn body(&self) -> TextId {
        self.body
    }
}

/// Where a passage can be linked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    None,
    Text(TextId),
    /// The slug of this heading, and a number after it if another heading has the same slug.
    Slug(TextId, Option<u32>),
}

/// The id that a page has whose address says it: the address without its leading slash and its `.html`.
#[must_use]
pub fn id_of_url(url: &str) -> &str {
    let url = url.strip_prefix('/').unwrap_or(url);
    url.strip_suffix(".html").unwrap_or(url)
}

/// A heading and the one above it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heading {
    pub text: TextId,
    /// The heading above it.
    pub parent: Option<u32>,
}
