//! What an owner says in the page itself: `data-findling-*`, and Pagefind's `data-pagefind-*` as they stand.
//!
//! | attribute | what it does |
//! |---|---|
//! | `body` | only this element is read; pages of the site without one are passed over |
//! | `ignore` | not read; `ignore="all"` leaves out its metadata too |
//! | `meta`, `filter`, `sort` | facts of the page: `name`, `name:value`, `name[attribute]`, several parted by commas |
//! | `default-meta` | the same, where nothing else gives the fact |
//! | `index-attrs` | attributes whose values are read as text |
//! | `title` | the page's title: its value, or the element's text |
//! | `weight` | how many times what is in the element counts, up to ten; `0` leaves it out |

use std::collections::BTreeMap;

use super::dom::{DOCUMENT, NodeId, Tree};
use super::inline::plain;

const PREFIXES: [&str; 2] = ["data-findling-", "data-pagefind-"];

/// The value of an owner's attribute, ours before Pagefind's.
pub(super) fn owners<'a>(tree: &'a Tree, id: NodeId, name: &str) -> Option<&'a str> {
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
    /// Its facts too.
    All,
}

pub(super) fn ignored(tree: &Tree, id: NodeId) -> Ignore {
    match owners(tree, id, "ignore") {
        Some(value) if value.trim().eq_ignore_ascii_case("all") => Ignore::All,
        Some(_) => Ignore::Text,
        None if owners(tree, id, "weight").is_some_and(|w| w.trim().parse() == Ok(0.0)) => Ignore::Text,
        None => Ignore::No,
    }
}

/// What the attributes of a page say.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// The elements that are the page's text, outermost only.
    pub bodies: Vec<NodeId>,
    pub title: Option<String>,
    pub meta: BTreeMap<String, Vec<String>>,
}

/// Reads the owner's attributes of a page.
pub(super) fn said(tree: &Tree) -> Said {
    let mut said = Said::default();
    let mut defaults: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut inner = Vec::new();
    tree.each(DOCUMENT, |node| {
        if tree.attributes(node).is_empty() {
            return true;
        }
        if ignored(tree, node) == Ignore::All {
            return false;
        }
        if owners(tree, node, "body").is_some() {
            inner.push(node);
        }
        if let Some(title) = owners(tree, node, "title") {
            said.title.get_or_insert_with(|| value_or_text(tree, node, title));
        }
        for kind in ["meta", "filter", "sort"] {
            if let Some(spec) = owners(tree, node, kind) {
                facts(tree, node, spec, &mut said.meta);
            }
        }
        if let Some(spec) = owners(tree, node, "default-meta") {
            facts(tree, node, spec, &mut defaults);
        }
        true
    });
    for (name, values) in defaults {
        said.meta.entry(name).or_insert(values);
    }
    if let Some(mut titles) = said.meta.remove("title")
        && said.title.is_none()
        && !titles.is_empty()
    {
        said.title = Some(titles.swap_remove(0));
    }
    said.title = said.title.filter(|t| !t.is_empty());
    said.bodies = outermost(tree, &inner);
    said
}

/// The nodes that are below no other of them. They come in the document's order, so that one look at the last suffices.
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
    if value.trim().is_empty() { plain(tree, node) } else { value.trim().to_owned() }
}

/// `name`, `name:value` and `name[attribute]`, parted by commas; a value that is written out takes the rest.
fn facts(tree: &Tree, node: NodeId, spec: &str, into: &mut BTreeMap<String, Vec<String>>) {
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
                None => (name, plain(tree, node)),
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

/// The attributes of an element that an owner wants to be read.
pub(super) fn read_attributes(tree: &Tree, id: NodeId) -> impl Iterator<Item = &str> {
    let names = owners(tree, id, "index-attrs").unwrap_or_default();
    names.split(',').filter_map(move |name| tree.attribute(id, name.trim())).map(str::trim).filter(|v| !v.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    fn of(html: &str) -> Said {
        said(&parse(html).0)
    }

    #[test]
    fn facts_are_texts_attributes_or_written_out() {
        let said = of("<main data-pagefind-body><h1 data-pagefind-meta=title>T <b>x</b></h1>
            <img src=a.png alt=A data-pagefind-meta='image[src], image_alt[alt]'>
            <p data-findling-filter='tag:one, two'></p><i data-pagefind-filter=tag>three</i>
            <meta data-pagefind-sort='date[content]' content='2024-01-02'>
            <p data-pagefind-ignore=all><b data-pagefind-filter=tag>no</b></p>
            <p data-pagefind-ignore><b data-pagefind-filter=tag>four</b></p>
            <p data-pagefind-default-meta='image:none'></p><p data-pagefind-default-meta='kind:page'></p></main>");
        assert_eq!(said.title.as_deref(), Some("T x"));
        assert_eq!(said.bodies.len(), 1);
        let meta: Vec<(&str, String)> = said.meta.iter().map(|(k, v)| (k.as_str(), v.join("|"))).collect();
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
    fn our_attribute_goes_before_pagefinds() {
        let said = of("<p data-pagefind-title=b data-findling-title=a>");
        assert_eq!(said.title.as_deref(), Some("a"));
    }

    #[test]
    fn a_weight_of_nothing_leaves_out() {
        let (tree, _) = parse("<p data-pagefind-weight=0.0>a<b data-findling-weight=2>b");
        let mut kinds = Vec::new();
        tree.each(DOCUMENT, |n| {
            if tree.attributes(n).len() == 1 {
                kinds.push(ignored(&tree, n));
            }
            true
        });
        assert_eq!(kinds, [Ignore::Text, Ignore::No]);
    }
}
