//! The output of every reader: pages of blocks, and the passages cut from them.
//!
//! The types contain text and never markup. Readers fill them; `cut` and the reader pages use them.

use std::{borrow::Cow, collections::BTreeMap, ops::Range};

use serde::Serialize;

/// One article. Results are grouped by it, and a reader page shows it.
///
/// Keys of [`Page::meta`] that the text reader fills (every one may be absent, values in the order of the text):
///
/// | key | values |
/// |---|---|
/// | `authors` | names |
/// | `affiliations` | one per author, in the same order, empty if the text gives none |
/// | `date` | ISO 8601 (`2020-03-30`, `2020-03`), or the text's own words if it can't be parsed |
/// | `subtitle` | second titles, translations of the title, leads |
/// | `source` | the origin of the article: a periodical, an institution, an address |
/// | `issue` | number of the issue or the report |
/// | `to` | whom a letter or memo is sent to |
/// | `credits` | pictures, editors |
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Page {
    /// Stable name of the page, unique in its file: the file's stem, then `stem-2`, `stem-3`, ...
    pub id: String,
    /// Address of the page, relative to the output folder.
    pub url: String,
    /// The article's own title, or its first words if it has none.
    pub title: String,
    /// BCP 47 tag of the main language: `zh-Hans`, `en`, ..., `und` if it is unknown.
    pub lang: String,
    /// Metadata. The keys are listed above.
    pub meta: BTreeMap<String, Vec<String>>,
    /// It is a list of links: a generated index, a table of contents.
    #[serde(skip)]
    pub is_link_list: bool,
    /// It is a translation of a page that the site also has in its main language.
    #[serde(skip)]
    pub is_translation: bool,
    /// It is a copy of a page in another folder, which the site links to more often. The name of its own folder, in bytes of the address.
    #[serde(skip)]
    pub copied_in: Option<Range<usize>>,
    /// The language by which the text is cut into words, if it is another than the page's: most of the text isn't translated.
    #[serde(skip)]
    pub text_lang: Option<String>,
    /// The text, in reading order.
    pub blocks: Vec<Block>,
    /// Anchors of the owner's page, by block. Links can lead to these only. None for a reader page, whose anchors come from its headings.
    #[serde(skip)]
    pub anchors: Option<BTreeMap<usize, String>>,
    /// The owner's weights for parts of the page.
    #[serde(skip)]
    pub emphasis: Emphasis,
}

/// Weights of parts of a page, in tenths: 1 to 100. A part without a weight counts once.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Emphasis {
    /// The title.
    pub title: Option<u8>,
    /// By block of [`Page::blocks`].
    pub blocks: BTreeMap<usize, u8>,
}

impl Emphasis {
    /// The weight of a part that counts once.
    pub const ONCE: u8 = 10;

    /// The weight of a block.
    #[must_use]
    pub fn of(&self, block: usize) -> u8 {
        self.blocks.get(&block).copied().unwrap_or(Emphasis::ONCE)
    }
}

/// A part of a page with one role.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Opens a section that lasts until the next heading of its level or above.
    Heading {
        /// 2 to 6; the title is level 1.
        level: u8,
        /// The heading's words with its number, without the line breaks of the source.
        text: String,
    },
    /// Running text.
    Paragraph(String),
    /// A member of a list.
    Item {
        /// The number or letter as it is written (`（1）`, `2.`), or `•` for any bullet.
        marker: String,
        /// The text after the marker.
        text: String,
    },
    /// Somebody else's words: an editor's note, the mail that is answered.
    Quote(String),
    /// The author of a section, if an article has several authors.
    Byline(String),
    /// A footnote, at the end of its printed page.
    Note(String),
    /// Rows of cells.
    Table(Vec<Vec<String>>),
    /// The section ends here although no heading follows (an abstract before the text proper).
    Break,
}

impl Block {
    /// The block as plain text; a list item with its number, a table as rows of tab-separated cells.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Heading { text, .. }
            | Self::Paragraph(text)
            | Self::Quote(text)
            | Self::Byline(text)
            | Self::Note(text) => Cow::Borrowed(text),
            Self::Item { marker, text } if marker == "•" => Cow::Borrowed(text),
            // A bare wide digit (１) needs room as a word does; brackets and stops have it in themselves.
            Self::Item { marker, text } if marker.is_ascii() || marker.ends_with(|c| ('０'..='９').contains(&c)) => {
                Cow::Owned(format!("{marker} {text}"))
            }
            Self::Item { marker, text } => Cow::Owned(format!("{marker}{text}")),
            Self::Table(rows) => Cow::Owned(rows.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\n")),
            Self::Break => Cow::Borrowed(""),
        }
    }
}

/// A part of one block: `bytes` of its [`Block::text`].
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Piece {
    /// Index into [`Page::blocks`].
    pub block: usize,
    /// Where in the block's text; the whole of it unless a long paragraph was cut at the end of a sentence.
    pub bytes: Range<usize>,
}

/// The unit of search: a section, or a part of a long one.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Passage {
    /// Anchor on the page: made from the heading and unique, or the page's own. Empty if the page has none there.
    pub anchor: String,
    /// Headings above it, outermost first, without the page's title.
    pub path: Vec<String>,
    /// The texts of the pieces, joined by `\n`, without the headings of `path`.
    pub text: String,
    /// The blocks of the text, in order. Adjacent passages share a block only if it was cut.
    pub pieces: Vec<Piece>,
    /// The weights, as in [`Emphasis`]: each heading of the path, then the text. Empty if all count once.
    #[serde(skip)]
    pub emphasis: Vec<u8>,
}

/// The content of one file.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct TextFile {
    /// The articles, in the order of the file.
    pub pages: Vec<Page>,
    /// Everything with letters or digits that is in the file and in no block, in the order of the file.
    pub dropped: Vec<Dropped>,
}

impl TextFile {
    /// Drops everything that grows with the length of the file.
    pub(crate) fn into_light(mut self) -> TextFile {
        for page in &mut self.pages {
            (page.blocks, page.anchors, page.emphasis) = (Vec::new(), None, Emphasis::default());
        }
        TextFile { pages: self.pages, dropped: Vec::new() }
    }
}

/// A part of the source that is not in the text of any page.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Dropped {
    /// Line of the file, from 1.
    pub line: usize,
    /// The text.
    pub text: String,
    /// The reason.
    pub why: Why,
}

/// Why something is not part of the text.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A page's number.
    PageNumber,
    /// A running head or foot.
    RunningHead,
    /// A rule that separates.
    Rule,
    /// A reference to a foot note, as in `countries[12]`.
    NoteMark,
    /// A line of a printed table of contents.
    Contents,
    /// Became a fact of the page: its title, a byline, a date, a source.
    Metadata,
}
