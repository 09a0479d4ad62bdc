//! Inflection by the index's suffix rules.

use crate::format::{OpenError, SuffixRule, SuffixRules, decode};
use crate::list::List as _;
use crate::order::sort_by_text;

/// The rules of the corpus' languages.
#[derive(Clone, Debug, Default)]
pub struct Inflection {
    /// A list per language, sorted by ending.
    langs: Vec<Vec<Rule>>,
}

#[derive(Clone, Debug)]
struct Rule {
    /// Read backwards.
    ending: String,
    /// Number of letters to remove.
    remove: usize,
    /// Letters to append.
    append: String,
}

fn backwards(text: &str) -> String {
    text.chars().rev().collect()
}

impl Inflection {
    /// Reads the rules of an index file.
    pub fn read(langs: &[SuffixRules<'_>]) -> Result<Inflection, OpenError> {
        let rules = |lang: &SuffixRules<'_>| {
            let rule = |row: SuffixRule<'_>| Rule {
                ending: backwards(row.ending),
                remove: usize::from(row.remove),
                append: row.append.to_owned(),
            };
            let mut rules: Vec<Rule> = decode("inflection", lang.rules)?.into_iter().map(rule).list();
            sort_by_text(&mut rules, |rule| &rule.ending);
            Ok(rules)
        };
        Ok(Inflection { langs: langs.iter().map(rules).collect::<Result<_, _>>()? })
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.langs.is_empty()
    }

    /// The stem of a word, by each language's rules.
    pub fn stems<'a>(&'a self, word: &'a str) -> impl Iterator<Item = String> + 'a {
        self.langs.iter().map(move |rules| {
            let (kept, append) = stemmed(rules, word);
            kept.to_owned() + append
        })
    }

    /// Whether this is the stem of a word by the rules of one language.
    pub(crate) fn is_stem(&self, lang: usize, word: &str, stem: &str) -> bool {
        let (kept, append) = self.langs.get(lang).map_or((word, ""), |rules| stemmed(rules, word));
        stem.strip_prefix(kept) == Some(append)
    }
}

/// The part of a word that its stem keeps, and the letters appended to it.
fn stemmed<'a>(rules: &'a [Rule], word: &'a str) -> (&'a str, &'a str) {
    let back = backwards(word);
    let mut ending = back.as_str();
    // The longest ending of the word: the rule that sorts just before the word, or else before what it shares with the word.
    while let Some(at) = rules.partition_point(|rule| rule.ending.as_str() <= ending).checked_sub(1) {
        let rule = &rules[at];
        if ending.starts_with(&rule.ending) {
            let letters = word.chars().count();
            if letters > rule.remove + 1 {
                let end = word.char_indices().nth(letters - rule.remove).map_or(word.len(), |(at, _)| at);
                return (&word[..end], &rule.append);
            }
            break;
        }
        let differs = rule.ending.chars().zip(ending.char_indices()).find(|(a, (_, b))| a != b);
        ending = &ending[..differs.map_or(0, |(_, (at, _))| at)];
    }
    (word, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::encode;

    fn read(rules: &[(&str, u8, &str)]) -> Inflection {
        let rules = encode(rules.iter().map(|(ending, remove, append)| SuffixRule { ending, remove: *remove, append }));
        Inflection::read(&[SuffixRules { lang: "en", rules: &rules }]).unwrap()
    }

    #[test]
    fn the_longest_ending_decides() {
        let rules = [("s", 1, ""), ("ies", 3, "i"), ("y", 1, "i"), ("ing", 3, ""), ("ning", 4, ""), ("ss", 0, "")];
        let inflection = read(&rules);
        let stem = |word: &str| inflection.stems(word).next().unwrap();
        for (word, expected) in [
            ("studies", "studi"),
            ("study", "studi"),
            ("running", "run"),
            ("walking", "walk"),
            ("class", "class"),
            ("dogs", "dog"),
            ("s", "s"),
        ] {
            assert_eq!(stem(word), expected);
        }
    }

    #[test]
    fn rules_that_remove_more_than_the_word_leave_it_alone() {
        assert_eq!(read(&[("s", 200, "")]).stems("dogs").collect::<Vec<_>>(), ["dogs"]);
        assert_eq!(read(&[]).stems("dogs").collect::<Vec<_>>(), ["dogs"]);
    }

    #[test]
    fn broken_rules_are_refused() {
        assert!(Inflection::read(&[SuffixRules { lang: "en", rules: &[200] }]).is_err());
    }
}
