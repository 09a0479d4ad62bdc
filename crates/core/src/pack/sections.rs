//! The types of the sections.
//!
//! Strings of the corpus (titles, addresses, headings, metadata, text) are not here: they travel in the stream, one after
//! another, in the order that [`Outline`] tells.

use super::wire::{Decode, Encode};

/// The sections' ids. Never reused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Section {
    /// [`Manifest`].
    Manifest = 1,
    /// The words.
    Lexicon = 2,
    /// What the coder of the stream needs to know beforehand.
    Model = 3,
    /// All texts, coded.
    Stream = 4,
    /// [`Outline`].
    Outline = 5,
    /// [`Linguistics`].
    Linguistics = 6,
}

impl Section {
    /// The name that people read.
    #[must_use]
    pub fn name(id: u8) -> &'static str {
        match id {
            1 => "manifest",
            2 => "lexicon",
            3 => "model",
            4 => "stream",
            5 => "outline",
            6 => "linguistics",
            _ => "unknown",
        }
    }
}

/// What the pack is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub struct Manifest {
    /// The corpus' title.
    pub title: String,
    /// BCP 47 tags of the pages' languages; [`PageRow::lang`] counts in here.
    pub langs: Vec<String>,
    /// Names of metadata fields; [`PageRow::meta`] counts in here.
    pub fields: Vec<String>,
    /// Bytes of all texts together, which the reader checks before and after it decodes them.
    pub text_bytes: u32,
    /// How many texts there are.
    pub texts: u32,
    /// How many words stand in them.
    pub tokens: u32,
    /// A hash of everything that can be found or read: the same corpus has the same id.
    pub content: u64,
    /// Options of the build that change answers, as `name=value`.
    pub options: Vec<String>,
    /// The version that wrote the pack.
    pub writer: String,
}

/// Pages and passages, in the order of the texts.
///
/// The stream holds for each page: its title, its id unless [`PageRow::id_is_url`], its URL, the value of each of its
/// metadata; then for each passage: the headings new with it, outermost first, its anchor unless it is the heading's own,
/// its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub struct Outline {
    /// The pages, in the corpus' order.
    pub pages: Vec<PageRow>,
    /// The passages of all pages, in order.
    pub passages: Vec<PassageRow>,
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub struct PageRow {
    /// Number in [`Manifest::langs`], counted from one; zero when it is not known.
    pub lang: u16,
    /// The id is the URL without its leading slash and its `.html`, and is not in the stream.
    pub id_is_url: bool,
    /// The fields of the metadata, each a number in [`Manifest::fields`].
    pub meta: Vec<u16>,
    /// How many passages it has.
    pub passages: u32,
}

/// A passage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub struct PassageRow {
    /// How many headings of the passage before (on the same page) still stand over this one.
    pub kept: u8,
    /// How many headings are new.
    pub new: u8,
    /// What the anchor is: 0 none, 1 a text of its own, 2 the slug of the last heading, 3 and more that slug with `-2`, ...
    pub anchor: u16,
}

/// What the corpus' languages need at query time, found out natively and limited to what the corpus has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub struct Linguistics {
    /// Variant characters: pairs of a variant and its base, end to end.
    pub variants: String,
    /// Inflection: a rule a suffix, `(ending, what the stem has instead)`, longest ending first; by language.
    pub rules: Vec<(u16, String, String)>,
    /// Readings: a syllable and the characters that are read so; a character may stand under several.
    pub readings: Vec<(String, String)>,
    /// Synonyms: groups of words that stand for each other.
    pub synonyms: Vec<Vec<String>>,
}
