//! Function words: a list for each language, of which an index holds those of its corpus' languages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use findling_core::format::Asks;
use findling_core::text::Variants;

const LISTS: &str = include_str!("function_words.txt");

/// A line of the lists: language, what a question with the words asks for, the words.
fn lists() -> impl Iterator<Item = (&'static str, Asks, &'static str)> {
    LISTS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).filter_map(|line| {
        let (lang, rest) = line.split_once(' ')?;
        let (asks, words) = rest.split_once(' ')?;
        let asks = match asks {
            "number" => Asks::Number,
            "date" => Asks::Date,
            "person" => Asks::Person,
            "place" => Asks::Place,
            "anything" => Asks::Anything,
            _ => Asks::Nothing,
        };
        Some((lang, asks, words))
    })
}

/// The function words of every language.
static ALL: LazyLock<BTreeSet<&str>> = LazyLock::new(|| lists().flat_map(|(_, _, words)| words.split(' ')).collect());

/// Whether a word in lower case is a function word of any language.
pub(super) fn is_function_word(word: &str) -> bool {
    ALL.contains(word)
}

/// The function words of languages (primary tags), by what a question with them asks for, with spaces between. Of words that the index
/// folds alike it needs one.
pub(super) fn of(langs: &BTreeSet<&str>, variants: &Variants) -> Vec<(Asks, String)> {
    let mut by_asks: BTreeMap<Asks, BTreeSet<String>> = BTreeMap::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut mine: Vec<_> = lists().filter(|(lang, _, _)| langs.contains(lang)).collect();
    // What a word asks for in one language counts more than that it asks for nothing in another.
    mine.sort_by_key(|(_, asks, _)| std::cmp::Reverse(*asks));
    for (_, asks, words) in mine {
        for word in words.split(' ') {
            let folded: String = word.chars().map(|c| variants.base(c)).collect();
            if seen.insert(folded.clone()) {
                by_asks.entry(asks).or_default().insert(folded);
            }
        }
    }
    by_asks.into_iter().map(|(asks, words)| (asks, words.into_iter().collect::<Vec<_>>().join(" "))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(langs: &[&str], pairs: Vec<(char, char)>) -> Vec<(Asks, String)> {
        of(&langs.iter().copied().collect(), &Variants::new(pairs))
    }

    #[test]
    fn every_line_has_a_language_a_kind_and_words() {
        let lines = LISTS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in lines {
            let mut parts = line.split(' ');
            let (lang, asks) = (parts.next().unwrap(), parts.next().unwrap());
            assert!((2..=3).contains(&lang.len()), "{line}");
            assert!(["nothing", "anything", "number", "date", "person", "place"].contains(&asks), "{line}");
            assert!(parts.clone().count() > 0 && parts.all(|word| !word.is_empty()), "{line}");
        }
    }

    #[test]
    fn an_index_has_the_words_of_its_languages_alone() {
        let english = words(&["en"], vec![]);
        assert!(
            english.iter().any(|(asks, words)| *asks == Asks::Person && words.split(' ').any(|word| word == "who"))
        );
        assert!(!english.iter().any(|(_, words)| words.contains("什么")));
        assert!(words(&["tlh"], vec![]).is_empty());
    }

    #[test]
    fn variants_that_the_index_folds_alike_stand_once() {
        let all = |pairs| words(&["zh"], pairs).into_iter().map(|(_, words)| words + " ").collect::<String>();
        assert!(all(vec![]).contains("什麼 "));
        assert!(!all(vec![('麼', '么')]).contains("什麼 "));
    }
}
