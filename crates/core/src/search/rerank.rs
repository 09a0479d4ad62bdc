//! What only the best candidates are looked at for: words near each other, titles and headings that are the query.

use super::hits::{Matched, within};
use super::pipeline::FEW;
use super::weights::Weights;
use crate::Index;
use crate::index::{Field, PageId, TextId};
use crate::lean::{larger, smaller};

/// How far apart two words may stand and still be near, in words.
const NEAR: u32 = 8;

/// What a page earns beyond its sum.
pub(super) fn bonus(index: &Index, units: &[Matched], page: PageId, weights: &Weights) -> f32 {
    let tokens = index.tokens_of_page(page);
    let mut near = 0.0;
    for (i, unit) in units.iter().enumerate() {
        let mine = within(&unit.hits, tokens.clone());
        if mine.is_empty() {
            continue;
        }
        if let Some(next) = units.get(i + 1) {
            near += nearest(index, mine, within(&next.hits, tokens.clone())) * smaller(unit.weight, next.weight);
        }
    }
    let near = if units.len() < FEW { near / 4.0 } else { near };
    weights.near * near + weights.named * named(index, units, page)
}

/// One for neighbours in the query's order, less with each word between, half as much in the other order.
fn nearest(index: &Index, a: &[super::Hit], b: &[super::Hit]) -> f32 {
    let mut best = 0.0f32;
    let mut j = 0;
    for hit in a {
        while b.get(j).is_some_and(|h| h.token < hit.token) {
            j += 1;
        }
        let after = b.get(j).map(|h| (h.token.saturating_sub(hit.token + u32::from(hit.tokens) - 1), h.token, 1.0));
        let before = j.checked_sub(1).and_then(|j| b.get(j)).map(|h| (hit.token - h.token, h.token, 0.5));
        for place in [after, before] {
            let Some((distance, other, worth)) = place else { continue };
            let value = worth / distance.max(1) as f32;
            if distance <= NEAR && value > best && index.text_of(other) == index.text_of(hit.token) {
                best = value;
            }
        }
    }
    best
}

/// How much of the query the page's best title or heading is, and how much of that heading is the query.
fn named(index: &Index, units: &[Matched], page: PageId) -> f32 {
    let total: f32 = units.iter().map(|u| u.weight).sum();
    if total <= 0.0 {
        return 0.0;
    }
    // (text, weight found, tokens covered), one row a title or heading with a hit.
    let mut names: Vec<(TextId, f32, u32)> = Vec::new();
    let tokens = index.tokens_of_page(page);
    for unit in units {
        super::hits::by_text(index, within(&unit.hits, tokens.clone()), |text, hits| {
            if !matches!(index.place(text).field, Field::Title | Field::Heading) {
                return;
            }
            let worth = hits.iter().map(|h| Weights::of(h.kind)).fold(0.0, larger);
            let covered: u32 = hits.iter().map(|h| u32::from(h.tokens)).sum();
            match names.iter_mut().find(|n| n.0 == text) {
                Some(name) => {
                    name.1 += unit.weight * worth;
                    name.2 += covered;
                }
                None => names.push((text, unit.weight * worth, covered)),
            }
        });
    }
    let value = |(text, weight, covered): (TextId, f32, u32)| {
        let share = covered as f32 / index.tokens_of(text).len().max(1) as f32;
        let asked = weight / total;
        weight * asked * smaller(1.0, share) * index.emphasis(text)
    };
    let mut best = 0.0f32;
    for name in &names {
        best = larger(best, value(*name));
    }
    best
}
