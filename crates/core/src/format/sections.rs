//! The types of the sections.
//!
//! Strings of the corpus (titles, addresses, headings, metadata, text) are not here: they travel in the stream, one after
//! another, in the order that the rows of pages and passages tell. Lists of short strings travel as lines of one string.

use super::{Pack, PackError};
use crate::text::{read_number, write_number};

/// The sections' ids. Never reused. What the corpus' languages need at query time was found out natively, is limited to what the corpus
/// has, and is absent where there is nothing to tell or the owner switched it off.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum Section {
    /// [`Manifest::title`].
    Title = 1,
    /// [`Manifest::langs`], a line each.
    Langs,
    /// [`Manifest::fields`], a line each.
    Fields,
    /// The bytes, texts and words of a [`Manifest`].
    Counts,
    /// [`Manifest::content`].
    Content,
    /// [`Manifest::options`], a line each.
    Options,
    /// [`Manifest::writer`].
    Writer,
    /// A [`PageRow`] a page.
    Pages = 16,
    /// A [`PassageRow`] a passage, page by page.
    Passages,
    /// What the owner says that texts count, in tenths, a byte a text; what is behind the last counts once.
    Emphasis,
    /// Variant characters and their bases, as `text::write_variants` writes them.
    Variants = 32,
    /// Inflection: a block a language, `=` and its tag, then a line a rule: `ies3i` makes of studies studi.
    Rules,
    /// The syllables of pinyin, parted by spaces.
    Syllables,
    /// Who is read so: the runs of the host's usual characters (length, syllable), a zero, then the exceptions (step from the character
    /// before, syllable).
    Sounds,
    /// Synonyms: a line a group, its words parted by tabs.
    Synonyms,
    /// The words, as `codec` says them.
    Lexicon = 48,
    /// All texts, as `codec` says them.
    Stream,
}

impl Section {
    /// The name that people read.
    #[must_use]
    pub fn name(id: u8) -> &'static str {
        const MANIFEST: [&str; 7] = ["title", "languages", "fields", "counts", "content", "options", "writer"];
        const OUTLINE: [&str; 3] = ["pages", "passages", "emphasis"];
        const LANGUAGE: [&str; 5] = ["variants", "rules", "syllables", "sounds", "synonyms"];
        const TEXT: [&str; 2] = ["lexicon", "stream"];
        let of = |first: Section, names: &'static [&str]| names.get(usize::from(id.checked_sub(first as u8)?)).copied();
        of(Section::Lexicon, &TEXT)
            .or_else(|| of(Section::Variants, &LANGUAGE))
            .or_else(|| of(Section::Pages, &OUTLINE))
            .or_else(|| of(Section::Title, &MANIFEST))
            .unwrap_or("unknown")
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

impl Manifest {
    pub(super) fn read(pack: &Pack<'_>) -> Result<Manifest, PackError> {
        let mut counts = pack.section(Section::Counts);
        let mut number =
            || read_number(&mut counts).ok_or(PackError::Corrupt { section: "manifest", what: "a number is missing" });
        let (text_bytes, texts, tokens) = (number()?, number()?, number()?);
        let mut content = 0;
        for byte in pack.section(Section::Content) {
            content = content << 8 | u64::from(*byte);
        }
        // What can fail comes before what must be freed.
        let said = pack.texts(&[Section::Title, Section::Langs, Section::Fields, Section::Options, Section::Writer])?;
        Ok(Manifest {
            title: said[0].to_owned(),
            langs: lines(said[1]),
            fields: lines(said[2]),
            text_bytes,
            texts,
            tokens,
            content,
            options: lines(said[3]),
            writer: said[4].to_owned(),
        })
    }

    /// Its sections.
    #[must_use]
    pub fn sections(&self) -> Vec<(Section, Vec<u8>)> {
        let mut counts = Vec::new();
        for number in [self.text_bytes, self.texts, self.tokens] {
            write_number(&mut counts, number);
        }
        let text = |text: &str| text.as_bytes().to_vec();
        vec![
            (Section::Title, text(&self.title)),
            (Section::Langs, text(&self.langs.join("\n"))),
            (Section::Fields, text(&self.fields.join("\n"))),
            (Section::Counts, counts),
            (Section::Content, self.content.to_be_bytes().to_vec()),
            (Section::Options, text(&self.options.join("\n"))),
            (Section::Writer, text(&self.writer)),
        ]
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
    fn a_manifest_comes_back() {
        let manifest = Manifest {
            title: "Seeds".into(),
            langs: vec!["zh".into(), "ko".into()],
            text_bytes: 70_000,
            content: u64::MAX - 1,
            writer: "1".into(),
            ..Manifest::default()
        };
        let pack = crate::format::assemble(&manifest.sections()).unwrap();
        assert_eq!(Pack::open(&pack).unwrap().manifest().unwrap(), manifest);
        let pack = crate::format::assemble(&[(Section::Title, b"Seeds".to_vec())]).unwrap();
        assert!(Pack::open(&pack).unwrap().manifest().is_err(), "numbers are missing");
    }
}
