//! The types of the sections.
//!
//! Strings of the corpus (titles, addresses, headings, metadata, text) are not here: they travel in the stream, one after
//! another, in the order that [`Outline`] tells. Lists of short strings travel as lines of one string.

use super::PackError;
use super::wire::{self, BorrowDecode, Encode};

/// The sections' ids. Never reused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Section {
    /// [`Manifest`].
    Manifest = 1,
    /// The words.
    Lexicon = 2,
    /// All texts, coded.
    Stream = 3,
    /// [`Outline`]: the pages.
    Pages = 4,
    /// [`Outline`]: the passages.
    Passages = 5,
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
            3 => "stream",
            4 => "pages",
            5 => "passages",
            6 => "linguistics",
            _ => "unknown",
        }
    }
}

/// A section as it stands in the pack.
#[derive(Clone, Copy, Debug, Encode, BorrowDecode)]
pub(super) struct SectionRow<'a> {
    pub id: u8,
    pub bytes: &'a [u8],
}

/// What the pack is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// Options of the build that change answers, as `name=value`; `base` is what addresses are relative to, as seen from the module.
    pub options: Vec<String>,
    /// The version that wrote the pack.
    pub writer: String,
}

#[derive(Encode, BorrowDecode)]
struct ManifestRow<'a> {
    title: &'a str,
    langs: &'a str,
    fields: &'a str,
    text_bytes: u32,
    texts: u32,
    tokens: u32,
    content: u64,
    options: &'a str,
    writer: &'a str,
}

fn lines(text: &str) -> Vec<String> {
    crate::lean::list(text.lines().map(str::to_owned))
}

impl Manifest {
    pub(super) fn read(bytes: &[u8]) -> Result<Manifest, PackError> {
        let row: ManifestRow<'_> = wire::one(bytes, "manifest")?;
        Ok(Manifest {
            title: row.title.to_owned(),
            langs: lines(row.langs),
            fields: lines(row.fields),
            text_bytes: row.text_bytes,
            texts: row.texts,
            tokens: row.tokens,
            content: row.content,
            options: lines(row.options),
            writer: row.writer.to_owned(),
        })
    }

    /// The bytes of the section.
    pub fn write(&self) -> Result<Vec<u8>, PackError> {
        wire::write(&ManifestRow {
            title: &self.title,
            langs: &self.langs.join("\n"),
            fields: &self.fields.join("\n"),
            text_bytes: self.text_bytes,
            texts: self.texts,
            tokens: self.tokens,
            content: self.content,
            options: &self.options.join("\n"),
            writer: &self.writer,
        })
    }
}

/// Pages and passages, in the order of the texts.
///
/// The stream holds for each page: its title, its id unless [`PageRow::id_is_url`], its URL, the value of each of its
/// metadata; then for each passage: the headings new with it, outermost first, its anchor unless it is the heading's own,
/// its text.
#[derive(Clone, Debug, Default)]
pub struct Outline<'a> {
    /// The pages, in the corpus' order.
    pub pages: Vec<PageRow<'a>>,
    /// The passages of all pages, in order.
    pub passages: Vec<PassageRow>,
}

impl Outline<'_> {
    /// The bytes of both sections.
    pub fn write(&self) -> Result<(Vec<u8>, Vec<u8>), PackError> {
        let (mut pages, mut passages) = (Vec::new(), Vec::new());
        for page in &self.pages {
            pages.extend(wire::write(page)?);
        }
        for passage in &self.passages {
            passages.extend(wire::write(passage)?);
        }
        Ok((pages, passages))
    }
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, BorrowDecode)]
pub struct PageRow<'a> {
    /// Number in [`Manifest::langs`], counted from one; zero when it is not known.
    pub lang: u32,
    /// The id is the URL without its leading slash and its `.html`, and is not in the stream.
    pub id_is_url: bool,
    /// The field of each metadata value, a number in [`Manifest::fields`].
    pub meta: &'a [u8],
    /// How many passages it has.
    pub passages: u32,
}

/// A passage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, BorrowDecode)]
pub struct PassageRow {
    /// How many headings of the passage before (on the same page) still stand over this one.
    pub kept: u8,
    /// How many headings are new.
    pub new: u8,
    /// What the anchor is: 0 none, 1 a text of its own, 2 the slug of the last heading, 3 and more that slug with `-2`, ...
    pub anchor: u32,
}

/// What the corpus' languages need at query time, found out natively and limited to what the corpus has. Each is empty when
/// there is nothing to tell or the owner switched it off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, BorrowDecode)]
pub struct Linguistics<'a> {
    /// Variant characters and their bases, as `text::write_variants` writes them.
    pub variants: &'a [u8],
    /// Inflection: a block a language, `=` and its tag, then a line a rule: `ies3i` makes of studies studi.
    pub rules: &'a str,
    /// The syllables of pinyin, parted by spaces.
    pub syllables: &'a str,
    /// Who is read so: the runs of the host's usual characters (length, syllable), a zero, then the exceptions (step from the character before,
    /// syllable).
    pub sounds: &'a [u8],
    /// Synonyms: a line a group, its words parted by tabs.
    pub synonyms: &'a str,
}

impl Linguistics<'_> {
    /// The bytes of the section; none when there is nothing to tell.
    pub fn write(&self) -> Result<Vec<u8>, PackError> {
        if *self == Linguistics::default() { Ok(Vec::new()) } else { wire::write(self) }
    }
}
