//! What only the whole site tells: which pages are passed over for others, which text is boilerplate, what the site is called.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::{canonical, duplicates, titles, translations};
use crate::model::Block;
use crate::read::corpus::{Corpus, Skipped};
use crate::versions;

/// A text is boilerplate if it stands on so many of a hundred pages, and on at least so many pages.
const RECURRING_PERCENT: usize = 60;
const RECURRING_MIN_PAGES: usize = 5;

/// Puts the pages that stay into the corpus, and says what does not.
pub(super) fn finish_site(mut drafts: Vec<Draft>, corpus: &mut Corpus) {
    if drafts.iter().any(|d| d.has_marked_body) {
        let reason = "has no element marked as its body, as other pages have";
        leave_out(&mut drafts, corpus, reason, |d| !d.has_marked_body);
    }
    let copies = canonical::declared_copies(&drafts);
    remove_drafts(&mut drafts, corpus, &copies, "names another page as its canonical page");
    corpus.recurring = boilerplate(&mut drafts);
    leave_out(&mut drafts, corpus, "has no text of its own", is_empty);
    let untranslated = translations::set_languages(&mut drafts);
    remove_drafts(&mut drafts, corpus, &untranslated, "an untranslated copy of another page");
    let older = versions::older(&drafts.iter().map(|draft| draft.url.as_str()).collect::<Vec<_>>());
    let is_older = |at: usize| older.get(at).is_some_and(Option::is_some);
    let same = {
        let preference = translations::preference(&drafts);
        duplicates::same_text(&drafts, |at| (is_older(at), preference(at)))
    };
    remove_drafts(&mut drafts, corpus, &same, "has the same text as another page");
    let whole = duplicates::collections(&drafts);
    remove_drafts(&mut drafts, corpus, &whole, "repeats the text of several other pages");
    corpus.not_searchable.sort_by(|a, b| a.file.cmp(&b.file));

    let names = titles::TitleParts::of(&drafts);
    if corpus.title.is_empty() {
        corpus.title = names.site.clone().unwrap_or_default();
    }
    for mut draft in drafts {
        let title = names.title(&mut draft);
        let file = draft.file.clone();
        corpus.parts.add_parts(&file, std::mem::take(&mut draft.left_out));
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
        corpus.metadata.apply(&file, std::slice::from_mut(&mut page));
        corpus.files.push((file, corpus.pages.len()..corpus.pages.len() + 1));
        corpus.pages.push(page);
    }
}

fn is_empty(draft: &Draft) -> bool {
    let blank = |text: &str| !text.chars().any(char::is_alphanumeric);
    draft.blocks.iter().all(|b| blank(&b.text())) && draft.h1.is_none() && draft.owner_title.is_none()
}

fn leave_out(drafts: &mut Vec<Draft>, corpus: &mut Corpus, reason: &str, test: impl Fn(&Draft) -> bool) {
    drafts.retain(|draft| {
        let over = test(draft);
        if over {
            corpus.not_searchable.push(Skipped::new(&draft.file, reason));
        }
        !over
    });
}

/// Passes over drafts by their number, each because of another page.
fn remove_drafts(drafts: &mut Vec<Draft>, corpus: &mut Corpus, dropped: &BTreeMap<usize, String>, reason: &str) {
    let mut at = 0;
    drafts.retain(|draft| {
        let because = dropped.get(&at);
        at += 1;
        if let Some(of) = because {
            let other = Some(of.clone()).filter(|of| !of.is_empty());
            corpus.not_searchable.push(Skipped { other, ..Skipped::new(&draft.file, reason) });
        }
        because.is_none()
    });
}

/// Takes out what stands on most pages, and tells it with how many have it.
fn boilerplate(drafts: &mut [Draft]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for draft in &*drafts {
        let mut texts: Vec<_> = draft.blocks.iter().map(Block::text).collect();
        texts.sort_unstable();
        texts.dedup();
        for text in texts {
            match counts.get_mut(&*text) {
                Some(count) => *count += 1,
                None => {
                    counts.insert(text.into_owned(), 1);
                }
            }
        }
    }
    let least = (drafts.len() * RECURRING_PERCENT).div_ceil(100).max(RECURRING_MIN_PAGES);
    counts.retain(|_, count| *count >= least);
    let mut dropped: BTreeMap<String, usize> = BTreeMap::new();
    for draft in drafts {
        let kept = kept_blocks(&draft.blocks, &counts);
        draft.h1_place.0 = kept.iter().take(draft.h1_place.0).filter(|kept| **kept).count();
        let mut blocks = Vec::new();
        let mut anchors = BTreeMap::new();
        let mut emphasis = BTreeMap::new();
        for ((at, block), kept) in std::mem::take(&mut draft.blocks).into_iter().enumerate().zip(kept) {
            if kept {
                anchors.extend(draft.anchors.remove(&at).map(|anchor| (blocks.len(), anchor)));
                emphasis.extend(draft.emphasis.blocks.remove(&at).map(|tenths| (blocks.len(), tenths)));
                blocks.push(block);
            } else if let Some((text, count)) = counts.get_key_value(&*block.text()) {
                dropped.insert(text.clone(), *count);
            }
        }
        (draft.blocks, draft.anchors, draft.emphasis.blocks) = (blocks, anchors, emphasis);
    }
    let mut dropped: Vec<_> = dropped.into_iter().collect();
    dropped.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    dropped
}

/// Which blocks of a page stay. A heading goes only with everything below it: one that recurs over text of the page's own
/// (Parameters, Examples) is how the pages are built.
fn kept_blocks(blocks: &[Block], recurring: &BTreeMap<String, usize>) -> Vec<bool> {
    let mut kept = vec![true; blocks.len()];
    let mut next: Option<&Block> = None;
    for (block, kept) in blocks.iter().zip(&mut kept).rev() {
        let empty = match (block, next) {
            (Block::Heading { level, .. }, Some(Block::Heading { level: next, .. })) => next <= level,
            (Block::Heading { .. }, Some(_)) => false,
            _ => true,
        };
        *kept = !(empty && recurring.contains_key(&*block.text()));
        if *kept {
            next = Some(block);
        }
    }
    kept
}
