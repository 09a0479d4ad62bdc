//! Anchors made of headings.

use super::chars::{Class, class};

/// At most so many characters, so that a link stays readable.
const LONGEST: usize = 48;

/// A heading as an anchor: its letters and digits in lower case, everything between as one hyphen.
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
        out.extend(c.to_lowercase());
        length += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn letters_and_digits_of_any_script_stay() {
        assert_eq!(slug("二、推进 G20 合作（一）"), "二-推进-g20-合作-一");
        assert_eq!(slug("  What’s new?  "), "what-s-new");
        assert_eq!(slug("——"), "");
    }
}
