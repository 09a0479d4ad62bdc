//! Links of a page to other pages of the site: their targets and their texts.

use std::collections::BTreeSet;

use super::dom::{NodeId, Tree};
use super::inline::plain_text;
use super::text_key::hash_of;
use super::visibility::is_left_out;
use crate::percent::decoded;

/// Maximum length of a name, in bytes, and in words. A longer text is a sentence about the page.
const MAX_BYTES: usize = 60;
const MAX_WORDS: usize = 5;
/// Maximum number of links that are kept of a page. More are a list of everything.
const MAX_LINKS: usize = 128;

/// A page that a link leads to: its folders, and its name in the last of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target<'a> {
    pub folders: Vec<&'a str>,
    pub name: &'a str,
}

impl<'a> Target<'a> {
    /// The target of a link on a page in these folders. None for a link to another site.
    pub(super) fn of(own: &[&'a str], link: &'a str) -> Option<Target<'a>> {
        let path = link.split(['?', '#']).next().unwrap_or_default();
        if path.contains(':') || path.starts_with("//") {
            return None;
        }
        let mut target = if path.starts_with('/') { Vec::new() } else { own.to_vec() };
        for folder in folders(path) {
            match folder {
                "." => {}
                ".." => _ = target.pop(),
                folder => target.push(folder),
            }
        }
        Some(Target { folders: target, name: path.rsplit('/').next().unwrap_or_default() })
    }
}

/// The folders of a path.
pub(super) fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.rsplit_once('/').map_or("", |(folders, _)| folders).split('/').filter(|folder| !folder.is_empty())
}

/// A link to another page of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NamingLink {
    /// A hash of the page's address.
    pub(super) target: u64,
    pub(super) text: Box<str>,
}

/// The links in a page's content that may name other pages. A link to a section names that section, whose heading is searched anyway.
pub(super) fn naming_links(tree: &Tree, content: &[NodeId], file: &str) -> BTreeSet<NamingLink> {
    let own: Vec<&str> = folders(file).collect();
    let own_address = address_of(file);
    let mut found = BTreeSet::new();
    for root in content {
        tree.for_each(*root, |node| {
            if is_left_out(tree, node, true) || found.len() == MAX_LINKS {
                return false;
            }
            let link = tree.attribute(node, "href").filter(|link| tree.is_link(node) && !link.contains('#'));
            let Some(Target { folders, name }) = link.and_then(|link| Target::of(&own, link)) else { return true };
            let text = plain_text(tree, node);
            let text = text.trim().trim_end_matches("()");
            let target = address(&folders, name);
            if target != own_address && is_name(text) {
                found.insert(NamingLink { target, text: text.into() });
            }
            false
        });
    }
    found
}

fn is_name(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
        && text.chars().nth(1).is_some()
        && text.len() <= MAX_BYTES
        && text.split_whitespace().count() <= MAX_WORDS
        && !text.contains("://")
}

/// A hash of the address of a page with this file.
pub(super) fn address_of(file: &str) -> u64 {
    address(&folders(file).collect::<Vec<_>>(), file.rsplit('/').next().unwrap_or_default())
}

/// A hash of a page's address, which links write in several ways.
fn address(folders: &[&str], name: &str) -> u64 {
    let name = name.strip_suffix(".html").or(name.strip_suffix(".htm")).unwrap_or(name);
    let mut path = folders.join("/");
    if !matches!(name, "" | "index") {
        path.push('/');
        path.push_str(name);
    }
    hash_of(&decoded(path.trim_start_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_followed_from_their_page() {
        let path = |link| Target::of(&["docs", "guide"], link).map(|t| format!("{}|{}", t.folders.join("/"), t.name));
        assert_eq!(path("b.html#top").as_deref(), Some("docs/guide|b.html"));
        assert_eq!(path("../std/vec/?q=/x/").as_deref(), Some("docs/std/vec|"));
        assert_eq!(path("/up.html").as_deref(), Some("|up.html"));
        assert_eq!(path("../../../../up.html").as_deref(), Some("|up.html"));
        assert_eq!((path("https://example.org/a"), path("//host/a"), path("mailto:a@b")), (None, None, None));
    }
}
