//! Text of a page to a tree, as a browser's parser makes it (html5ever), with a guard before it.
//!
//! The guard keeps hostile pages linear: as in browsers, a tree grows only so deep, and a page whose repairs make more nodes than
//! it has characters is read only up to there.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    EndTag, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, QualName};

use super::dom::{DOCUMENT, NO_NODE, Node, NodeData, NodeId, Tree};
use super::limits::limit_attributes;

/// Browsers stop nesting here too.
const MAX_DEPTH: u32 = 512;
/// Nodes that a page may always have, however short it is.
const MIN_NODE_BUDGET: usize = 10_000;

/// Parses a page. The flag is true where the page was read in part only, because it makes no end.
pub(super) fn parse(text: &str) -> (Tree, bool) {
    let builder =
        TreeBuilder::new(ArenaSink::default(), TreeBuilderOpts { drop_doctype: true, ..TreeBuilderOpts::default() });
    let guard = DepthGuard {
        builder,
        budget: text.len().saturating_add(MIN_NODE_BUDGET),
        dropped: RefCell::default(),
        over_budget: Cell::new(false),
    };
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let input = BufferQueue::default();
    // A tendril counts in 32 bits; the caller refuses pages long before that.
    input.push_back(StrTendril::from_slice(&limit_attributes(text)));
    // A `</script>` hands control back, for a script that does not run here.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let over_budget = tokenizer.sink.over_budget.get();
    (tokenizer.sink.builder.sink.finish(), over_budget)
}

/// Stands between the tokenizer and the tree builder.
struct DepthGuard {
    builder: TreeBuilder<NodeId, ArenaSink>,
    budget: usize,
    /// Elements that were too deep, and whose end is passed `over_budget` too.
    dropped: RefCell<Vec<LocalName>>,
    over_budget: Cell<bool>,
}

impl TokenSink for DepthGuard {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let sink = &self.builder.sink;
        if self.over_budget.get() || sink.nodes.borrow().len() > self.budget {
            self.over_budget.set(true);
            if !matches!(token, Token::EOFToken) {
                return TokenSinkResult::Continue;
            }
        }
        if let TagToken(tag) = &token {
            let mut dropped = self.dropped.borrow_mut();
            if tag.kind == StartTag && !tag.self_closing && sink.depth.get() >= MAX_DEPTH && !is_raw_text(&tag.name) {
                dropped.push(tag.name.clone());
                return TokenSinkResult::Continue;
            }
            if tag.kind == EndTag && dropped.last() == Some(&tag.name) {
                dropped.pop();
                return TokenSinkResult::Continue;
            }
        }
        let empty_anchor = match &token {
            // Browsers leave `<a id="x"/>` open, so that all that follows is in it. It was meant to name a place.
            TagToken(tag) if tag.kind == StartTag && tag.self_closing && &*tag.name == "a" => {
                Some(Tag { kind: EndTag, self_closing: false, attrs: Vec::new(), ..tag.clone() })
            }
            _ => None,
        };
        let result = self.builder.process_token(token, line);
        match empty_anchor {
            Some(end) => self.builder.process_token(TagToken(end), line),
            None => result,
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Elements that change how what follows is read: without their start tag a script would become text.
fn is_raw_text(name: &str) -> bool {
    matches!(name, "script" | "style" | "textarea" | "title" | "noscript" | "iframe" | "noembed" | "noframes" | "xmp")
}

/// What the tree builder writes to.
struct ArenaSink {
    nodes: RefCell<Vec<Node>>,
    /// How many elements are open.
    depth: Cell<u32>,
}

impl Default for ArenaSink {
    fn default() -> ArenaSink {
        ArenaSink { nodes: RefCell::new(vec![Node::new(NodeData::Other)]), depth: Cell::new(0) }
    }
}

/// An element's name. It is cloned, which for the names of HTML costs nothing.
#[derive(Debug)]
struct ElementName(Namespace, LocalName);

impl ElemName for ElementName {
    fn ns(&self) -> &Namespace {
        &self.0
    }

    fn local_name(&self) -> &LocalName {
        &self.1
    }
}

impl ArenaSink {
    fn add(&self, data: NodeData) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node::new(data));
        nodes.len() as NodeId - 1
    }

    /// Takes a node out of where it is.
    fn detach(nodes: &mut [Node], id: NodeId) {
        let Some(node) = nodes.get_mut(id as usize) else { return };
        let (parent, previous, next) = (node.parent, node.previous, node.next);
        (node.parent, node.previous, node.next) = (NO_NODE, NO_NODE, NO_NODE);
        if let Some(previous) = nodes.get_mut(previous as usize) {
            previous.next = next;
        } else if let Some(parent) = nodes.get_mut(parent as usize) {
            parent.first = next;
        }
        if let Some(next) = nodes.get_mut(next as usize) {
            next.previous = previous;
        } else if let Some(parent) = nodes.get_mut(parent as usize) {
            parent.last = previous;
        }
    }

    /// Puts a node before `next`, or at the end of `parent` where that is none.
    fn insert(&self, parent: NodeId, next: NodeId, child: NodeOrText<NodeId>) {
        let mut nodes = self.nodes.borrow_mut();
        let previous = |nodes: &[Node]| match nodes.get(next as usize) {
            Some(next) => next.previous,
            None => nodes.get(parent as usize).map_or(NO_NODE, |p| p.last),
        };
        let id = match child {
            NodeOrText::AppendNode(id) => {
                Self::detach(&mut nodes, id);
                id
            }
            NodeOrText::AppendText(text) => {
                let before = previous(&nodes);
                if let Some(Node { data: NodeData::Text(already), .. }) = nodes.get_mut(before as usize) {
                    already.push_tendril(&text);
                    return;
                }
                nodes.push(Node::new(NodeData::Text(text)));
                nodes.len() as NodeId - 1
            }
        };
        let before = previous(&nodes);
        let depth = nodes.get(parent as usize).map_or(0, |p| p.depth) + 1;
        let Some(node) = nodes.get_mut(id as usize) else { return };
        (node.parent, node.previous, node.next, node.depth) = (parent, before, next, depth);
        if matches!(node.data, NodeData::Element { .. }) {
            self.depth.set(depth);
        }
        if let Some(before) = nodes.get_mut(before as usize) {
            before.next = id;
        } else if let Some(parent) = nodes.get_mut(parent as usize) {
            parent.first = id;
        }
        if let Some(next) = nodes.get_mut(next as usize) {
            next.previous = id;
        } else if let Some(parent) = nodes.get_mut(parent as usize) {
            parent.last = id;
        }
    }

    fn parent(&self, id: NodeId) -> NodeId {
        self.nodes.borrow().get(id as usize).map_or(NO_NODE, |n| n.parent)
    }
}

impl TreeSink for ArenaSink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = ElementName;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner(), ..Tree::default() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        DOCUMENT
    }

    fn elem_name(&self, target: &NodeId) -> ElementName {
        match self.nodes.borrow().get(*target as usize).map(|n| &n.data) {
            Some(NodeData::Element { name, .. }) => ElementName(name.ns.clone(), name.local.clone()),
            _ => ElementName(Namespace::default(), LocalName::default()),
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> NodeId {
        self.add(NodeData::Element { name, attributes })
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.add(NodeData::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.add(NodeData::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.insert(*parent, NO_NODE, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, before: &NodeId, child: NodeOrText<NodeId>) {
        match self.parent(*element) {
            NO_NODE => self.append(before, child),
            parent => self.insert(parent, *element, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &NodeId) {
        let depth = self.nodes.borrow().get(*node as usize).map_or(0, |n| n.depth);
        self.depth.set(depth.saturating_sub(1));
    }

    /// A template's content hangs below nothing: it is not seen.
    fn get_template_contents(&self, template: &NodeId) -> NodeId {
        let content = self.add(NodeData::Other);
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes.get(*template as usize).map_or(0, |t| t.depth);
        if let Some(node) = nodes.get_mut(content as usize) {
            node.depth = depth;
        }
        content
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, new: NodeOrText<NodeId>) {
        self.insert(self.parent(*sibling), *sibling, new);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, more: Vec<Attribute>) {
        if let Some(Node { data: NodeData::Element { attributes, .. }, .. }) =
            self.nodes.borrow_mut().get_mut(*target as usize)
        {
            for attribute in more {
                if !attributes.iter().any(|a| a.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        Self::detach(&mut self.nodes.borrow_mut(), *target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        loop {
            let first = self.nodes.borrow().get(*node as usize).map_or(NO_NODE, |n| n.first);
            if first == NO_NODE {
                return;
            }
            self.insert(*parent, NO_NODE, NodeOrText::AppendNode(first));
        }
    }
}
