//! What only the best candidates are looked at for: words close to each other, titles and headings that are the query.

use super::hits::{Hit, by_text, within};
use super::matches::{TermMatches, TermRole};
use crate::Index;
use crate::index::{Field, PageId, TextId, Weights};
use crate::list::List as _;

/// Of a query with fewer terms, closeness counts a quarter, and every page shown has all terms.
pub(super) const FEW_TERMS: usize = 4;
/// Most words apart that are still close.
const CLOSE: u32 = 8;

/// What a page earns beyond its sum.
pub(super) fn bonus(index: &Index, terms: &[TermMatches], page: PageId, weights: &Weights) -> f32 {
    let tokens = index.tokens_of_page(page);
    let hits: Vec<&[Hit]> = terms.iter().map(|term| within(term.hits(), tokens.clone())).list();
    let pairs = terms.windows(2).zip(hits.windows(2));
    let proximity = pairs.fold(0.0, |sum, (terms, hits)| {
        if hits[0].is_empty() {
            return sum;
        }
        sum + closeness(index, hits[0], hits[1]) * terms[0].weight.min(terms[1].weight)
    });
    let words = terms.iter().filter(|term| term.role != TermRole::Whole).count();
    let proximity = if words < FEW_TERMS { proximity / 4.0 } else { proximity };
    weights.proximity * proximity + weights.named * naming(index, terms, &hits)
}

/// One for neighbours in the query's order, less for each word between, half as much in the other order.
fn closeness(index: &Index, a: &[Hit], b: &[Hit]) -> f32 {
    let mut best = 0.0f32;
    let mut next = 0;
    for hit in a {
        while b.get(next).is_some_and(|h| h.token < hit.token) {
            next += 1;
        }
        let after = b.get(next).map(|h| (h.token.saturating_sub(hit.last_token()), h.token, 1.0));
        let before = next.checked_sub(1).and_then(|j| b.get(j)).map(|h| (hit.token - h.token, h.token, 0.5));
        for (distance, other, worth) in [after, before].into_iter().flatten() {
            let value = worth / distance.max(1) as f32;
            if distance <= CLOSE && value > best && index.text_of(other) == index.text_of(hit.token) {
                best = value;
            }
        }
    }
    best
}

/// What a title or heading has of the query.
struct Name {
    text: TextId,
    /// The weight of the terms in it.
    weight: f32,
    /// The tokens that match.
    covered: u32,
}

/// How much of the query the page's best title or heading has, and how much of that heading is the query.
fn naming(index: &Index, terms: &[TermMatches], hits: &[&[Hit]]) -> f32 {
    let total: f32 = terms.iter().map(|term| term.weight).sum();
    if total <= 0.0 {
        return 0.0;
    }
    let mut names: Vec<Name> = Vec::new();
    for (term, hits) in terms.iter().zip(hits) {
        by_text(index, hits, |text, hits| {
            if !matches!(index.place(text).field, Field::Title | Field::Alias | Field::Heading) {
                return;
            }
            let weight = term.weight * hits.iter().map(|hit| hit.kind.worth()).fold(0.0, f32::max);
            let covered = hits.iter().map(|hit| u32::from(hit.tokens)).sum();
            match names.iter_mut().find(|name| name.text == text) {
                Some(name) => {
                    name.weight += weight;
                    name.covered += covered;
                }
                None => names.push(Name { text, weight, covered }),
            }
        });
    }
    let value = |name: &Name| {
        let share = name.covered as f32 / index.tokens_of(name.text).len().max(1) as f32;
        let asked = name.weight / total;
        name.weight * asked * share.min(1.0) * index.text_weight(name.text)
    };
    names.iter().map(value).fold(0.0, f32::max)
}
