//! What only the whole site tells: which pages are passed over for others, which text is boilerplate, what the site is called.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use super::draft::Draft;
use super::site_rules::{SiteRules, page};
use super::text_key::{TextKey, shared_texts};
use super::titles::TitleParts;
use super::{canonical, copies, duplicates, link_names, translations};
use crate::read::corpus::{Corpus, Skipped};
use crate::versions;

/// A text is boilerplate if it stands on so many of a hundred pages, and on at least so many pages.
const RECURRING_PERCENT: usize = 60;
const RECURRING_MIN_PAGES: usize = 5;

/// Reads the page of a light draft again.
pub(super) type BlocksOf<'a> = &'a (dyn Fn(&Draft) -> Option<Draft> + Sync);

/// Puts the pages that stay into the corpus, and says what does not. The blocks of light drafts are read by `blocks_of`.
pub(super) fn finish_site(mut drafts: Vec<Draft>, corpus: &mut Corpus, blocks_of: Option<BlocksOf<'_>>) {
    if drafts.iter().any(|d| d.has_marked_body) {
        let reason = "has no element marked as its body, as other pages have";
        leave_out(&mut drafts, corpus, reason, |d| !d.has_marked_body);
    }
    let declared = canonical::declared_copies(&drafts);
    remove_drafts(&mut drafts, corpus, &declared, "names another page as its canonical page");
    let least = least_of_most(drafts.len());
    let counts = shared_texts(drafts.iter().map(|draft| &draft.texts[..]), least);
    let recurring: HashSet<u64> = counts.keys().copied().collect();
    if let Some(blocks_of) = blocks_of {
        drafts.par_iter_mut().for_each(|draft| {
            if let Some(mut whole) = blocks_of(draft) {
                whole.remove_boilerplate(&recurring);
                whole.detect_language();
                draft.detected = whole.detected;
            }
        });
    }
    corpus.recurring = remove_boilerplate(&mut drafts, &counts, &recurring);
    leave_out(&mut drafts, corpus, "has no text of its own", is_empty);
    let untranslated = translations::set_languages(&mut drafts);
    remove_drafts(&mut drafts, corpus, &untranslated, "an untranslated copy of another page");
    let older = versions::older(&drafts.iter().map(|draft| draft.url.as_str()).collect::<Vec<_>>());
    let is_older = |at: usize| older.get(at).is_some_and(Option::is_some);
    let copies = copies::copies(&drafts, is_older);
    let same = {
        let preference = translations::preference(&drafts);
        let is_copy = |at: usize| copies.get(at).is_some_and(Option::is_some);
        duplicates::same_text(&drafts, |at| (is_older(at), is_copy(at), preference(at)))
    };
    for (draft, copied_in) in drafts.iter_mut().zip(copies) {
        draft.copied_in = copied_in;
    }
    remove_drafts(&mut drafts, corpus, &same, "has the same text as another page");
    let whole = duplicates::collections(&drafts);
    remove_drafts(&mut drafts, corpus, &whole, "repeats the text of several other pages");
    corpus.not_searchable.sort_by(|a, b| a.file.cmp(&b.file));

    let link_names = link_names::names(&drafts, least_of_most(drafts.len()));
    let names = TitleParts::of(&drafts);
    if corpus.title.is_empty() {
        corpus.title = names.site.clone().unwrap_or_default();
    }
    for (mut draft, link_names) in drafts.into_iter().zip(link_names) {
        let file = draft.file.clone();
        corpus.parts.add_parts(&file, std::mem::take(&mut draft.left_out));
        corpus.files.push((file, corpus.pages.len()..corpus.pages.len() + 1));
        let mut page = page(draft, &names, &corpus.metadata);
        link_names::add_names(&mut page, link_names);
        corpus.pages.push(page);
    }
    corpus.site_rules = SiteRules::new(recurring, names);
}

/// The least number of pages of a site that are most of them.
fn least_of_most(pages: usize) -> usize {
    (pages * RECURRING_PERCENT).div_ceil(100).max(RECURRING_MIN_PAGES)
}

fn is_empty(draft: &Draft) -> bool {
    draft.texts.iter().all(|text| !text.has_words) && draft.h1.is_none() && draft.owner_title.is_none()
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

/// Removes the texts that are on most pages, and lists each with the number of its pages. Those of light drafts can't be listed.
fn remove_boilerplate(
    drafts: &mut [Draft],
    counts: &BTreeMap<u64, usize>,
    recurring: &HashSet<u64>,
) -> Vec<(String, usize)> {
    let mut removed: BTreeMap<String, usize> = BTreeMap::new();
    for draft in drafts {
        for text in draft.remove_boilerplate(recurring) {
            let count = counts.get(&TextKey::of_text(&text).hash).copied().unwrap_or_default();
            removed.insert(text, count);
        }
    }
    let mut removed: Vec<_> = removed.into_iter().collect();
    removed.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    removed
}
