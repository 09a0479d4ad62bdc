//! Pages that others answer before: changelogs, release notes, upgrade guides and lists of links name everything and explain nothing, and
//! older versions and translations of a page repeat it. Which pages they are is in the index.

use super::hits::{Hit, within};
use super::matches::TermMatches;
use crate::Index;
use crate::format::PageKind;
use crate::index::{PageId, Weights};
use crate::query::Plan;

/// Whether a query asks for a version: it has a number, or a number after a "v".
pub(super) fn asks_version(plan: &Plan) -> bool {
    plan.terms.iter().any(|term| is_version(&term.form))
        || plan.phrases.iter().any(|phrase| phrase.strings.iter().any(|string| is_version(string)))
        || plan.filters.iter().any(|filter| is_version(&filter.part))
}

/// Whether a folded word is a number, or a number after a "v".
fn is_version(word: &str) -> bool {
    let number = number(word);
    number.starts_with(|c: char| c.is_ascii_digit()) && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// A word without the "v" before a number.
fn number(word: &str) -> &str {
    word.strip_prefix('v').unwrap_or(word)
}

/// The factor for the score of a page, if its kind has one.
pub(super) fn factor(index: &Index, page: PageId, plan: &Plan, asks_version: bool, weights: &Weights) -> Option<f32> {
    match index.pages()[page.0 as usize].kind {
        PageKind::Usual => None,
        PageKind::Changelog { .. } => (!asks_version).then_some(weights.changelog),
        PageKind::Links => Some(weights.links),
        PageKind::Translation => Some(weights.translation),
        PageKind::Older { start, end } => {
            let version = index.page_url(page).get(start as usize..end as usize);
            // The address of a page that is not read may have any number.
            let is_read = index.pages()[page.0 as usize].is_read;
            let is_named = plan.terms.iter().any(|term| Some(number(&term.form)) == version);
            (!is_named && (is_read || !asks_version)).then_some(weights.older)
        }
    }
}

/// Whether the query asks for this page: a content word is one of the title's words that name it a changelog, or the title of a list of links
/// has all content words.
pub(super) fn is_asked_for(index: &Index, terms: &[TermMatches], page: PageId) -> bool {
    let row = &index.pages()[page.0 as usize];
    let in_title = |term: &TermMatches| !within(term.hits(), index.tokens_of(row.title)).is_empty();
    let (start, end) = match row.kind {
        PageKind::Usual | PageKind::Older { .. } | PageKind::Translation => return false,
        PageKind::Links => return terms.iter().all(in_title),
        // Which words of the title name it is not known.
        PageKind::Changelog { .. } if !row.is_read => return terms.iter().any(in_title),
        PageKind::Changelog { start, end } => (start, end),
    };
    let base = index.bytes_of(row.title).start;
    let named = base + start as usize..base + end as usize;
    let is_naming = |hit: &Hit| {
        let bytes = hit.bytes(index);
        bytes.start < named.end && bytes.end > named.start
    };
    terms.iter().any(|term| within(term.hits(), index.tokens_of(row.title)).iter().any(is_naming))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_a_number_that_may_follow_a_v() {
        assert!(["5", "v5", "2.0", "v2.14.3", "2023"].iter().all(|word| is_version(word)));
        assert!(!["v", "vite", "i18n", "h1", "utf8", "5g", ".", ""].iter().any(|word| is_version(word)));
    }
}
