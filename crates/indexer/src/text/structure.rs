//! Structure detection: turns the paragraphs of an article into blocks, such as headings with levels, lists, tables and quotations.

use super::article_head::ArticleMetadata;
use super::articles::{is_mostly_unspaced, is_title_like};
use super::bylines::{Author, trailing_signature};
use super::heading_levels::{Levels, Rank, Role};
use super::headings::roles;
use super::line_kind::LineKind;
use super::list_marker::{ListMarker, MarkerStyle};
use super::metadata;
use super::paragraph::Paragraph;
use super::script::{is_closer, is_opener};
use super::sentence_end::Ending;
use crate::model::Block;

/// Returns the blocks of the paragraphs. Metadata found among them is added to `metadata`.
pub(crate) fn build(paragraphs: &[Paragraph], metadata: &mut ArticleMetadata) -> Vec<Block> {
    let roles = roles(paragraphs);
    let mut levels = Levels::new(&roles);
    let mut blocks: Vec<Block> = Vec::new();
    // The open abstract, if any.
    let mut summary: Option<Summary> = None;
    let mut at = 0;
    while let Some(paragraph) = paragraphs.get(at) {
        let role = roles.get(at).copied().unwrap_or(Role::Body);
        let is_signature = paragraphs.get(at + 1).is_some_and(|n| n.kind == LineKind::Date)
            && is_title_like(paragraph)
            && paragraph.ends_early
            && role == Role::Body;
        if metadata.take_metadata(paragraph) {
            levels.reset |= paragraph.kind == LineKind::Date;
            at += 1;
            continue;
        }
        if is_signature {
            add_signature(paragraph, metadata);
            metadata.report_dropped(paragraph);
            at += 1;
            continue;
        }
        // An abstract ends where the language changes. If it starts on the line of its label, it also ends at the end of its page.
        let text = paragraph.kind == LineKind::Text && role == Role::Body;
        if summary.is_some_and(|s| {
            text && (is_mostly_unspaced(&paragraph.text) != s.unspaced || s.run_in && paragraph.page_break)
        }) {
            blocks.push(Block::Break);
            summary = None;
        }
        if let Role::Heading(rank) = role {
            let level = levels.level(rank);
            summary = heading(paragraph, level, rank, metadata, &mut blocks);
        } else if paragraph.kind == LineKind::Table {
            let mut rows = Vec::new();
            while let Some(row) = paragraphs.get(at).filter(|p| p.kind == LineKind::Table) {
                rows.push(row.text.split('\t').map(|cell| cell.trim().to_owned()).collect());
                at += 1;
            }
            blocks.push(Block::Table(rows));
            continue;
        } else {
            blocks.push(body_block(paragraph, role));
        }
        at += 1;
    }
    // A marker without text (a lone `>`, a bullet) makes no block.
    blocks.retain(|block| matches!(block, Block::Break) || !block.text().trim().is_empty());
    blocks
}

/// An open abstract: its script, and whether it starts on the line of its label.
#[derive(Clone, Copy)]
struct Summary {
    unspaced: bool,
    run_in: bool,
}

/// Adds the name above the final date as an author.
fn add_signature(paragraph: &Paragraph, metadata: &mut ArticleMetadata) {
    let text = paragraph.text.trim_start_matches(['—', '–', ' ']).to_owned();
    metadata.add_author(Author { name: text, affiliation: String::new() });
}

fn body_block(paragraph: &Paragraph, role: Role) -> Block {
    match paragraph.kind {
        LineKind::ListMarker(marker) if role == Role::Item => list_item(&paragraph.text, marker),
        LineKind::Quote(_) => Block::Quote(paragraph.text.clone()),
        LineKind::Note => Block::Note(paragraph.text.clone()),
        _ => Block::Paragraph(paragraph.text.clone()),
    }
}

fn list_item(text: &str, marker: ListMarker) -> Block {
    let (written, rest) = text.split_at_checked(marker.len).unwrap_or(("", text));
    let shown = if marker.style == MarkerStyle::Bullet { "•" } else { written };
    Block::Item { marker: shown.to_owned(), text: rest.trim_start().to_owned() }
}

/// Adds a heading, and the text that shares its paragraph. Returns an abstract if the heading starts one.
fn heading(
    paragraph: &Paragraph,
    level: u8,
    rank: Rank,
    metadata: &mut ArticleMetadata,
    blocks: &mut Vec<Block>,
) -> Option<Summary> {
    if let LineKind::Label(len) = paragraph.kind {
        let (label, rest) = paragraph.text.split_at_checked(len).unwrap_or((&paragraph.text, ""));
        let words = metadata::label_text(label);
        let rest = rest.trim();
        let note = words.contains('按') || words.starts_with("Editor");
        let (unspaced, run_in) = (is_mostly_unspaced(&words), !rest.is_empty());
        blocks.push(Block::Heading { level, text: words });
        if !rest.is_empty() {
            blocks.push(if note { Block::Quote(rest.to_owned()) } else { Block::Paragraph(rest.to_owned()) });
        }
        return Some(Summary { unspaced, run_in });
    }
    if rank == Rank::Numbered(MarkerStyle::Article)
        && let Some(marker) = paragraph.kind.list_marker()
    {
        let (number, rest) = paragraph.text.split_at_checked(marker.len).unwrap_or((&paragraph.text, ""));
        // 第三条 【范围】 text: the bracket contains the title of the article.
        let rest = rest.trim_start();
        let named = rest
            .strip_prefix(['【', '（'])
            .and_then(|r| r.find(['】', '）']))
            .filter(|&n| n <= 60)
            .map_or(0, |n| n + 6);
        let (name, rest) = rest.split_at_checked(named).unwrap_or(("", rest));
        let short = is_title_like_text(rest) && named == 0 && !rest.is_empty();
        let text = if short { format!("{number} {rest}") } else { format!("{number}{name}") };
        blocks.push(Block::Heading { level, text });
        if !short && !rest.is_empty() {
            blocks.push(Block::Paragraph(rest.trim_start().to_owned()));
        }
        return None;
    }
    match trailing_signature(&paragraph.text) {
        Some((cut, author)) => {
            let (text, byline) = paragraph.text.split_at_checked(cut).unwrap_or((&paragraph.text, ""));
            blocks.push(Block::Heading { level, text: text.trim().to_owned() });
            blocks.push(Block::Byline(byline.trim_matches(|c| is_closer(c) || is_opener(c)).to_owned()));
            metadata.add_author(author);
        }
        None => blocks.push(Block::Heading { level, text: paragraph.text.clone() }),
    }
    None
}

fn is_title_like_text(text: &str) -> bool {
    super::sentence_end::ending(text) == Ending::Open && text.chars().count() <= 24
}

#[cfg(test)]
mod tests {
    use crate::text::{TextOptions, read};

    #[test]
    fn a_marker_without_text_makes_no_block() {
        let file = read(
            "摘  要\n>\n二．第二点说的是这个\n\n•\n\na\tb\tc\n",
            &TextOptions { stem: "x".to_owned(), lang: None },
        );
        let blocks: Vec<_> = file.pages.iter().flat_map(|page| &page.blocks).collect();
        assert!(blocks.len() >= 2);
        assert!(blocks.iter().all(|block| !block.text().is_empty()), "{blocks:?}");
    }
}
