//! A feed as parsed: its entries, and what it states about itself.

#[derive(Debug, Default)]
pub(super) struct Channel {
    pub title: String,
    pub lang: String,
    pub entries: Vec<Entry>,
}

#[derive(Debug, Default)]
pub(super) struct Entry {
    pub id: String,
    pub url: String,
    pub title: String,
    pub lang: String,
    pub date: String,
    pub authors: Vec<String>,
    pub tags: Vec<String>,
    /// Markup.
    pub content: String,
}
