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
    /// An id, an address, an anchor: not searched.
    Plain,
}

impl Field {
    /// The name that people and programs read.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Heading => "heading",
            Field::Body => "text",
            Field::Meta | Field::Plain => "meta",
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
