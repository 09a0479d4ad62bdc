//! Pinyin: the syllables of each character, from the index's tables over the host's usual characters.

use crate::format::{PinyinException, PinyinRun};
use crate::list::List as _;
use crate::order::sort_by_number;
use crate::text::Host;

/// Characters and their syllables.
#[derive(Clone, Debug, Default)]
pub struct Pinyin {
    syllables: Vec<String>,
    /// `(character, syllable)`, sorted; a character may have several.
    pairs: Vec<(char, u32)>,
}

impl Pinyin {
    /// Lays the runs over the host's characters and adds the exceptions. Code points that are no characters are skipped.
    pub(super) fn new(
        syllables: &[String],
        runs: &[PinyinRun],
        exceptions: &[PinyinException],
        host: &dyn Host,
    ) -> Pinyin {
        let mut pairs = Vec::new();
        if !runs.is_empty() {
            let usual = host.usual_han();
            let mut usual = usual.chars();
            for run in runs {
                pairs.extend(usual.by_ref().take(run.length as usize).map(|c| (c, run.syllable)));
            }
        }
        let mut code = 0u32;
        for exception in exceptions {
            code = code.saturating_add(exception.step);
            pairs.extend(char::from_u32(code).map(|c| (c, exception.syllable)));
        }
        sort_by_number(&mut pairs, |pair| u64::from(u32::from(pair.0)) << 32 | u64::from(pair.1));
        Pinyin { syllables: syllables.to_vec(), pairs }
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The syllables of a character.
    pub fn of(&self, c: char) -> impl Iterator<Item = &str> {
        let from = self.pairs.partition_point(|pair| pair.0 < c);
        let rows = self.pairs[from..].iter().take_while(move |pair| pair.0 == c);
        rows.filter_map(|pair| self.syllables.get(pair.1 as usize)).map(String::as_str)
    }

    /// The characters with a syllable that is wanted, ascending.
    #[must_use]
    pub fn characters(&self, wanted: &dyn Fn(&str) -> bool) -> Vec<char> {
        let wanted: Vec<bool> = self.syllables.iter().map(|syllable| wanted(syllable)).list();
        let pairs = self.pairs.iter().filter(|pair| wanted.get(pair.1 as usize) == Some(&true));
        let mut characters: Vec<char> = pairs.map(|pair| pair.0).list();
        characters.dedup();
        characters
    }

    /// The characters with a syllable of this one, ascending; at least the character itself.
    #[must_use]
    pub fn alike(&self, c: char) -> Vec<char> {
        let own: Vec<&str> = self.of(c).list();
        let alike = self.characters(&|syllable| own.contains(&syllable));
        if alike.is_empty() { vec![c] } else { alike }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Knows six characters.
    struct Six;

    impl Host for Six {
        fn lower(&self, text: &str) -> String {
            text.to_lowercase()
        }
        fn normalize(&self, text: &str, _: bool) -> String {
            text.to_owned()
        }
        fn usual_han(&self) -> String {
            "抗炕役疫全权".to_owned()
        }
    }

    fn pinyin() -> Pinyin {
        let syllables = ["kang", "yi", "quan", "gang"].map(str::to_owned);
        let runs = [(2, 0), (2, 1), (2, 2)].map(|(length, syllable)| PinyinRun { length, syllable });
        let exceptions =
            [PinyinException { step: u32::from('扛'), syllable: 3 }, PinyinException { step: 0, syllable: 0 }];
        Pinyin::new(&syllables, &runs, &exceptions, &Six)
    }

    #[test]
    fn runs_and_exceptions_give_each_character_its_syllables() {
        let pinyin = pinyin();
        assert_eq!(pinyin.of('役').collect::<Vec<_>>(), ["yi"]);
        assert_eq!(pinyin.of('扛').collect::<Vec<_>>(), ["kang", "gang"]);
        assert_eq!(pinyin.of('国').count(), 0);
    }

    #[test]
    fn characters_that_sound_alike_are_found_together() {
        let pinyin = pinyin();
        assert_eq!(pinyin.alike('疫'), ['役', '疫']);
        assert_eq!(pinyin.alike('扛'), ['扛', '抗', '炕']);
        assert_eq!(pinyin.alike('国'), ['国'], "an unknown character sounds like itself alone");
        assert_eq!(pinyin.characters(&|syllable| syllable.starts_with('q')), ['全', '权']);
    }

    #[test]
    fn numbers_out_of_range_do_no_harm() {
        let runs = [PinyinRun { length: u32::MAX, syllable: 9 }];
        let exceptions = [PinyinException { step: u32::MAX, syllable: 0 }; 2];
        assert_eq!(Pinyin::new(&[], &runs, &exceptions, &Six).of('抗').count(), 0);
    }
}
