//! Korean compounds, which are written with and without spaces: 블러필터 and 블러 필터.
//!
//! No dictionary has them. A word that is nowhere is cut where the texts have its parts side by side.

use super::half_typed::half_typed;
use super::inflected::inflected;
use crate::Index;
use crate::list::List as _;
use crate::text::{is_consonant, is_syllable};

/// Syllables of the longest word that is cut.
const LONGEST: usize = 16;
/// Most parts that are tried, so that no word takes long.
const TRIES: usize = 256;

/// The parts of a word that the corpus has in no form, if the texts have each two neighbours side by side. Otherwise the word.
/// `open`: its last part may go on.
pub(super) fn parts<'a>(index: &Index, word: &'a str, open: bool) -> Vec<&'a str> {
    let syllables = word.chars().count();
    let mut parts = Vec::new();
    let may_be_cut = (3..=LONGEST).contains(&syllables) && word.chars().all(is_hangul) && !is_known(index, word, open);
    if !may_be_cut || !cut(index, word, open, &[], &mut TRIES.clone(), &mut parts) {
        return vec![word];
    }
    parts
}

/// Cuts a word into parts, the first as long as possible. `before`: the terms that come before it.
fn cut<'a>(
    index: &Index,
    word: &'a str,
    open: bool,
    before: &[u32],
    tries: &mut usize,
    parts: &mut Vec<&'a str>,
) -> bool {
    let mut end = word.len();
    while let Some((_, c)) = word[..end].char_indices().next_back().filter(|_| *tries > 0) {
        *tries -= 1;
        let (part, rest) = word.split_at(end);
        let terms = terms_of(index, part, open && rest.is_empty());
        if !terms.is_empty() && (before.is_empty() || side_by_side(index, before, &terms)) {
            parts.push(part);
            if rest.is_empty() || cut(index, rest, open, &terms, tries, parts) {
                return true;
            }
            parts.pop();
        }
        end -= c.len_utf8();
    }
    false
}

/// Whether the corpus has a word: as it is, in another form, or inside a longer one.
fn is_known(index: &Index, word: &str, open: bool) -> bool {
    !terms_of(index, word, open).is_empty() || !index.terms().containing(word).is_empty()
}

/// The terms that a part may be. A single syllable has no other forms.
fn terms_of(index: &Index, part: &str, open: bool) -> Vec<u32> {
    let mut terms = index.terms().find(part).into_iter().list();
    if part.chars().nth(1).is_some() {
        terms.append(&mut inflected(index, part, 0));
    }
    if open {
        terms.append(&mut half_typed(index, part, true));
        terms.append(&mut index.terms().with_prefix(part).list());
    }
    terms
}

/// Whether a text has one of some terms followed by one of others.
fn side_by_side(index: &Index, before: &[u32], after: &[u32]) -> bool {
    let mut is_after = vec![false; index.terms().len() as usize];
    for term in after {
        is_after[*term as usize] = true;
    }
    for term in before {
        for token in index.postings(*term) {
            let next = token + 1;
            if is_after[index.term_of(next) as usize]
                && (next as usize) < index.token_count()
                && index.adjoin(*token)
                && index.text_of(*token) == index.text_of(next)
            {
                return true;
            }
        }
    }
    false
}

/// Whether a word may have this character: a syllable, or the beginning of one at its end.
fn is_hangul(c: char) -> bool {
    is_syllable(c) || is_consonant(c)
}
