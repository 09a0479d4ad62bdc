//! The main content of a page to blocks, in the order in which it is read.
//!
//! One walk; no text is looked at twice. Headings, lists, quotations, code and tables of data become what they are, everything else
//! paragraphs.

use std::collections::BTreeSet;

use super::attributes::indexed_attributes;
use super::content::Content;
use super::dom::{NodeId, Tree, Visitor};
use super::headings;
use super::inline::{InlineText, is_block, plain_text};
use super::page_blocks::PageBlocks;
use super::page_links::page_links;
use super::parts::{HEADING_LINK, LeftOutParts, MENU, PAGE_LINKS};
use super::rule::Rule;
use super::tables::is_data_table;
use super::visibility::{is_menu, rule};
use super::weights::{TextWeight, inherited_weight, weight};
use crate::model::{Block, Emphasis};

/// Reads the content of a page. `ids` are the names that the page gives to places.
pub(super) fn read(tree: &Tree, content: &Content, ids: &BTreeSet<&str>) -> PageBlocks {
    let mut reader = BlockReader {
        ids,
        explicit: content.explicit,
        page_links: page_links(tree),
        out: PageBlocks::default(),
        line: InlineText::default(),
        open: Vec::new(),
        image_texts: Vec::new(),
        preformatted: 0,
        extra_h1s: Vec::new(),
        open_links: 0,
        open_code: 0,
        open_weights: Vec::new(),
        text_weight: TextWeight::default(),
        section_level: 1,
        last_term: None,
        left_out: LeftOutParts::default(),
    };
    for root in &content.nodes {
        reader.begin_root(tree, *root);
        // The content of a listing may be found inside of its element.
        let around = std::iter::successors(tree.parent(*root), |node| tree.parent(*node));
        reader.open_code = around.filter(|node| is_code(tree, *node)).count();
        tree.walk(*root, &mut reader);
        reader.end_paragraph();
    }
    reader.out.has_more_titles = !reader.extra_h1s.is_empty();
    reader.out.shift_levels(&reader.extra_h1s);
    reader.left_out.add_outside(tree, content);
    reader.out.left_out = reader.left_out.into_rows();
    reader.out
}

/// An element that shapes what is in it.
enum OpenElement {
    /// With how many characters its words have.
    Heading {
        level: u8,
        id: Option<String>,
        length: usize,
        /// It is a term that is defined.
        defines: bool,
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
    /// See [`Content::explicit`].
    explicit: bool,
    /// See [`page_links`].
    page_links: BTreeSet<NodeId>,
    out: PageBlocks,
    line: InlineText,
    open: Vec<(NodeId, OpenElement)>,
    /// What pictures in the open line show.
    image_texts: Vec<String>,
    /// How many elements are open in which spaces count.
    preformatted: usize,
    /// Blocks that are headings of level 1 and not the title.
    extra_h1s: Vec<usize>,
    /// Number of open links.
    open_links: usize,
    /// Number of open elements of code.
    open_code: usize,
    /// The open elements that have a weight, outermost first.
    open_weights: Vec<(NodeId, u8)>,
    /// What the open line counts.
    text_weight: TextWeight,
    /// The level of the last heading that is no term.
    section_level: u8,
    /// The block of the last term.
    last_term: Option<usize>,
    left_out: LeftOutParts,
}

/// Whether an element contains code. Doxygen writes a listing as a `div` of this class.
fn is_code(tree: &Tree, node: NodeId) -> bool {
    matches!(tree.name(node), "pre" | "code") || tree.has_word(node, "class", "fragment")
}

/// Whether a child of an element is a link.
fn has_link(tree: &Tree, node: NodeId) -> bool {
    tree.children(node).any(|child| tree.is_link(child))
}

impl Visitor for BlockReader<'_> {
    fn enter(&mut self, tree: &Tree, node: NodeId) -> bool {
        if let Some(text) = tree.own_text(node) {
            self.text_weight.add(text, self.weight());
            self.count_letters(text);
            if self.preformatted > 0 {
                self.line.push_preformatted(text);
            } else {
                self.line.push_collapsed(text);
            }
            return false;
        }
        let name = tree.name(node);
        if let Some(rule) = self.left_out_by(tree, node, name) {
            self.left_out.add(tree, node, rule);
            return false;
        }
        match name {
            "br" => self.line.line_break(),
            // Labels are buttons side by side, and a reference to a footnote is no part of the word before it.
            "label" => self.line.push_space(),
            "sup" if tree.parent(node).is_some_and(|parent| tree.is_link(parent)) || has_link(tree, node) => {
                self.line.push_space();
            }
            "img" => self.add_image(tree, node),
            "time" if self.out.first_date.is_none() => {
                self.out.first_date = tree.attribute(node, "datetime").map(str::to_owned);
            }
            _ => {}
        }
        let table = self.in_table();
        if let Some(open) = self.open_element(tree, node, name, table) {
            if !matches!(open, OpenElement::Row | OpenElement::Cell) || table {
                self.end_paragraph();
            }
            self.preformatted += usize::from(matches!(open, OpenElement::Code));
            self.open.push((node, open));
        } else if is_block(name) {
            self.end_line();
        }
        if tree.is_link(node) {
            self.open_links += 1;
            self.out.links.links += 1;
        }
        for value in indexed_attributes(tree, node) {
            self.image_texts.push(value.to_owned());
        }
        self.open_code += usize::from(is_code(tree, node));
        self.open_weights.extend(weight(tree, node).map(|tenths| (node, tenths)));
        true
    }

    fn leave(&mut self, tree: &Tree, node: NodeId) {
        self.close(tree, node);
        if tree.name(node) == "label" {
            self.line.push_space();
        }
        self.open_code -= usize::from(is_code(tree, node));
        self.open_links -= usize::from(tree.is_link(node));
        self.open_weights.pop_if(|weight| weight.0 == node);
    }
}

impl BlockReader<'_> {
    /// The rule by which an element is left out.
    fn left_out_by<'t>(&self, tree: &'t Tree, node: NodeId, name: &str) -> Option<Rule<'t>> {
        let menu =
            || !self.explicit && matches!(name, "ul" | "ol" | "div" | "table" | "td" | "p") && is_menu(tree, node);
        rule(tree, node, self.explicit)
            .or_else(|| (self.is_heading_link(tree, node) || headings::is_sign(tree, node)).then_some(HEADING_LINK))
            .or_else(|| self.page_links.contains(&node).then_some(PAGE_LINKS))
            .or_else(|| menu().then_some(MENU))
    }

    fn close(&mut self, tree: &Tree, node: NodeId) {
        if self.open.last().is_none_or(|o| o.0 != node) {
            if is_block(tree.name(node)) {
                self.end_line();
            }
            return;
        }
        if !matches!(self.open.last(), Some((_, OpenElement::Cell | OpenElement::Row | OpenElement::Table { .. }))) {
            self.end_paragraph();
        }
        let Some((_, open)) = self.open.pop() else { return };
        match open {
            OpenElement::Code => self.preformatted -= 1,
            OpenElement::Cell => {
                let text = self.line.take().replace(['\t', '\n'], " ");
                if let Some(row) = self.rows().and_then(|rows| rows.last_mut()) {
                    row.push(text);
                }
            }
            OpenElement::Table { rows } => {
                self.line.take();
                let rows: Vec<_> = rows.into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
                if rows.is_empty() {
                    self.text_weight.take();
                } else {
                    self.push(Block::Table(rows));
                }
                self.add_image_texts();
            }
            _ => {}
        }
    }

    /// Counts what is in links and what is not.
    fn count_letters(&mut self, text: &str) {
        if matches!(self.open.last(), Some((_, OpenElement::Heading { .. }))) {
            return;
        }
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.out.links.all += letters;
        if self.open_code > 0 {
            self.out.links.code += letters;
        }
        if self.open_links > 0 {
            self.out.links.linked += letters;
        }
    }

    /// A part of the content begins; it counts what it stands in. The first has the title, if no heading is found to be it.
    fn begin_root(&mut self, tree: &Tree, root: NodeId) {
        self.open_weights.clear();
        self.open_weights.extend(inherited_weight(tree, root).map(|tenths| (root, tenths)));
        let title = weight(tree, root).unwrap_or(self.weight());
        self.out.emphasis.title.get_or_insert(title);
    }

    /// What stands here counts.
    fn weight(&self) -> u8 {
        self.open_weights.last().map_or(Emphasis::ONCE, |weight| weight.1)
    }

    /// Adds a block with the weight of its text.
    fn push(&mut self, block: Block) {
        self.out.push(block, self.text_weight.take());
    }

    /// What an element opens, if it shapes its content.
    fn open_element(&mut self, tree: &Tree, node: NodeId, name: &str, table: bool) -> Option<OpenElement> {
        if table {
            return match name {
                "tr" => {
                    if let Some(rows) = self.rows() {
                        rows.push(Vec::new());
                    }
                    Some(OpenElement::Row)
                }
                "td" | "th" => Some(OpenElement::Cell),
                _ => None,
            };
        }
        let defines = headings::is_definition(tree, node);
        let level = headings::level(tree, node);
        self.section_level = level.unwrap_or(self.section_level);
        let as_term = || defines.then(|| (self.section_level + headings::definition_depth(tree, node)).min(6));
        if let Some(level) = level.or_else(as_term) {
            let id = headings::anchor(tree, node, |name| self.ids.contains(name)).map(str::to_owned);
            let length = plain_text(tree, node).chars().count();
            return Some(OpenElement::Heading { level, id, length, defines });
        }
        match name {
            "li" => Some(OpenElement::Item(false)),
            "blockquote" => Some(OpenElement::Quote),
            "pre" | "listing" | "xmp" => Some(OpenElement::Code),
            "table" if is_data_table(tree, node) => Some(OpenElement::Table { rows: Vec::new() }),
            _ => None,
        }
    }

    fn in_table(&self) -> bool {
        self.open.iter().rev().any(|o| matches!(o.1, OpenElement::Table { .. }))
    }

    fn rows(&mut self) -> Option<&mut Vec<Vec<String>>> {
        self.open
            .iter_mut()
            .rev()
            .find_map(|o| if let OpenElement::Table { rows } = &mut o.1 { Some(rows) } else { None })
    }

    /// Links beside a heading's words.
    fn is_heading_link(&self, tree: &Tree, node: NodeId) -> bool {
        tree.name(node) == "a"
            && self
                .open
                .iter()
                .rev()
                .find_map(|o| if let OpenElement::Heading { length, .. } = o.1 { Some(length) } else { None })
                .is_some_and(|length| headings::is_permalink(tree, node, length))
    }

    fn add_image(&mut self, tree: &Tree, node: NodeId) {
        let alt = tree.attribute(node, "alt").map(str::trim).unwrap_or_default();
        // One sign stands for itself, as emoji do; words are read after the paragraph that the picture is in.
        if alt.chars().nth(2).is_none() {
            self.line.push_collapsed(alt);
        } else {
            let mut line = InlineText::default();
            line.push_collapsed(alt);
            self.image_texts.push(line.take());
        }
    }

    /// A line ends: for good, or within code, a heading or a cell only on the screen.
    fn end_line(&mut self) {
        match self.open.last() {
            Some((_, OpenElement::Heading { .. })) => self.line.push_space(),
            Some((_, OpenElement::Code)) => self.line.line_break(),
            _ if self.in_table() => self.line.push_space(),
            _ => self.end_paragraph(),
        }
    }

    /// The paragraph ends.
    fn end_paragraph(&mut self) {
        if self.in_table() && !matches!(self.open.last(), Some((_, OpenElement::Table { .. }))) {
            self.line.push_space();
            return;
        }
        if self.line.is_blank() {
            self.line.take();
        } else {
            let text = self.line.take();
            self.add_block(text);
        }
        self.add_image_texts();
    }

    fn add_image_texts(&mut self) {
        for alt in std::mem::take(&mut self.image_texts) {
            // A caption often says the same.
            if !alt.is_empty() && !self.out.blocks.last().is_some_and(|b| b.text().contains(&alt)) {
                self.text_weight.add(&alt, self.weight());
                self.push(Block::Paragraph(alt));
            }
        }
    }

    fn add_block(&mut self, text: String) {
        let at = self.out.blocks.len();
        let block = match self.open.last_mut().map(|o| &mut o.1) {
            Some(OpenElement::Heading { level: 1, id, .. }) if self.out.title.is_none() => {
                self.out.title = Some(text.replace('\n', " "));
                self.out.title_place = (at, id.take());
                self.out.emphasis.title = Some(self.text_weight.take());
                return;
            }
            Some(OpenElement::Heading { defines: true, level, .. })
                if self.last_term.is_some_and(|term| term + 1 == at)
                    && matches!(self.out.blocks.last(), Some(Block::Heading { level: before, .. }) if before == level) =>
            {
                // Several terms with one definition: `-p`, `--patch`.
                self.text_weight.take();
                if let Some(Block::Heading { text: terms, .. }) = self.out.blocks.last_mut() {
                    *terms = format!("{terms}, {}", text.replace('\n', " "));
                }
                return;
            }
            Some(OpenElement::Heading { level, id, defines, .. }) => {
                self.last_term = if *defines { Some(at) } else { self.last_term };
                if let Some(id) = id.take() {
                    self.out.anchors.insert(at, id);
                }
                if *level == 1 {
                    self.extra_h1s.push(at);
                }
                Block::Heading { level: (*level).max(2), text: text.replace('\n', " ") }
            }
            Some(OpenElement::Item(read @ false)) => {
                *read = true;
                Block::Item { marker: "•".to_owned(), text }
            }
            Some(OpenElement::Quote) => Block::Quote(text),
            _ => Block::Paragraph(text),
        };
        self.push(block);
    }
}
