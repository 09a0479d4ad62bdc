//! Inflection by the pack's suffix rules.

use crate::lean::{count, find, first, list, parts, split};

/// The rules of the corpus' languages.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// A list a language, each sorted by its endings.
    langs: Vec<Vec<Rule>>,
}

#[derive(Clone, Debug)]
struct Rule {
    /// Read backwards.
    ending: String,
    /// Letters taken off.
    off: usize,
    /// Letters put on.
    on: String,
}

fn backwards(text: &str) -> String {
    let mut back = String::with_capacity(text.len());
    for c in text.chars().rev() {
        back.push(c);
    }
    back
}

impl Rules {
    /// Reads the rules: a block a language, its first line `=` and the language; a line a rule, the ending, a figure, what comes
    /// in its place. A line that is none of these is passed over.
    #[must_use]
    pub fn read(text: &str) -> Rules {
        let mut rules = Rules::default();
        for line in parts(text, b'\n') {
            if line.starts_with('=') {
                rules.langs.push(Vec::new());
            } else if let (Some(at), Some(lang)) = (find(line, &|c: char| c.is_ascii_digit()), rules.langs.last_mut()) {
                let (ending, rest) = split(line, at);
                let mut on = rest.chars();
                let off = on.next().and_then(|c| c.to_digit(10)).unwrap_or(0) as usize;
                lang.push(Rule { ending: backwards(ending), off, on: on.as_str().to_owned() });
            }
        }
        for lang in &mut rules.langs {
            let order = crate::sort::order(lang.len(), &|a: usize, b: usize| lang[a].ending < lang[b].ending);
            *lang = list(order.iter().map(|i| lang[*i].clone()));
        }
        rules
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.langs.is_empty()
    }

    /// The stem of a word, by each language's rules.
    pub fn stems<'a>(&'a self, word: &'a str) -> impl Iterator<Item = String> + 'a {
        self.langs.iter().map(move |rules| {
            let (kept, on) = stemmed(rules, word);
            kept.to_owned() + on
        })
    }

    /// Whether this is the stem of a word by the rules of one language.
    pub(crate) fn is_stem(&self, lang: usize, word: &str, stem: &str) -> bool {
        let (kept, on) = self.langs.get(lang).map_or((word, ""), |rules| stemmed(rules, word));
        stem.strip_prefix(kept) == Some(on)
    }
}

/// What is kept of a word, and what is put on that to make its stem.
fn stemmed<'a>(rules: &'a [Rule], word: &'a str) -> (&'a str, &'a str) {
    let back = backwards(word);
    let mut ending = back.as_str();
    // The longest ending that the word has: what sorts just before the word, or else before what that shares with the word.
    while let Some(rule) = first(rules.len(), &|i: usize| rules[i].ending.as_str() <= ending).checked_sub(1) {
        let rule = &rules[rule];
        if ending.starts_with(&rule.ending) {
            let letters = count(word);
            if letters > rule.off + 1 {
                let end = word.char_indices().nth(letters - rule.off).map_or(word.len(), |(at, _)| at);
                return (split(word, end).0, &rule.on);
            }
            break;
        }
        let shared = rule.ending.chars().zip(ending.char_indices()).find(|(a, (_, b))| a != b);
        ending = ending.get(..shared.map_or(0, |(_, (at, _))| at)).unwrap_or("");
    }
    (word, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_ending_decides() {
        let rules = Rules::read("=en\ns1\nies3i\ny1i\ning3\nning4\nss0\n");
        let stem = |w: &str| rules.stems(w).next().unwrap();
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
    fn broken_rules_do_no_harm() {
        let rules = Rules::read("s1\n=en\nnothing\n9\n=");
        assert_eq!(rules.stems("dogs").collect::<Vec<_>>(), ["dogs", "dogs"]);
    }
}
