//! What an owner says that parts of a page count: `data-findling-weight`, and what it makes of a text of several parts.

use super::attributes::owner_attribute;
use super::dom::{NodeId, Tree};
use crate::model::Emphasis;

/// No element counts more than ten times.
const MAX_TENTHS: f32 = 100.0;

/// What an element counts, in tenths. One that says nothing, or no number, counts what it stands in.
pub(super) fn weight(tree: &Tree, id: NodeId) -> Option<u8> {
    let times: f32 = owner_attribute(tree, id, "weight")?.trim().parse().ok()?;
    times.is_finite().then(|| (times * f32::from(Emphasis::ONCE)).round().clamp(1.0, MAX_TENTHS) as u8)
}

/// What stands around a node counts.
pub(super) fn inherited_weight(tree: &Tree, id: NodeId) -> Option<u8> {
    std::iter::successors(tree.parent(id), |node| tree.parent(*node)).find_map(|node| weight(tree, node))
}

/// A text as it comes together from parts with weights of their own.
#[derive(Debug, Default)]
pub(super) struct TextWeight {
    length: usize,
    tenths: usize,
}

impl TextWeight {
    /// The next part.
    pub(super) fn add(&mut self, text: &str, tenths: u8) {
        let length = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
        self.length += length;
        self.tenths += length * usize::from(tenths);
    }

    /// What all of it counts: each part by its length. The next text begins.
    pub(super) fn take(&mut self) -> u8 {
        let TextWeight { length, tenths } = std::mem::take(self);
        (tenths + length / 2).checked_div(length).map_or(Emphasis::ONCE, |mean| mean as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::super::dom::DOCUMENT;
    use super::super::parse::parse;
    use super::*;

    #[test]
    fn weights_are_numbers_from_a_tenth_to_ten() {
        let weight = |value: &str| {
            let (tree, _) = parse(&format!("<p data-pagefind-weight='{value}'>a"));
            let mut found = None;
            tree.for_each(DOCUMENT, |node| {
                found = found.or(weight(&tree, node));
                true
            });
            found
        };
        for (value, tenths) in [("2", 20), (" 0.5 ", 5), ("0.01", 1), ("7.25", 73), ("1e9", 100), ("-3", 1)] {
            assert_eq!(weight(value), Some(tenths), "{value}");
        }
        for value in ["", "much", "NaN", "inf"] {
            assert_eq!(weight(value), None, "{value}");
        }
    }

    #[test]
    fn a_text_counts_what_its_parts_count_by_their_length() {
        let mut weighed = TextWeight::default();
        weighed.add("three", 10);
        weighed.add(" times ", 30);
        assert_eq!(weighed.take(), 20);
        assert_eq!(weighed.take(), Emphasis::ONCE);
    }
}
