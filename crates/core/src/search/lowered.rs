//! Pages that others answer before: changelogs, release notes, upgrade guides and lists of links name everything and explain nothing, and
//! older versions of a page repeat it. Which pages they are is in the index.

use super::hits::within;
use super::matches::TermMatches;
use crate::Index;
use crate::format::PageKind;
use crate::index::{PageId, Weights};
use crate::list::List as _;
use crate::query::Plan;

/// The versions that a query asks for: its numbers, also after a "v".
pub(super) fn versions(plan: &Plan) -> Vec<&str> {
    let words = plan.terms.iter().map(|term| &term.form);
    let phrases = plan.phrases.iter().flat_map(|phrase| &phrase.strings);
    let filters = plan.filters.iter().map(|filter| &filter.1);
    words.chain(phrases).chain(filters).filter_map(|word| version(word)).list()
}

/// A folded word that is a number, without the "v" before it.
fn version(word: &str) -> Option<&str> {
    let number = word.strip_prefix('v').unwrap_or(word);
    let is_number = number.starts_with(|c: char| c.is_ascii_digit()) && !number.contains(is_other);
    is_number.then_some(number)
}

/// Whether a character is in no version.
fn is_other(c: char) -> bool {
    !c.is_ascii_digit() && c != '.'
}

/// Whether a folder's name (`v1.2`, `2018-edition`) is the version, or one below it.
fn is_named(name: &str, version: &str) -> bool {
    let below =
        |number: &str| number.strip_prefix(version).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    name.split(is_other).any(below)
}

/// The factor for the score of a page, if its kind has one.
pub(super) fn factor(index: &Index, page: PageId, versions: &[&str], weights: &Weights) -> Option<f32> {
    match index.pages()[page.0 as usize].kind {
        PageKind::Usual => None,
        PageKind::Changelog { .. } => versions.is_empty().then_some(weights.changelog),
        PageKind::Links => Some(weights.links),
        PageKind::Older { start, end } => {
            let name = index.page_url(page).get(start as usize..end as usize).unwrap_or_default();
            (!versions.iter().any(|version| is_named(name, version))).then_some(weights.older)
        }
    }
}

/// Whether the query asks for this page: a content word is one of the title's words that name it a changelog, or the title of a list of links
/// has all content words.
pub(super) fn is_asked_for(index: &Index, terms: &[TermMatches], page: PageId) -> bool {
    let row = &index.pages()[page.0 as usize];
    let in_title = |term: &TermMatches| !within(term.hits(), index.tokens_of(row.title)).is_empty();
    let (start, end) = match row.kind {
        PageKind::Usual | PageKind::Older { .. } => return false,
        PageKind::Changelog { start, end } => (start, end),
        PageKind::Links => return terms.iter().all(in_title),
    };
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
        assert!(["5", "v5", "2.0", "v2.14.3", "2023"].iter().all(|word| version(word).is_some()));
        assert!(!["v", "vite", "i18n", "h1", "utf8", "5g", ".", ""].iter().any(|word| version(word).is_some()));
        assert!(is_named("v1.2", "1.2") && is_named("2018-edition", "2018") && is_named("1.2", "1"));
        assert!(!is_named("1.20", "1.2") && !is_named("v2", "1") && !is_named("next", "2"));
    }
}
