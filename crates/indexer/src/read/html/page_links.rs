//! Links to the pages before, after and above a page, as generators without `<nav>` write them: a line or a table of a few links.

use std::collections::BTreeSet;

use super::dom::{DOCUMENT, NodeId, Tree};
use super::visibility::link_share;

/// Maximum length of the text of such a line or table, in bytes.
const MAX_TEXT: usize = 400;

/// Minimum share of links in a line. The labels between them may be longer: `Next: Gauges, Previous: Top, Up: Top`.
const MIN_LINKED: f32 = 0.3;

/// The elements that contain hardly anything but links to neighbouring pages, outermost only.
pub(super) fn page_links(tree: &Tree) -> BTreeSet<NodeId> {
    let mut found = BTreeSet::new();
    tree.for_each(DOCUMENT, |node| {
        if tree.is_link(node) && is_page_link(tree, node) {
            found.extend(outermost(tree, node));
        }
        true
    });
    found
}

/// Whether a link states that it leads to a neighbouring page, by its relation or by its customary key.
fn is_page_link(tree: &Tree, link: NodeId) -> bool {
    let is_relation = |relation: &str| matches!(relation, "prev" | "previous" | "next" | "up");
    let relation = tree.attribute(link, "rel").unwrap_or_default();
    let key = tree.attribute(link, "accesskey").unwrap_or_default();
    relation.split_ascii_whitespace().any(is_relation) || matches!(key, "n" | "p" | "u" | "N" | "P" | "U")
}

/// The outermost element around a link that has nothing but such links and a few words in a table.
fn outermost(tree: &Tree, link: NodeId) -> Option<NodeId> {
    let mut best = None;
    let mut text = String::new();
    for node in std::iter::successors(tree.parent(link), |node| tree.parent(*node)) {
        let name = tree.name(node);
        let is_around =
            matches!(name, "p" | "div" | "ul" | "li" | "span" | "center" | "table" | "tbody" | "tr" | "td" | "th");
        if !is_around || contains_text_of_its_own(tree, node) {
            break;
        }
        let before = std::mem::replace(&mut text, tree.inner_text(node));
        if text.len() > MAX_TEXT {
            break;
        }
        let is_row = matches!(name, "tbody" | "tr" | "td" | "th");
        let same = best.is_some() && text.trim() == before.trim();
        if name == "table" || same || !is_row && link_share(tree, node) > MIN_LINKED {
            best = Some(node);
        } else if !is_row {
            break;
        }
    }
    best
}

/// Whether a node has a heading, code, or a paragraph without a link.
fn contains_text_of_its_own(tree: &Tree, root: NodeId) -> bool {
    let mut found = false;
    tree.for_each(root, |node| {
        found |= match tree.name(node) {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "form" | "dl" => true,
            "p" => link_share(tree, node) == 0.0 && !tree.inner_text(node).trim().is_empty(),
            _ => false,
        };
        !found
    });
    found
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    fn left_out(html: &str) -> Vec<String> {
        let (tree, _) = parse(html);
        let name = |node: NodeId| tree.attribute(node, "class").unwrap_or(tree.name(node)).to_owned();
        page_links(&tree).into_iter().map(name).collect()
    }

    #[test]
    fn lines_and_tables_of_links_to_neighbouring_pages_are_found() {
        let line = "<div class=s><div class=header><p>Next: <a href=b rel=next>B</a>, Up: <a href=a rel=up>All</a>";
        assert_eq!(left_out(&format!("{line}</p></div><h2>A</h2><p>Text.</div>")), ["header"]);
        let table =
            "<div class=nav><table><tr><th colspan=3>A long title<tr><td><a accesskey=p href=a>Prev</a><td>Guide<td>";
        assert_eq!(left_out(&format!("{table}</table><hr></div><p>Text.")), ["nav"]);
    }

    #[test]
    fn text_with_such_a_link_stays() {
        assert!(
            left_out("<p>When all is set up, go on to <a href=b rel=next>B</a>, which explains the rest.").is_empty()
        );
        assert!(left_out("<div><p>Short.</p><p>See <a href=b>C</a></div>").is_empty());
        assert_eq!(left_out("<div class=d><p>Short.</p><p class=n><a href=b rel=next>Next</a></p></div>"), ["n"]);
    }
}
