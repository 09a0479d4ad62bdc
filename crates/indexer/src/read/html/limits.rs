//! Tags with attributes without end, which no browser's user ever saw: the tokenizer compares each attribute with all before it, so that
//! such a tag takes the square of its length. It is read without its attributes.

use std::borrow::Cow;

/// No tag that a person or a template wrote has so many.
const MAX_ATTRIBUTES: usize = 2000;

/// The text, where no tag has too many attributes; otherwise without those.
pub(super) fn limit_attributes(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('<')) {
        let tag = Tag::read(text.as_bytes(), at + found);
        at = tag.end;
        if tag.attributes > MAX_ATTRIBUTES {
            out.push_str(text.get(copied..tag.name).unwrap_or_default());
            copied = tag.end;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// Where a tag's name ends, and where it ends itself, before its `>`.
struct Tag {
    name: usize,
    end: usize,
    attributes: usize,
}

impl Tag {
    /// Reads what may be a tag; what is none ends with its `<`.
    fn read(text: &[u8], start: usize) -> Tag {
        let mut at = start + 1;
        let mut tag = Tag { name: at, end: at, attributes: 0 };
        if !text.get(at).is_some_and(u8::is_ascii_alphabetic) {
            return tag;
        }
        let is_gap = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'/';
        while text.get(at).is_some_and(|byte| !is_gap(byte) && *byte != b'>') {
            at += 1;
        }
        tag.name = at;
        let mut before = b' ';
        while let Some(byte) = text.get(at) {
            match byte {
                b'>' => break,
                // A value in quotes ends with them, whatever is in it.
                b'"' | b'\'' if before == b'=' => {
                    let value = text.get(at + 1..).unwrap_or_default();
                    let Some(length) = value.iter().position(|b| b == byte) else { break };
                    at += length + 1;
                }
                byte if !is_gap(byte) && is_gap(&before) => tag.attributes += 1,
                _ => {}
            }
            // Spaces may stand around the sign.
            if !(is_gap(byte) && before == b'=') {
                before = *byte;
            }
            at += 1;
        }
        // A tag or a value that does not end takes the rest of the page with it, in a browser too.
        tag.end = if text.get(at) == Some(&b'>') { at } else { text.len() };
        tag
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_with_attributes_without_end_is_read_without_them() {
        let many = " a='x > y'".repeat(MAX_ATTRIBUTES + 2);
        assert_eq!(limit_attributes(&format!("<p>a<b{many}>c</b>")), "<p>a<b>c</b>");
        let endless = " a".repeat(200_000);
        assert_eq!(limit_attributes(&format!("<p>a<b {endless}")), "<p>a<b");
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        let long = format!("<p title='{}'>a</p> 1 < 2 <!-- <b --> <a b=\"", "x y ".repeat(5000));
        for text in
            ["", "<", "a<b", "<p>x", long.as_str(), "<script>if (a<b) { c = '\"' }</script><p class = \"d\" e>f"]
        {
            assert!(matches!(limit_attributes(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }
}
