//! Names for places on a page, made from headings.
//!
//! A slug depends on the heading's words alone, so links survive edits elsewhere; repeats are counted in order.

use std::collections::{HashMap, HashSet};

use findling_core::text::slug;

/// Hands out anchors that are unique on one page.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    used: HashSet<String>,
    /// Where counting goes on for a slug, so that ten thousand repeats cost no more than ten thousand steps.
    next: HashMap<String, u32>,
}

impl Anchors {
    /// An anchor for a heading; `text` for what has none.
    pub(crate) fn name(&mut self, heading: &str) -> String {
        let slug = slug(&heading.to_lowercase());
        if self.used.insert(slug.clone()) {
            return slug;
        }
        let mut number = self.next.get(&slug).copied().unwrap_or(2);
        loop {
            let name = format!("{slug}-{number}");
            number = number.saturating_add(1);
            if self.used.insert(name.clone()) {
                self.next.insert(slug, number);
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_keeps_words_and_repeats_are_counted() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.name("（一）中央统筹，国务院"), "一-中央统筹-国务院");
        assert_eq!(anchors.name("Executive Summary"), "executive-summary");
        assert_eq!(anchors.name("Executive summary"), "executive-summary-2");
        assert_eq!(anchors.name("executive-summary-2"), "executive-summary-2-2");
        assert_eq!(anchors.name("……"), "text");
    }
}
