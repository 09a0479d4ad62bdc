//! The annotations of a whole page: its text, title and metadata as the owner marked them. `attributes` lists the attributes.

use std::collections::BTreeMap;

use super::attributes::{Ignore, ignore_level, owner_attribute};
use super::dom::{DOCUMENT, NodeId, Tree};
use super::inline::plain_text;

/// The owner's annotations of a page.
#[derive(Debug, Default)]
pub(super) struct Annotations {
    /// The elements that are the page's text, outermost only.
    pub bodies: Vec<NodeId>,
    pub title: Option<String>,
    /// The title of a page that has no other.
    pub default_title: Option<String>,
    pub meta: BTreeMap<String, Vec<String>>,
}

/// Reads the owner's attributes of a page.
pub(super) fn annotations(tree: &Tree) -> Annotations {
    let mut found = Annotations::default();
    let mut defaults: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut inner = Vec::new();
    tree.for_each(DOCUMENT, |node| {
        if tree.excluded(node).is_some() {
            return false;
        }
        if tree.attributes(node).is_empty() {
            return true;
        }
        if ignore_level(tree, node) == Ignore::All {
            return false;
        }
        if owner_attribute(tree, node, "body").is_some() {
            inner.push(node);
        }
        if let Some(title) = owner_attribute(tree, node, "title") {
            found.title.get_or_insert_with(|| value_or_text(tree, node, title));
        }
        for kind in ["meta", "filter", "sort"] {
            if let Some(spec) = owner_attribute(tree, node, kind) {
                add_metadata(tree, node, spec, &mut found.meta);
            }
        }
        if let Some(spec) = owner_attribute(tree, node, "default-meta") {
            let mut own = BTreeMap::new();
            add_metadata(tree, node, spec, &mut own);
            // A later default replaces an earlier one, which a template may set for all pages.
            defaults.extend(own);
        }
        true
    });
    found.default_title = defaults.remove("title").and_then(|titles| titles.into_iter().next());
    for (name, values) in defaults {
        found.meta.entry(name).or_insert(values);
    }
    if let Some(mut titles) = found.meta.remove("title")
        && found.title.is_none()
        && !titles.is_empty()
    {
        found.title = Some(titles.swap_remove(0));
    }
    found.title = found.title.filter(|t| !t.is_empty());
    // An owner's attribute is more precise than a selector for all pages.
    found.bodies = outermost(tree, if inner.is_empty() { &tree.roots } else { &inner });
    found
}

/// The nodes that are not inside another of them. They come in document order, so comparing with the last one is enough.
pub(super) fn outermost(tree: &Tree, nodes: &[NodeId]) -> Vec<NodeId> {
    let mut out: Vec<NodeId> = Vec::new();
    for node in nodes {
        let inside = std::iter::successors(tree.parent(*node), |n| tree.parent(*n)).any(|n| out.last() == Some(&n));
        if !inside {
            out.push(*node);
        }
    }
    out
}

fn value_or_text(tree: &Tree, node: NodeId, value: &str) -> String {
    if value.trim().is_empty() { plain_text(tree, node) } else { value.trim().to_owned() }
}

/// `name`, `name:value` and `name[attribute]`, separated by commas. A literal value extends to the end.
fn add_metadata(tree: &Tree, node: NodeId, spec: &str, into: &mut BTreeMap<String, Vec<String>>) {
    let mut rest = spec.trim();
    while !rest.is_empty() {
        let end = rest.find([',', ':']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let name = name.trim();
        let (name, value) = if let Some(value) = after.strip_prefix(':') {
            rest = "";
            (name, value.trim().to_owned())
        } else {
            rest = after.trim_start_matches(',').trim_start();
            match name.strip_suffix(']').and_then(|n| n.split_once('[')) {
                Some((name, attribute)) => {
                    (name, tree.attribute(node, attribute).unwrap_or_default().trim().to_owned())
                }
                None => (name, plain_text(tree, node)),
            }
        };
        let name: String = name.chars().filter(|c| !c.is_control()).take(64).collect();
        if name.is_empty() || value.is_empty() {
            continue;
        }
        let values = into.entry(name).or_default();
        if !values.contains(&value) {
            values.push(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    fn of(html: &str) -> Annotations {
        annotations(&parse(html).0)
    }

    #[test]
    fn metadata_values_come_from_text_attributes_or_literals() {
        let found = of("<main data-pagefind-body><h1 data-pagefind-meta=title>T <b>x</b></h1>
            <img src=a.png alt=A data-pagefind-meta='image[src], image_alt[alt]'>
            <p data-findling-filter='tag:one, two'></p><i data-pagefind-filter=tag>three</i>
            <meta data-pagefind-sort='date[content]' content='2024-01-02'>
            <p data-pagefind-ignore=all><b data-pagefind-filter=tag>no</b></p>
            <p data-pagefind-ignore><b data-pagefind-filter=tag>four</b></p>
            <p data-pagefind-default-meta='image:none'></p><p data-pagefind-default-meta='kind:page'></p></main>");
        assert_eq!(found.title.as_deref(), Some("T x"));
        assert_eq!(found.bodies.len(), 1);
        let meta: Vec<(&str, String)> = found.meta.iter().map(|(k, v)| (k.as_str(), v.join("|"))).collect();
        let expected = [
            ("date", "2024-01-02"),
            ("image", "a.png"),
            ("image_alt", "A"),
            ("kind", "page"),
            ("tag", "one, two|three|four"),
        ];
        assert_eq!(meta, expected.map(|(k, v)| (k, v.to_owned())));
    }

    #[test]
    fn a_default_counts_if_nothing_else_is_set_and_the_last_default_wins() {
        let found = of("<meta data-pagefind-default-meta='author[content]' content='The site'>
            <p data-pagefind-default-meta='author:The section'></p><p data-pagefind-default-meta='title:Untitled'></p>
            <i data-pagefind-meta=kind></i><p data-pagefind-default-meta='kind:page'></p>
            <b data-pagefind-meta=by>Ann</b><b data-pagefind-default-meta='by:nobody'></b>");
        let meta = [("author", "The section"), ("by", "Ann"), ("kind", "page")];
        assert_eq!(found.meta, meta.map(|(name, value)| (name.to_owned(), vec![value.to_owned()])).into());
        assert_eq!((found.title, found.default_title.as_deref()), (None, Some("Untitled")));
    }

    #[test]
    fn our_attribute_takes_precedence_over_pagefinds() {
        let found = of("<p data-pagefind-title=b data-findling-title=a>");
        assert_eq!(found.title.as_deref(), Some("a"));
    }
}
