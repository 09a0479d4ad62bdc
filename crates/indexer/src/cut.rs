//! Pages to passages.

use crate::model::{Block, Page, Passage};

/// Cuts a page.
#[must_use]
pub fn cut(page: &Page) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for block in &page.blocks {
        let text = block.text();
        if matches!(block, Block::Heading { .. }) || text.is_empty() {
            continue;
        }
        let bytes = |s: &str| s.len() + s.chars().filter(|c| !c.is_ascii()).count();
        match passages.last_mut() {
            Some(last) if bytes(&last.text) + bytes(&text) < 1800 => {
                last.text.push('\n');
                last.text.push_str(&text);
            }
            _ => passages.push(Passage {
                anchor: format!("p{}", passages.len() + 1),
                path: Vec::new(),
                text: text.into_owned(),
                pieces: Vec::new(),
            }),
        }
    }
    passages
}
