//! Latin abbreviations: which strings are one, and which words their letters spell.

use findling_core::text::{Class, class};

use crate::linguistics::function_words::is_function_word;

/// Letters of an abbreviation: a single one says too little, and longer ones are words.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;
/// Letters of the longest function word that an abbreviation may leave out: of, and, the, della.
const SMALL: usize = 5;

/// An abbreviation, at least half of it capitals, without the s of its plural: WHO, R&D, NGOs. Numerals such as III are none.
pub(super) fn abbreviation(item: &str) -> Option<&str> {
    let item = match item.strip_suffix('s') {
        Some(singular) if singular.ends_with(char::is_uppercase) => singular,
        _ => item,
    };
    let inner = |c: char| matches!(class(c), Class::Letter | Class::Digit) || c == '&';
    let letters = item.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = item.chars().filter(|c| c.is_uppercase()).count();
    let is_one = LETTERS.contains(&letters)
        && capitals >= 2
        && capitals * 2 >= letters
        && item.chars().count() <= *LETTERS.end()
        && item.chars().all(inner)
        && item.starts_with(char::is_alphabetic)
        && !item.chars().all(|c| "IVXLC".contains(c));
    is_one.then_some(item)
}

/// Where the words that an abbreviation spells begin, if it spells the last ones with their initials.
pub(super) fn spelled(abbreviation: &str, words: &[&str]) -> Option<usize> {
    let letters: Vec<char> = abbreviation.chars().filter(|c| *c != '&').map(upper).collect();
    if letters.iter().any(|c| !c.is_alphabetic()) {
        return None;
    }
    let start = begin(&letters, words, words.len())?;
    let words = &words[start..];
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    let enough = letters.len() > 2 || capitals > 1;
    (enough && words.len() > 1).then_some(start)
}

/// Where words begin whose initials are these letters; `end` words are left. Words in a row may be skipped if they are small.
fn begin(letters: &[char], words: &[&str], end: usize) -> Option<usize> {
    let Some((last, before)) = letters.split_last() else { return Some(end) };
    let word = words.get(end.checked_sub(1)?)?;
    let initial = word.chars().next().map(upper);
    if initial == Some(*last)
        && let Some(start) = begin(before, words, end - 1)
    {
        return Some(start);
    }
    let parts: Vec<char> = word.split(['-', '‐', '‑']).filter_map(|part| part.chars().next().map(upper)).collect();
    if parts.len() > 1
        && letters.ends_with(&parts)
        && let Some(start) = begin(&letters[..letters.len() - parts.len()], words, end - 1)
    {
        return Some(start);
    }
    let is_small = *word == "&" || word.chars().count() <= SMALL && is_function_word(&word.to_lowercase());
    if is_small && end < words.len() { begin(letters, words, end - 1) } else { None }
}

fn upper(c: char) -> char {
    c.to_uppercase().next().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_have_capitals() {
        for (item, expected) in [("WHO", "WHO"), ("R&D", "R&D"), ("DoD", "DoD"), ("NGOs", "NGO"), ("eWTP", "eWTP")] {
            assert_eq!(abbreviation(item), Some(expected));
        }
        for item in ["Who", "JAMstack", "如CMS", "W", "2020", "1", "III", "ABCDEFGHI", "(WHO", "failed state", "G", ""]
        {
            assert_eq!(abbreviation(item), None, "{item}");
        }
    }

    #[test]
    fn initials_spell_an_abbreviation() {
        for (short, long, expected) in [
            ("WHO", "the World Health Organization", Some(1)),
            ("CCG", "Center for China and Globalization", Some(0)),
            ("GDP", "of gross domestic product", Some(1)),
            ("R&D", "Research & Development", Some(0)),
            ("DoD", "the Department of Defense", Some(1)),
            ("OMS", "Organización Mundial de la Salud", Some(0)),
            ("OECD", "Organisation for Economic Co-operation and Development", Some(0)),
            ("AML", "Anti-Money Laundering", Some(0)),
            ("ВОЗ", "Всемирная организация здравоохранения", Some(0)),
            ("US", "help us save", None),
            ("WHO", "World Trade Organization", None),
            ("WHO", "Health Organization", None),
            ("UN", "Nations", None),
            ("WHO", "", None),
        ] {
            let words: Vec<&str> = long.split(' ').collect();
            assert_eq!(spelled(short, &words), expected, "{short} of {long}");
        }
    }
}
