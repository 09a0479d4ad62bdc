//! Hangul: syllables, and the letters that Unicode's arithmetic makes them of.

/// The first syllable, and how many there are.
const FIRST: u32 = 0xac00;
const SYLLABLES: u32 = 11_172;
/// Numbers of letters: initial consonants come first, then vowels, then final consonants.
const VOWELS: u32 = 19;
const FINALS: u32 = 40;
/// Number of syllables with the same initial consonant.
const SAME_INITIAL: u32 = 588;

/// Whether a character is a syllable of Hangul.
pub(crate) fn is_syllable(c: char) -> bool {
    u32::from(c).wrapping_sub(FIRST) < SYLLABLES
}

/// Whether a character is a single consonant of Hangul, folded.
pub(crate) fn is_consonant(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{1112}' | '\u{11a8}'..='\u{11c2}')
}

/// The letters of a syllable, or a letter on its own, folded; and how many there are. None for any other character.
pub(crate) fn letters(c: char) -> ([u32; 3], usize) {
    let code = u32::from(c);
    let number = code.wrapping_sub(FIRST);
    match code {
        0x1100..=0x1112 => ([code - 0x1100, 0, 0], 1),
        0x1161..=0x1175 => ([VOWELS + code - 0x1161, 0, 0], 1),
        0x11a8..=0x11c2 => ([FINALS + code - 0x11a8, 0, 0], 1),
        _ if is_syllable(c) => {
            let last = number % 28;
            let letters =
                [number / SAME_INITIAL, VOWELS + number % SAME_INITIAL / 28, (FINALS + last).saturating_sub(1)];
            (letters, if last == 0 { 2 } else { 3 })
        }
        _ => ([0; 3], 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllable_has_its_letters() {
        for (c, expected) in [
            ('가', &[0, 19][..]),
            ('각', &[0, 19, 40]),
            ('힣', &[18, 39, 66]),
            ('\u{110b}', &[11]),
            ('\u{1163}', &[21]),
            ('\u{11aa}', &[42]),
            ('a', &[]),
            ('全', &[]),
        ] {
            let (letters, count) = letters(c);
            assert_eq!(&letters[..count], expected, "{c}");
        }
    }
}
