//! Anchors made of headings.

use super::char_class::{Class, class};
use super::letter_case::small;

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

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn letters_and_digits_of_any_script_stay() {
        assert_eq!(slug("二、推进 g20 合作（一）"), "二-推进-g20-合作-一");
        assert_eq!(slug("  what’s new?  "), "what-s-new");
        assert_eq!(slug("——"), "text");
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
}
