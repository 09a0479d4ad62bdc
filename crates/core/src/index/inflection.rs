//! Inflection by the index's suffix rules and irregular forms.

use crate::format::{OpenError, Section, SuffixAction, SuffixRules, decode};
use crate::list::List as _;
use crate::order::sort_by_text;

/// Letters of the shortest word that a prefix leaves.
const SHORTEST: usize = 3;

/// Marks the start of a word in an ending.
const START: char = '^';

/// The rules of the corpus' languages.
#[derive(Clone, Debug, Default)]
pub struct Inflection {
    langs: Vec<Language>,
}

/// The rules of a language.
#[derive(Clone, Debug)]
struct Language {
    /// See [`SuffixRules::vowels`].
    vowels: String,
    /// See [`SuffixRules::prefixes`].
    prefixes: String,
    /// Irregular forms and their stems, sorted by form.
    irregular: Vec<(String, String)>,
    /// Sorted by ending; of the same ending, the one that asks for most comes last.
    rules: Vec<Rule>,
    /// The letters that rules append, each with the letters that they replace, sorted. Both are empty where no rule applies.
    changes: Vec<(String, Vec<String>)>,
}

#[derive(Clone, Debug)]
struct Rule {
    /// Read backwards.
    ending: String,
    /// Least number of syllables or letters before the ending.
    least: usize,
    /// Number of letters to remove.
    remove: usize,
    /// Letters to append.
    append: String,
}

impl Inflection {
    /// Reads the rules of an index file.
    pub fn read(langs: &[SuffixRules<'_>]) -> Result<Inflection, OpenError> {
        let mut inflection = Inflection::default();
        for rows in langs {
            inflection.langs.push(Language::read(rows)?);
        }
        Ok(inflection)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.langs.is_empty()
    }

    /// The stem of a word, by each language's rules.
    pub fn stems<'a>(&'a self, word: &'a str) -> impl Iterator<Item = String> + 'a {
        self.other_stems(word, 0)
    }

    /// The stem of a word if each language's best rules for it, so many of them, are left aside.
    pub(crate) fn other_stems<'a>(&'a self, word: &'a str, skip: usize) -> impl Iterator<Item = String> + 'a {
        self.langs.iter().map(move |lang| {
            let (kept, append) = lang.stem(word, skip);
            kept.to_owned() + append
        })
    }

    /// Whether a word has this stem by the rules of one language. False for irregular forms, which [`Inflection::irregular`] lists.
    pub(crate) fn has_stem<'a>(&'a self, lang: usize, stem: &'a str) -> impl Fn(&str) -> bool + 'a {
        let lang = self.langs.get(lang);
        let changes = lang.map_or(&[][..], |lang| &lang.changes).iter();
        let changes =
            changes.filter_map(|(append, removed)| Some((stem.strip_suffix(append.as_str())?, removed))).list();
        move |word| {
            let Some(lang) = lang else { return false };
            // Most words fail here: what they have beyond the stem is no ending.
            let bare = lang.without_prefix(word);
            let is_changed = changes.iter().any(|(kept, removed)| {
                let rest = bare.strip_prefix(kept);
                rest.is_some_and(|rest| removed.binary_search_by(|ending| ending.as_str().cmp(rest)).is_ok())
            });
            is_changed && {
                let (kept, append) = lang.stem(word, 0);
                stem.strip_prefix(kept) == Some(append)
            }
        }
    }

    /// Every form that may have a stem by the rules of one language, without the prefixes before it.
    pub(crate) fn bare_forms(&self, lang: usize, stem: &str) -> Vec<String> {
        let mut forms = Vec::new();
        for (append, removed) in self.langs.get(lang).map_or(&[][..], |lang| &lang.changes) {
            if let Some(kept) = stem.strip_suffix(append.as_str()) {
                forms.extend(removed.iter().map(|ending| [kept, ending].concat()));
            }
        }
        forms
    }

    /// The prefixes that words of one language may have before their stem, the empty one among them.
    pub(crate) fn prefixes(&self, lang: usize) -> impl Iterator<Item = &str> {
        let prefixes = self.langs.get(lang).map_or("", |lang| &lang.prefixes);
        [""].into_iter().chain(prefixes.split(' ').filter(|prefix| !prefix.is_empty()))
    }

    /// The irregular forms with a stem, in one language.
    pub(crate) fn irregular<'a>(&'a self, lang: usize, stem: &'a str) -> impl Iterator<Item = &'a str> {
        let forms = self.langs.get(lang).map_or(&[][..], |lang| &lang.irregular);
        forms.iter().filter(move |form| form.1 == stem).map(|form| form.0.as_str())
    }
}

impl Language {
    fn read(rows: &SuffixRules<'_>) -> Result<Language, OpenError> {
        let section = Section::Inflection.name();
        let actions: Vec<SuffixAction<'_>> = decode(section, rows.actions)?;
        let mut letters = rows.letters.chars();
        let mut ending: Vec<char> = Vec::new();
        let mut rules = Vec::new();
        let mut changes = vec![(String::new(), vec![String::new()])];
        for rule in rows.rules.chunks(2) {
            let [shape, action] = rule else { return Err(OpenError::Corrupt { section, what: "a rule is cut off" }) };
            ending.truncate(usize::from(shape >> 4));
            ending.extend(letters.by_ref().take(usize::from(shape & 15)));
            let Some(action) = actions.get(usize::from(*action)) else {
                return Err(OpenError::Corrupt { section, what: "a rule has no action" });
            };
            let removed = ending.iter().take(usize::from(action.remove)).rev().collect();
            match changes.iter_mut().find(|change| change.0 == action.append) {
                Some(change) => change.1.push(removed),
                None => changes.push((action.append.to_owned(), vec![removed])),
            }
            rules.push(Rule {
                ending: ending.iter().collect(),
                least: usize::from(action.least),
                remove: usize::from(action.remove),
                append: action.append.to_owned(),
            });
        }
        sort_by_text(&mut rules, |rule| &rule.ending);
        for (_, removed) in &mut changes {
            sort_by_text(removed, String::as_str);
            removed.dedup();
        }
        let mut irregular = Vec::new();
        for line in rows.irregular.lines() {
            let mut words = line.split(' ');
            let stem = words.next().unwrap_or_default();
            irregular.extend(words.map(|word| (word.to_owned(), stem.to_owned())));
        }
        sort_by_text(&mut irregular, |form| &form.0);
        let (vowels, prefixes) = (rows.vowels.to_owned(), rows.prefixes.to_owned());
        Ok(Language { vowels, prefixes, irregular, rules, changes })
    }

    fn without_prefix<'a>(&self, word: &'a str) -> &'a str {
        let removed = |prefix: &str| word.strip_prefix(prefix).filter(|rest| rest.chars().nth(SHORTEST - 1).is_some());
        self.prefixes.split(' ').find_map(removed).unwrap_or(word)
    }

    /// The part of a word that its stem keeps, and the letters appended to it.
    fn stem<'a>(&'a self, word: &'a str, mut skip: usize) -> (&'a str, &'a str) {
        if let Ok(at) = self.irregular.binary_search_by(|form| form.0.as_str().cmp(word)) {
            return ("", &self.irregular[at].1);
        }
        let word = self.without_prefix(word);
        let letters = word.chars().count();
        let start = |letters: usize| word.char_indices().nth(letters).map_or(word, |(at, _)| &word[..at]);
        let mut back = String::with_capacity(word.len() + 1);
        for letter in word.chars().rev() {
            back.push(letter);
        }
        back.push(START);
        // The longest ending that holds: the last rule that sorts before the word, or else before what it shares with the word.
        let mut end = self.rules.partition_point(|rule| rule.ending <= back);
        while let Some(at) = end.checked_sub(1) {
            let rule = &self.rules[at];
            let shared = rule.ending.chars().zip(back.char_indices()).find(|(a, (_, b))| a != b);
            if let Some((_, (shared, _))) = shared {
                end = self.rules.partition_point(|rule| rule.ending.as_str() <= &back[..shared]);
                continue;
            }
            end = at;
            let before = start(letters.saturating_sub(rule.ending.chars().count()));
            if letters > rule.remove + 1 && (rule.least == 0 || self.size(before) >= rule.least) {
                if skip == 0 {
                    return (start(letters - rule.remove), &rule.append);
                }
                skip -= 1;
            }
        }
        (word, "")
    }

    /// The number of syllables that a consonant ends, or of letters if the rules of this language count those.
    fn size(&self, text: &str) -> usize {
        let mut before = self.vowels.is_empty();
        let mut size = 0;
        for letter in text.chars() {
            let vowel = self.vowels.contains(letter);
            size += usize::from(before && !vowel);
            before = vowel || self.vowels.is_empty();
        }
        size
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::encode;

    /// Rules of an ending, how much must stand before it, and what is removed and appended.
    fn read(vowels: &str, irregular: &str, rules: &[(&str, u8, u8, &str)]) -> Inflection {
        let mut rules: Vec<_> = rules
            .iter()
            .map(|(ending, least, remove, append)| (ending.chars().rev().collect::<String>(), *least, *remove, *append))
            .collect();
        rules.sort();
        let actions = encode(rules.iter().map(|(_, least, remove, append)| SuffixAction {
            least: *least,
            remove: *remove,
            append,
        }));
        let letters: String = rules.iter().map(|rule| rule.0.as_str()).collect();
        let rules: Vec<u8> =
            rules.iter().zip(0..).flat_map(|(rule, action)| [rule.0.chars().count() as u8, action]).collect();
        let (lang, prefixes) = ("en", "");
        let rows =
            SuffixRules { lang, vowels, prefixes, irregular, actions: &actions, rules: &rules, letters: &letters };
        Inflection::read(&[rows]).unwrap()
    }

    fn stem(inflection: &Inflection, word: &str) -> String {
        inflection.stems(word).next().unwrap()
    }

    #[test]
    fn the_longest_ending_decides() {
        let rules = [
            ("s", 0, 1, ""),
            ("ies", 0, 3, "i"),
            ("y", 0, 1, "i"),
            ("ing", 0, 3, ""),
            ("ning", 0, 4, ""),
            ("ss", 0, 0, ""),
            ("^bring", 0, 0, ""),
        ];
        let inflection = read("", "", &rules);
        for (word, expected) in [
            ("studies", "studi"),
            ("study", "studi"),
            ("running", "run"),
            ("walking", "walk"),
            ("class", "class"),
            ("dogs", "dog"),
            ("s", "s"),
            ("bring", "bring"),
            ("rebring", "rebr"),
        ] {
            assert_eq!(stem(&inflection, word), expected);
        }
    }

    #[test]
    fn a_rule_applies_only_after_enough_syllables_or_letters() {
        let rules = [("s", 0, 1, ""), ("e", 1, 1, ""), ("ement", 2, 5, ""), ("ment", 1, 4, "")];
        let syllables = read("aeiouy", "", &rules);
        for (word, expected) in [("judge", "judg"), ("tree", "tree"), ("replacement", "replac"), ("movement", "move")] {
            assert_eq!(stem(&syllables, word), expected);
        }
        let letters = read("", "", &[("e", 3, 1, ""), ("e", 5, 1, "x")]);
        for (word, expected) in [("bee", "bee"), ("tree", "tre"), ("planée", "planéx")] {
            assert_eq!(stem(&letters, word), expected);
        }
    }

    #[test]
    fn the_best_rules_can_be_left_aside() {
        let inflection = read("", "", &[("s", 0, 1, ""), ("es", 0, 2, ""), ("ies", 0, 3, "i")]);
        for (skip, expected) in ["studi", "studi", "studie", "studies", "studies"].into_iter().enumerate() {
            assert_eq!(inflection.other_stems("studies", skip).next().as_deref(), Some(expected));
        }
    }

    #[test]
    fn irregular_forms_have_the_stem_of_their_word() {
        let inflection = read("", "go went gone\nchild children", &[("ing", 0, 3, "")]);
        for (word, expected) in [("went", "go"), ("going", "go"), ("children", "child"), ("wenting", "went")] {
            assert_eq!(stem(&inflection, word), expected);
        }
        assert_eq!(inflection.irregular(0, "go").collect::<Vec<_>>(), ["gone", "went"]);
        assert!(inflection.has_stem(0, "go")("going") && !inflection.has_stem(0, "gone")("gone"));
        assert_eq!(inflection.irregular(1, "go").count(), 0);
    }

    #[test]
    fn endings_share_letters_with_the_row_before() {
        let actions = encode([SuffixAction { least: 0, remove: 3, append: "" }]);
        let rules = [3, 0, 2 << 4 | 1, 0, 15 << 4 | 1, 0];
        let (irregular, letters) = ("", "gniäx");
        let rows =
            SuffixRules { lang: "en", vowels: "", prefixes: "", irregular, actions: &actions, rules: &rules, letters };
        let inflection = Inflection::read(&[rows]).unwrap();
        for (word, expected) in
            [("walking", "walk"), ("walkäng", "walk"), ("walkxäng", "walkx"), ("walkang", "walkang")]
        {
            assert_eq!(stem(&inflection, word), expected);
        }
    }

    #[test]
    fn prefixes_are_removed_from_words_that_are_long_enough() {
        let rows = SuffixRules {
            lang: "ar",
            vowels: "",
            prefixes: "وال ال و",
            irregular: "",
            actions: &[],
            rules: &[],
            letters: "",
        };
        let inflection = Inflection::read(&[rows]).unwrap();
        for (word, expected) in
            [("والكتاب", "كتاب"), ("الكتاب", "كتاب"), ("وكتاب", "كتاب"), ("كتاب", "كتاب"), ("ولد", "ولد")]
        {
            assert_eq!(stem(&inflection, word), expected);
        }
        assert_eq!(inflection.prefixes(0).collect::<Vec<_>>(), ["", "وال", "ال", "و"]);
        assert_eq!(inflection.prefixes(1).collect::<Vec<_>>(), [""]);
    }

    #[test]
    fn rules_that_remove_more_than_the_word_leave_it_alone() {
        assert_eq!(stem(&read("", "", &[("s", 0, 200, "")]), "dogs"), "dogs");
        assert_eq!(stem(&read("", "", &[]), "dogs"), "dogs");
    }

    #[test]
    fn broken_rules_are_refused() {
        let broken = |actions: &[u8], rules: &[u8]| {
            let rows =
                SuffixRules { lang: "en", vowels: "", prefixes: "", irregular: "", actions, rules, letters: "s" };
            Inflection::read(&[rows]).is_err()
        };
        let action = encode([SuffixAction { least: 0, remove: 1, append: "" }]);
        assert!(!broken(&action, &[1, 0]));
        assert!(!broken(&action, &[15, 0]), "letters that are missing are harmless");
        assert!(broken(&[200], &[]));
        assert!(broken(&action, &[1]));
        assert!(broken(&action, &[1, 1]));
    }
}
