//! Folding: the form of a text in which two spellings of the same word are equal.
//!
//! Lower case, compatibility forms, no accents, one of each set of variant characters. The tables for the first three belong to the
//! host; the variants come with the index and hold only characters that the corpus can contain.

use crate::format::{OpenError, Section, VariantRow};
use crate::list::List as _;
use crate::order::sort_by_number;

/// What the engine asks of the place it runs in: Unicode's tables, which every browser has and the module need not carry.
///
/// `lower` and `normalize` work on whole texts at a time. A line feed stays a line feed and no rule looks across it, so a list of
/// words can be folded in one call.
pub trait Host: Send + Sync {
    /// The text in lower case, by Unicode's rules for no language in particular.
    fn lower(&self, text: &str) -> String;
    /// The text in Unicode normalization form KC, or KD if `decompose`.
    fn normalize(&self, text: &str, decompose: bool) -> String;
    /// The 3755 usual Chinese characters in the order of GB 2312 (rows 16 to 55), which is that of their pinyin.
    fn usual_han(&self) -> String;
}

/// Variant characters and what they fold to, sorted by the variant.
#[derive(Clone, Debug, Default)]
pub struct Variants(Vec<(char, char)>);

impl Variants {
    /// From pairs of variant and base; a later pair for the same variant is dropped.
    #[must_use]
    pub fn new(mut pairs: Vec<(char, char)>) -> Variants {
        sort_by_number(&mut pairs, |pair| u64::from(u32::from(pair.0)));
        pairs.dedup_by_key(|pair| pair.0);
        Variants(pairs)
    }

    /// Reads the rows that [`Variants::rows`] makes.
    pub fn read(rows: &[VariantRow]) -> Result<Variants, OpenError> {
        let mut base = 0u32;
        let mut pair = |row: &VariantRow| {
            base = base.checked_add(row.step)?;
            Some((char::from_u32(base.checked_add_signed(row.offset)?)?, char::from_u32(base)?))
        };
        let mut pairs = Vec::new();
        for row in rows {
            let section = Section::Variants.name();
            pairs.push(pair(row).ok_or(OpenError::Corrupt { section, what: "a number is no character" })?);
        }
        Ok(Variants::new(pairs))
    }

    /// Pairs of variant and base as rows of an index file.
    #[must_use]
    pub fn rows(mut pairs: Vec<(char, char)>) -> Vec<VariantRow> {
        pairs.sort_unstable_by_key(|pair| (pair.1, pair.0));
        let mut before = 0;
        let row = |(variant, base): (char, char)| {
            let (variant, base) = (u32::from(variant), u32::from(base));
            let step = base - std::mem::replace(&mut before, base);
            VariantRow { step, offset: variant.cast_signed() - base.cast_signed() }
        };
        pairs.into_iter().map(row).list()
    }

    /// The base of a character, which mostly is the character itself.
    #[must_use]
    pub fn base(&self, c: char) -> char {
        if c.is_ascii() {
            return c;
        }
        self.0.binary_search_by_key(&c, |pair| pair.0).map_or(c, |at| self.0[at].1)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Folds text with a host's tables and an index's variants.
#[derive(Clone, Copy, Debug)]
pub struct Folder<'a, H: Host + ?Sized> {
    /// Where Unicode's tables are.
    pub host: &'a H,
    /// The variant characters of the index.
    pub variants: &'a Variants,
}

impl<H: Host + ?Sized> Folder<'_, H> {
    /// The text with the distinctions its writer made: lower case and compatibility forms, but accents and variants kept.
    #[must_use]
    pub fn plain(&self, text: &str) -> String {
        if is_settled(text) {
            return text.to_ascii_lowercase();
        }
        each(&self.host.normalize(&self.host.lower(text), false), &|c| Some(tidy(c)))
    }

    /// The text as it is looked up: `plain`, without accents, and each variant as its base.
    #[must_use]
    pub fn fold(&self, text: &str) -> String {
        let mut bare = if is_settled(text) {
            text.to_owned()
        } else {
            let apart = self.host.normalize(&self.host.lower(text), true);
            self.host.normalize(&each(&apart, &|c| (!is_accent(c)).then_some(c)), false)
        };
        bare.make_ascii_lowercase();
        each(&bare, &|c| Some(self.variants.base(tidy(c))))
    }
}

/// Whether no table of the host changes a character of this text, but for ASCII capitals: it is ASCII, and Chinese characters from U+4000
/// to U+9FFF, whose first bytes are E4 to E9. That holds for most words, and a call to the host costs more than this look.
pub(crate) fn is_settled(text: &str) -> bool {
    text.bytes().all(|byte| !matches!(byte, 0xc0..=0xe3 | 0xea..))
}

/// A text with each character that is not ASCII replaced, or left out.
fn each(text: &str, by: &dyn Fn(char) -> Option<char>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for (at, c) in text.char_indices() {
        let to = if c.is_ascii() { Some(c) } else { by(c) };
        if to != Some(c) {
            out.push_str(&text[copied..at]);
            if let Some(to) = to {
                out.push(to);
            }
            copied = at + c.len_utf8();
        }
    }
    out.push_str(&text[copied..]);
    out
}

/// Whether readers leave this mark out and keyboards lack it: the combining marks of Latin, Greek and Cyrillic, Arabic vowel signs and
/// tatweel, Hebrew points, and joiners that only change the shape of letters.
fn is_accent(c: char) -> bool {
    matches!(c as u32, 0x0300..=0x036f | 0x0591..=0x05bd | 0x05bf | 0x05c1..=0x05c2 | 0x0640 | 0x064b..=0x065f | 0x0670
        | 0x200c..=0x200d)
}

/// Unites what Unicode distinguishes and readers don't: the apostrophes, the two small sigmas.
fn tidy(c: char) -> char {
    match c {
        '\u{2019}' | '\u{2018}' | '\u{02bc}' => '\'',
        'ς' => 'σ',
        c => c,
    }
}
