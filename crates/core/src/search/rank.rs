//! BM25F over titles, headings, bodies and metadata, of pages and of passages at once, in one walk over the hits.

use super::hits::{Hit, Kind, Matched, by_text};
use super::weights::{WORTH, Weights, ln};
use crate::Index;
use crate::index::{Field, PageId};

/// What each page and passage has of the query.
#[derive(Debug, Default)]
pub(super) struct Scores {
    /// By page.
    pub pages: Vec<Score>,
    /// By passage.
    pub passages: Vec<Score>,
    /// Pages with any hit, ascending within a unit, each once.
    pub found: Vec<PageId>,
}

/// What one page or passage has of the query.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Score {
    /// The sum over the units.
    pub sum: f32,
    /// Units found.
    pub has: u64,
    /// Units found as they were typed.
    pub exact: u64,
    /// How many places answer the query, as one would count them on the page.
    pub count: usize,
}

/// What one text, passage or page has of one unit.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    frequency: f32,
    /// The same, each text's part as often as its owner says that it counts.
    emphasised: f32,
    best: Option<Kind>,
    /// Places that a reader of the page sees: metadata is beside it.
    count: usize,
}

impl Tally {
    /// What hits are worth that stand in one text.
    fn of(hits: &[Hit], weight: f32, count: usize) -> Tally {
        let mut tally = Tally { count, ..Tally::default() };
        for hit in hits {
            tally.frequency += weight * WORTH[hit.kind as usize];
            tally.best = Some(tally.best.map_or(hit.kind, |b| b.min(hit.kind)));
        }
        tally
    }

    fn add(&mut self, other: Tally) {
        self.frequency += other.frequency;
        self.emphasised += other.emphasised;
        self.best = Some(self.best.unwrap_or(Kind::Typo).min(other.best.unwrap_or(Kind::Typo)));
        self.count += other.count;
    }

    /// The unit's part of the score, before its weight.
    fn value(self, length: f32, weights: &Weights) -> f32 {
        let Some(best) = self.best else { return 0.0 };
        let norm = weights.saturation * (1.0 - weights.length + weights.length * length);
        // Exactly once where no owner says otherwise.
        let times = if self.frequency > 0.0 { self.emphasised / self.frequency } else { 1.0 };
        times * Weights::of(best) * (weights.presence + self.frequency / (self.frequency + norm))
    }
}

/// Scores everything that has a hit, and sets each unit's weight.
pub(super) fn rank(index: &Index, units: &mut [Matched], weights: &Weights) -> Scores {
    let mut scores = Scores {
        pages: vec![Score::default(); index.pages().len()],
        passages: vec![Score::default(); index.passages().len()],
        found: Vec::new(),
    };
    let words = index.manifest().tokens.max(1) as f32;
    let page_average = words / index.pages().len().max(1) as f32;
    let passage_average = words / index.passages().len().max(1) as f32;
    for (i, unit) in units.iter_mut().enumerate() {
        if unit.pages.is_empty() {
            count(index, unit, weights);
        }
        let (pages, passages) = (&unit.pages, &unit.passages);
        unit.weight = telling(pages.len(), index.pages().len(), passages.len(), index.passages().len());
        let bit = 1u64 << i.min(63);
        for (page, tally) in pages {
            let (Some(score), Some(row)) = (scores.pages.get_mut(page.0 as usize), index.pages().get(page.0 as usize))
            else {
                continue;
            };
            if score.has == 0 {
                scores.found.push(*page);
            }
            score.add(bit, *tally, unit.weight * tally.value(row.words as f32 / page_average, weights));
        }
        for (passage, tally) in passages {
            let Some(row) = index.passages().get(passage.0 as usize) else { continue };
            let tokens = index.tokens_of(row.body).len() as f32;
            if let Some(score) = scores.passages.get_mut(passage.0 as usize) {
                score.add(bit, *tally, unit.weight * tally.value(tokens / passage_average, weights));
            }
        }
    }
    scores
}

/// Counts what each page and each passage has of a unit.
fn count(index: &Index, unit: &mut Matched, weights: &Weights) {
    let Matched { hits, pages, passages, .. } = unit;
    by_text(index, hits, |text, hits| {
        let place = index.place(text);
        let weight = match place.field {
            Field::Title => weights.title,
            Field::Heading => weights.heading,
            Field::Meta => weights.meta,
            Field::Body | Field::Plain => 1.0,
        };
        let mut tally = Tally::of(hits, weight, if place.field == Field::Meta { 0 } else { hits.len() });
        tally.emphasised = tally.frequency * index.emphasis(text);
        match pages.last_mut() {
            Some(last) if last.0 == place.page => last.1.add(tally),
            _ => pages.push((place.page, tally)),
        }
        if matches!(place.field, Field::Heading | Field::Body) {
            match passages.last_mut() {
                Some(last) if last.0 == place.passage => last.1.add(tally),
                _ => passages.push((place.passage, tally)),
            }
        }
    });
}

impl Score {
    fn add(&mut self, bit: u64, tally: Tally, value: f32) {
        self.sum += value;
        self.has |= bit;
        self.count += tally.count;
        if tally.best.is_some_and(|k| k <= Kind::Part) {
            self.exact |= bit;
        }
    }
}

/// How telling a word is: the inverse document frequency, of pages and of passages half and half, so that a word of one
/// page's every passage still tells that page from others.
fn telling(pages: usize, all_pages: usize, passages: usize, all_passages: usize) -> f32 {
    let idf = |n: usize, all: usize| {
        let (n, all) = (n.min(all) as f32, all as f32);
        ln(1.0 + (all - n + 0.5) / (n + 0.5))
    };
    f32::midpoint(idf(pages, all_pages), idf(passages, all_passages))
}
