//! Changelogs, release notes and upgrade guides: they name every feature and explain none, so guides answer before them. Which pages they are
//! is in the index.

use super::hits::within;
use super::matches::TermMatches;
use crate::Index;
use crate::format::PageKind;
use crate::index::PageId;
use crate::query::Plan;

/// Whether a query asks for a version: it has a number, or a number after a "v".
pub(super) fn asks_version(plan: &Plan) -> bool {
    let words = plan.terms.iter().map(|term| &term.form);
    let phrases = plan.phrases.iter().flat_map(|phrase| &phrase.strings);
    let filters = plan.filters.iter().map(|filter| &filter.1);
    words.chain(phrases).chain(filters).any(|word| is_version(word))
}

/// Whether a folded word is a number, or a number after a "v".
fn is_version(word: &str) -> bool {
    let number = word.strip_prefix('v').unwrap_or(word);
    number.starts_with(|c: char| c.is_ascii_digit()) && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Whether a page is a changelog.
pub(super) fn is_changelog(index: &Index, page: PageId) -> bool {
    index.pages()[page.0 as usize].kind != PageKind::Usual
}

/// Whether a content word of the query is one of the title's words that name the page a changelog.
pub(super) fn is_asked_for(index: &Index, terms: &[TermMatches], page: PageId) -> bool {
    let row = &index.pages()[page.0 as usize];
    let PageKind::Changelog { start, end } = row.kind else { return false };
    let base = index.bytes_of(row.title).start;
    let named = base + start as usize..base + end as usize;
    terms.iter().flat_map(|term| within(term.hits(), index.tokens_of(row.title))).any(|hit| {
        let bytes = hit.bytes(index);
        bytes.start < named.end && bytes.end > named.start
    })
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
