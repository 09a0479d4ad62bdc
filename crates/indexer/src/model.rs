//! What every reader makes: pages of blocks, and the passages cut from them.
//!
//! The types hold text and never markup. Readers fill them, `cut` and the reading pages take them as they are.

use std::{borrow::Cow, collections::BTreeMap, ops::Range};

use serde::Serialize;

/// One article: what a result is grouped by and what a reading page shows.
///
/// Keys of [`Page::meta`] that the text reader fills (every one may be absent, values in the order of the text):
///
/// | key | values |
/// |---|---|
/// | `authors` | names |
/// | `affiliations` | one per author, in the same order, empty where the text gives none |
/// | `date` | ISO 8601 (`2020-03-30`, `2020-03`), or the text's own words where it can not be read |
/// | `subtitle` | second titles, translations of the title, leads |
/// | `source` | where the article was taken from: a periodical, an institution, an address |
/// | `issue` | number of the issue or the report |
/// | `to` | whom a letter or memo is sent to |
/// | `credits` | pictures, editors |
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Page {
    /// Stable name of the page, unique in its file: the file's stem, then `stem-2`, `stem-3`, ...
    pub id: String,
    /// Address of the reading page, relative to the place where the pages are written.
    pub url: String,
    /// What the article calls itself, or its first words where it has no title.
    pub title: String,
    /// BCP 47 tag of the main language: `zh-Hans`, `en`, ..., `und` where it can not be told.
    pub lang: String,
    /// Facts beside the text; the keys are listed above.
    pub meta: BTreeMap<String, Vec<String>>,
    /// It is a list of links: a generated index, a table of contents.
    #[serde(skip)]
    pub is_link_list: bool,
    /// The text, in reading order.
    pub blocks: Vec<Block>,
    /// Names of places that the page has already, by block: where the page stands at its owner's, links can lead to these and to
    /// no others. None where we write the page ourselves, and name its places by their headings.
    #[serde(skip)]
    pub anchors: Option<BTreeMap<usize, String>>,
    /// What the owner says that parts of the page count.
    #[serde(skip)]
    pub emphasis: Emphasis,
}

/// How many times what stands somewhere counts, in tenths: 1 to 100. What is not named counts once.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Emphasis {
    /// The title.
    pub title: Option<u8>,
    /// By block of [`Page::blocks`].
    pub blocks: BTreeMap<usize, u8>,
}

impl Emphasis {
    /// What counts once.
    pub const ONCE: u8 = 10;

    /// What a block counts.
    #[must_use]
    pub fn of(&self, block: usize) -> u8 {
        self.blocks.get(&block).copied().unwrap_or(Emphasis::ONCE)
    }
}

/// A piece of a page with one look.
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
        /// Its number or letter as it stands (`（1）`, `2.`), or `•` for any bullet.
        marker: String,
        /// What follows the marker.
        text: String,
    },
    /// Somebody else's words: an editor's note, the mail that is answered.
    Quote(String),
    /// Who wrote the section, where an article has several authors.
    Byline(String),
    /// A foot note, at the place where its page ended.
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
    /// Name of the place on the page: made from the heading and unique on it, or the page's own; empty where the page has none there.
    pub anchor: String,
    /// Headings above it, outermost first, without the page's title.
    pub path: Vec<String>,
    /// The pieces' text joined by `\n`; the headings of `path` are not repeated in it.
    pub text: String,
    /// Where the text stands, in order; adjacent passages share a block only where it was cut.
    pub pieces: Vec<Piece>,
    /// What it counts, in the measure of [`Emphasis`]: each heading of the path, then the text. Empty where all count once.
    #[serde(skip)]
    pub emphasis: Vec<u8>,
}

/// What was read from one file.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct TextFile {
    /// The articles, in the order of the file.
    pub pages: Vec<Page>,
    /// Everything with letters or digits that is in the file and in no block, in the order of the file.
    pub dropped: Vec<Dropped>,
}

/// A piece of the source that is not part of any page's text.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Dropped {
    /// Line of the file, from 1.
    pub line: usize,
    /// What stood there.
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
