//! The text of a reader page: its table of contents, and its passages with their blocks.

use std::fmt::Write;

use super::escape::{Escaped, escape};
use super::line_breaks::heading;
use crate::model::{Block, Page, Passage};

/// For each block the anchor a heading leads to: that of the first passage in its section.
pub(super) fn anchors<'a>(page: &Page, passages: &'a [Passage]) -> Vec<Option<&'a str>> {
    let mut anchors = vec![None; page.blocks.len()];
    let mut next = passages.iter().peekable();
    for (at, slot) in anchors.iter_mut().enumerate() {
        while next.peek().is_some_and(|p| p.pieces.first().is_none_or(|piece| piece.block < at)) {
            next.next();
        }
        *slot = next.peek().map(|p| p.anchor.as_str());
    }
    anchors
}

/// Number of headings in the longest list of contents that is open at first.
const LONGEST_OPEN: usize = 12;

pub(super) fn contents(out: &mut String, page: &Page, anchors: &[Option<&str>], word: &str) {
    let headings: Vec<(u8, &str, &str)> = page
        .blocks
        .iter()
        .zip(anchors)
        .filter_map(|(block, anchor)| {
            if let Block::Heading { level, text } = block { Some((*level, text.as_str(), (*anchor)?)) } else { None }
        })
        .collect();
    if headings.len() < 2 {
        return;
    }
    // A long list is closed at first, so that the text begins in sight. A wide screen shows it beside the text.
    let open = if headings.len() <= LONGEST_OPEN { " open" } else { "" };
    let _ = write!(out, "<nav class=\"contents\" aria-label=\"{word}\">\n<details{open}>\n<summary>{word}</summary>\n");
    let mut depth: Vec<u8> = Vec::new();
    for (level, text, anchor) in headings {
        while depth.last().is_some_and(|&l| l > level) && depth.len() > 1 {
            depth.pop();
            out.push_str("</li></ol>");
        }
        if depth.last().is_none_or(|&l| l < level) {
            depth.push(level);
            out.push_str("<ol>\n<li>");
        } else {
            out.push_str("</li>\n<li>");
        }
        out.push_str("<a href=\"#");
        escape(out, anchor);
        out.push_str("\">");
        heading(out, text, &page.lang);
        out.push_str("</a>");
    }
    out.push_str(&"</li></ol>".repeat(depth.len()));
    out.push_str("\n</details>\n</nav>\n");
}

pub(super) fn body(out: &mut String, page: &Page, passages: &[Passage]) {
    let mut from = 0;
    for passage in passages {
        let (Some(first), Some(last)) = (passage.pieces.first(), passage.pieces.last()) else { continue };
        let lead = page.blocks.get(from..first.block).unwrap_or_default();
        let _ = writeln!(out, "<section class=\"passage\" id=\"{}\" tabindex=\"-1\">", Escaped(&passage.anchor));
        for block in lead {
            self::block(out, block, 0..block.text().len(), &page.lang);
        }
        for run in lists(page, &passage.pieces) {
            let listed = run.len() > 1
                || run.first().is_some_and(|p| matches!(page.blocks.get(p.block), Some(Block::Item { .. })));
            if listed {
                out.push_str("<ul class=\"items\">\n");
            }
            for piece in run {
                if let Some(block) = page.blocks.get(piece.block) {
                    self::block(out, block, piece.bytes.clone(), &page.lang);
                }
            }
            if listed {
                out.push_str("</ul>\n");
            }
        }
        out.push_str("</section>\n");
        from = last.block + 1;
    }
}

/// Pieces in runs: items of a list together, every other block alone.
fn lists<'a>(page: &Page, pieces: &'a [crate::model::Piece]) -> Vec<&'a [crate::model::Piece]> {
    let item = |p: &crate::model::Piece| matches!(page.blocks.get(p.block), Some(Block::Item { .. }));
    pieces.chunk_by(|a, b| item(a) && item(b)).collect()
}

fn block(out: &mut String, block: &Block, bytes: std::ops::Range<usize>, lang: &str) {
    let text = block.text();
    let goes_on = bytes.start > 0;
    let part = text.get(bytes).unwrap_or_default();
    let class = |name: &str| match (name.is_empty(), goes_on) {
        (true, false) => String::new(),
        (true, true) => " class=\"on\"".to_owned(),
        (false, false) => format!(" class=\"{name}\""),
        (false, true) => format!(" class=\"{name} on\""),
    };
    match block {
        Block::Heading { level, .. } => {
            let _ = write!(out, "<h{level}>");
            heading(out, part, lang);
            let _ = writeln!(out, "</h{level}>");
        }
        Block::Paragraph(_) => {
            let _ = writeln!(out, "<p{}>{}</p>", class(""), Escaped(part));
        }
        Block::Byline(_) => {
            let _ = writeln!(out, "<p{}>{}</p>", class("byline"), Escaped(part));
        }
        Block::Note(_) => {
            let _ = writeln!(out, "<p{}>{}</p>", class("note"), Escaped(part));
        }
        Block::Quote(_) => {
            let _ = writeln!(out, "<blockquote><p{}>{}</p></blockquote>", class(""), Escaped(part));
        }
        Block::Item { marker, .. } => {
            let dot = if marker == "•" { "bullet" } else { "" };
            let _ = writeln!(out, "<li{}>{}</li>", class(dot), Escaped(part));
        }
        Block::Table(_) => {
            out.push_str("<div class=\"wide\"><table>\n");
            for row in part.split('\n') {
                out.push_str("<tr>");
                for cell in row.split('\t') {
                    let _ = write!(out, "<td>{}</td>", Escaped(cell));
                }
                out.push_str("</tr>\n");
            }
            out.push_str("</table></div>\n");
        }
        Block::Break => out.push_str("<hr>\n"),
    }
}
