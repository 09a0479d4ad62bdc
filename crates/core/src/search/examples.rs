//! Queries that show what a corpus is about, for an empty field.

use crate::Index;
use crate::index::{Field, TextId};
use crate::list::List as _;
use crate::order::sort_by_number;
use crate::text::is_unspaced;

/// Number of titles and headings that are looked at.
const TEXTS: usize = 4000;
/// Letters of the shortest word, in scripts with spaces.
const LETTERS: usize = 4;
/// Number of places that are counted for a name.
const PLACES: usize = 1000;

/// Names that the titles and headings of several pages have: two neighbouring words, or one.
pub(super) fn examples(index: &Index, limit: usize) -> Vec<String> {
    // The first place of each name on each page, by the terms of the name.
    let mut names: Vec<(u64, u32)> = Vec::new();
    let named = |id: &TextId| matches!(index.place(*id).field, Field::Title | Field::Heading);
    for id in (0..index.text_count()).map(TextId).filter(named).take(TEXTS) {
        for token in index.tokens_of(id).filter(|token| is_telling(index, *token)) {
            let follows = token + 1 < index.tokens_of(id).end && index.adjoin(token) && is_telling(index, token + 1);
            let next = if follows { index.term_of(token + 1) + 1 } else { 0 };
            names.push((u64::from(index.term_of(token)) << 32, token));
            if next > 0 {
                names.push((u64::from(index.term_of(token)) << 32 | u64::from(next), token));
            }
        }
    }
    // Stable: the places of a name stay ascending.
    sort_by_number(&mut names, |name| name.0);
    let mut found: Vec<(u64, u32, usize)> = Vec::new();
    let page = |token: u32| index.place(index.text_of(token)).page;
    let mut last = None;
    for (name, token) in names {
        let here = (name, page(token));
        match found.last_mut() {
            Some(row) if row.0 == name => row.2 += usize::from(last != Some(here)),
            _ => found.push((name, token, 1)),
        }
        last = Some(here);
    }
    // A name on most pages is the site's own.
    let most = (index.pages().len() / 2).max(2);
    found.retain(|(_, _, pages)| *pages <= most);
    let pair = |name: u64| name as u32 > 0;
    // Two words say more than one. Of equal names, the one whose words the texts use most.
    sort_by_number(&mut found, |(name, token, pages)| {
        let places = |token: u32| index.postings(index.term_of(token)).len().min(PLACES - 1);
        let places = if pair(*name) { places(*token).min(places(token + 1)) } else { places(*token) };
        u64::MAX - ((usize::from(pair(*name)) * PLACES + pages) * PLACES + places) as u64
    });
    let mut taken: Vec<u32> = Vec::new();
    let mut examples = Vec::new();
    for (name, token, _) in found {
        let end = if pair(name) { token + 1 } else { token };
        let terms = (token..=end).map(|token| index.term_of(token)).list();
        if examples.len() == limit || terms.iter().any(|term| taken.contains(term)) {
            continue;
        }
        taken.extend(terms);
        let text = index.all_text().get(index.token_bytes(token).start..index.token_bytes(end).end).unwrap_or("");
        examples.push(text.to_owned());
    }
    examples
}

/// Whether a token is a word that tells what a page is about.
fn is_telling(index: &Index, token: u32) -> bool {
    let form = index.terms().form(index.term_of(token));
    let unspaced = form.chars().all(is_unspaced);
    let least = if unspaced { 2 } else { LETTERS };
    form.chars().nth(least - 1).is_some()
        && form.chars().all(char::is_alphabetic)
        && index.function_words().get(form).is_none()
}
