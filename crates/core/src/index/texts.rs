//! Texts of the corpus and their places.

use serde::Serialize;

use super::ids::{PageId, PassageId};

/// The part that a text plays in search.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// A page's title.
    Title,
    /// A heading over passages.
    Heading,
    /// A passage's own text.
    #[serde(rename = "text")]
    Body,
    /// A metadata value.
    Meta,
    /// Another name of the page, in its metadata: a match counts like one in the title.
    #[serde(rename = "meta")]
    Alias,
    /// An id, an address, an anchor: not searched.
    Plain,
}

/// The metadata field with other names of a page.
pub const ALIAS: &str = "alias";

impl Field {
    /// The part of the values of a metadata field.
    pub(crate) fn of_meta(name: &str) -> Field {
        if name == ALIAS { Field::Alias } else { Field::Meta }
    }

    /// Whether the text is metadata, which a reader of the page need not see.
    pub(crate) fn is_meta(self) -> bool {
        matches!(self, Field::Meta | Field::Alias)
    }

    /// The name that people and programs read.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Heading => "heading",
            Field::Body => "text",
            Field::Meta | Field::Alias | Field::Plain => "meta",
        }
    }
}

/// The place of a text.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Its part.
    pub field: Field,
    /// The page.
    pub page: PageId,
    /// Its passage; the first under a heading; the page's first for titles and metadata.
    pub passage: PassageId,
}
