//! Capital and small letters of the Latin, Greek and Cyrillic alphabets of today, by rules: the standard library's tables of all
//! alphabets take 4 KB of the module behind brotli, and differ between versions of Unicode.

/// The small letter of a capital in the Latin, Greek and Cyrillic alphabets of today. Every other character stays as it is.
pub(crate) fn small(c: char) -> char {
    let distance = match c {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => 32,
        'Ѐ'..='Џ' => 80,
        'Ά' => 38,
        'Έ'..='Ί' => 37,
        'Ό' => 64,
        'Ύ' | 'Ώ' => 63,
        // Blocks of pairs: the capital is the even number of two.
        'Ā'..='Į' | 'Ĳ'..='Ķ' | 'Ŋ'..='Ŷ' | 'Ḁ'..='Ẕ' | 'Ạ'..='Ỿ' => (u32::from(c) + 1) & 1,
        // Other blocks of pairs: the capital is the odd number.
        'Ĺ'..='Ň' | 'Ź'..='Ž' => u32::from(c) & 1,
        _ => 0,
    };
    char::from_u32(u32::from(c) + distance).unwrap_or(c)
}

/// Whether a letter is a capital.
pub(crate) fn is_capital(c: char) -> bool {
    small(c) != c
}

/// Whether a letter is a small one.
pub(crate) fn is_small(c: char) -> bool {
    matches!(c, 'a'..='z' | 'ß'..='ö' | 'ø'..='ÿ' | 'ά'..='ώ' | 'а'..='џ')
        || matches!(c, 'ā'..='į' | 'ĳ'..='ŷ' | 'ź'..='ž' | 'ḁ'..='ẕ' | 'ạ'..='ỿ') && !is_capital(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_are_not_capital_and_are_small_in_unicode() {
        for c in '\0'..='\u{1fff}' {
            assert!(!is_small(c) || !is_capital(c) && !c.is_uppercase(), "{c}");
        }
        assert!("lß éőж ώ".chars().filter(|c| *c != ' ').all(is_small) && "LÉŐЖΏ".chars().all(is_capital));
        assert!("全1ع한".chars().all(|c| !is_small(c) && !is_capital(c)));
    }

    #[test]
    fn capitals_of_living_alphabets_become_small() {
        for capital in
            ('\0'..='\u{24f}').chain('\u{370}'..='\u{40f}').chain('\u{410}'..='\u{45f}').chain('\u{1e00}'..='\u{1eff}')
        {
            let lower: String = capital.to_lowercase().collect();
            let fixed = small(capital);
            // A letter that changes becomes the small letter of Unicode.
            assert!(fixed == capital || lower == fixed.to_string(), "{capital} {fixed} {lower}");
        }
    }
}
