//! Documents of a corpus.

/// A page: its text in paragraphs, separated by blank lines.
#[derive(Clone, Debug)]
pub struct Doc {
    /// Its address without the file extension.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
}
