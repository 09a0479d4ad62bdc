//! Everyday operations of the standard library, once and small: its own are made anew for each type and each closure, and
//! every copy is paid by every visitor.
//!
//! Nothing here can fail or panic, and the results are those of the library's functions.

/// Collects to a list by pushing.
#[inline]
pub(crate) fn list<T>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut list = Vec::new();
    for item in items {
        list.push(item);
    }
    list
}

/// The characters of a text.
pub(crate) fn chars(text: &str) -> Vec<char> {
    list(text.chars())
}

/// The byte at which each character of a text begins.
pub(crate) fn starts(text: &str) -> Vec<usize> {
    list(text.char_indices().map(|c| c.0))
}

/// Whether `part` stands in `text`. Both are short: no table is made of the part beforehand.
pub(crate) fn contains(text: &str, part: &str) -> bool {
    part.is_empty() || text.as_bytes().windows(part.len()).any(|w| w == part.as_bytes())
}

/// A text in two at a byte, which is one where a character begins; otherwise all of it comes first.
pub(crate) fn split(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// Strings with a separator between them.
pub(crate) fn join<S: AsRef<str>>(strings: &[S], separator: char) -> String {
    let mut out = String::new();
    for (i, string) in strings.iter().enumerate() {
        if i > 0 {
            out.push(separator);
        }
        out.push_str(string.as_ref());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_small_answers_as_the_library_does() {
        for text in ["", "a", "banana", "全球治理", "全球", "aa全"] {
            for part in ["", "a", "an", "anan", "nana", "球", "球治", "理", "bananas"] {
                assert_eq!(contains(text, part), text.contains(part), "{part} in {text}");
            }
            assert_eq!(join(&[text, "x", text], ' '), [text, "x", text].join(" "));
            assert_eq!(split(text, 0), text.split_at(0));
            assert_eq!(starts(text).len(), chars(text).len());
        }
        assert_eq!(split("全球", 1), ("全球", ""));
    }
}
