//! The main content of a page to blocks, in the order in which it is read.
//!
//! One walk; no text is looked at twice. Headings, lists, quotations, code and tables of data become what they are, everything else
//! paragraphs.

use std::collections::{BTreeMap, BTreeSet};

use super::attributes::read_attributes;
use super::content::Content;
use super::dom::{NodeId, Tree, Visitor};
use super::headings;
use super::inline::{Line, is_block, plain};
use super::visibility::{is_left_out, link_share};
use super::weights::{Weighed, around, weight};
use crate::model::{Block, Emphasis};

/// What was read of a page's content.
#[derive(Debug, Default)]
pub(in crate::read) struct PageBlocks {
    /// The first heading of level 1.
    pub title: Option<String>,
    pub blocks: Vec<Block>,
    /// The names of headings, by block.
    pub anchors: BTreeMap<usize, String>,
    /// The first date that the content gives for machines.
    pub time: Option<String>,
    /// What parts count that do not count once.
    pub emphasis: Emphasis,
}

/// Reads the content of a page. `ids` are the names that the page gives to places.
pub(super) fn read(tree: &Tree, content: &Content, ids: &BTreeSet<&str>) -> PageBlocks {
    let mut reader = BlockReader {
        ids,
        marked: content.marked,
        out: PageBlocks::default(),
        line: Line::default(),
        open: Vec::new(),
        alts: Vec::new(),
        keep: 0,
        ones: Vec::new(),
        weights: Vec::new(),
        weighed: Weighed::default(),
    };
    for root in &content.nodes {
        reader.begin(tree, *root);
        tree.walk(*root, &mut reader);
        reader.end();
    }
    reader.levels();
    reader.out
}

/// An element that shapes what is in it.
enum Open {
    /// With how many characters its words have.
    Heading {
        level: u8,
        id: Option<String>,
        length: usize,
    },
    /// Whether something was read of it.
    Item(bool),
    Quote,
    Code,
    Table {
        rows: Vec<Vec<String>>,
    },
    Row,
    Cell,
}

struct BlockReader<'a> {
    ids: &'a BTreeSet<&'a str>,
    /// See [`Content::marked`].
    marked: bool,
    out: PageBlocks,
    line: Line,
    open: Vec<(NodeId, Open)>,
    /// What pictures in the open line show.
    alts: Vec<String>,
    /// How many elements are open in which spaces count.
    keep: usize,
    /// Blocks that are headings of level 1 and not the title.
    ones: Vec<usize>,
    /// The open elements that have a weight, outermost first.
    weights: Vec<(NodeId, u8)>,
    /// What the open line counts.
    weighed: Weighed,
}

impl Visitor for BlockReader<'_> {
    fn enter(&mut self, tree: &Tree, node: NodeId) -> bool {
        if let Some(text) = tree.text_of(node) {
            self.weighed.add(text, self.weight());
            if self.keep > 0 {
                self.line.keep(text);
            } else {
                self.line.flow(text);
            }
            return false;
        }
        let name = tree.name(node);
        if is_left_out(tree, node, self.marked) || self.beside_heading(tree, node) {
            return false;
        }
        if !self.marked && matches!(name, "ul" | "ol" | "div" | "table" | "td" | "p") && is_menu(tree, node) {
            return false;
        }
        match name {
            "br" => self.line.line_break(),
            "img" => self.picture(tree, node),
            "time" if self.out.time.is_none() => {
                self.out.time = tree.attribute(node, "datetime").map(str::to_owned);
            }
            _ => {}
        }
        let table = self.in_table();
        if let Some(open) = self.opened(tree, node, name, table) {
            if !matches!(open, Open::Row | Open::Cell) || table {
                self.end();
            }
            self.keep += usize::from(matches!(open, Open::Code));
            self.open.push((node, open));
        } else if is_block(name) {
            self.boundary();
        }
        for value in read_attributes(tree, node) {
            self.alts.push(value.to_owned());
        }
        self.weights.extend(weight(tree, node).map(|tenths| (node, tenths)));
        true
    }

    fn leave(&mut self, tree: &Tree, node: NodeId) {
        self.close(tree, node);
        self.weights.pop_if(|weight| weight.0 == node);
    }
}

impl BlockReader<'_> {
    fn close(&mut self, tree: &Tree, node: NodeId) {
        if self.open.last().is_none_or(|o| o.0 != node) {
            if is_block(tree.name(node)) {
                self.boundary();
            }
            return;
        }
        if !matches!(self.open.last(), Some((_, Open::Cell | Open::Row | Open::Table { .. }))) {
            self.end();
        }
        let Some((_, open)) = self.open.pop() else { return };
        match open {
            Open::Code => self.keep -= 1,
            Open::Cell => {
                let text = self.line.take().replace(['\t', '\n'], " ");
                if let Some(row) = self.rows().and_then(|rows| rows.last_mut()) {
                    row.push(text);
                }
            }
            Open::Table { rows } => {
                self.line.take();
                let rows: Vec<_> = rows.into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
                if rows.is_empty() {
                    self.weighed.take();
                } else {
                    self.push(Block::Table(rows));
                }
                self.pictures();
            }
            _ => {}
        }
    }

    /// A part of the content begins; it counts what it stands in. The first has the title, if no heading is found to be it.
    fn begin(&mut self, tree: &Tree, root: NodeId) {
        self.weights.clear();
        self.weights.extend(around(tree, root).map(|tenths| (root, tenths)));
        let title = weight(tree, root).unwrap_or(self.weight());
        self.out.emphasis.title.get_or_insert(title);
    }

    /// What stands here counts.
    fn weight(&self) -> u8 {
        self.weights.last().map_or(Emphasis::ONCE, |weight| weight.1)
    }

    /// A block is read, of what was weighed.
    fn push(&mut self, block: Block) {
        let tenths = self.weighed.take();
        if tenths != Emphasis::ONCE {
            self.out.emphasis.blocks.insert(self.out.blocks.len(), tenths);
        }
        self.out.blocks.push(block);
    }

    /// What an element opens, if it shapes its content.
    fn opened(&mut self, tree: &Tree, node: NodeId, name: &str, table: bool) -> Option<Open> {
        if table {
            return match name {
                "tr" => {
                    if let Some(rows) = self.rows() {
                        rows.push(Vec::new());
                    }
                    Some(Open::Row)
                }
                "td" | "th" => Some(Open::Cell),
                _ => None,
            };
        }
        if let Some(level) = headings::level(tree, node) {
            let id = headings::anchor(tree, node, |name| self.ids.contains(name)).map(str::to_owned);
            return Some(Open::Heading { level, id, length: plain(tree, node).chars().count() });
        }
        match name {
            "li" => Some(Open::Item(false)),
            "blockquote" => Some(Open::Quote),
            "pre" | "listing" | "xmp" => Some(Open::Code),
            "table" if is_data(tree, node) => Some(Open::Table { rows: Vec::new() }),
            _ => None,
        }
    }

    fn in_table(&self) -> bool {
        self.open.iter().rev().any(|o| matches!(o.1, Open::Table { .. }))
    }

    fn rows(&mut self) -> Option<&mut Vec<Vec<String>>> {
        self.open.iter_mut().rev().find_map(|o| if let Open::Table { rows } = &mut o.1 { Some(rows) } else { None })
    }

    /// Links beside a heading's words.
    fn beside_heading(&self, tree: &Tree, node: NodeId) -> bool {
        tree.name(node) == "a"
            && self
                .open
                .iter()
                .rev()
                .find_map(|o| if let Open::Heading { length, .. } = o.1 { Some(length) } else { None })
                .is_some_and(|length| headings::is_own_link(tree, node, length))
    }

    fn picture(&mut self, tree: &Tree, node: NodeId) {
        let alt = tree.attribute(node, "alt").map(str::trim).unwrap_or_default();
        // One sign stands for itself, as emoji do; words are read after the paragraph that the picture is in.
        if alt.chars().nth(2).is_none() {
            self.line.flow(alt);
        } else {
            let mut line = Line::default();
            line.flow(alt);
            self.alts.push(line.take());
        }
    }

    /// A line ends: for good, or within code, a heading or a cell only on the screen.
    fn boundary(&mut self) {
        match self.open.last() {
            Some((_, Open::Heading { .. })) => self.line.space(),
            Some((_, Open::Code)) => self.line.line_break(),
            _ if self.in_table() => self.line.space(),
            _ => self.end(),
        }
    }

    /// The paragraph ends.
    fn end(&mut self) {
        if self.in_table() && !matches!(self.open.last(), Some((_, Open::Table { .. }))) {
            self.line.space();
            return;
        }
        if self.line.is_blank() {
            self.line.take();
        } else {
            let text = self.line.take();
            self.block(text);
        }
        self.pictures();
    }

    fn pictures(&mut self) {
        for alt in std::mem::take(&mut self.alts) {
            // A caption often says the same.
            if !alt.is_empty() && !self.out.blocks.last().is_some_and(|b| b.text().contains(&alt)) {
                self.weighed.add(&alt, self.weight());
                self.push(Block::Paragraph(alt));
            }
        }
    }

    fn block(&mut self, text: String) {
        let at = self.out.blocks.len();
        let block = match self.open.last_mut().map(|o| &mut o.1) {
            Some(Open::Heading { level: 1, .. }) if self.out.title.is_none() => {
                self.out.title = Some(text.replace('\n', " "));
                self.out.emphasis.title = Some(self.weighed.take());
                return;
            }
            Some(Open::Heading { level, id, .. }) => {
                if let Some(id) = id.take() {
                    self.out.anchors.insert(at, id);
                }
                if *level == 1 {
                    self.ones.push(at);
                }
                Block::Heading { level: (*level).max(2), text: text.replace('\n', " ") }
            }
            Some(Open::Item(read @ false)) => {
                *read = true;
                Block::Item { marker: "•".to_owned(), text }
            }
            Some(Open::Quote) => Block::Quote(text),
            _ => Block::Paragraph(text),
        };
        self.push(block);
    }

    /// Where a page uses several headings of level 1, the others open parts and everything else is a level further down.
    fn levels(&mut self) {
        if self.ones.is_empty() {
            return;
        }
        for (at, block) in self.out.blocks.iter_mut().enumerate() {
            if let Block::Heading { level, .. } = block
                && self.ones.binary_search(&at).is_err()
            {
                *level = (*level + 1).min(6);
            }
        }
    }
}

/// Whether a table holds data, and is not there to put things beside each other.
fn is_data(tree: &Tree, table: NodeId) -> bool {
    if matches!(tree.attribute(table, "role"), Some("presentation" | "none")) {
        return false;
    }
    let mut layout = false;
    tree.each(table, |node| {
        layout |=
            node != table && (matches!(tree.name(node), "table" | "pre") || headings::level(tree, node).is_some());
        !layout
    });
    !layout
}

/// Whether an element holds hardly anything but links, and several: without marks that is how a menu looks.
fn is_menu(tree: &Tree, node: NodeId) -> bool {
    let mut links = 0;
    tree.each(node, |n| {
        links += usize::from(tree.name(n) == "a");
        links < 4
    });
    links >= 4 && link_share(tree, node) > 0.8
}

/// The first words of a page that has no title at all.
pub(super) fn first_words(blocks: &[Block]) -> String {
    let text = blocks.iter().map(Block::text).find(|t| t.chars().any(char::is_alphanumeric)).unwrap_or_default();
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line.to_owned(),
    }
}
