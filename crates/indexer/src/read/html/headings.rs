//! Headings: their level, the names by which links lead to them, and the small links beside them that are not read.

use super::dom::{NodeId, Tree};
use super::inline::plain_text;

/// 1 to 6 for a heading.
pub(super) fn level(tree: &Tree, id: NodeId) -> Option<u8> {
    let level = match tree.name(id) {
        "h1" => 1,
        "h2" => 2,
        "h3" => 3,
        "h4" => 4,
        "h5" => 5,
        "h6" => 6,
        _ if tree.attribute(id, "role") == Some("heading") => {
            tree.attribute(id, "aria-level").and_then(|l| l.trim().parse().ok()).unwrap_or(2).clamp(1, 6)
        }
        _ => return None,
    };
    // A heading that says it is none.
    (!matches!(tree.attribute(id, "role"), Some("presentation" | "none"))).then_some(level)
}

/// Whether a node is a term with a name of its own: an option, a function, an entry of a glossary. What defines it is a section.
pub(super) fn is_definition(tree: &Tree, node: NodeId) -> bool {
    (tree.name(node) == "dt" || is_member(tree, node))
        && (id_of(tree, node).is_some() || tree.children(node).any(|child| id_of(tree, child).is_some()))
        && tree.inner_text(node).chars().any(char::is_alphabetic)
}

/// Whether a node is a member of a type that is no list: rustdoc's fields.
fn is_member(tree: &Tree, node: NodeId) -> bool {
    tree.name(node) == "span" && tree.has_word(node, "class", "section-header")
}

/// The number of definition lists around a term, which is at least 1.
pub(super) fn definition_depth(tree: &Tree, term: NodeId) -> u8 {
    if is_member(tree, term) {
        return 1;
    }
    let above = std::iter::successors(tree.parent(term), |node| tree.parent(*node));
    above.filter(|node| tree.name(*node) == "dl").count().min(6) as u8
}

/// The name that links lead to a heading by: its own, that of something in it, of the section that it opens, or of an empty anchor
/// before it. `is_id` tells what names the page has.
pub(super) fn anchor(tree: &Tree, heading: NodeId, is_id: impl Fn(&str) -> bool) -> Option<&str> {
    if let Some(id) = id_of(tree, heading) {
        return Some(id);
    }
    let (mut permalink, mut inside, mut target) = (None, None, None);
    tree.for_each(heading, |node| {
        if node != heading && inside.is_none() {
            inside = id_of(tree, node);
        }
        let name = tree.attribute(node, "href").and_then(|href| href.strip_prefix('#')).filter(|name| is_id(name));
        let name = name.filter(|_| !is_backlink(tree, node));
        if is_permalink(tree, node, usize::MAX) {
            permalink = permalink.or(name);
        }
        target = target.or(name);
        true
    });
    permalink.or(inside).or(target).or_else(|| anchor_before(tree, heading))
}

/// Whether a link leads from a heading to its line in the table of contents.
fn is_backlink(tree: &Tree, link: NodeId) -> bool {
    tree.attribute(link, "role") == Some("doc-backlink") || tree.has_word(link, "class", "toc-backref")
}

fn id_of(tree: &Tree, node: NodeId) -> Option<&str> {
    let name = if tree.name(node) == "a" { tree.attribute(node, "name") } else { None };
    // An id with a space in it can't be linked to everywhere.
    tree.attribute(node, "id").or(name).filter(|id| !id.is_empty() && !id.contains(char::is_whitespace))
}

/// Maximum length of a label before a heading in its section, in characters: `Source`, `1.0.0 ·`.
const LABEL_CHARS: usize = 24;

/// The name of an empty anchor before the heading, or of a section that begins with it, or with a short label and it.
fn anchor_before(tree: &Tree, heading: NodeId) -> Option<&str> {
    let mut at = heading;
    let mut is_labelled = false;
    for _ in 0..4 {
        for before in tree.previous_siblings(at) {
            let text = tree.inner_text(before);
            let text = text.trim();
            if !text.is_empty() {
                if text.chars().count() > LABEL_CHARS || !matches!(tree.name(before), "a" | "span" | "div" | "") {
                    return None;
                }
                is_labelled = true;
                continue;
            }
            if matches!(tree.name(before), "a" | "span")
                && let Some(id) = id_of(tree, before)
            {
                return Some(id);
            }
        }
        at = tree.parent(at)?;
        let is_section = matches!(tree.name(at), "section" | "article" | "div" | "header" | "hgroup" | "span");
        if !is_section || is_labelled && id_of(tree, at).is_none() {
            return None;
        }
        if let Some(id) = id_of(tree, at) {
            return Some(id);
        }
    }
    None
}

/// Whether a link is a sign that leads to a place of the page: to the paragraph itself, or from a footnote back to the text.
pub(super) fn is_sign(tree: &Tree, link: NodeId) -> bool {
    let is_sign = |c: char| "¶§#🔗⚓◆↩↑\u{200b}\u{fe0e}\u{fe0f}".contains(c) || c.is_whitespace();
    tree.name(link) == "a"
        && tree.attribute(link, "href").is_some_and(|href| href.starts_with('#'))
        && tree.inner_text(link).chars().all(is_sign)
        && tree.children(link).all(|child| tree.name(child) != "img")
}

/// Whether a link in a heading of so many characters is there to copy the heading's address, and no part of its words.
pub(super) fn is_permalink(tree: &Tree, link: NodeId, length: usize) -> bool {
    if tree.name(link) != "a" || !tree.attribute(link, "href").is_some_and(|h| h.contains('#')) {
        return false;
    }
    let text = tree.inner_text(link);
    if !text.chars().any(char::is_alphanumeric) {
        return true;
    }
    if is_backlink(tree, link) {
        return false;
    }
    let named = tree.attribute(link, "class").is_some_and(|class| {
        let class = class.to_ascii_lowercase();
        ["anchor", "headerlink", "hash-link", "permalink", "heading-link"].iter().any(|name| class.contains(name))
    });
    // The whole heading may be such a link; then it is its words.
    named && plain_text(tree, link).chars().count() < length
}
