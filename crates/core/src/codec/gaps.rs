//! Words, and the gaps between them that are not coded.

use crate::text::{Class, class, is_unspaced};

/// Whether a segment is a word; the empty gap is none.
#[must_use]
pub fn is_word(segment: &str) -> bool {
    segment.chars().next().is_some_and(|c| !matches!(class(c), Class::Space | Class::Other))
}

/// The gap between two words that is not coded.
#[must_use]
pub fn expected_gap(before: &str, after: &str) -> &'static str {
    let unspaced = |c: Option<char>| c.is_some_and(is_unspaced);
    if unspaced(before.chars().next_back()) || unspaced(after.chars().next()) { "" } else { " " }
}
