//! Anchors made of headings.

use super::char_class::{Class, class};

/// At most so many letters, so that a link stays readable.
const LONGEST: usize = 40;

/// A heading, in lower case already, as an anchor: its letters and digits, everything between as one hyphen; never empty.
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
        out.push(c);
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
    }
}
