//! The last step of reading a page of a site: what the whole site tells is applied to its draft.

use std::collections::HashSet;

use super::draft::Draft;
use super::titles::TitleParts;
use crate::model::{Block, Page};
use crate::read::corpus_toml::CorpusToml;

/// Rules learned from all pages of a site. A page is read again by them, without the other pages.
#[derive(Debug, Default)]
pub(in crate::read) struct SiteRules {
    /// Boilerplate: hashes of the texts.
    recurring: HashSet<u64>,
    names: TitleParts,
}

impl SiteRules {
    pub(super) fn new(recurring: HashSet<u64>, names: TitleParts) -> SiteRules {
        SiteRules { recurring, names }
    }

    /// Makes the page of a draft that was read again.
    pub(super) fn page(&self, mut draft: Draft, metadata: &CorpusToml) -> Page {
        draft.remove_boilerplate(&self.recurring);
        page(draft, &self.names, metadata)
    }
}

/// Makes the page of a draft.
pub(super) fn page(mut draft: Draft, names: &TitleParts, metadata: &CorpusToml) -> Page {
    let title = names.title(&mut draft);
    let file = draft.file.clone();
    let mut page = draft.into_page(title);
    // A description that is the page's beginning would be found twice.
    let begins = page
        .blocks
        .iter()
        .take(3)
        .map(Block::text)
        .any(|t| page.meta.get("description").is_some_and(|d| t.contains(&d[0])));
    if begins {
        page.meta.remove("description");
    }
    metadata.apply(&file, std::slice::from_mut(&mut page));
    page
}
