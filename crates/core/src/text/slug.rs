//! Anchors made of headings.

use super::char_class::{Class, class};

/// At most so many letters, so that a link stays readable.
const LONGEST: usize = 40;

/// A heading as an anchor: its letters in lower case and digits, everything between as one hyphen; never empty.
///
/// The index stores an anchor as "the slug of this heading", so the writer of an index and every reader must agree on the slug, also when
/// their Unicode tables differ. That's why the rule for lower case is fixed here and not the host's.
#[must_use]
pub fn slug(heading: &str) -> String {
    let mut out = String::new();
    let mut gap = false;
    let mut length = 0;
    for c in heading.chars() {
        if matches!(class(c), Class::Space | Class::Other) {
            gap = !out.is_empty();
            continue;
        }
        if length >= LONGEST {
            break;
        }
        if gap {
            out.push('-');
            gap = false;
        }
        out.push(small(c));
        length += 1;
    }
    if out.is_empty() {
        out.push_str("text");
    }
    out
}

/// The small letter of a capital in the Latin, Greek and Cyrillic alphabets of today. Every other character stays as it is.
fn small(c: char) -> char {
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

#[cfg(test)]
mod tests {
    use super::{slug, small};

    #[test]
    fn capitals_of_living_alphabets_become_small() {
        for capital in
            ('\0'..='\u{24f}').chain('\u{370}'..='\u{40f}').chain('\u{410}'..='\u{45f}').chain('\u{1e00}'..='\u{1eff}')
        {
            let lower: String = capital.to_lowercase().collect();
            let fixed = small(capital);
            // What changes, changes to Unicode's small letter.
            assert!(fixed == capital || lower == fixed.to_string(), "{capital} {fixed} {lower}");
        }
        for (heading, expected) in [
            ("ΆΛΦΑ ΏΡΑ", "άλφα-ώρα"),
            ("ЁЖИК", "ёжик"),
            ("ÉLÉMENTS d’Ống", "éléments-d-ống"),
            ("ÐÞØ×", "ðþø"),
            ("ŁÓDŹ", "łódź"),
            ("第 İ 章", "第-İ-章"),
        ] {
            assert_eq!(slug(heading), expected);
        }
    }

    #[test]
    fn letters_and_digits_of_any_script_stay() {
        assert_eq!(slug("二、推进 g20 合作（一）"), "二-推进-g20-合作-一");
        assert_eq!(slug("  what’s new?  "), "what-s-new");
        assert_eq!(slug("——"), "text");
    }
}
