//! Pinyin: which syllables a character is read as, by the pack's table over the host's usual characters.

use crate::lean::{list, words};
use crate::sort;
use crate::text::{Host, read_number};

/// Characters and how they are read.
#[derive(Clone, Debug, Default)]
pub struct Sounds {
    syllables: Vec<String>,
    /// `(character, syllable)`, sorted; a character may have several.
    readings: Vec<(char, u32)>,
}

impl Sounds {
    /// Puts the pack's table over the host's characters. Numbers out of range are passed over.
    pub(super) fn new(syllables: &str, mut sounds: &[u8], host: &dyn Host) -> Sounds {
        let syllables = list(words(syllables).iter().map(|s| (*s).to_owned()));
        let mut readings = Vec::new();
        if !syllables.is_empty() {
            let usual = host.usual_han();
            let mut usual = usual.chars();
            while let Some(length) = read_number(&mut sounds).filter(|n| *n > 0) {
                let syllable = read_number(&mut sounds).unwrap_or(0);
                for c in usual.by_ref().take(length as usize) {
                    readings.push((c, syllable));
                }
            }
            let mut code = 0u32;
            while let (Some(step), Some(syllable)) = (read_number(&mut sounds), read_number(&mut sounds)) {
                code = code.saturating_add(step);
                if let Some(c) = char::from_u32(code) {
                    readings.push((c, syllable));
                }
            }
        }
        sort::by_key(&mut readings, |r| u64::from(u32::from(r.0)) << 32 | u64::from(r.1));
        Sounds { syllables, readings }
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.readings.is_empty()
    }

    /// How a character is read.
    pub fn of(&self, c: char) -> impl Iterator<Item = &str> {
        // Asked for each character of each word that pinyin or a slip of the input method may stand for: the library's search is faster.
        let from = self.readings.partition_point(|r| r.0 < c);
        let rows = self.readings[from..].iter().take_while(move |r| r.0 == c);
        rows.filter_map(|r| self.syllables.get(r.1 as usize)).map(String::as_str)
    }

    /// The characters that are read as a wanted syllable, ascending.
    #[must_use]
    pub fn read_as(&self, wanted: &dyn Fn(&str) -> bool) -> Vec<char> {
        let wanted = list(self.syllables.iter().map(|s| wanted(s)));
        let mut chars: Vec<char> = Vec::new();
        for (c, syllable) in &self.readings {
            if wanted.get(*syllable as usize) == Some(&true) && chars.last() != Some(c) {
                chars.push(*c);
            }
        }
        chars
    }

    /// Whether two characters may sound alike.
    #[must_use]
    pub fn alike(&self, a: char, b: char) -> bool {
        a == b || self.of(a).any(|s| self.of(b).any(|t| s == t))
    }
}
