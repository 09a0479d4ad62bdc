//! Character classes: which characters make words, and which words need a dictionary to be told apart.

use super::letters::is_letter;

/// What a character is to the analysis.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub enum Class {
    /// A letter of a script that puts spaces between words, a mark upon one, or another number character.
    Letter,
    /// A decimal digit of ASCII.
    Digit,
    /// A Chinese character, also as Japanese and old Korean use it.
    Han,
    /// Hiragana and katakana.
    Kana,
    /// Thai, Lao, Khmer, Myanmar, Tibetan: letters in a row without spaces between words.
    Unspaced,
    /// White space.
    Space,
    /// Punctuation, symbols, controls.
    Other,
}

/// The class of a character.
#[must_use]
pub fn class(c: char) -> Class {
    if c.is_ascii() {
        return match c {
            'a'..='z' | 'A'..='Z' => Class::Letter,
            '0'..='9' => Class::Digit,
            ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c' => Class::Space,
            _ => Class::Other,
        };
    }
    match unspaced(c) {
        Some(class) => class,
        None if is_letter(c) => Class::Letter,
        None if c.is_whitespace() => Class::Space,
        None => Class::Other,
    }
}

/// The class of a letter of a script without spaces.
fn unspaced(c: char) -> Option<Class> {
    // Most letters of scripts with spaces.
    if c < '\u{e01}' {
        return None;
    }
    match c as u32 {
        // The iteration mark (3005) belongs to the word that it lengthens.
        0x3005 | 0x3007 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff => Some(Class::Han),
        0x3041..=0x309f | 0x30a1..=0x30fa | 0x30fc..=0x30ff | 0x31f0..=0x31ff | 0xff66..=0xff9f => Some(Class::Kana),
        0x0e01..=0x0e3a
        | 0x0e40..=0x0e4e
        | 0x0e81..=0x0ece
        | 0x0f40..=0x0fbc
        | 0x1000..=0x103f
        | 0x1050..=0x108f
        | 0x1780..=0x17d3
        | 0x19e0..=0x19ff => Some(Class::Unspaced),
        _ => None,
    }
}

/// Whether words of this character's script stand in a row without spaces, so that only a lexicon can cut them.
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    unspaced(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_without_spaces_are_told_from_those_with() {
        for c in "全カナกລខမ〇々".chars() {
            assert!(is_unspaced(c), "{c}");
        }
        for c in "aé한ב7２ж".chars() {
            assert!(!is_unspaced(c), "{c}");
        }
    }

    #[test]
    fn marks_and_viramas_stay_with_their_letters() {
        for c in "\u{301}\u{94d}\u{93c}\u{64b}\u{200d}".chars() {
            assert_eq!(class(c), Class::Letter, "{:x}", c as u32);
        }
        assert_eq!(class('。'), Class::Other);
        assert_eq!(class('\u{3000}'), Class::Space);
    }
}
