//! The parts of a page that are left out, for the report to the owner: a count for each rule, and the beginning of the first part's text.

use std::collections::BTreeSet;

use super::content::Content;
use super::dom::{DOCUMENT, NodeId, Tree, Visitor};
use super::rule::{Rule, RuleKind};
use super::visibility::{is_for_machines, rule};
use crate::read::left_out::{EXAMPLE_CHARS, PageParts};

/// Text around the main content that no other rule leaves out.
pub(super) const OUTSIDE: Rule<'static> = Rule { kind: RuleKind::Other, name: "outside the main content" };
/// An element with nothing but links, which looks like a menu.
pub(super) const MENU: Rule<'static> = Rule { kind: RuleKind::Other, name: "a list of links beside the text" };
/// Links to the pages before, after and above, with the labels between them.
pub(super) const PAGE_LINKS: Rule<'static> =
    Rule { kind: RuleKind::Other, name: "links to the next and previous page" };
/// A link beside a heading's words that leads to the heading.
pub(super) const HEADING_LINK: Rule<'static> = Rule { kind: RuleKind::Other, name: "a heading's link to itself" };

/// The parts that are left out of a page.
#[derive(Debug, Default)]
pub(super) struct LeftOutParts {
    rows: Vec<PageParts>,
    /// The text outside the main content.
    outside: String,
}

impl LeftOutParts {
    /// Adds an element, unless it has no text that a reader could see.
    pub(super) fn add(&mut self, tree: &Tree, node: NodeId, rule: Rule<'_>) {
        if is_for_machines(tree.name(node)) {
            return;
        }
        let text = beginning(tree, node);
        if text.chars().any(char::is_alphanumeric) {
            self.add_text(rule, text);
        }
    }

    fn add_text(&mut self, rule: Rule<'_>, text: String) {
        let rule = rule.to_string();
        match self.rows.iter_mut().find(|row| row.rule == rule) {
            Some(row) => row.count += 1,
            None => self.rows.push(PageParts { rule, count: 1, text }),
        }
    }

    /// Adds everything around the main content.
    pub(super) fn add_outside(&mut self, tree: &Tree, content: &Content) {
        struct Outside<'a>(&'a mut LeftOutParts, BTreeSet<NodeId>);
        impl Visitor for Outside<'_> {
            fn enter(&mut self, tree: &Tree, node: NodeId) -> bool {
                if self.1.contains(&node) || is_for_machines(tree.name(node)) {
                    return false;
                }
                if let Some(text) = tree.own_text(node) {
                    push_beginning(&mut self.0.outside, text);
                    return false;
                }
                match rule(tree, node, false) {
                    Some(rule) => self.0.add(tree, node, rule),
                    None => return true,
                }
                false
            }
        }
        tree.walk(DOCUMENT, &mut Outside(self, content.nodes.iter().copied().collect()));
        let text = std::mem::take(&mut self.outside);
        if text.chars().any(char::is_alphanumeric) {
            self.add_text(OUTSIDE, text);
        }
    }

    pub(super) fn into_rows(self) -> Vec<PageParts> {
        self.rows
    }
}

/// The beginning of the text below a node.
fn beginning(tree: &Tree, root: NodeId) -> String {
    let mut out = String::new();
    tree.for_each(root, |node| {
        if out.len() >= EXAMPLE_CHARS || is_for_machines(tree.name(node)) {
            return false;
        }
        push_beginning(&mut out, tree.own_text(node).unwrap_or_default());
        true
    });
    out
}

/// Adds the words of a text, up to the length of an example.
fn push_beginning(out: &mut String, text: &str) {
    let mut left = EXAMPLE_CHARS.saturating_sub(out.len());
    for word in text.split_whitespace() {
        if left == 0 {
            return;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        let before = out.len();
        out.extend(word.chars().take(left));
        left = left.saturating_sub(out.len() - before + 1);
    }
}
