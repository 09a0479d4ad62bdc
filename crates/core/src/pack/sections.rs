//! The types of the sections.
//!
//! Strings of the corpus (titles, addresses, headings, metadata, text) are not here: they travel in the stream, one after
//! another, in the order that the rows of pages and passages tell. Lists of short strings travel as lines of one string.

use super::PackError;
use super::wire::{self, Part};
use crate::text::{read_number, write_number};

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
    /// A [`PageRow`] a page.
    Pages = 4,
    /// A [`PassageRow`] a passage, page by page.
    Passages = 5,
    /// [`Linguistics`].
    Linguistics = 6,
    /// What the owner says that texts count, in tenths, a byte a text; what is behind the last counts once.
    Emphasis = 7,
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
            7 => "emphasis",
            _ => "unknown",
        }
    }
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

fn lines(text: &str) -> Vec<String> {
    crate::lean::list(crate::lean::parts(text, b'\n').iter().map(|line| (*line).to_owned()))
}

/// A part that is text.
fn text<'a>(parts: &[Part<'a>], id: u8, section: &'static str) -> Result<&'a str, PackError> {
    core::str::from_utf8(wire::find(parts, id))
        .map_err(|_| PackError::Corrupt { section, what: "a part that is no text" })
}

impl Manifest {
    pub(super) fn read(bytes: &[u8]) -> Result<Manifest, PackError> {
        let parts = wire::read(bytes, "manifest")?;
        let text = |id| text(&parts, id, "manifest");
        let mut numbers = wire::find(&parts, 4);
        let mut number =
            || read_number(&mut numbers).ok_or(PackError::Corrupt { section: "manifest", what: "a number is missing" });
        let mut content = 0;
        for byte in wire::find(&parts, 5) {
            content = content << 8 | u64::from(*byte);
        }
        // What can fail comes before what must be freed.
        let (title, langs, fields, options, writer) = (text(1)?, text(2)?, text(3)?, text(6)?, text(7)?);
        let (text_bytes, texts, tokens) = (number()?, number()?, number()?);
        Ok(Manifest {
            title: title.to_owned(),
            langs: lines(langs),
            fields: lines(fields),
            text_bytes,
            texts,
            tokens,
            content,
            options: lines(options),
            writer: writer.to_owned(),
        })
    }

    /// The bytes of the section.
    pub fn write(&self) -> Result<Vec<u8>, PackError> {
        let mut numbers = Vec::new();
        for number in [self.text_bytes, self.texts, self.tokens] {
            write_number(&mut numbers, number);
        }
        wire::write(&[
            (1, self.title.as_bytes()),
            (2, self.langs.join("\n").as_bytes()),
            (3, self.fields.join("\n").as_bytes()),
            (4, &numbers),
            (5, &self.content.to_be_bytes()),
            (6, self.options.join("\n").as_bytes()),
            (7, self.writer.as_bytes()),
        ])
    }
}

/// A page. Its texts stand in the stream: its title, its id unless [`PageRow::id_is_url`], its URL, the value of each of its metadata;
/// then for each passage the headings new with it, outermost first, its anchor unless it is the heading's own, its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

impl<'a> PageRow<'a> {
    /// Reads a row and moves behind it.
    pub fn read(bytes: &mut &'a [u8]) -> Option<PageRow<'a>> {
        let lang = read_number(bytes)?;
        let id_is_url = read_number(bytes)? != 0;
        let count = read_number(bytes)? as usize;
        let (meta, rest) = bytes.split_at_checked(count)?;
        *bytes = rest;
        Some(PageRow { lang, id_is_url, meta, passages: read_number(bytes)? })
    }

    /// Writes what [`PageRow::read`] reads.
    pub fn write(&self, out: &mut Vec<u8>) {
        write_number(out, self.lang);
        write_number(out, u32::from(self.id_is_url));
        write_number(out, self.meta.len() as u32);
        out.extend_from_slice(self.meta);
        write_number(out, self.passages);
    }
}

/// A passage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PassageRow {
    /// How many headings of the passage before (on the same page) still stand over this one.
    pub kept: u8,
    /// How many headings are new.
    pub new: u8,
    /// What the anchor is: 0 none, 1 a text of its own, 2 the slug of the last heading, 3 and more that slug with `-2`, ...
    pub anchor: u32,
}

impl PassageRow {
    /// Reads a row and moves behind it.
    pub fn read(bytes: &mut &[u8]) -> Option<PassageRow> {
        let (&[kept, new], rest) = bytes.split_first_chunk()?;
        *bytes = rest;
        Some(PassageRow { kept, new, anchor: read_number(bytes)? })
    }

    /// Writes what [`PassageRow::read`] reads.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&[self.kept, self.new]);
        write_number(out, self.anchor);
    }
}

/// What the corpus' languages need at query time, found out natively and limited to what the corpus has. Each is empty when
/// there is nothing to tell or the owner switched it off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

impl<'a> Linguistics<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Linguistics<'a>, PackError> {
        let parts = wire::read(bytes, "linguistics")?;
        let text = |id| text(&parts, id, "linguistics");
        Ok(Linguistics {
            variants: wire::find(&parts, 1),
            rules: text(2)?,
            syllables: text(3)?,
            sounds: wire::find(&parts, 4),
            synonyms: text(5)?,
        })
    }

    /// The bytes of the section; none when there is nothing to tell.
    pub fn write(&self) -> Result<Vec<u8>, PackError> {
        wire::write(&[
            (1, self.variants),
            (2, self.rules.as_bytes()),
            (3, self.syllables.as_bytes()),
            (4, self.sounds),
            (5, self.synonyms.as_bytes()),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_one_after_another() {
        let pages = [
            PageRow { lang: 300, id_is_url: true, meta: &[0, 4], passages: 2 },
            PageRow { lang: 0, id_is_url: false, meta: &[], passages: 0 },
        ];
        let passages = [PassageRow { kept: 1, new: 2, anchor: 130 }, PassageRow::default()];
        let (mut page_bytes, mut passage_bytes) = (Vec::new(), Vec::new());
        for row in &pages {
            row.write(&mut page_bytes);
        }
        for row in &passages {
            row.write(&mut passage_bytes);
        }
        let (mut page_bytes, mut passage_bytes) = (page_bytes.as_slice(), passage_bytes.as_slice());
        assert_eq!(pages.map(|_| PageRow::read(&mut page_bytes).unwrap()), pages);
        assert_eq!(passages.map(|_| PassageRow::read(&mut passage_bytes).unwrap()), passages);
        assert_eq!(PageRow::read(&mut page_bytes), None);
        assert_eq!(PassageRow::read(&mut passage_bytes), None);
    }

    #[test]
    fn linguistics_and_manifest_come_back() {
        let linguistics =
            Linguistics { rules: "=en\ning3", syllables: "an bo", sounds: &[1, 2], ..Linguistics::default() };
        assert_eq!(Linguistics::read(&linguistics.write().unwrap()).unwrap(), linguistics);
        let manifest = Manifest {
            title: "Seeds".into(),
            langs: vec!["zh".into(), "ko".into()],
            text_bytes: 70_000,
            content: u64::MAX - 1,
            writer: "1".into(),
            ..Manifest::default()
        };
        assert_eq!(Manifest::read(&manifest.write().unwrap()).unwrap(), manifest);
        assert!(Manifest::read(&[]).is_err(), "numbers are missing");
    }
}
