//! Korean compounds in the texts: 블러 필터 for 블러필터, and 블러필터 for 필터.

use super::hits::{self, Hit, Kind};
use super::span::surface_offset;
use super::substring::followed_by;
use crate::Index;
use crate::text::is_syllable;

/// Places where the words of a compound are side by side, given the places of each.
pub(super) fn side_by_side(index: &Index, words: &[&[Hit]]) -> Vec<Hit> {
    let Some((first, rest)) = words.split_first() else { return Vec::new() };
    rest.iter().fold(first.to_vec(), |rows, next| followed_by(index, &rows, next, true))
}

/// Places where a word is inside a compound, with two syllables or more on its other sides, or where an inflected form ends behind it.
pub(super) fn inside(index: &Index, form: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    let may_be_part = |part: &str| part.is_empty() || part.chars().nth(1).is_some();
    if !is_hangul(form) || !may_be_part(form) {
        return hits;
    }
    for term in index.terms().containing(form) {
        let whole = index.terms().form(term);
        let mut starts = whole.char_indices().map(|(at, _)| at);
        let Some(start) = starts.find(|at| whole[*at..].starts_with(form)) else { continue };
        let end = start + form.len();
        let is_end = || index.inflection().stems(whole).any(|stem| stem == whole[..end]);
        if whole != form && may_be_part(&whole[..start]) && (is_end() || may_be_part(&whole[end..])) && is_hangul(whole)
        {
            for token in index.postings(term) {
                let byte = |at| surface_offset(index, *token, whole, at);
                let keep = if end == whole.len() { 0 } else { byte(end) };
                hits.push(Hit { token: *token, tokens: 1, kind: Kind::Part, skip: byte(start), keep });
            }
        }
    }
    hits::sort(&mut hits);
    hits
}

/// Whether a word consists of syllables of Hangul.
pub(super) fn is_hangul(form: &str) -> bool {
    form.chars().all(is_syllable)
}
