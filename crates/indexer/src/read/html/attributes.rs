//! The owner's attributes: `data-findling-*`, and Pagefind's `data-pagefind-*` with the same meaning.
//!
//! | attribute | what it does |
//! |---|---|
//! | `body` | only this element is read; pages of the site without one are passed over |
//! | `ignore` | not read; `ignore="all"` leaves out its metadata too |
//! | `meta`, `filter`, `sort` | metadata of the page: `name`, `name:value`, `name[attribute]`, separated by commas |
//! | `default-meta` | the same, used if the page sets no other value |
//! | `index-attrs` | attributes whose values are read as text |
//! | `title` | the page's title: its value, or the element's text |
//! | `weight` | how many times what is in the element counts, up to ten; `0` leaves it out |

use super::dom::{NodeId, Tree};
use super::rule::{Rule, RuleKind};

const PREFIXES: [&str; 2] = ["data-findling-", "data-pagefind-"];

/// The value of an owner's attribute, ours before Pagefind's.
pub(super) fn owner_attribute<'a>(tree: &'a Tree, id: NodeId, name: &str) -> Option<&'a str> {
    let attributes = tree.attributes(id);
    PREFIXES.iter().find_map(|prefix| {
        let is = |full: &str| full.strip_prefix(prefix) == Some(name);
        attributes.iter().find(|a| is(&a.name.local)).map(|a| &*a.value)
    })
}

/// Whether an owner left an element out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ignore {
    No,
    /// Its text.
    Text,
    /// Its text and its metadata.
    All,
}

/// The rule by which an owner left an element out: an attribute or a selector.
pub(super) fn ignored_by(tree: &Tree, id: NodeId) -> Option<Rule<'_>> {
    if let Some(selector) = tree.excluded(id) {
        return Some(Rule { kind: RuleKind::Selector, name: selector });
    }
    if ignore_level(tree, id) == Ignore::No {
        return None;
    }
    let own = |name: &str| PREFIXES.iter().any(|prefix| matches!(name.strip_prefix(prefix), Some("ignore" | "weight")));
    let name = tree.attributes(id).iter().map(|attribute| &*attribute.name.local).find(|name| own(name))?;
    Some(Rule { kind: RuleKind::Attribute, name })
}

pub(super) fn ignore_level(tree: &Tree, id: NodeId) -> Ignore {
    if tree.excluded(id).is_some() {
        return Ignore::All;
    }
    match owner_attribute(tree, id, "ignore") {
        Some(value) if value.trim().eq_ignore_ascii_case("all") => Ignore::All,
        Some(_) => Ignore::Text,
        None if owner_attribute(tree, id, "weight").is_some_and(|w| w.trim().parse() == Ok(0.0)) => Ignore::Text,
        None => Ignore::No,
    }
}

/// The attributes of an element that an owner wants to be read.
pub(super) fn indexed_attributes(tree: &Tree, id: NodeId) -> impl Iterator<Item = &str> {
    let names = owner_attribute(tree, id, "index-attrs").unwrap_or_default();
    names.split(',').filter_map(move |name| tree.attribute(id, name.trim())).map(str::trim).filter(|v| !v.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::dom::DOCUMENT;
    use super::super::parse::parse;
    use super::*;

    #[test]
    fn a_weight_of_zero_leaves_an_element_out() {
        let (tree, _) = parse("<p data-pagefind-weight=0.0>a<b data-findling-weight=2>b");
        let mut kinds = Vec::new();
        tree.for_each(DOCUMENT, |n| {
            if tree.attributes(n).len() == 1 {
                kinds.push(ignore_level(&tree, n));
            }
            true
        });
        assert_eq!(kinds, [Ignore::Text, Ignore::No]);
    }
}
