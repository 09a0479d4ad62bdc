//! Folding: the form of a text in which two spellings of the same word are equal.
//!
//! Lower case, compatibility forms, accents off, variant characters to one of them. The tables for the first three belong to
//! the host; the variants come with the pack and hold only characters that the corpus can meet.

use super::numbers::{read_number, write_number};
use crate::lean::{first, keep};
use crate::sort;

/// What the engine asks of the place it runs in: Unicode's tables, which every browser has and the module need not carry.
///
/// Both functions work on whole texts at a time. A line feed stays a line feed and no rule looks across it, so a list of
/// words may be folded in one call.
pub trait Host {
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
        sort::by_key(&mut pairs, |p| u64::from(u32::from(p.0)));
        let mut before = None;
        keep(&mut pairs, |p| before.replace(p.0) != Some(p.0));
        Variants(pairs)
    }

    /// Reads what [`write_variants`] wrote; nothing when the bytes make no sense.
    #[must_use]
    pub fn read(mut bytes: &[u8]) -> Option<Variants> {
        let mut pairs = Vec::new();
        let mut base = 0u32;
        while !bytes.is_empty() {
            let step = read_number(&mut bytes)?;
            base = base.checked_add(step)?;
            let off = read_number(&mut bytes)?;
            // Even numbers go up, odd ones down.
            let variant = if off & 1 == 0 { base.checked_add(off >> 1)? } else { base.checked_sub((off >> 1) + 1)? };
            pairs.push((char::from_u32(variant)?, char::from_u32(base)?));
        }
        Some(Variants::new(pairs))
    }

    /// The base of a character, which mostly is the character itself.
    #[must_use]
    pub fn base(&self, c: char) -> char {
        if c.is_ascii() {
            return c;
        }
        let at = first(self.0.len(), &|i: usize| self.0[i].0 < c);
        self.0.get(at).filter(|p| p.0 == c).map_or(c, |p| p.1)
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

/// Variant characters as bytes: for each the step from the base before, and how far the variant is from its base.
#[must_use]
pub fn write_variants(pairs: &mut [(char, char)]) -> Vec<u8> {
    pairs.sort_unstable_by_key(|p| (p.1, p.0));
    let mut out = Vec::new();
    let mut before = 0;
    for (variant, base) in pairs {
        let (variant, base) = (u32::from(*variant), u32::from(*base));
        write_number(&mut out, base - before);
        write_number(&mut out, if variant >= base { (variant - base) << 1 } else { (base - variant - 1) << 1 | 1 });
        before = base;
    }
    out
}

/// Folds text with a host's tables and a pack's variants.
#[derive(Clone, Copy, Debug)]
pub struct Folder<'a, H: Host + ?Sized> {
    /// Where Unicode's tables are.
    pub host: &'a H,
    /// The pack's variant characters.
    pub variants: &'a Variants,
}

impl<H: Host + ?Sized> Folder<'_, H> {
    /// The text in lower case.
    pub(crate) fn lower(&self, text: &str) -> String {
        if is_settled(text) { text.to_ascii_lowercase() } else { self.host.lower(text) }
    }

    /// The text as its writer distinguished it: lower case and compatibility forms, accents and variants kept.
    #[must_use]
    pub fn plain(&self, text: &str) -> String {
        if is_settled(text) {
            return text.to_ascii_lowercase();
        }
        each(&self.host.normalize(&self.host.lower(text), false), &|c| Some(tidy(c)))
    }

    /// The text as it is looked up: `plain`, accents off, variants to their base.
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

/// Whether a text has only characters that no table of the host changes, but for capitals: ASCII, and Chinese ones from U+4000 to U+9FFF,
/// which begin with E4 to E9. Most words do, and asking costs more than looking.
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

/// Accents that readers leave out and keyboards lack: the combining marks of Latin, Greek and Cyrillic, Arabic vowel signs
/// and tatweel, Hebrew points, and the joiners that only shape.
fn is_accent(c: char) -> bool {
    matches!(c as u32, 0x0300..=0x036f | 0x0591..=0x05bd | 0x05bf | 0x05c1..=0x05c2 | 0x0640 | 0x064b..=0x065f | 0x0670
        | 0x200c..=0x200d)
}

/// What Unicode keeps apart and no reader does: the apostrophes, the two small sigmas.
fn tidy(c: char) -> char {
    match c {
        '\u{2019}' | '\u{2018}' | '\u{02bc}' => '\'',
        'ς' => 'σ',
        c => c,
    }
}
