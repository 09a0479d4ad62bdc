//! Text files.

use std::path::Path;

use super::{relative, utf8};
use crate::Error;
use crate::model::{Block, Page};

pub(super) fn read(root: &Path, path: &Path) -> Result<Vec<Page>, Error> {
    let text = utf8(path)?;
    let below = relative(root, path);
    let id = below.strip_suffix(".txt").unwrap_or(&below).to_owned();
    let text = text.trim_start_matches('\u{feff}');
    let blocks: Vec<Block> = text.split("\n\n").map(str::trim).filter(|p| !p.is_empty()).map(|p| Block::Paragraph(p.to_owned())).collect();
    let title = text.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or(&id).to_owned();
    Ok(vec![Page { url: format!("{id}.html"), id, title, blocks, ..Page::default() }])
}
