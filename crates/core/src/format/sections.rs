//! The sections of an index file and their rows.
//!
//! Texts of the corpus (titles, addresses, headings, metadata, passages) are not here: they travel in the text stream, one after
//! another, in the order of the page table and the passage table.

use bincode::{BorrowDecode, Encode};

/// The ids of the sections. An id is never used again for something else. A section is absent if the corpus needs nothing of it or
/// the owner switched it off.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum Section {
    /// One row: title, writer, content hash and counts of [`super::Manifest`].
    Manifest = 1,
    /// BCP 47 tags of the pages' languages, a string each.
    Languages,
    /// Names of metadata fields, a string each.
    Fields,
    /// Options of the build, a string each.
    Options,
    /// A [`PageRow`] per page.
    Pages = 16,
    /// A [`PassageRow`] per passage, page by page.
    Passages,
    /// The owner's weight of each text in tenths, a byte per text; texts after the last byte count once.
    TextWeights,
    /// A [`VariantRow`] per variant character.
    Variants = 32,
    /// A [`SuffixRules`] per language.
    Inflection,
    /// The syllables of pinyin, a string each.
    Syllables,
    /// A [`PinyinRun`] per run of the host's usual characters.
    PinyinRuns,
    /// A [`PinyinException`] per pronunciation that the runs don't give.
    PinyinExceptions,
    /// A string per group of synonyms, its members separated by tabs.
    Synonyms,
    /// A [`FunctionWordsRow`] for each thing that a question asks for.
    FunctionWords,
    /// A string per group of names and abbreviations that the texts equate, its members separated by tabs.
    Abbreviations,
    /// The keys of each letter of Hangul on a Korean keyboard: initial consonants, vowels, final consonants, two bytes each, of which the
    /// second may be a space.
    Keyboard,
    /// The words as they are written, coded by [`crate::codec`].
    SurfaceTable = 48,
    /// All texts, coded by [`crate::codec`].
    TextStream,
    /// Of a split index, one row: its counts, a [`SplitRow`].
    Split = 64,
    /// The first key of each leaf but the first, coded as a leaf without postings.
    Separators,
    /// Three lists of numbers, coded by [`crate::codec::numbers`]: fragments of each page, its length in words as a power of 4, fragments of
    /// each text block.
    Fragments,
    /// Three bytes of the checksum of each block, leaves first.
    BlockChecks,
    /// Of a leaf, its keys and postings, coded by [`crate::codec::leaf`].
    Leaf,
    /// Of a text block, one row: its counts, a [`TextBlockRow`].
    TextBlock,
    /// Of a text block, the words of the page of each fragment, coded by [`crate::codec::numbers`].
    PageWords,
}

impl Section {
    /// Every section, by ascending id.
    pub const ALL: [Section; 25] = [
        Section::Manifest,
        Section::Languages,
        Section::Fields,
        Section::Options,
        Section::Pages,
        Section::Passages,
        Section::TextWeights,
        Section::Variants,
        Section::Inflection,
        Section::Syllables,
        Section::PinyinRuns,
        Section::PinyinExceptions,
        Section::Synonyms,
        Section::FunctionWords,
        Section::Abbreviations,
        Section::Keyboard,
        Section::SurfaceTable,
        Section::TextStream,
        Section::Split,
        Section::Separators,
        Section::Fragments,
        Section::BlockChecks,
        Section::Leaf,
        Section::TextBlock,
        Section::PageWords,
    ];

    /// The name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Section::Manifest => "manifest",
            Section::Languages => "languages",
            Section::Fields => "fields",
            Section::Options => "options",
            Section::Pages => "page table",
            Section::Passages => "passage table",
            Section::TextWeights => "text weights",
            Section::Variants => "variants",
            Section::Inflection => "inflection",
            Section::Syllables => "syllables",
            Section::PinyinRuns => "pinyin runs",
            Section::PinyinExceptions => "pinyin exceptions",
            Section::Synonyms => "synonyms",
            Section::FunctionWords => "function words",
            Section::Abbreviations => "abbreviations",
            Section::Keyboard => "keyboard",
            Section::SurfaceTable => "surface table",
            Section::TextStream => "text stream",
            Section::Split => "counts of the split index",
            Section::Separators => "separators",
            Section::Fragments => "fragments",
            Section::BlockChecks => "checks of the blocks",
            Section::Leaf => "leaf",
            Section::TextBlock => "counts of the text block",
            Section::PageWords => "words of the pages",
        }
    }

    /// Whether it is a table of the corpus' languages.
    #[must_use]
    pub fn is_of_languages(self) -> bool {
        (Section::Variants..=Section::Keyboard).contains(&self)
    }

    /// The name of the section with this id, for people.
    #[must_use]
    pub fn name_of(id: u8) -> &'static str {
        Section::ALL.into_iter().find(|section| *section as u8 == id).map_or("unknown", Section::name)
    }
}

/// A page. Its texts are in the text stream: its title, its id unless [`PageRow::id_is_url`], its URL, the value of each of its metadata
/// fields; then for each passage the headings that are new with it, outermost first, its anchor if it is stored, its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, BorrowDecode)]
pub struct PageRow<'a> {
    /// Number in [`super::Manifest::langs`], counted from 1; 0 if the language is unknown.
    pub lang: u32,
    /// The id is the URL without its leading slash and its `.html`, and is not in the text stream.
    pub id_is_url: bool,
    /// The field of each metadata value, a number in [`super::Manifest::fields`].
    pub fields: &'a [u8],
    /// Number of passages.
    pub passages: u32,
    /// The kind of page.
    pub kind: PageKind,
}

/// A kind of page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, BorrowDecode)]
pub enum PageKind {
    /// Any page that isn't one of the others.
    #[default]
    Usual,
    /// A changelog, release notes or an upgrade guide. The words of its title that name it so, in bytes of the title. Empty if its address
    /// alone does.
    Changelog {
        /// The beginning of the words.
        start: u32,
        /// Their end.
        end: u32,
    },
    /// A list of links: a generated index, a table of contents.
    Links,
    /// An older version of another page, or a copy in another folder. Its number (`1.2`) or the name of its folder, in bytes of the page's
    /// address.
    Older {
        /// The beginning of the number.
        start: u32,
        /// Its end.
        end: u32,
    },
    /// A translation of a page that the site also has in its main language.
    Translation,
}

impl PageKind {
    /// The number of the kind.
    #[must_use]
    pub fn number(self) -> u32 {
        match self {
            PageKind::Usual => 0,
            PageKind::Changelog { .. } => 1,
            PageKind::Links => 2,
            PageKind::Older { .. } => 3,
            PageKind::Translation => 4,
        }
    }

    /// The kind with this number, without what its texts say of it.
    #[must_use]
    pub fn of_number(number: u32) -> PageKind {
        match number {
            1 => PageKind::Changelog { start: 0, end: 0 },
            2 => PageKind::Links,
            3 => PageKind::Older { start: 0, end: 0 },
            4 => PageKind::Translation,
            _ => PageKind::Usual,
        }
    }
}

/// A passage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, BorrowDecode)]
pub struct PassageRow {
    /// Number of headings of the passage before, on the same page, that are also over this one.
    pub kept: u8,
    /// Number of new headings.
    pub new: u8,
    /// Where a link to the passage leads.
    pub anchor: AnchorRow,
}

/// The anchor of a passage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, BorrowDecode)]
pub enum AnchorRow {
    /// The passage has none.
    #[default]
    None,
    /// A text of its own in the text stream.
    Stored,
    /// The slug of the last heading.
    Slug,
    /// That slug, a hyphen and this number.
    NumberedSlug(u32),
}

/// The counts of a split index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, BorrowDecode)]
pub struct SplitRow {
    /// Number of pages.
    pub pages: u32,
    /// Number of passages.
    pub passages: u32,
    /// Number of leaves.
    pub leaves: u32,
    /// Number of text blocks.
    pub text_blocks: u32,
}

/// The counts of a text block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, BorrowDecode)]
pub struct TextBlockRow {
    /// Bytes of its texts.
    pub text_bytes: u32,
    /// Number of its texts.
    pub texts: u32,
    /// Number of words in them.
    pub tokens: u32,
}

/// A variant character. Rows are sorted by base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct VariantRow {
    /// Code point of the base, minus that of the row before.
    pub step: u32,
    /// Code point of the variant, minus that of its base.
    pub offset: i32,
}

/// The inflection of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct SuffixRules<'a> {
    /// Its BCP 47 tag.
    pub lang: &'a str,
    /// Its vowels, if [`SuffixAction::least`] counts syllables; empty if it counts letters.
    pub vowels: &'a str,
    /// Prefixes that are removed from a word before anything else, the longest first, separated by spaces.
    pub prefixes: &'a str,
    /// Lines of a stem and the irregular forms of its word, separated by spaces.
    pub irregular: &'a str,
    /// A [`SuffixAction`] each.
    pub actions: &'a [u8],
    /// 2 bytes per rule, sorted by its ending read backwards: 16 times the number of letters that the ending shares with the one before,
    /// plus the number of its further letters; then the number of its action.
    pub rules: &'a [u8],
    /// The further letters of all endings, read backwards. `^` is the start of the word.
    pub letters: &'a str,
}

/// How a rule makes a stem: remove 3 letters, append `i`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct SuffixAction<'a> {
    /// Least number of syllables or letters before the rule's ending.
    pub least: u8,
    /// Number of letters to remove from the end.
    pub remove: u8,
    /// Letters to append then.
    pub append: &'a str,
}

/// Words that carry no meaning of their own in a question: articles, particles, auxiliaries, question words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct FunctionWordsRow<'a> {
    /// The kind of answer that a question with these words asks for.
    pub asks: Asks,
    /// The words, with spaces between.
    pub words: &'a str,
}

/// The kind of answer that a question asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Encode, BorrowDecode)]
pub enum Asks {
    /// Nothing: it is no question.
    #[default]
    Nothing,
    /// Anything: what, why, which.
    Anything,
    /// How many, how much.
    Number,
    /// When.
    Date,
    /// Who.
    Person,
    /// Where.
    Place,
}

/// Neighbours among the host's usual characters with the same pinyin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct PinyinRun {
    /// Number of characters.
    pub length: u32,
    /// Number of their syllable in [`Section::Syllables`].
    pub syllable: u32,
}

/// A pronunciation that the runs don't give. Rows are sorted by character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct PinyinException {
    /// Code point of the character, minus that of the row before.
    pub step: u32,
    /// Number of its syllable in [`Section::Syllables`].
    pub syllable: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_has_its_own_id_and_name() {
        for (before, section) in Section::ALL.iter().zip(&Section::ALL[1..]) {
            assert!(before < section && before.name() != section.name());
        }
        assert_eq!((Section::name_of(49), Section::name_of(200)), ("text stream", "unknown"));
    }
}
