//! Character classes: which characters make words, and which words need a dictionary to be told apart.

/// What a character is to the analysis.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub enum Class {
    /// A letter of a script that puts spaces between words, or a mark upon one.
    Letter,
    /// A decimal digit or another number character.
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
    match c as u32 {
        // The iteration mark (3005) belongs to the word that it lengthens.
        0x3005 | 0x3007 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff => Class::Han,
        0x3041..=0x309f | 0x30a1..=0x30fa | 0x30fc..=0x30ff | 0x31f0..=0x31ff | 0xff66..=0xff9f => Class::Kana,
        0x0e01..=0x0e3a
        | 0x0e40..=0x0e4e
        | 0x0e81..=0x0ece
        | 0x0f40..=0x0fbc
        | 0x1000..=0x103f
        | 0x1050..=0x108f
        | 0x1780..=0x17d3
        | 0x19e0..=0x19ff => Class::Unspaced,
        _ if is_mark(c) => Class::Letter,
        _ if c.is_alphabetic() => Class::Letter,
        _ if c.is_numeric() => Class::Digit,
        _ if c.is_whitespace() => Class::Space,
        _ => Class::Other,
    }
}

/// Whether words of this character's script stand in a row without spaces, so that only a lexicon can cut them.
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    matches!(class(c), Class::Han | Class::Kana | Class::Unspaced)
}

/// Marks that belong to the letter before them and that the alphabetic property leaves out: accents on their own, the
/// viramas and nuktas of the scripts of India, points and vowel signs, the joiners within a word.
fn is_mark(c: char) -> bool {
    matches!(c as u32,
        0x0300..=0x036f | 0x0483..=0x0487 | 0x0591..=0x05bd | 0x05bf | 0x05c1..=0x05c2 | 0x05c4..=0x05c5 | 0x05c7
        | 0x0610..=0x061a | 0x0640 | 0x064b..=0x065f | 0x0670 | 0x06d6..=0x06dc | 0x06df..=0x06e8 | 0x06ea..=0x06ed
        | 0x08d3..=0x08ff | 0x1dc0..=0x1dff | 0x200c..=0x200d | 0x20d0..=0x20f0 | 0xfe20..=0xfe2f)
        || (matches!(c as u32, 0x0900..=0x0dff) && matches!(c as u32 & 0x7f, 0x3c | 0x4d))
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
