//! Numbers of texts, pages and passages.

/// A text of the corpus: a title, a heading, a passage's text, a metadata value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct TextId(pub u32);

/// A page's number in the corpus.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct PageId(pub u32);

/// A passage's number in the corpus.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct PassageId(pub u32);
