//! A parsed page as an arena of nodes.
//!
//! Nodes are numbers into one list, so that a tree of any depth is built, walked and dropped without recursion. Nothing here knows
//! what an element means.

use std::collections::BTreeMap;

use html5ever::{Attribute, LocalName, QualName, ns};

use html5ever::tendril::StrTendril;

/// A node's number.
pub(super) type NodeId = u32;

/// No node.
pub(super) const NO_NODE: NodeId = u32::MAX;

/// The document itself.
pub(super) const DOCUMENT: NodeId = 0;

#[derive(Debug)]
pub(super) enum NodeData {
    /// The document, a template's content, a comment: nothing to be seen.
    Other,
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
    },
    Text(StrTendril),
}

#[derive(Debug)]
pub(super) struct Node {
    pub parent: NodeId,
    pub first: NodeId,
    pub last: NodeId,
    pub previous: NodeId,
    pub next: NodeId,
    /// Elements above it when it was put in.
    pub depth: u32,
    pub data: NodeData,
}

impl Node {
    pub(super) fn new(data: NodeData) -> Node {
        Node { parent: NO_NODE, first: NO_NODE, last: NO_NODE, previous: NO_NODE, next: NO_NODE, depth: 0, data }
    }
}

/// All nodes of a page.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub nodes: Vec<Node>,
    /// Nodes that the owner's selectors exclude, with the selector.
    pub excluded: BTreeMap<NodeId, String>,
    /// Nodes that the owner's selector names as the page's text.
    pub roots: Vec<NodeId>,
}

/// What is done at each node of a walk.
pub(super) trait Visitor {
    /// Whether the walk goes into the node.
    fn enter(&mut self, tree: &Tree, node: NodeId) -> bool;
    /// The walk leaves a node that it went into.
    fn leave(&mut self, _tree: &Tree, _node: NodeId) {}
}

impl Tree {
    pub(super) fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id as usize)
    }

    /// The owner's selector that excludes a node.
    pub(super) fn excluded(&self, id: NodeId) -> Option<&str> {
        self.excluded.get(&id).map(String::as_str)
    }

    pub(super) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).map(|n| n.parent).filter(|p| *p != NO_NODE)
    }

    /// The name of an HTML element; empty for everything else, so that an `<svg>` title is no title.
    pub(super) fn name(&self, id: NodeId) -> &str {
        match self.node(id).map(|n| &n.data) {
            Some(NodeData::Element { name, .. }) if name.ns == ns!(html) => &name.local,
            _ => "",
        }
    }

    /// Whether the node is an element of another vocabulary: `svg`, `math`.
    pub(super) fn foreign_name(&self, id: NodeId) -> Option<&LocalName> {
        match self.node(id).map(|n| &n.data) {
            Some(NodeData::Element { name, .. }) if name.ns != ns!(html) => Some(&name.local),
            _ => None,
        }
    }

    pub(super) fn is_element(&self, id: NodeId) -> bool {
        matches!(self.node(id).map(|n| &n.data), Some(NodeData::Element { .. }))
    }

    pub(super) fn attributes(&self, id: NodeId) -> &[Attribute] {
        match self.node(id).map(|n| &n.data) {
            Some(NodeData::Element { attributes, .. }) => attributes,
            _ => &[],
        }
    }

    pub(super) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        self.attributes(id).iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
    }

    /// Whether the node is a link. An `<a>` without an address only names a place.
    pub(super) fn is_link(&self, id: NodeId) -> bool {
        self.name(id) == "a" && self.attribute(id, "href").is_some()
    }

    /// Whether an attribute has this word among its words, whatever its case.
    pub(super) fn has_word(&self, id: NodeId, attribute: &str, word: &str) -> bool {
        self.attribute(id, attribute).is_some_and(|v| v.split_ascii_whitespace().any(|w| w.eq_ignore_ascii_case(word)))
    }

    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut at = self.node(id).map_or(NO_NODE, |n| n.first);
        std::iter::from_fn(move || {
            let node = self.node(at)?;
            let id = at;
            at = node.next;
            Some(id)
        })
    }

    /// The siblings before a node, nearest first.
    pub(super) fn previous_siblings(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut at = self.node(id).map_or(NO_NODE, |n| n.previous);
        std::iter::from_fn(move || {
            let node = self.node(at)?;
            let id = at;
            at = node.previous;
            Some(id)
        })
    }

    /// Goes through a node and all below it in the document's order, without recursion.
    pub(super) fn walk(&self, root: NodeId, visitor: &mut impl Visitor) {
        let mut at = root;
        loop {
            if visitor.enter(self, at) {
                match self.node(at).map_or(NO_NODE, |n| n.first) {
                    NO_NODE => visitor.leave(self, at),
                    first => {
                        at = first;
                        continue;
                    }
                }
            }
            loop {
                if at == root {
                    return;
                }
                let Some(node) = self.node(at) else { return };
                if node.next != NO_NODE {
                    at = node.next;
                    break;
                }
                at = node.parent;
                visitor.leave(self, at);
            }
        }
    }

    /// Every node below (and with) a root for which `enter` holds all the way down.
    pub(super) fn for_each(&self, root: NodeId, enter: impl FnMut(NodeId) -> bool) {
        struct Each<F>(F);
        impl<F: FnMut(NodeId) -> bool> Visitor for Each<F> {
            fn enter(&mut self, _: &Tree, node: NodeId) -> bool {
                (self.0)(node)
            }
        }
        self.walk(root, &mut Each(enter));
    }

    /// All text below a node as it stands in the source.
    pub(super) fn inner_text(&self, root: NodeId) -> String {
        let mut out = String::new();
        self.for_each(root, |node| {
            if let Some(NodeData::Text(text)) = self.node(node).map(|n| &n.data) {
                out.push_str(text);
            }
            true
        });
        out
    }

    pub(super) fn own_text(&self, id: NodeId) -> Option<&str> {
        match self.node(id).map(|n| &n.data) {
            Some(NodeData::Text(text)) => Some(text),
            _ => None,
        }
    }
}
