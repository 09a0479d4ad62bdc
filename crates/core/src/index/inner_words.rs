//! Names that are several words in one, separated by capitals: `parseHttpHeader`, `HTTPServer`.

use crate::text::StringTable;

/// A word inside a name: the name's surface form, the range of the word's bytes in it, and the first of these in lower case, by which
/// most words can be rejected.
#[derive(Clone, Copy, Debug)]
pub(super) struct InnerWord {
    pub entry: u32,
    pub start: u8,
    pub end: u8,
    pub first: u8,
}

/// The words inside all such names.
pub(super) fn inner_words(entries: &StringTable) -> Vec<InnerWord> {
    let mut found = Vec::new();
    for entry in 0..entries.len() {
        let name = entries.get(entry).as_bytes();
        words_in_name(name, |start, end| {
            let first = name[start].to_ascii_lowercase();
            found.push(InnerWord { entry, start: start as u8, end: end as u8, first });
        });
    }
    found
}

/// Visits the bytes of each word in a name of several words.
pub fn words_in_name(name: &[u8], mut visit: impl FnMut(usize, usize)) {
    let mut start = 0;
    for at in 1..=name.len() {
        if begins(name, at) || (at == name.len() && start > 0) {
            visit(start, at);
            start = at;
        }
    }
}

/// Whether a word begins at this byte inside a name: at a capital after another character, or at the last of several capitals before a
/// small letter.
fn begins(name: &[u8], at: usize) -> bool {
    let is = |at: usize, kind: fn(&u8) -> bool| name.get(at).is_some_and(kind);
    is(at, u8::is_ascii_uppercase) && (!is(at - 1, u8::is_ascii_uppercase) || is(at + 1, u8::is_ascii_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_separate_the_words_of_a_name() {
        let parts = |name: &str| {
            let bounds: Vec<usize> = (1..name.len()).filter(|at| begins(name.as_bytes(), *at)).collect();
            bounds
        };
        assert_eq!(parts("parseHttpHeader"), [5, 9]);
        assert_eq!(parts("HTTPServer"), [4]);
        assert_eq!(parts("utf8Name"), [4]);
        assert_eq!(parts("éA"), [2]);
        assert_eq!(parts("字A"), [3]);
        for whole in ["Word", "WORD", "word"] {
            assert!(parts(whole).is_empty(), "{whole}");
        }
    }
}
