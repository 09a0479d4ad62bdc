//! Anchors: fragment ids of a page, made from its headings.
//!
//! A slug depends on the heading's words alone, so links survive edits elsewhere; repeats are counted in order.

use std::collections::{HashMap, HashSet};

use findling_core::text::slug;

/// Hands out anchors that are unique on one page.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    used: HashSet<String>,
    /// The next number to try for a slug, so that repeats take linear time.
    next: HashMap<String, u32>,
}

impl Anchors {
    /// Returns a unique anchor for a heading. The anchor of a heading without letters and digits is `text`.
    pub(crate) fn name(&mut self, heading: &str) -> String {
        let slug = slug(heading);
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
    fn slugs_keep_the_words_and_repeats_get_numbers() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.name("（一）中央统筹，国务院"), "一-中央统筹-国务院");
        assert_eq!(anchors.name("Executive Summary"), "executive-summary");
        assert_eq!(anchors.name("Executive summary"), "executive-summary-2");
        assert_eq!(anchors.name("executive-summary-2"), "executive-summary-2-2");
        assert_eq!(anchors.name("……"), "text");
    }
}
